// A decision of the consortium as its members carry it through, each with the same command: anyone
// who calls it does what is next for its seat, and is told what it did or what it waits for.
import { consortiumGovernorAbi } from "@openrobotid/sdk/abis";
import {
  type Proposal,
  type ProposalState,
  proposalIdOf,
  RegistryRefusedError,
  words,
} from "@openrobotid/sdk/actions";
import { BaseError, ContractFunctionRevertedError } from "viem";
import { getBlock, readContract } from "viem/actions";
import type { SeatClient } from "./member.js";

/** What a call did, or what it waits for. */
export type Advance =
  | { did: "proposed" | "voted" | "queued" | "executed" }
  | { waits: "voteOpens" | "voteCloses" | "timelock"; until: number }
  | { over: "executed" | "defeated" | "canceled" | "expired" };

/**
 * Does what is next for the seat of a client: proposes, votes in favour, queues, or executes. Where another seat has done it in the
 * meantime, it goes on from there.
 */
export async function advance(client: SeatClient, proposal: Proposal): Promise<Advance> {
  const proposalId = proposalIdOf(client, proposal);
  const governor = {
    address: client.chain.contracts.consortiumGovernor.address,
    abi: consortiumGovernorAbi,
  } as const;
  let state = await readState();
  for (;;) {
    try {
      return await act(state);
    } catch (error) {
      if (!isOfAnotherState(error)) throw error;
      const now = await readState();
      if (now === state) throw error;
      state = now;
    }
  }

  async function act(state: ProposalState | undefined): Promise<Advance> {
    switch (state) {
      case undefined:
        await client.proposeSync(proposal);
        return { did: "proposed" };
      case "pending":
        return { waits: "voteOpens", until: await moment("proposalSnapshot") };
      case "active": {
        const account = client.account.address;
        const voted = await readContract(client, {
          ...governor,
          functionName: "hasVoted",
          args: [proposalId, account],
        });
        if (voted) return { waits: "voteCloses", until: await moment("proposalDeadline") };
        await client.castVoteSync({ proposalId, support: "for" });
        return { did: "voted" };
      }
      case "succeeded":
        await client.queueProposalSync(proposal);
        return { did: "queued" };
      case "queued": {
        const until = await moment("proposalEta");
        if (until > Number((await getBlock(client)).timestamp)) return { waits: "timelock", until };
        await client.executeProposalSync(proposal);
        return { did: "executed" };
      }
      default:
        return { over: state };
    }
  }

  async function readState(): Promise<ProposalState | undefined> {
    try {
      return words["enum IGovernor.ProposalState"][
        await readContract(client, { ...governor, functionName: "state", args: [proposalId] })
      ];
    } catch (error) {
      const reverted =
        error instanceof BaseError &&
        error.walk((of) => of instanceof ContractFunctionRevertedError);
      const { data } = (reverted || {}) as Partial<ContractFunctionRevertedError>;
      if (data?.errorName === "GovernorNonexistentProposal") return undefined;
      throw error;
    }
  }

  async function moment(
    functionName: "proposalSnapshot" | "proposalDeadline" | "proposalEta",
  ): Promise<number> {
    return Number(await readContract(client, { ...governor, functionName, args: [proposalId] }));
  }
}

/** Whether the governor refused because the proposal is in another state than the one that was acted on. */
function isOfAnotherState(error: unknown): boolean {
  return (
    error instanceof RegistryRefusedError && error.errorName === "GovernorUnexpectedProposalState"
  );
}
