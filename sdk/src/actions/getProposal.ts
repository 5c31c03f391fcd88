import { RegistryRecordError } from "../errors/registry-error.js";
import { readerOf } from "../internal/agreement.js";
import type { RegistryClient } from "../internal/call.js";
import { consortiumGovernor } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";
import {
  type GetProposalsParameters,
  getProposals,
  type RecordedProposal,
} from "./getProposals.js";

/** What {@link getProposal} is given. */
export interface GetProposalParameters extends Omit<GetProposalsParameters, "state"> {
  /** Number of the proposal. */
  readonly proposalId: bigint;
}

/**
 * A proposal of the consortium, its state and what it does.
 *
 * @throws RegistryRefusedError where there is none of this number.
 * @throws RegistryRecordError where the node does not give the event of it.
 *
 * @example
 * ```ts
 * const proposal = await client.getProposal({ proposalId });
 * proposal.state; // "active"
 * proposal.calls[0]?.functionName; // "setResolver"
 * ```
 */
export async function getProposal(
  node: RegistryClient,
  { proposalId, ...parameters }: GetProposalParameters,
): Promise<RecordedProposal> {
  const client = readerOf(node, parameters);
  const { blockNumber } = parameters;
  await readWords(client, {
    ...consortiumGovernor,
    functionName: "state",
    args: [proposalId],
    blockNumber,
  });
  const proposals = await getProposals(client, parameters);
  const proposal = proposals.find((one) => one.proposalId === proposalId);
  if (proposal) return proposal;
  throw new RegistryRecordError(
    `The node gives no event of proposal ${proposalId}, which the governor knows.`,
    "Look from an earlier block, or ask another node: this one leaves something out.",
  );
}
