// How the consortium decides.
import { toBytes } from "@openrobotid/sdk";
import { id, toBigInt } from "ethers";
import type { EventOf } from "../events.js";
import { call, type Plan, type Play, type Proposal } from "../play.js";
import { numberOf, VOTES } from "../vocabulary.js";

export async function proposeSeat(play: Play, event: EventOf<"proposeSeat">): Promise<Plan> {
  const authority = play.world.authorities.find(({ party }) => party === event.party);
  if (authority === undefined) throw new Error(`${event.party} is not in authorities.csv`);
  const { consortium, governor } = play.contracts;
  const candidate = {
    name: play.nameOf(event.party),
    authority: play.account(event.party).address,
    validator: authority.validator,
    countries: authority.countries.map((country) => toBytes(country)),
  };
  const admission = consortium.interface.encodeFunctionData("admitSeat", [candidate]);
  const targets = [await consortium.getAddress()];
  const action: Proposal["action"] = [targets, [0n], [admission], id(event.reason)];
  const proposal = await governor.hashProposal(...action);
  return {
    says: `${play.nameOf(event.by)} proposes a seat for ${candidate.name} (${authority.countries.join(", ")}).`,
    calls: [call(play.as(event.by).governor.propose, targets, [0n], [admission], event.reason)],
    learn: () => play.proposals.set(event.proposal, { id: proposal, action }),
  };
}

export function vote(play: Play, { by, proposal, support }: EventOf<"vote">): Plan {
  const { id: number } = play.proposal(proposal);
  const says = { for: "votes for", against: "votes against", abstain: "abstains from" }[support];
  return {
    says: `${play.nameOf(by)} ${says} the proposal "${proposal}".`,
    calls: [call(play.as(by).governor.castVote, toBigInt(number), numberOf(VOTES, support))],
  };
}

export function queue(play: Play, { by, proposal }: EventOf<"queue">): Plan {
  return {
    says: `${play.nameOf(by)} queues the proposal "${proposal}", which has passed.`,
    calls: [call(play.as(by).governor.queue, ...play.proposal(proposal).action)],
  };
}

export function execute(play: Play, { by, proposal }: EventOf<"execute">): Plan {
  return {
    says: `${play.nameOf(by)} executes the proposal "${proposal}".`,
    calls: [call(play.as(by).governor.execute, ...play.proposal(proposal).action)],
  };
}
