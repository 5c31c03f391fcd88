// Periods and proofs, as of a moment.
import type { Hex } from "viem";
import { rfc3339 } from "../time.js";

/** A row that a log proves. Times are in seconds. */
export interface Proven {
  readonly transactionHash: Hex;
  readonly blockNumber: number;
  readonly logIndex: number;
  readonly blockTime: number;
}

/** A row that held for a while. */
export interface Period extends Proven {
  readonly since: number;
  readonly until: number | null;
}

/** The log that proves a row, as answers carry it. */
export function proofOf({ transactionHash, blockNumber, logIndex, blockTime }: Proven) {
  return { transactionHash, blockNumber, logIndex, timestamp: rfc3339(blockTime) };
}

/** Whether a period held at a moment. */
export function held({ since, until }: Period, at: number): boolean {
  return since <= at && (until === null || at < until);
}

/** The period that held at a moment: of several in one second, the later one counts. */
export function heldAt<period extends Period>(
  periods: readonly period[],
  at: number,
): period | undefined {
  return periods.findLast((period) => held(period, at));
}
