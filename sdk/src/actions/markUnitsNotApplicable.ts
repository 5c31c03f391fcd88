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

/** What {@link markUnitsNotApplicable} is given. */
export interface MarkUnitsNotApplicableParameters extends WriteOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** The units. */
  readonly ids: readonly RobotId[];
  /** Salted commitment to the finding. */
  readonly reasonDigest: Hex;
}

/** What {@link markUnitsNotApplicableSync} gives. */
export type MarkUnitsNotApplicableSyncReturnType = SyncAllReturnType<
  typeof recallRegistry.abi,
  "UnitNotApplicable"
>;

const call = ({ campaign, ids, reasonDigest, ...options }: MarkUnitsNotApplicableParameters) =>
  ({
    ...options,
    ...recallRegistry,
    functionName: "markNotApplicable",
    args: [campaign, ids.map(toBytes32), reasonDigest],
    eventName: "UnitNotApplicable",
  }) as const;

/**
 * Records that units in scope were found not to have the defect. Called by the opener, so that a maker cannot lift the
 * campaign of an authority.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where a unit is remedied already.
 *
 * @example
 * ```ts
 * import { parseModelId, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { campaign } = await maker.openCampaignSync({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   range: {
 *     first: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *     last: parseRobotId("CN-UT01-G1PRO1-26W05000000000500"),
 *   },
 *   severity: "noTransfer",
 *   notice: {
 *     campaignNumber: "UT-2026-01",
 *     component: "Knee actuator",
 *     summary: "A bearing can seize.",
 *     consequence: "The robot can fall.",
 *     remedy: "The actuator is replaced free of charge.",
 *   },
 * });
 * const hash = await maker.markUnitsNotApplicable({
 *   campaign,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000002")],
 *   reasonDigest: createCommitment("Finding 13").commitment,
 * });
 * ```
 */
export async function markUnitsNotApplicable(
  client: RegistryClient,
  parameters: MarkUnitsNotApplicableParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link markUnitsNotApplicable}, and waits for the block.
 *
 * @returns The receipt and what the event of each robot says.
 *
 * @example
 * ```ts
 * import { parseModelId, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { campaign } = await maker.openCampaignSync({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   range: {
 *     first: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *     last: parseRobotId("CN-UT01-G1PRO1-26W05000000000500"),
 *   },
 *   severity: "noTransfer",
 *   notice: {
 *     campaignNumber: "UT-2026-01",
 *     component: "Knee actuator",
 *     summary: "A bearing can seize.",
 *     consequence: "The robot can fall.",
 *     remedy: "The actuator is replaced free of charge.",
 *   },
 * });
 * const { events } = await maker.markUnitsNotApplicableSync({
 *   campaign,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000002")],
 *   reasonDigest: createCommitment("Finding 13").commitment,
 * });
 * ```
 */
export async function markUnitsNotApplicableSync(
  client: RegistryClient,
  parameters: MarkUnitsNotApplicableParameters,
): Promise<MarkUnitsNotApplicableSyncReturnType> {
  return await writeSyncAll(client, call(parameters));
}
