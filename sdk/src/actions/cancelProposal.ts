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

/** What {@link cancelProposal} is given: exactly what was proposed. */
export interface CancelProposalParameters extends Proposal, WriteOptions {}

/** What {@link cancelProposalSync} gives. */
export type CancelProposalSyncReturnType = SyncReturnType<
  typeof consortiumGovernor.abi,
  "ProposalCanceled"
>;

const call = (
  client: RegistryClient,
  { calls, description, ...options }: CancelProposalParameters,
) =>
  ({
    ...options,
    ...consortiumGovernor,
    functionName: "cancel",
    args: toAction(client, { calls, description }),
    eventName: "ProposalCanceled",
  }) as const;

/**
 * Cancels a proposal whose vote has not opened. Called by its proposer.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the vote is open.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * const hash = await spain.cancelProposal({
 *   calls: [setResolver({ baseUri: "https://robots.example" })],
 *   description: "Move the resolver",
 * });
 * ```
 */
export async function cancelProposal(
  client: RegistryClient,
  parameters: CancelProposalParameters,
): Promise<Hash> {
  return await write(client, call(client, parameters));
}

/**
 * As {@link cancelProposal}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * const { proposalId } = await spain.cancelProposalSync({
 *   calls: [setResolver({ baseUri: "https://robots.example" })],
 *   description: "Move the resolver",
 * });
 * ```
 */
export async function cancelProposalSync(
  client: RegistryClient,
  parameters: CancelProposalParameters,
): Promise<CancelProposalSyncReturnType> {
  return await writeSync(client, call(client, parameters));
}
