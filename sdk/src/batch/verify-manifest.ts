import type { Hex } from "viem";
import type { ModelId } from "../robot-id.js";
import { ManifestError, readManifest } from "./read-manifest.js";

/** What {@link verifyManifest} is given. */
export interface VerifyManifestParameters {
  /** Path of the manifest. */
  readonly file: string;
  /** The root that a lot carries on the chain. Without it, the manifest is only compared with itself. */
  readonly unitsRoot?: Hex | undefined;
}

/** What {@link verifyManifest} gives. */
export interface VerifyManifestReturnType {
  /** The model of all units. */
  readonly model: ModelId;
  /** Number of units. */
  readonly units: number;
  /** The root, rebuilt from the units. */
  readonly unitsRoot: Hex;
}

/**
 * Rebuilds the Merkle root of a published manifest. Anyone can: it takes the file and nothing else.
 *
 * @returns What the manifest holds.
 * @throws ManifestError naming the first wrong line: malformed, cut off, a unit twice, another root.
 *
 * @example
 * ```ts
 * import { verifyManifest } from "@openrobotid/sdk/batch";
 *
 * const { units } = await verifyManifest({ file: "units.manifest.jsonl", unitsRoot });
 * ```
 */
export async function verifyManifest({
  file,
  unitsRoot,
}: VerifyManifestParameters): Promise<VerifyManifestReturnType> {
  const { model, units, tree } = await readManifest(file);
  if (unitsRoot !== undefined && tree.root !== unitsRoot.toLowerCase()) {
    throw new ManifestError(file, units + 2, `the root is ${tree.root}, and not ${unitsRoot}`);
  }
  return { model, units, unitsRoot: tree.root };
}
