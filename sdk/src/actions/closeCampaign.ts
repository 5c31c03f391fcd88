import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";

/** What {@link closeCampaign} is given. */
export interface CloseCampaignParameters extends WriteOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** Salted commitment to the reason. */
  readonly reasonDigest: Hex;
}

/** What {@link closeCampaignSync} gives. */
export type CloseCampaignSyncReturnType = SyncReturnType<
  typeof recallRegistry.abi,
  "CampaignClosed"
>;

const call = ({ campaign, reasonDigest, ...options }: CloseCampaignParameters) =>
  ({
    ...options,
    ...recallRegistry,
    functionName: "close",
    args: [campaign, reasonDigest],
    eventName: "CampaignClosed",
  }) as const;

/**
 * Closes a campaign: from then on it blocks nothing any more, and what was recorded under it stays
 * valid. That of an authority and an advisory are closed at once; that of a maker which blocks only
 * after a notice, until which it binds. Called by the opener.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where it is closed already.
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
 * const hash = await maker.closeCampaign({
 *   campaign,
 *   reasonDigest: createCommitment("Final report").commitment,
 * });
 * ```
 */
export async function closeCampaign(
  client: RegistryClient,
  parameters: CloseCampaignParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link closeCampaign}, and waits for the block.
 *
 * @returns The receipt and what the event says.
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
 * const { closedAt } = await maker.closeCampaignSync({
 *   campaign,
 *   reasonDigest: createCommitment("Final report").commitment,
 * });
 * ```
 */
export async function closeCampaignSync(
  client: RegistryClient,
  parameters: CloseCampaignParameters,
): Promise<CloseCampaignSyncReturnType> {
  return await writeSync(client, call(parameters));
}
