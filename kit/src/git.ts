import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

/** What git prints. The folder may belong to another user, as in containers; it is only read. */
export function git(...args: readonly string[]): string {
  return execFileSync("git", ["-c", "safe.directory=*", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Paths of the project's files, from its root: those that git tracks or would. */
export function projectFiles(): string[] {
  return git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(ROOT, file)));
}
