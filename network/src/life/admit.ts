// Admission: the members vote a candidate in, each with the same command, and its node validates from the next block on.
import { parseCountryCode } from "@openrobotid/sdk";
import { admitSeat, expelSeat, type Proposal } from "@openrobotid/sdk/actions";
import type { Address } from "viem";
import { type Advance, advance } from "./decide.js";
import type { SeatClient } from "./member.js";
import { requireCaughtUp } from "./standing.js";

export type Candidate = {
  name: string;
  authority: Address;
  /** Key kept apart that replaces the account; a seat may have none. */
  recovery?: Address | undefined;
  validator: Address;
  countries: readonly string[];
};

/**
 * The proposal to admit a candidate: the same no matter who makes it, so that all members speak of
 * one.
 */
export function admissionOf({ countries, ...candidate }: Candidate): Proposal {
  const { name, authority, recovery, validator } = candidate;
  const keys = `the account ${authority}${recovery ? `, the recovery key ${recovery}` : ""}`;
  return {
    calls: [admitSeat({ ...candidate, countries: countries.map(parseCountryCode) })],
    description: `Admit ${name} with ${keys} and the validator ${validator}, for ${countries.join(", ") || "no country"}.`,
  };
}

/** The proposal to expel a seat. */
export function expulsionOf(seat: bigint): Proposal {
  return { calls: [expelSeat({ seat })], description: `Expel seat ${seat}.` };
}

/**
 * Does what is next for the caller's seat towards an admission. The candidate's node must have caught up before anybody
 * votes: once admitted it counts among the validators, whether it runs or not.
 *
 * @param nodes The candidate's node, and nodes to compare it with.
 */
export async function advanceAdmission(
  client: SeatClient,
  candidate: Candidate,
  nodes: { candidate: string; others: readonly string[] },
): Promise<Advance> {
  await requireCaughtUp(nodes.candidate, nodes.others);
  return await advance(client, admissionOf(candidate));
}
