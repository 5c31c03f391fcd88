import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type WriteOptions,
  type WriteReceipt,
  write,
  writeSync,
} from "../internal/call.js";
import { consortiumGovernor } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import type { Support } from "../words.js";

/** What {@link castVote} is given. */
export interface CastVoteParameters extends WriteOptions {
  /** Number of the proposal. */
  readonly proposalId: bigint;
  /** How the seat votes. Only votes in favour decide: to abstain is to withhold. */
  readonly support: Support;
  /** Why, for the others to read; nothing by default. */
  readonly reason?: string | undefined;
}

/** What {@link castVoteSync} gives. */
export interface CastVoteSyncReturnType extends WriteReceipt {
  /** Account that voted. */
  readonly voter: Address;
  /** Number of the proposal. */
  readonly proposalId: bigint;
  /** How it voted. */
  readonly support: Support;
  /** Why. */
  readonly reason: string;
}

const call = ({ proposalId, support, reason = "", ...options }: CastVoteParameters) =>
  ({
    ...options,
    ...consortiumGovernor,
    functionName: "castVoteWithReason",
    args: [proposalId, toNumber("support", support), reason],
    eventName: "VoteCast",
  }) as const;

/**
 * Votes on a proposal, once for each seat; a vote is final. Called by the account that acts for a
 * seat, while the vote is open.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the seat has voted.
 *
 * @example
 * ```ts
 * const hash = await spain.castVote({ proposalId, support: "for" });
 * ```
 */
export async function castVote(
  client: RegistryClient,
  parameters: CastVoteParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link castVote}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { voter } = await spain.castVoteSync({
 *   proposalId,
 *   support: "against",
 *   reason: "The candidate runs no node yet.",
 * });
 * voter === spain.account.address; // true
 * ```
 */
export async function castVoteSync(
  client: RegistryClient,
  parameters: CastVoteParameters,
): Promise<CastVoteSyncReturnType> {
  const { receipt, voter, proposalId, reason } = await writeSync(client, call(parameters));
  return { receipt, voter, proposalId, support: parameters.support, reason };
}
