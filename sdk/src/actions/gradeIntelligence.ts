import type { Hash, Hex } from "viem";
import { type RegistryClient, type SyncReturnType, write, writeSync } from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { type EntryParameters, toEntry } from "../internal/entry.js";
import type { IntelligenceLevel } from "../words.js";

/** What {@link gradeIntelligence} is given. */
export interface GradeIntelligenceParameters extends EntryParameters {
  /** Intelligence level, L1 to L5. */
  readonly level: IntelligenceLevel;
  /** Salted commitment to the certificate of the grading. */
  readonly certificateDigest: Hex;
}

/** What {@link gradeIntelligenceSync} gives. */
export type GradeIntelligenceSyncReturnType = SyncReturnType<
  typeof dossier.abi,
  "IntelligenceGraded"
>;

const call = ({
  id,
  capacity,
  jurisdiction,
  level,
  certificateDigest,
  ...options
}: GradeIntelligenceParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "gradeIntelligence",
    args: [...toEntry({ id, capacity, jurisdiction }), level, certificateDigest],
    eventName: "IntelligenceGraded",
  }) as const;

/**
 * Grades a unit by its intelligence. Called by an inspector or the authority of the robot's country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller is not accredited.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await inspector.gradeIntelligence({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "inspector",
 *   jurisdiction: parseCountryCode("ES"),
 *   level: 4,
 *   certificateDigest: createCommitment("Grading 77").commitment,
 * });
 * ```
 */
export async function gradeIntelligence(
  client: RegistryClient,
  parameters: GradeIntelligenceParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link gradeIntelligence}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { level } = await inspector.gradeIntelligenceSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "inspector",
 *   jurisdiction: parseCountryCode("ES"),
 *   level: 4,
 *   certificateDigest: createCommitment("Grading 77").commitment,
 * });
 * ```
 */
export async function gradeIntelligenceSync(
  client: RegistryClient,
  parameters: GradeIntelligenceParameters,
): Promise<GradeIntelligenceSyncReturnType> {
  return await writeSync(client, call(parameters));
}
