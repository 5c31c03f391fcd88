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

/** What {@link executeProposal} is given: exactly what was proposed. */
export interface ExecuteProposalParameters extends Proposal, WriteOptions {}

/** What {@link executeProposalSync} gives. */
export type ExecuteProposalSyncReturnType = SyncReturnType<
  typeof consortiumGovernor.abi,
  "ProposalExecuted"
>;

const call = (
  client: RegistryClient,
  { calls, description, ...options }: ExecuteProposalParameters,
) =>
  ({
    ...options,
    ...consortiumGovernor,
    functionName: "execute",
    args: toAction(client, { calls, description }),
    eventName: "ProposalExecuted",
  }) as const;

/**
 * Executes a proposal that waited out the timelock. Called by anyone.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, its own or that of the call of the proposal that fails.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * const hash = await stranger.executeProposal({
 *   calls: [setResolver({ baseUri: "https://robots.example" })],
 *   description: "Move the resolver",
 * });
 * ```
 */
export async function executeProposal(
  client: RegistryClient,
  parameters: ExecuteProposalParameters,
): Promise<Hash> {
  return await write(client, call(client, parameters));
}

/**
 * As {@link executeProposal}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * const { proposalId } = await stranger.executeProposalSync({
 *   calls: [setResolver({ baseUri: "https://robots.example" })],
 *   description: "Move the resolver",
 * });
 * ```
 */
export async function executeProposalSync(
  client: RegistryClient,
  parameters: ExecuteProposalParameters,
): Promise<ExecuteProposalSyncReturnType> {
  return await writeSync(client, call(client, parameters));
}
