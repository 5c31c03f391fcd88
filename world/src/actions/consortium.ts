// How the consortium decides.
import { toBytes } from "@openrobotid/sdk";
import { id, toBigInt, ZeroAddress } from "ethers";
import type { EventOf } from "../events.js";
import { call, type Plan, type Play, type Proposal } from "../play.js";
import { numberOf } from "../vocabulary.js";

export async function proposeSeat(play: Play, event: EventOf<"proposeSeat">): Promise<Plan> {
  const authority = play.world.authorities.find(({ party }) => party === event.party);
  if (authority === undefined) throw new Error(`${event.party} is not in authorities.csv`);
  const { consortium } = play.contracts;
  const candidate = {
    name: play.nameOf(event.party),
    authority: play.account(event.party).address,
    recovery: ZeroAddress,
    validator: authority.validator,
    countries: authority.countries.map((country) => toBytes(country)),
  };
  const admission = consortium.interface.encodeFunctionData("admitSeat", [candidate]);
  const countries = authority.countries.join(", ");
  return await proposed(
    play,
    event,
    `${play.nameOf(event.by)} proposes a seat for ${candidate.name} (${countries}).`,
    [admission],
  );
}

export async function proposeCountry(play: Play, event: EventOf<"proposeCountry">): Promise<Plan> {
  const { consortium } = play.contracts;
  const seat = await seatOf(play, event.party);
  const country = toBytes(event.country);
  const isHeld = (await consortium.seatOfCountry(country)) !== 0n;
  const release = consortium.interface.encodeFunctionData("releaseCountry", [country]);
  const assignment = consortium.interface.encodeFunctionData("assignCountry", [country, seat]);
  return await proposed(
    play,
    event,
    `${play.nameOf(event.by)} proposes that ${play.nameOf(event.party)} answers for ${event.country}.`,
    isHeld ? [release, assignment] : [assignment],
  );
}

/** A proposal of calls of the consortium. */
async function proposed(
  play: Play,
  { by, proposal, reason }: { by: string; proposal: string; reason: string },
  says: string,
  calldatas: string[],
): Promise<Plan> {
  const { consortium, governor } = play.contracts;
  const address = await consortium.getAddress();
  const targets = calldatas.map(() => address);
  const values = calldatas.map(() => 0n);
  const action: Proposal["action"] = [targets, values, calldatas, id(reason)];
  const number = await governor.hashProposal(...action);
  return {
    says,
    calls: [call(play.as(by).governor.propose, targets, values, calldatas, reason)],
    learn: () => play.proposals.set(proposal, { id: number, action }),
  };
}

/** Number of the seat that a party has. */
async function seatOf(play: Play, party: string): Promise<bigint> {
  return await play.contracts.consortium.seatOfAuthority(play.account(party).address);
}

export function vote(play: Play, { by, proposal, support }: EventOf<"vote">): Plan {
  const { id: number } = play.proposal(proposal);
  const says = { for: "votes for", against: "votes against", abstain: "abstains from" }[support];
  return {
    says: `${play.nameOf(by)} ${says} the proposal "${proposal}".`,
    calls: [call(play.as(by).governor.castVote, toBigInt(number), numberOf("support", support))],
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

export function nameAuthority(play: Play, { by, party }: EventOf<"nameAuthority">): Plan {
  const { address } = play.account(party);
  return {
    says: `The account of ${play.nameOf(by)} names ${play.nameOf(party)} to act for its seat.`,
    calls: [call(play.as(by).consortium.proposeAuthority, address)],
  };
}

export async function acceptAuthority(
  play: Play,
  { by, seat }: EventOf<"acceptAuthority">,
): Promise<Plan> {
  return {
    says: `${play.nameOf(by)} begins to act for the seat of ${play.nameOf(seat)}.`,
    calls: [call(play.as(by).consortium.acceptAuthority, await seatOf(play, seat))],
  };
}

export async function vetoAuthority(
  play: Play,
  { by, seat }: EventOf<"vetoAuthority">,
): Promise<Plan> {
  return {
    says: `${play.nameOf(by)} cancels that another account acts for the seat of ${play.nameOf(seat)}.`,
    calls: [call(play.as(by).consortium.vetoAuthority, await seatOf(play, seat))],
  };
}
