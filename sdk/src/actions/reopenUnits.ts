import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncAllReturnType,
  type WriteOptions,
  write,
  writeSyncAll,
} from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link reopenUnits} is given. */
export interface ReopenUnitsParameters extends WriteOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** The units. */
  readonly ids: readonly RobotId[];
  /** Salted commitment to the reason. */
  readonly reasonDigest: Hex;
}

/** What {@link reopenUnitsSync} gives. */
export type ReopenUnitsSyncReturnType = SyncAllReturnType<
  typeof recallRegistry.abi,
  "UnitReopened"
>;

const call = ({ campaign, ids, reasonDigest, ...options }: ReopenUnitsParameters) =>
  ({
    ...options,
    ...recallRegistry,
    functionName: "reopen",
    args: [campaign, ids.map(toBytes32), reasonDigest],
    eventName: "UnitReopened",
  }) as const;

/**
 * Opens units again that were remedied, or found not to have the defect: the work was faulty, or was never
 * done. Called by the opener of the campaign.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where nothing was done to a unit that could be undone.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * await maker.remedyUnitsSync({
 *   campaign: 1n,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 *   evidenceDigest: createCommitment("Work record 503").commitment,
 * });
 * const hash = await maker.reopenUnits({
 *   campaign: 1n,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 *   reasonDigest: createCommitment("The new actuator seized too").commitment,
 * });
 * ```
 */
export async function reopenUnits(
  client: RegistryClient,
  parameters: ReopenUnitsParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link reopenUnits}, and waits for the block.
 *
 * @returns The receipt and what the event of each robot says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * await maker.remedyUnitsSync({
 *   campaign: 1n,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 *   evidenceDigest: createCommitment("Work record 503").commitment,
 * });
 * const { events } = await maker.reopenUnitsSync({
 *   campaign: 1n,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 *   reasonDigest: createCommitment("The new actuator seized too").commitment,
 * });
 * events.length; // 1
 * ```
 */
export async function reopenUnitsSync(
  client: RegistryClient,
  parameters: ReopenUnitsParameters,
): Promise<ReopenUnitsSyncReturnType> {
  return await writeSyncAll(client, call(parameters));
}
