import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { blockOf, type Known, saidWrongly } from "../internal/known.js";
import { readWords } from "../internal/reads.js";
import { type Campaign, getCampaign, type KnownCampaign } from "./getCampaign.js";

export type { Known, KnownPlace } from "../internal/known.js";

/** What {@link getCampaigns} is given. */
export interface GetCampaignsParameters extends ReadOptions {
  /**
   * What an index says of campaigns, so that their notices need not be looked for on a long chain: campaigns that were read before, or
   * `recalls()` of `@openrobotid/api`. It is not believed: how many there are, the registry says; each notice is read from the node, and
   * compared with what is said. What it does not know yet is looked for.
   */
  readonly known?: Known<KnownCampaign> | undefined;
}

/**
 * Every recall campaign that was ever opened, with what it tells the public, the oldest first.
 *
 * @throws RegistryRecordError where the node does not give a notice, or another than the one committed to, or `known` says of a campaign
 * what is not so.
 *
 * @example
 * ```ts
 * const campaigns = await client.getCampaigns();
 * campaigns.filter(({ closedAt }) => closedAt === undefined).length; // 1
 * ```
 */
export async function getCampaigns(
  node: RegistryClient,
  { known = [], ...options }: GetCampaignsParameters = {},
): Promise<readonly Campaign[]> {
  const client = readerOf(node, options);
  const { blockNumber } = await momentOf(client, options);
  const count = await readWords(client, {
    ...recallRegistry,
    functionName: "campaignCount",
    args: [],
    blockNumber,
  });
  const said = new Map<bigint, KnownCampaign>();
  for await (const one of known) said.set(BigInt(one.campaign), one);
  for (const [number, one] of said) {
    // One that was opened since the block that is read is none of it.
    const isLater = blockOf(one, blockNumber) === undefined;
    if (!isLater && (number < 1n || number > count))
      throw saidWrongly(`campaign ${number}`, "there is none");
  }
  const numbers = Array.from({ length: Number(count) }, (_, index) => BigInt(index + 1));
  return await Promise.all(
    numbers.map((campaign) =>
      getCampaign(client, { campaign, blockNumber, known: said.get(campaign) }),
    ),
  );
}
