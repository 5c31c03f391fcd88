import { RegistryRefusedError } from "../errors/refusal.js";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { consortium } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { ReadBatch } from "../internal/reads.js";
import { toSeat } from "../internal/records.js";
import type { Seat } from "../records.js";

export type { Seat } from "../records.js";

/** What {@link getSeats} is given. */
export interface GetSeatsParameters extends ReadOptions {
  /** Whether to give departed seats too; not by default. */
  readonly departed?: boolean | undefined;
}

/** Seats asked for at once. How many numbers were ever given is known when one was not. */
const SEATS_A_ROUND = 40;

/**
 * Who sits at the table, in the order of admission.
 *
 * @example
 * ```ts
 * const seats = await client.getSeats();
 * seats.length; // 4
 * seats[0]?.countries; // ["CN"]
 * ```
 */
export async function getSeats(
  node: RegistryClient,
  { departed = false, ...options }: GetSeatsParameters = {},
): Promise<readonly Seat[]> {
  const client = readerOf(node, options);
  const batch = new ReadBatch(client, await momentOf(client, options));
  const seats: Seat[] = [];
  for (let first = 1n; ; first += BigInt(SEATS_A_ROUND)) {
    const asked = Array.from({ length: SEATS_A_ROUND }, (_, index) => {
      const seat = first + BigInt(index);
      return {
        seat,
        record: batch.add({ ...consortium, functionName: "seatOf", args: [seat] }),
        hasTenure: batch.add({ ...consortium, functionName: "hasTenure", args: [seat] }),
        countries: batch.add({ ...consortium, functionName: "countriesOf", args: [seat] }),
      };
    });
    await batch.send();
    for (const { seat, record, hasTenure, countries } of asked) {
      try {
        const found = toSeat(seat, await record, await hasTenure, await countries);
        if (departed || found.departedAt === undefined) seats.push(found);
      } catch (error) {
        const last = error instanceof RegistryRefusedError;
        if (last && error.errorName === "ConsortiumUnknownSeat") return seats;
        throw error;
      }
    }
  }
}
