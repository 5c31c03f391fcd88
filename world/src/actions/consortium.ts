// How the consortium decides.
import {
  acceptAuthoritySync,
  admitSeat,
  assignCountry,
  castVoteSync,
  executeProposalSync,
  getSeats,
  getTenancy,
  type ProposalCall,
  proposalIdOf,
  proposeAuthoritySync,
  proposeSync,
  queueProposalSync,
  releaseCountry,
  vetoAuthoritySync,
} from "@openrobotid/sdk/actions";
import type { Address } from "viem";
import { call, type Plan } from "../call.js";
import type { EventOf } from "../events.js";
import type { Play } from "../play.js";

export function proposeSeat(play: Play, event: EventOf<"proposeSeat">): Plan {
  const authority = play.world.authorities.find(({ party }) => party === event.party);
  if (authority === undefined) throw new Error(`${event.party} is not in authorities.csv`);
  const name = play.nameOf(event.party);
  const admission = admitSeat({
    name,
    authority: play.account(event.party).address,
    validator: authority.validator as Address,
    countries: authority.countries,
  });
  const countries = authority.countries.join(", ");
  const says = `${play.nameOf(event.by)} proposes a seat for ${name} (${countries}).`;
  return proposed(play, event, says, [admission]);
}

export async function proposeCountry(play: Play, event: EventOf<"proposeCountry">): Promise<Plan> {
  const { country } = event;
  const seat = await seatOf(play, event.party);
  const isHeld = (await getTenancy(play.client, { country })) !== undefined;
  const assignment = assignCountry({ country, seat });
  return proposed(
    play,
    event,
    `${play.nameOf(event.by)} proposes that ${play.nameOf(event.party)} answers for ${country}.`,
    isHeld ? [releaseCountry({ country }), assignment] : [assignment],
  );
}

function proposed(
  play: Play,
  { by, proposal: name, reason }: { by: string; proposal: string; reason: string },
  says: string,
  calls: readonly ProposalCall[],
): Plan {
  const proposal = { calls, description: reason };
  const id = proposalIdOf(play.client, proposal);
  const learn = () => play.proposals.set(name, { ...proposal, id });
  return { says, calls: [call(play, by, proposeSync, proposal, learn)] };
}

/** Number of the seat that a party has; 0 where it has none. */
async function seatOf(play: Play, party: string): Promise<bigint> {
  const { address } = play.account(party);
  const seats = await getSeats(play.client);
  return seats.find(({ authority }) => authority === address)?.seat ?? 0n;
}

export function vote(play: Play, { by, proposal, support }: EventOf<"vote">): Plan {
  const { id: proposalId } = play.proposal(proposal);
  const says = { for: "votes for", against: "votes against", abstain: "abstains from" }[support];
  return {
    says: `${play.nameOf(by)} ${says} the proposal "${proposal}".`,
    calls: [call(play, by, castVoteSync, { proposalId, support })],
  };
}

export function queue(play: Play, { by, proposal }: EventOf<"queue">): Plan {
  const { calls, description } = play.proposal(proposal);
  return {
    says: `${play.nameOf(by)} queues the proposal "${proposal}", which has passed.`,
    calls: [call(play, by, queueProposalSync, { calls, description })],
  };
}

export function execute(play: Play, { by, proposal }: EventOf<"execute">): Plan {
  const { calls, description } = play.proposal(proposal);
  return {
    says: `${play.nameOf(by)} executes the proposal "${proposal}".`,
    calls: [call(play, by, executeProposalSync, { calls, description })],
  };
}

export function nameAuthority(play: Play, { by, party }: EventOf<"nameAuthority">): Plan {
  const { address: authority } = play.account(party);
  return {
    says: `The account of ${play.nameOf(by)} names ${play.nameOf(party)} to act for its seat.`,
    calls: [call(play, by, proposeAuthoritySync, { authority })],
  };
}

export async function acceptAuthority(
  play: Play,
  { by, seat: party }: EventOf<"acceptAuthority">,
): Promise<Plan> {
  const seat = await seatOf(play, party);
  return {
    says: `${play.nameOf(by)} begins to act for the seat of ${play.nameOf(party)}.`,
    calls: [call(play, by, acceptAuthoritySync, { seat })],
  };
}

export async function vetoAuthority(
  play: Play,
  { by, seat: party }: EventOf<"vetoAuthority">,
): Promise<Plan> {
  const seat = await seatOf(play, party);
  return {
    says: `${play.nameOf(by)} cancels that another account acts for the seat of ${play.nameOf(party)}.`,
    calls: [call(play, by, vetoAuthoritySync, { seat })],
  };
}
