import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** All files with this extension in a folder and below it; none where the folder does not exist. */
export function filesIn(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) === extension)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Whether a module is the one that Node was asked to run, rather than one that another imports. */
export function isMain(module: ImportMeta): boolean {
  return process.argv[1] === module.filename;
}

/** Milliseconds in which the last of what a program has printed is read. */
const AFTERWARDS = 5_000;

/**
 * Runs a command line and returns what it prints on both streams, without colours; passes it on too, unless `quiet`. One that
 * takes longer than a number of seconds is ended, with everything that it has started, and has failed.
 */
export async function runAndRead(
  line: string[],
  {
    env = {},
    quiet = false,
    seconds,
  }: { env?: Record<string, string>; quiet?: boolean; seconds?: number } = {},
): Promise<{ code: number; output: string }> {
  const [program = "", ...args] = line;
  // A process group of its own can be ended as a whole.
  const detached = seconds !== undefined && process.platform !== "win32";
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
    detached,
    env: { ...process.env, ...(process.stdout.isTTY && !quiet && { FORCE_COLOR: "1" }), ...env },
  });
  let output = "";
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.setEncoding("utf8").on("data", (text: string) => {
      if (!quiet) to.write(text);
      output += text;
    });
  }
  const end = () => {
    if (detached && child.pid !== undefined) endGroup(child.pid);
    else child.kill("SIGKILL");
    // What has left the group may hold them for ever.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  let isOverdue = false;
  const timers: NodeJS.Timeout[] = [];
  if (detached) {
    const overdue = () => {
      isOverdue = true;
      end();
    };
    timers.push(setTimeout(overdue, seconds * 1000));
    // What it has started and left is not waited for.
    child.once("exit", () => timers.push(setTimeout(end, AFTERWARDS)));
    // A terminal's Ctrl-C reaches this process alone.
    process.once("exit", end);
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
  for (const timer of timers) clearTimeout(timer);
  process.off("exit", end);
  if (detached) end();
  if (isOverdue) output += `\nEnded, because it took longer than ${seconds} s.\n`;
  return { code, output: stripVTControlCharacters(output) };
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Runs every command line, also after one has failed, and ends the process with 1 if any did. */
export function runAll(lines: string[][]): void {
  for (const line of lines) {
    const [program = "", ...args] = line;
    const { status, error } = spawnSync(program, args, {
      stdio: "inherit",
      shell: process.platform === "win32",
    });
    if (error) throw error;
    if (status !== 0) {
      console.error(`Failed: ${program} ${args.join(" ")}\n`);
      process.exitCode = 1;
    }
  }
}
