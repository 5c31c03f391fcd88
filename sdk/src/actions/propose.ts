import type { Hash } from "viem";
import {
  type RegistryClient,
  type WriteOptions,
  type WriteReceipt,
  write,
  writeSync,
} from "../internal/call.js";
import { consortiumGovernor } from "../internal/contracts.js";
import { toCalls } from "../internal/proposal.js";
import type { Proposal } from "../proposal-calls.js";

/** What {@link propose} is given. */
export interface ProposeParameters extends Proposal, WriteOptions {}

/** What {@link proposeSync} gives. */
export interface ProposeSyncReturnType extends WriteReceipt {
  /** Number of the proposal. */
  readonly proposalId: bigint;
  /** When the vote opens: seats vote after this moment, in seconds. */
  readonly voteStart: number;
  /** When the vote closes, in seconds. */
  readonly voteEnd: number;
}

const call = (client: RegistryClient, { calls, description, ...options }: ProposeParameters) =>
  ({
    ...options,
    ...consortiumGovernor,
    functionName: "propose",
    args: [...toCalls(client, { calls, description }), description],
    eventName: "ProposalCreated",
  }) as const;

/**
 * Proposes a decision of the consortium. Called by the account that acts for a seat.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the same was proposed before.
 *
 * @example
 * ```ts
 * import { expelSeat } from "@openrobotid/sdk/actions";
 *
 * const hash = await spain.propose({
 *   calls: [expelSeat({ seat: 4n })],
 *   description: "Expel seat 4, which has run no validator for a year",
 * });
 * ```
 */
export async function propose(
  client: RegistryClient,
  parameters: ProposeParameters,
): Promise<Hash> {
  return await write(client, call(client, parameters));
}

/**
 * As {@link propose}, and waits for the block.
 *
 * @returns The receipt, the number of the proposal and when it is voted on.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 * import { assignCountry, releaseCountry } from "@openrobotid/sdk/actions";
 *
 * const country = parseCountryCode("MX");
 * const { proposalId } = await spain.proposeSync({
 *   calls: [releaseCountry({ country }), assignCountry({ country, seat: 2n })],
 *   description: "Seat 2 answers for Mexico until another is admitted",
 * });
 * ```
 */
export async function proposeSync(
  client: RegistryClient,
  parameters: ProposeParameters,
): Promise<ProposeSyncReturnType> {
  const { receipt, proposalId, voteStart, voteEnd } = await writeSync(
    client,
    call(client, parameters),
  );
  return { receipt, proposalId, voteStart: Number(voteStart), voteEnd: Number(voteEnd) };
}
