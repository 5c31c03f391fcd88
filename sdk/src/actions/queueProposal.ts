import type { Hash } from "viem";
import {
  type RegistryClient,
  type WriteOptions,
  type WriteReceipt,
  write,
  writeSync,
} from "../internal/call.js";
import { consortiumGovernor } from "../internal/contracts.js";
import { toAction } from "../internal/proposal.js";
import type { Proposal } from "../proposal-calls.js";

/** What {@link queueProposal} is given: exactly what was proposed. */
export interface QueueProposalParameters extends Proposal, WriteOptions {}

/** What {@link queueProposalSync} gives. */
export interface QueueProposalSyncReturnType extends WriteReceipt {
  /** Number of the proposal. */
  readonly proposalId: bigint;
  /** From when on it can be executed, in seconds. */
  readonly executableAt: number;
}

const call = (
  client: RegistryClient,
  { calls, description, ...options }: QueueProposalParameters,
) =>
  ({
    ...options,
    ...consortiumGovernor,
    functionName: "queue",
    args: toAction(client, { calls, description }),
    eventName: "ProposalQueued",
  }) as const;

/**
 * Queues a proposal that passed; the timelock's delay begins. Called by anyone.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where two thirds of the seats were not in favour.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * const hash = await stranger.queueProposal({
 *   calls: [setResolver({ baseUri: "https://robots.example" })],
 *   description: "Move the resolver",
 * });
 * ```
 */
export async function queueProposal(
  client: RegistryClient,
  parameters: QueueProposalParameters,
): Promise<Hash> {
  return await write(client, call(client, parameters));
}

/**
 * As {@link queueProposal}, and waits for the block.
 *
 * @returns The receipt, the number of the proposal and when it can be executed.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * const { executableAt } = await stranger.queueProposalSync({
 *   calls: [setResolver({ baseUri: "https://robots.example" })],
 *   description: "Move the resolver",
 * });
 * ```
 */
export async function queueProposalSync(
  client: RegistryClient,
  parameters: QueueProposalParameters,
): Promise<QueueProposalSyncReturnType> {
  const { receipt, proposalId, etaSeconds } = await writeSync(client, call(client, parameters));
  return { receipt, proposalId, executableAt: Number(etaSeconds) };
}
