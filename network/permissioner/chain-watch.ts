// How the chain does: read from the seals of its blocks, for which Besu has no metric.

import { type RpcHeader, type Sealing, sealingOf } from "@openrobotid/sdk/proof";
import type { Address } from "viem";
import type { MemberSeat } from "./membership.js";
import type { Metrics } from "./metrics.js";

/** Blocks that are caught up with at once: what lies further back is history. */
const MOST_BLOCKS = 100n;

/** Gives the header of a block by its number. */
export type GetHeader = (number: bigint) => Promise<RpcHeader>;

/** Follows the blocks. */
export class ChainWatch {
  readonly #getHeader: GetHeader;
  readonly #metrics: Metrics;
  #next: bigint | undefined;
  #previous: Sealing | undefined;
  readonly #lastSealed = new Map<Address, number>();

  constructor(getHeader: GetHeader, metrics: Metrics) {
    this.#getHeader = getHeader;
    this.#metrics = metrics;
  }

  /** Reads the blocks up to this one that were not read. */
  async follow(head: bigint, seats: readonly MemberSeat[]): Promise<void> {
    const { interval, timestamp, round, failedRounds, validators, sealed } = this.#metrics;
    const oldest = head >= MOST_BLOCKS ? head - MOST_BLOCKS + 1n : 0n;
    const first = this.#next === undefined || this.#next < oldest ? oldest : this.#next;
    for (let number = first; number <= head; number += 1n) {
      const sealing = await sealingOf(await this.#getHeader(number));
      for (const sealer of [sealing.proposer, ...sealing.sealers]) {
        this.#lastSealed.set(sealer.toLowerCase() as Address, sealing.timestamp);
      }
      if (this.#previous !== undefined && this.#previous.number === sealing.number - 1) {
        interval.set(sealing.timestamp - this.#previous.timestamp);
      }
      timestamp.set(sealing.timestamp);
      round.set(sealing.round);
      failedRounds.inc(sealing.round);
      this.#previous = sealing;
      this.#next = number + 1n;
    }
    validators.set(seats.length);
    // Who is no validator any more is missed by nobody.
    sealed.reset();
    for (const { seat, validator } of seats) {
      const at = this.#lastSealed.get(validator) ?? 0;
      sealed.set({ validator, seat: String(seat) }, at);
    }
  }
}
