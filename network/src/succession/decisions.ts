// What the members of the new chain agreed on about the seats, as the decisions of governance that come to it: who is expelled,
// who is admitted, who gets which country. No rule of the contract is written here: its own code carries all of it out.

import { UserError } from "@openrobotid/kit/command";
import { parseCountryCode } from "@openrobotid/sdk";
import {
  admitSeat,
  assignCountry,
  expelSeat,
  type ProposalCall,
  type Seat,
} from "@openrobotid/sdk/actions";
import { type Address, getAddress, zeroAddress } from "viem";
import type { FoundingMember } from "../founding.js";
import { addressOfNode } from "../node-key.js";

/** What changes, and in which order. */
export type Decisions = {
  calls: ProposalCall[];
  /** Seats that end. */
  expelled: Seat[];
  /** Seats that go on as they are. */
  kept: Seat[];
  /** Members that get a seat, with the number it gets. */
  admitted: { member: FoundingMember; seat: bigint }[];
};

/**
 * The decisions that lead from the seats of the old chain to the members of the new one. A member whose account, recovery key
 * and validator are those of a seat keeps it; every other seat ends, and every other member gets a new one.
 *
 * @param seats All that were ever given, departed ones too.
 * @throws UserError where a seat that goes on has countries that its member does not list.
 */
export function decisionsFor(
  members: readonly FoundingMember[],
  seats: readonly Seat[],
): Decisions {
  const held = seats.filter(({ departedAt }) => departedAt === undefined);
  const seatOf = (member: FoundingMember) => held.find((seat) => isOf(seat, member));
  const staying = members.flatMap((member) => {
    const seat = seatOf(member);
    return seat === undefined ? [] : [{ member, seat }];
  });
  for (const { member, seat } of staying) requireCountries(member, seat);
  const kept = staying.map(({ seat }) => seat);
  const expelled = held.filter((seat) => !kept.includes(seat));

  // Whose keys an ending seat still holds can be admitted only after it; the others before, so that there is always a seat.
  const comers = members.filter((member) => seatOf(member) === undefined);
  const later = comers.filter((member) => expelled.some((seat) => sharesKeys(seat, member)));
  const sooner = comers.filter((member) => !later.includes(member));
  if (kept.length + sooner.length === 0) {
    throw new UserError(
      "No seat goes on, and every member has a key of a seat that ends. Give one member at least an account and a node that no seat has.",
    );
  }
  const first = BigInt(seats.length) + 1n;
  const admitted = [...sooner, ...later].map((member, index) => {
    return { member, seat: first + BigInt(index) };
  });
  const holders = [
    ...staying.map(({ member, seat }) => ({ member, seat: seat.seat, has: seat.countries })),
    ...admitted.map(({ member, seat }) => ({ member, seat, has: [] as readonly string[] })),
  ];
  const calls = [
    ...sooner.map(admission),
    ...expelled.map(({ seat }) => expelSeat({ seat })),
    ...later.map(admission),
    // Countries last: those of the seats that ended are free by then.
    ...holders.flatMap(({ member, seat, has }) =>
      member.countries
        .filter((country) => !has.includes(country))
        .map((country) => assignCountry({ country: parseCountryCode(country), seat })),
    ),
  ];
  return { calls, expelled, kept, admitted };
}

function admission({ name, authority, recovery, nodePublicKey }: FoundingMember): ProposalCall {
  return admitSeat({
    name,
    authority: getAddress(authority),
    recovery: recovery === undefined ? undefined : getAddress(recovery),
    validator: validatorOf({ nodePublicKey }),
  });
}

function validatorOf({ nodePublicKey }: Pick<FoundingMember, "nodePublicKey">): Address {
  return getAddress(addressOfNode(nodePublicKey));
}

function isOf({ authority, recovery, validator }: Seat, member: FoundingMember): boolean {
  return (
    getAddress(authority) === getAddress(member.authority) &&
    getAddress(recovery ?? zeroAddress) === getAddress(member.recovery ?? zeroAddress) &&
    getAddress(validator) === validatorOf(member)
  );
}

function sharesKeys({ authority, validator }: Seat, member: FoundingMember): boolean {
  return (
    getAddress(authority) === getAddress(member.authority) ||
    getAddress(validator) === validatorOf(member)
  );
}

/** A country is taken from a seat by a decision of its own, on the new chain: not by leaving it out of a file. */
function requireCountries({ id, countries }: FoundingMember, seat: Seat): void {
  const missing = seat.countries.filter((country) => !countries.includes(country));
  if (missing.length === 0) return;
  throw new UserError(
    `${id} keeps seat ${seat.seat}, which answers for ${missing.join(", ")} too: list all countries of a seat that goes on.`,
  );
}
