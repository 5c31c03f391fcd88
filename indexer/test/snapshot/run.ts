// Runs the commands that carry the index out and in, as processes of their own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const room = fileURLToPath(new URL("../..", import.meta.url));

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts one. */
export function startIndexCommand(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, ["scripts/index.mjs", ...args], {
    cwd: room,
    env: { ...process.env, LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = (async () => {
    const [code] = (await once(child, "exit")) as [number | null];
    const [stdout, stderr] = await said;
    return { code, stdout, stderr };
  })();
  return { child, ended };
}

/** Runs one to its end. */
export async function indexCommand(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ended> {
  return await startIndexCommand(env, args).ended;
}
