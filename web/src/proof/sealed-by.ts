// By whose seals a record is proven, as the page is told.
import type { ProvenBy } from "@openrobotid/sdk/evidence";

/** Block, time and seats. */
export function sealedBy({ head, seats, cosigners, seatCount }: ProvenBy) {
  return {
    block: Number(head.number),
    timestamp: head.timestamp,
    seats: seats?.map(({ seat, name, validator }) => ({ seat, name: name ?? validator })),
    cosigners: cosigners?.map(({ seat, name }) => name ?? String(seat)),
    seatCount,
  };
}
