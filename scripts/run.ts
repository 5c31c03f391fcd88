import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";

/** All files with this extension in a folder and below it; none where the folder does not exist. */
export function filesIn(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) === extension)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
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
