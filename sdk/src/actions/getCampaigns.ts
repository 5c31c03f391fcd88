import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { readWords } from "../internal/reads.js";
import { type Campaign, getCampaign } from "./getCampaign.js";

/** What {@link getCampaigns} is given. */
export type GetCampaignsParameters = ReadOptions;

/**
 * Every recall campaign that was ever opened, with what it tells the public, the oldest first.
 *
 * @throws RegistryRecordError where the node does not give a notice, or another than the one committed to.
 *
 * @example
 * ```ts
 * const campaigns = await client.getCampaigns();
 * campaigns.filter(({ closedAt }) => closedAt === undefined).length; // 1
 * ```
 */
export async function getCampaigns(
  node: RegistryClient,
  options: GetCampaignsParameters = {},
): Promise<readonly Campaign[]> {
  const client = readerOf(node, options);
  const { blockNumber } = await momentOf(client, options);
  const count = await readWords(client, {
    ...recallRegistry,
    functionName: "campaignCount",
    args: [],
    blockNumber,
  });
  const numbers = Array.from({ length: Number(count) }, (_, index) => BigInt(index + 1));
  return await Promise.all(
    numbers.map((campaign) => getCampaign(client, { campaign, blockNumber })),
  );
}
