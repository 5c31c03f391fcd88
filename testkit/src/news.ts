// Measures how old an answer is while the chain makes a block now and then, as a network of validators does: from the moment that a
// transaction is sent, and from its block, to the first answer that holds what it did.
import { setTimeout as wait } from "node:timers/promises";
import type { RobotId } from "@openrobotid/sdk";
import { answerOf, percentile, spread } from "./asking.js";
import type { IndexProcess } from "./index-process.js";

/** What an answer may be late by, beside the block period, in milliseconds. */
const ALLOWED = 1_500;
/** Milliseconds between two looks: more of them would take the processor from what is measured. */
const LOOK = 100;
/** Longest that news is waited for, in milliseconds. */
const LONGEST = 60_000;
/** Transactions are sent at moments of the period that are spread evenly: the golden ratio leaves no two alike. */
const PHASE = 0.618_034;

/** The chain that news comes from. */
export interface NewsChain {
  /** Time between two blocks, in milliseconds. */
  readonly period: number;
  /** Number of the newest block. */
  newest(): Promise<number>;
  /** How many transactions a block has; nothing where it is not there yet. */
  transactionsOf(block: number): Promise<number | undefined>;
  /** Something happens to a unit; resolves when its block is there. */
  touch(code: RobotId): Promise<unknown>;
}

/** What is measured, for so many minutes: times in milliseconds, `allowedMs` what 95 of 100 may take from sending. */
export async function measureNews(
  index: IndexProcess,
  chain: NewsChain,
  codes: readonly RobotId[],
  minutes: number,
): Promise<Readonly<Record<string, number>>> {
  const rounds = Math.ceil((minutes * 60_000) / (1.5 * chain.period));
  const fromSending: number[] = [];
  const fromBlock: number[] = [];
  for (const [round, code] of spread(codes, rounds).entries()) {
    await wait(chain.period * ((round * PHASE) % 1));
    const before = await answerOf(index, code);
    let looked = await chain.newest();
    const begin = performance.now();
    const sent = chain.touch(code);
    const [made, told] = await Promise.all([
      until("block", async () => {
        const transactions = await chain.transactionsOf(looked + 1);
        if (transactions === undefined) return false;
        looked += 1;
        return transactions > 0;
      }),
      until(`news of ${code}`, async () => (await answerOf(index, code)) !== before),
    ]);
    await sent;
    fromSending.push(told - begin);
    fromBlock.push(told - made);
  }
  return {
    rounds,
    blockPeriodMs: chain.period,
    freshnessFromSendingP50Ms: percentile(fromSending, 50),
    freshnessFromSendingP95Ms: percentile(fromSending, 95),
    freshnessFromBlockP50Ms: percentile(fromBlock, 50),
    freshnessFromBlockP95Ms: percentile(fromBlock, 95),
    allowedMs: chain.period + ALLOWED,
  };
}

/** When something came to be so. */
async function until(what: string, holds: () => Promise<boolean>): Promise<number> {
  const begin = performance.now();
  while (!(await holds())) {
    if (performance.now() - begin > LONGEST) throw new Error(`There was no ${what}.`);
    await wait(LOOK);
  }
  return performance.now();
}
