import { existsSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { execa, execaSync } from "execa";

const isWindows = process.platform === "win32";

/** All files with this extension in a folder and below it; none where the folder does not exist. */
export function filesIn(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) === extension)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What lets Node run TypeScript. */
export const TYPESCRIPT = "--import=@openrobotid/kit/typescript";

/** The command line that runs a file of TypeScript. */
export function typescript(file: string, ...args: string[]): string[] {
  return ["node", TYPESCRIPT, file, ...args];
}

/** Whether a module is the one that Node was asked to run, rather than one that another imports. */
export function isMain(module: ImportMeta): boolean {
  return process.argv[1] === module.filename;
}

/** Milliseconds in which the last of what a program has printed is read. */
const AFTERWARDS = 5_000;

/**
 * Runs a command line and returns what it prints on both streams, without colours; passes it on too, unless `quiet`. It and
 * everything that it has started end with this process, and after a number of seconds: then it has failed.
 */
export async function runAndRead(
  [program = "", ...args]: string[],
  {
    env = {},
    quiet = false,
    seconds = Number.POSITIVE_INFINITY,
  }: { env?: Record<string, string>; quiet?: boolean; seconds?: number } = {},
): Promise<{ code: number; output: string }> {
  const output = quiet ? ("pipe" as const) : (["pipe", "inherit"] as const);
  const running = execa(program, args, {
    stdin: "ignore",
    stdout: output,
    stderr: output,
    all: true,
    reject: false,
    maxBuffer: 2 ** 28,
    // A process group of its own can be ended as a whole.
    detached: !isWindows,
    env: { ...(process.stdout.isTTY && !quiet && { FORCE_COLOR: "1" }), ...env },
  });
  let isOverdue = false;
  const end = () => {
    endGroup(running);
    // What has left the group may hold them for ever.
    running.stdout.destroy();
    running.stderr.destroy();
  };
  const overdue = () => {
    isOverdue = true;
    end();
  };
  const timers = seconds < Number.POSITIVE_INFINITY ? [setTimeout(overdue, seconds * 1000)] : [];
  // What it has started and left is not waited for.
  running.nodeChildProcess.once("exit", () => timers.push(setTimeout(end, AFTERWARDS)));
  // A terminal's Ctrl-C reaches this process alone.
  process.once("exit", end);
  const { exitCode, all, cause } = await running;
  for (const timer of timers) clearTimeout(timer);
  process.off("exit", end);
  endGroup(running);
  if (running.pid === undefined) throw cause;
  const late = isOverdue ? `\nEnded, because it took longer than ${seconds} s.\n` : "";
  return { code: exitCode ?? 1, output: stripVTControlCharacters(`${all}\n${late}`) };
}

function endGroup({ pid, kill }: { pid?: number; kill: (signal: "SIGKILL") => boolean }): void {
  if (pid === undefined) return;
  try {
    if (isWindows) kill("SIGKILL");
    else process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Runs every command line, also after one has failed, and ends the process with 1 if any did. */
export function runAll(lines: string[][]): void {
  for (const [program = "", ...args] of lines) {
    const { failed, code, cause } = execaSync(program, args, { stdio: "inherit", reject: false });
    if (code === "ENOENT") throw cause;
    if (failed) {
      console.error(`Failed: ${program} ${args.join(" ")}\n`);
      process.exitCode = 1;
    }
  }
}
