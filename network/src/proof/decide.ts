// How the consortium decides, all the way: proposed, voted on in every way there is, queued, waited out, executed.

import type { Contracts } from "@openrobotid/deployment/contracts";
import { type BaseWallet, type BytesLike, type ContractTransactionResponse, id } from "ethers";
import type { ProofChain } from "./chain.js";
import type { Expect } from "./expect.js";

/** A call that a decision makes. */
export type DecidedCall = { target: string; data: string };

/** The call of a contract's method, for a proposal. */
export async function decided(
  contract: { getAddress(): Promise<string> },
  data: string,
): Promise<DecidedCall> {
  return { target: await contract.getAddress(), data };
}

const FOR = 1;
/** The state of a proposal, in `IGovernor.ProposalState`. */
const CANCELED = 2n;
/** Beyond the moment in question. */
const MARGIN = 2n;

/** Sends, and waits for the block. */
export async function sent(sending: Promise<ContractTransactionResponse>) {
  const receipt = await (await sending).wait();
  if (receipt === null) throw new Error("the transaction is in no block");
  return receipt;
}

/** Carries decisions through. The seats vote in favour, each in another of the ways there are, in turn. */
export class Decisions {
  #votes = 0;
  #proposals = 0;

  readonly chain: ProofChain;

  constructor(chain: ProofChain) {
    this.chain = chain;
  }

  /** Decides with the votes of these seats, the first of which proposes. */
  async decide(seats: readonly BaseWallet[], calls: readonly DecidedCall[]): Promise<void> {
    const { chain } = this;
    const described = await this.#queue(seats, calls);
    await chain.wait((await this.#delay(chain.contracts.timelock)) + MARGIN);
    const [executor] = seats;
    if (executor !== undefined) await sent(chain.as(executor).governor.execute(...described));
  }

  /** As far as the timelock. The first of the seats proposes and queues. */
  async #queue(seats: readonly BaseWallet[], calls: readonly DecidedCall[]) {
    const { chain } = this;
    const { governor } = chain.contracts;
    const [proposer] = seats;
    if (proposer === undefined) throw new Error("nobody to propose");
    const action = this.#action(calls);
    const own = chain.as(proposer).governor;
    await sent(own.propose(...action, this.#description()));
    const described = [...action, id(this.#description())] as const;
    const proposal = await governor.hashProposal(...described);
    await chain.wait((await governor.votingDelay()) + MARGIN);
    for (const seat of seats) await this.#vote(proposal, seat);
    await chain.wait((await governor.votingPeriod()) + MARGIN);
    await sent(own.queue(...described));
    return described;
  }

  /** Decides, queues, and then takes the votes in favour back, until there are too few and the decision is cancelled. */
  async withdraw(
    seats: readonly BaseWallet[],
    calls: readonly DecidedCall[],
    expect: Expect,
  ): Promise<void> {
    const { governor } = this.chain.contracts;
    const described = await this.#queue(seats, calls);
    const proposal = await governor.hashProposal(...described);
    for (const seat of seats) {
      if ((await governor.state(proposal)) === CANCELED) break;
      await sent(this.chain.as(seat).governor.withdrawSupport(...described));
    }
    const state = await governor.state(proposal);
    expect("the state of a decision without enough votes left", state, CANCELED);
  }

  /** Proposes, and takes it back before the vote opens. */
  async cancel(proposer: BaseWallet, calls: readonly DecidedCall[]): Promise<void> {
    const own = this.chain.as(proposer).governor;
    const action = this.#action(calls);
    await sent(own.propose(...action, this.#description()));
    await sent(own.cancel(...action, id(this.#description())));
  }

  #description(): string {
    return `Proposal ${this.#proposals} of the proof`;
  }

  #action(calls: readonly DecidedCall[]) {
    this.#proposals += 1;
    return [
      calls.map(({ target }) => target),
      calls.map(() => 0n),
      calls.map(({ data }) => data),
    ] as [string[], bigint[], BytesLike[]];
  }

  /** The delay of whichever timelock the governor acts through now. */
  async #delay(timelock: Contracts["timelock"]): Promise<bigint> {
    const { governor } = this.chain.contracts;
    const current = timelock.attach(await governor.timelock()) as Contracts["timelock"];
    return await current.getMinDelay();
  }

  async #vote(proposal: bigint, seat: BaseWallet): Promise<void> {
    const { governor } = this.chain.as(seat);
    const [domain, nonce] = await Promise.all([this.#domain(), governor.nonces(seat.address)]);
    const ballot = { proposalId: proposal, support: FOR, voter: seat.address, nonce };
    const extended = { ...ballot, reason: "proof", params: "0x01" };
    const ways = [
      () => governor.castVote(proposal, FOR),
      async () =>
        governor.castVoteBySig(
          proposal,
          FOR,
          seat.address,
          await seat.signTypedData(domain, { Ballot: BALLOT }, ballot),
        ),
      () => governor.castVoteWithReason(proposal, FOR, "proof"),
      async () =>
        governor.castVoteWithReasonAndParamsBySig(
          proposal,
          FOR,
          seat.address,
          "proof",
          "0x01",
          await seat.signTypedData(domain, { ExtendedBallot: [...BALLOT, ...EXTENSION] }, extended),
        ),
      () => governor.castVoteWithReasonAndParams(proposal, FOR, "proof", "0x01"),
    ];
    const way = ways[this.#votes % ways.length];
    this.#votes += 1;
    if (way !== undefined) await sent(way());
  }

  async #domain() {
    const { name, version, chainId, verifyingContract } =
      await this.chain.contracts.governor.eip712Domain();
    return { name, version, chainId, verifyingContract };
  }
}

const BALLOT = [
  { name: "proposalId", type: "uint256" },
  { name: "support", type: "uint8" },
  { name: "voter", type: "address" },
  { name: "nonce", type: "uint256" },
];
const EXTENSION = [
  { name: "reason", type: "string" },
  { name: "params", type: "bytes" },
];
