import { statSync } from "node:fs";
import { resolve } from "node:path";
import { RegistryArgumentError } from "../errors/registry-error.js";

/**
 * Refuses files of a job of which one would be written over another, by whatever names they go, and folders in the place of
 * files.
 *
 * @throws RegistryArgumentError naming both.
 */
export function requireDistinct(paths: Readonly<Record<string, string>>): void {
  const seen = new Map<string, string>();
  for (const [what, path] of Object.entries(paths)) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) {
      throw new RegistryArgumentError(`${path} is a folder.`, `Name a file as the ${what}.`);
    }
    // Links of both kinds lead to one and the same file.
    const key = found ? `${found.dev}:${found.ino}` : resolve(path);
    const other = seen.get(key);
    if (other !== undefined) {
      throw new RegistryArgumentError(
        `${path} is named both as the ${other} and as the ${what}.`,
        `Name another file as the ${what}: it would be written over the ${other}.`,
      );
    }
    seen.set(key, what);
  }
}
