import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { type CountryCode, toBytes } from "../robot-id.js";

/** What {@link suspendCampaign} is given. */
export interface SuspendCampaignParameters extends WriteOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** The market. */
  readonly country: CountryCode;
  /** Salted commitment to the reason. */
  readonly reasonDigest: Hex;
}

/** What {@link suspendCampaignSync} gives. */
export type SuspendCampaignSyncReturnType = SyncReturnType<
  typeof recallRegistry.abi,
  "CampaignSuspended"
>;

const call = ({ campaign, country, reasonDigest, ...options }: SuspendCampaignParameters) =>
  ({
    ...options,
    ...recallRegistry,
    functionName: "suspend",
    args: [campaign, toBytes(country), reasonDigest],
    eventName: "CampaignSuspended",
  }) as const;

/**
 * Suspends on a market, for good, a campaign that a compromised account of a maker opened: it binds no unit there any
 * more. Called by the authority of the country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the campaign was not opened within a compromise of the
 * maker.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await spain.suspendCampaign({
 *   campaign: 1n,
 *   country: parseCountryCode("ES"),
 *   reasonDigest: createCommitment("Opened with a stolen key").commitment,
 * });
 * ```
 */
export async function suspendCampaign(
  client: RegistryClient,
  parameters: SuspendCampaignParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link suspendCampaign}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { country } = await spain.suspendCampaignSync({
 *   campaign: 1n,
 *   country: parseCountryCode("ES"),
 *   reasonDigest: createCommitment("Opened with a stolen key").commitment,
 * });
 * country; // "ES"
 * ```
 */
export async function suspendCampaignSync(
  client: RegistryClient,
  parameters: SuspendCampaignParameters,
): Promise<SuspendCampaignSyncReturnType> {
  return await writeSync(client, call(parameters));
}
