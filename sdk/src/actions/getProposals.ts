import {
  type Abi,
  type Address,
  decodeFunctionData,
  encodeEventTopics,
  isAddressEqual,
} from "viem";
import { contractOf } from "../chains/contracts.js";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { consortium, consortiumGovernor, registryModules } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import type { Known, KnownPlace } from "../internal/known.js";
import { eventsOf, fieldsOf, type LogsParameters } from "../internal/logs.js";
import { givenTime, ReadBatch } from "../internal/reads.js";
import type { ProposalCall } from "../proposal-calls.js";
import { wholeLog } from "../watch/whole-log.js";
import type { ProposalState } from "../words.js";

/** What {@link getProposals} is given. */
export interface GetProposalsParameters extends ReadOptions {
  /** Proposals in these states; all of them by default. */
  readonly state?: readonly ProposalState[] | undefined;
  /** Block to look for proposals from; the one in which the governor was deployed by default. */
  readonly fromBlock?: bigint | undefined;
  /** Most blocks that one request for events covers; as many as the node allows by default. */
  readonly blockRange?: bigint | undefined;
  /**
   * Where an index says that the governor recorded something, so that a long chain need not be searched: `changes()` of `@openrobotid/api`,
   * whatever else is among it, or the proposals of `consortium()`. It is not believed: all is read from the node, and must lead to the head of
   * the governor's log. What it leaves out is looked for.
   */
  readonly known?: Known<KnownPlace> | undefined;
}

/** A call that a proposal makes, read where it is one to a contract of the registry. */
export interface ProposedCall extends ProposalCall {
  /** Function, e.g. `admitSeat`; `undefined` where it cannot be read. */
  readonly functionName: string | undefined;
  /** Its arguments, as viem decodes them. */
  readonly args: readonly unknown[] | undefined;
}

/** A proposal. Can be given to `queueProposal`, `executeProposal` and `cancelProposal` as it is. Times are in seconds. */
export interface RecordedProposal {
  /** Its number. */
  readonly proposalId: bigint;
  /** Its state. */
  readonly state: ProposalState;
  /** Account that proposed it. */
  readonly proposer: Address;
  /** What it does, in this order. */
  readonly calls: readonly ProposedCall[];
  /** Why. */
  readonly description: string;
  /** When the vote opens: seats vote after this moment. */
  readonly voteStart: number;
  /** When the vote closes. */
  readonly voteEnd: number;
  /** From when on it can be executed; `undefined` until it is queued. */
  readonly executableAt: number | undefined;
  /** Votes until now. Only those in favour decide. */
  readonly votes: { readonly for: bigint; readonly against: bigint; readonly abstain: bigint };
  /** Votes in favour that it needs; `undefined` before the vote opens. */
  readonly votesNeeded: bigint | undefined;
}

/**
 * The proposals of the consortium, the first one first.
 *
 * @throws RegistryRecordError where what the governor recorded does not lead to the head of its log: the node leaves something out, or alters it.
 *
 * @example
 * ```ts
 * const proposals = await client.getProposals({ state: ["active"] });
 * proposals.map(({ description }) => description); // ["Move the resolver"]
 * proposals[0]?.votesNeeded; // 3n
 * ```
 */
export async function getProposals(
  node: RegistryClient,
  { state, fromBlock, blockRange, known, ...options }: GetProposalsParameters = {},
): Promise<readonly RecordedProposal[]> {
  const client = readerOf(node, options);
  const { blockNumber } = await momentOf(client, options);
  const created = await createdIn(client, { fromBlock, toBlock: blockNumber, blockRange, known });
  const batch = new ReadBatch(client, { blockNumber });
  const asked = created.map(({ fields }) => {
    const args = [fields.proposalId] as const;
    return {
      fields,
      state: batch.add({ ...consortiumGovernor, functionName: "state", args }),
      eta: batch.add({ ...consortiumGovernor, functionName: "proposalEta", args }),
      votes: batch.add({ ...consortiumGovernor, functionName: "proposalVotes", args }),
      votesNeeded: batch.add({
        ...consortiumGovernor,
        functionName: "quorum",
        args: [fields.voteStart],
      }),
    };
  });
  await batch.send();
  const proposals = await Promise.all(
    asked.map(async ({ fields, ...answers }): Promise<RecordedProposal> => {
      const { proposalId, proposer, targets, calldatas, description } = fields;
      const votes = await answers.votes;
      const state = await answers.state;
      return {
        proposalId,
        state,
        proposer,
        calls: targets.map((target, index) => callOf(client, target, calldatas[index] ?? "0x")),
        description,
        voteStart: Number(fields.voteStart),
        voteEnd: Number(fields.voteEnd),
        executableAt: givenTime(Number(await answers.eta)),
        votes: { for: votes.forVotes, against: votes.againstVotes, abstain: votes.abstainVotes },
        // How many seats there are is settled when the vote opens.
        votesNeeded:
          state === "pending" ? undefined : await answers.votesNeeded.catch(() => undefined),
      };
    }),
  );
  return proposals.filter((proposal) => !state || state.includes(proposal.state));
}

interface CreatedRange extends Pick<LogsParameters, "toBlock" | "blockRange"> {
  readonly fromBlock: bigint | undefined;
  readonly known: Known<KnownPlace> | undefined;
}

/**
 * The proposals that were created. Where they are read from the beginning on, everything that the governor recorded must lead to the head of
 * its log, so that a node that leaves one out is noticed. A proving transport sees to it by itself.
 */
async function createdIn(client: RegistryClient, { fromBlock, known, ...range }: CreatedRange) {
  const filter = { ...consortiumGovernor, eventName: "ProposalCreated" } as const;
  if (fromBlock !== undefined || "proof" in client.transport) {
    const from = fromBlock ?? contractOf(client, "consortiumGovernor").startBlock;
    return await eventsOf(client, filter, { ...range, fromBlock: from });
  }
  const logs = await wholeLog(client, "consortiumGovernor", { ...range, known });
  const [topic] = encodeEventTopics(filter);
  return logs
    .filter(({ topics }) => topics[0] === topic)
    .map((log) => ({ fields: fieldsOf(filter.abi, filter.eventName, log), log }));
}

/** What governance may call. */
const CALLABLE = [consortium, registryModules, consortiumGovernor];

function callOf(client: RegistryClient, target: Address, data: ProposalCall["data"]): ProposedCall {
  const callee = CALLABLE.find(({ contract }) => {
    return isAddressEqual(contractOf(client, contract).address, target);
  });
  const unread = {
    target: callee?.contract ?? target,
    data,
    functionName: undefined,
    args: undefined,
  };
  if (!callee) return unread;
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi: callee.abi as Abi, data });
    return { ...unread, functionName, args };
  } catch {
    // A proposal may carry whatever its proposer wrote; then it fails when it is executed.
    return unread;
  }
}
