import { encodeEventTopics } from "viem";
import type { RegistryClient } from "../internal/client.js";
import { recallRegistry } from "../internal/contracts.js";
import { RECORDED } from "./entries.js";
import { follow, type WatchOptions } from "./follow.js";
import { changeOf, type RecordedChange } from "./watchChanges.js";

/** What {@link watchRecalls} is given. */
export type WatchRecallsParameters = WatchOptions;

/** Something that happened to a recall campaign: it was opened, closed or suspended, or units were marked. */
export type RecallChange = Extract<
  RecordedChange<"recallRegistry">,
  { readonly event: (typeof EVENTS)[number] }
> & {
  /** Number of the campaign. */
  readonly campaign: bigint;
};

const EVENTS = ["CampaignOpened", "UnitsMarked", "CampaignClosed", "CampaignSuspended"] as const;

const topics = [
  RECORDED,
  ...EVENTS.map((eventName) => encodeEventTopics({ abi: recallRegistry.abi, eventName })[0]),
];

/**
 * What happens to recall campaigns, from now on or from an earlier place: `for await` asks for the next change, `break` or the `signal`
 * ends it. The changes lead to the head of the recalls' log, so that none is left out, repeated or altered, whatever happens to the
 * connection. Nothing that is wrong with a node ends the watching: `onFault` hears it. What is done to a unit under a campaign,
 * `watchRobot` gives.
 *
 * @throws RegistryArgumentError where `after` is no cursor.
 *
 * @example
 * ```ts
 * import { watchRecalls } from "@openrobotid/sdk/watch";
 *
 * for await (const { campaign, event, fields } of watchRecalls(client, { fromBlock: 0n })) {
 *   campaign; // 1n
 *   event; // "CampaignOpened"
 *   break;
 * }
 * ```
 */
export async function* watchRecalls(
  client: RegistryClient,
  options: WatchRecallsParameters = {},
): AsyncGenerator<RecallChange, void, undefined> {
  const contract = recallRegistry.contract;
  const followed = { tracks: [{ contract }], addresses: [contract], topics: [topics] };
  for await (const entry of follow(client, followed, options)) {
    yield { ...changeOf(entry), campaign: BigInt(entry.subject) } as RecallChange;
  }
}
