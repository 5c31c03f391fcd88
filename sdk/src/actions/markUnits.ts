import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link markUnits} is given. */
export interface MarkUnitsParameters extends WriteOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** Units of its model, on whatever market. */
  readonly ids: readonly RobotId[];
}

/** What {@link markUnitsSync} gives. */
export type MarkUnitsSyncReturnType = SyncReturnType<typeof recallRegistry.abi, "UnitsMarked">;

const call = ({ campaign, ids, ...options }: MarkUnitsParameters) =>
  ({
    ...options,
    ...recallRegistry,
    functionName: "mark",
    args: [campaign, ids.map(toBytes32)],
    eventName: "UnitsMarked",
  }) as const;

/**
 * Puts units on the list of a campaign that has no range, at the cost of one storage slot each. Called by the opener.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where a unit is on the list already.
 *
 * @example
 * ```ts
 * import { parseModelId, parseRobotId } from "@openrobotid/sdk";
 *
 * const { campaign } = await maker.openCampaignSync({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   severity: "advisory",
 *   notice: {
 *     campaignNumber: "UT-2026-02",
 *     component: "Battery pack",
 *     summary: "Cells of one batch age early.",
 *     consequence: "The robot runs for a shorter time.",
 *     remedy: "The pack is replaced at the next service.",
 *   },
 * });
 * const hash = await maker.markUnits({
 *   campaign,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 * });
 * ```
 */
export async function markUnits(
  client: RegistryClient,
  parameters: MarkUnitsParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link markUnits}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseModelId, parseRobotId } from "@openrobotid/sdk";
 *
 * const { campaign } = await maker.openCampaignSync({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   severity: "advisory",
 *   notice: {
 *     campaignNumber: "UT-2026-02",
 *     component: "Battery pack",
 *     summary: "Cells of one batch age early.",
 *     consequence: "The robot runs for a shorter time.",
 *     remedy: "The pack is replaced at the next service.",
 *   },
 * });
 * const { ids } = await maker.markUnitsSync({
 *   campaign,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 * });
 * ```
 */
export async function markUnitsSync(
  client: RegistryClient,
  parameters: MarkUnitsParameters,
): Promise<MarkUnitsSyncReturnType> {
  return await writeSync(client, call(parameters));
}
