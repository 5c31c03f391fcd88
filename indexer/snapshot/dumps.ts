// The dumps of a folder, for those who write and those who serve them.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Manifest, readManifest } from "./manifest.js";

export { FORMAT_CHANGES, MANIFEST, writeManifest } from "./manifest.js";

/** A dump that is whole. */
export interface Dump {
  readonly name: string;
  readonly manifest: Manifest;
}

/** The name of the folder of a dump. */
export const nameOf = (kind: "full" | "delta", block: number): string =>
  `${kind}-${String(block).padStart(12, "0")}`;

/** How such a name is written. */
const DUMP_NAME = /^(full|delta)-\d{12}$/;

/**
 * The dumps of a folder, the oldest first.
 *
 * @param known - Manifests that were read before, by name: a dump never changes.
 * @param broken - Takes the name of each dump that is left out because its manifest cannot be read, and why.
 * @throws SnapshotError where nobody is told.
 */
export function dumpsIn(
  folder: string,
  known = new Map<string, Manifest>(),
  broken?: (name: string, error: Error) => void,
): Dump[] {
  const names = readdirSync(folder).filter((name) => DUMP_NAME.test(name));
  for (const name of known.keys()) if (!names.includes(name)) known.delete(name);
  for (const name of names) {
    if (known.has(name)) continue;
    try {
      known.set(name, readManifest(join(folder, name)));
    } catch (error) {
      if (!broken) throw error;
      broken(name, error as Error);
    }
  }
  return [...known]
    .map(([name, manifest]) => ({ name, manifest }))
    .sort((one, other) => one.manifest.block.number - other.manifest.block.number);
}
