import type { Hash } from "viem";
import { type RegistryClient, type WriteOptions, write, writeSync } from "../internal/call.js";
import { consortiumGovernor } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import type { CastVoteSyncReturnType } from "./castVote.js";
import type { SignedBallot } from "./signBallot.js";

/** What {@link castSignedVote} is given. */
export interface CastSignedVoteParameters extends WriteOptions {
  /** What `signBallot` gave. */
  readonly ballot: SignedBallot;
}

const call = ({ ballot, ...options }: CastSignedVoteParameters) =>
  ({
    ...options,
    ...consortiumGovernor,
    functionName: "castVoteBySig",
    args: [ballot.proposalId, toNumber("support", ballot.support), ballot.voter, ballot.signature],
    eventName: "VoteCast",
  }) as const;

/**
 * Submits the vote of a seat that has signed it, while the vote is open. Called by anybody.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the signature is not that of the voter.
 *
 * @example
 * ```ts
 * const ballot = await spain.signBallot({ proposalId, support: "for" });
 * const hash = await stranger.castSignedVote({ ballot });
 * ```
 */
export async function castSignedVote(
  client: RegistryClient,
  parameters: CastSignedVoteParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link castSignedVote}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const ballot = await spain.signBallot({ proposalId, support: "against" });
 * const { voter } = await stranger.castSignedVoteSync({ ballot });
 * voter === spain.account.address; // true
 * ```
 */
export async function castSignedVoteSync(
  client: RegistryClient,
  parameters: CastSignedVoteParameters,
): Promise<CastVoteSyncReturnType> {
  const { receipt, voter, proposalId, reason } = await writeSync(client, call(parameters));
  return { receipt, voter, proposalId, support: parameters.ballot.support, reason };
}
