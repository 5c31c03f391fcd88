import { existsSync } from "node:fs";
import { join } from "node:path";
import { execaSync } from "execa";

const ROOT = join(import.meta.dirname, "..", "..");

/** What git prints. The folder may belong to another user, as in containers; it is only read. */
export function git(...args: readonly string[]): string {
  return execaSync("git", ["-c", "safe.directory=*", ...args], { cwd: ROOT }).stdout;
}

/** Paths of the project's files, from its root: those that git tracks or would. */
export function projectFiles(): string[] {
  return git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(ROOT, file)));
}
