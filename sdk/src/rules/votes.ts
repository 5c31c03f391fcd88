// How many seats have to agree.

/** For how long a seat is held. Times are in seconds. */
export interface SeatTerm {
  /** When it was admitted. */
  readonly admittedAt: number;
  /** When it was expelled or resigned; absent while it is held. */
  readonly departedAt: number | null | undefined;
}

/**
 * How many seats are held at a moment. As `Votes.getPastTotalSupply` of the consortium counts their votes.
 *
 * @param at - The moment, in seconds.
 *
 * @example
 * ```ts
 * import { seatsHeldAt } from "@openrobotid/sdk/rules";
 *
 * const seats = [
 *   { admittedAt: 1000, departedAt: undefined },
 *   { admittedAt: 1000, departedAt: 1500 },
 * ];
 * seatsHeldAt(seats, 1499); // 2
 * seatsHeldAt(seats, 1500); // 1
 * ```
 */
export function seatsHeldAt(seats: readonly SeatTerm[], at: number): number {
  return seats.filter(
    ({ admittedAt, departedAt }) =>
      admittedAt <= at && (departedAt === null || departedAt === undefined || at < departedAt),
  ).length;
}

/**
 * Votes in favour that a proposal needs: two thirds of all seats, rounded up. As `ConsortiumGovernor.quorum` decides it.
 *
 * @param seats - Seats held when the vote opens.
 *
 * @example
 * ```ts
 * import { votesNeeded } from "@openrobotid/sdk/rules";
 *
 * votesNeeded(4); // 3
 * votesNeeded(6); // 4
 * ```
 */
export function votesNeeded(seats: number): number {
  return Math.ceil((2 * seats) / 3);
}

/**
 * Countersignatures that an order to which somebody objected, or the naming of a maker's successor, needs: a third of the
 * seats, rounded up. As `Consortium.countersignaturesNeeded` decides it.
 *
 * @param seats - Seats held now.
 * @param seatsBefore - Seats held one tenure ago, or when the consortium was founded if that is later. The larger number
 * counts, so that nobody lowers it by expelling seats.
 *
 * @example
 * ```ts
 * import { countersignaturesNeeded } from "@openrobotid/sdk/rules";
 *
 * countersignaturesNeeded(4, 4); // 2
 * countersignaturesNeeded(3, 7); // 3
 * ```
 */
export function countersignaturesNeeded(seats: number, seatsBefore: number): number {
  return Math.ceil(Math.max(seats, seatsBefore) / 3);
}
