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

/** Runs a command line and returns what it prints on both streams, without colours; passes it on too, unless `quiet`. */
export async function runAndRead(
  line: string[],
  { env = {}, quiet = false }: { env?: Record<string, string>; quiet?: boolean } = {},
): Promise<{ code: number; output: string }> {
  const [program = "", ...args] = line;
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
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
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
  return { code, output: stripVTControlCharacters(output) };
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
