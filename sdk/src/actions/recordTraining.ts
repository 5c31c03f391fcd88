import type { Hash, Hex } from "viem";
import { type RegistryClient, type SyncReturnType, write, writeSync } from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { type EntryParameters, toEntry } from "../internal/entry.js";

/** What {@link recordTraining} is given. */
export interface RecordTrainingParameters extends EntryParameters {
  /** Digest of the model's architecture and configuration. */
  readonly modelDigest: Hex;
  /** Digest of its weights. */
  readonly weightsDigest: Hex;
  /** Where those entitled find them; empty by default. */
  readonly uri?: string | undefined;
}

/** What {@link recordTrainingSync} gives. */
export type RecordTrainingSyncReturnType = SyncReturnType<typeof dossier.abi, "TrainingRecorded">;

const call = ({
  id,
  capacity,
  jurisdiction,
  modelDigest,
  weightsDigest,
  uri = "",
  ...options
}: RecordTrainingParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "recordTraining",
    args: [...toEntry({ id, capacity, jurisdiction }), modelDigest, weightsDigest, uri],
    eventName: "TrainingRecorded",
  }) as const;

/**
 * Records that a unit was given a trained model. Called by the maker, the holder or the operator.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller does not have the capacity.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { keccak256, toHex } from "viem";
 *
 * const hash = await owner.recordTraining({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "holder",
 *   modelDigest: keccak256(toHex("architecture and configuration")),
 *   weightsDigest: keccak256(toHex("weights")),
 * });
 * ```
 */
export async function recordTraining(
  client: RegistryClient,
  parameters: RecordTrainingParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link recordTraining}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { keccak256, toHex } from "viem";
 *
 * const { seq } = await owner.recordTrainingSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "holder",
 *   modelDigest: keccak256(toHex("architecture and configuration")),
 *   weightsDigest: keccak256(toHex("weights")),
 * });
 * ```
 */
export async function recordTrainingSync(
  client: RegistryClient,
  parameters: RecordTrainingParameters,
): Promise<RecordTrainingSyncReturnType> {
  return await writeSync(client, call(parameters));
}
