import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortiumGovernor } from "../internal/contracts.js";
import { toAction } from "../internal/proposal.js";
import type { Proposal } from "../proposal-calls.js";

/** What {@link withdrawSupport} is given: exactly what was proposed. */
export interface WithdrawSupportParameters extends Proposal, WriteOptions {}

/** What {@link withdrawSupportSync} gives. */
export type WithdrawSupportSyncReturnType = SyncReturnType<
  typeof consortiumGovernor.abi,
  "SupportWithdrawn"
>;

const call = (
  client: RegistryClient,
  { calls, description, ...options }: WithdrawSupportParameters,
) =>
  ({
    ...options,
    ...consortiumGovernor,
    functionName: "withdrawSupport",
    args: toAction(client, { calls, description }),
    eventName: "SupportWithdrawn",
  }) as const;

/**
 * Takes the vote of the caller's seat in favour of a decision back, between the end of the vote and its execution. Where the
 * votes left fall below two thirds of the seats, the proposal is cancelled. Called by the account that acts for the seat.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the seat did not vote in favour.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * const hash = await spain.withdrawSupport({
 *   calls: [setResolver({ baseUri: "https://robots.example" })],
 *   description: "Move the resolver",
 * });
 * ```
 */
export async function withdrawSupport(
  client: RegistryClient,
  parameters: WithdrawSupportParameters,
): Promise<Hash> {
  return await write(client, call(client, parameters));
}

/**
 * As {@link withdrawSupport}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * const { votesInFavour } = await spain.withdrawSupportSync({
 *   calls: [setResolver({ baseUri: "https://robots.example" })],
 *   description: "Move the resolver",
 * });
 * votesInFavour; // 2n
 * ```
 */
export async function withdrawSupportSync(
  client: RegistryClient,
  parameters: WithdrawSupportParameters,
): Promise<WithdrawSupportSyncReturnType> {
  return await writeSync(client, call(client, parameters));
}
