import type { Hex } from "viem";
import { SdkError } from "../errors/sdk-error.js";
import { formatRobotId, parseRobotId, type RobotId } from "../robot-id.js";
import { type ManifestUnit, readManifest } from "./read-manifest.js";

/** What {@link proofFromManifest} is given. */
export interface ProofFromManifestParameters {
  /** Path of the manifest. */
  readonly file: string;
  /** The unit to prove. */
  readonly id: RobotId;
}

/** What {@link proofFromManifest} gives. */
export interface ProofFromManifestReturnType extends ManifestUnit {
  /** The root that the unit's lot carries. */
  readonly unitsRoot: Hex;
  /** The hashes beside the way from the unit's leaf to the root. */
  readonly siblings: readonly Hex[];
}

/**
 * A manifest has no such unit.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { proofFromManifest, UnitNotInManifestError } from "@openrobotid/sdk/batch";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05999999999999");
 * const error = await proofFromManifest({ file: "units.manifest.jsonl", id }).catch((caught) => caught);
 * error instanceof UnitNotInManifestError; // true
 * ```
 */
export class UnitNotInManifestError extends SdkError {
  override readonly name = "UnitNotInManifestError";

  constructor(file: string, id: RobotId) {
    super(`${file} has no unit ${formatRobotId(id)}.`);
  }
}

/**
 * What a unit needs to be placed on a market: the digest of its birth record, and the hashes that prove that the maker
 * issued it with this key.
 *
 * @throws ManifestError where the manifest is none; UnitNotInManifestError where the unit is not in it.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { proofFromManifest } from "@openrobotid/sdk/batch";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W07000000000001");
 * const { birthRecordDigest, siblings } = await proofFromManifest({ file: "units.manifest.jsonl", id });
 * ```
 */
export async function proofFromManifest({
  file,
  id,
}: ProofFromManifestParameters): Promise<ProofFromManifestReturnType> {
  const { tree, found } = await readManifest(file, parseRobotId(id));
  if (!found) throw new UnitNotInManifestError(file, id);
  return { ...found.unit, unitsRoot: tree.root, siblings: tree.proof(found.index) };
}
