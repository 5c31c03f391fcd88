// Measures how old an answer is while the chain makes a block now and then, as a network of validators does: from the moment that a
// transaction is sent, and from its block, to the first answer that holds what it did.
import { setTimeout as wait } from "node:timers/promises";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { answerOf, percentile, say, spread } from "./measuring.js";
import type { BenchWorld } from "./world.js";

/** Time between two blocks, in milliseconds. */
const BLOCK_PERIOD = 2_000;
/** What an answer may be late by, beside the block period, in milliseconds. */
const ALLOWED = 1_500;
/** Milliseconds between two looks: more of them would take the processor from what is measured. */
const LOOK = 100;
/** Longest that news is waited for, in milliseconds. */
const LONGEST = 60_000;
/** Transactions are sent at moments of the period that are spread evenly: the golden ratio leaves no two alike. */
const PHASE = 0.618_034;

/** Measures for so many minutes, into PostgreSQL. */
export async function measureFreshness(
  { chain, codes, touch }: BenchWorld,
  url: string,
  minutes: number,
): Promise<Readonly<Record<string, number>>> {
  say("indexing into PostgreSQL");
  const index = await IndexProcess.start({
    DEPLOYMENT: chain.deploymentFile,
    RPC_URLS: chain.rpc.url,
    DATABASE_URL: url,
    POLLING_INTERVAL: "1000",
    RATE_LIMIT_ADDRESS: "100000000",
  });
  try {
    await index.reach(await chain.provider.getBlockNumber());
    await chain.request("evm_setAutomine", false);
    await chain.request("evm_setIntervalMining", BLOCK_PERIOD);
    say(`waiting for news, for ${minutes} minutes`);
    const rounds = Math.ceil((minutes * 60_000) / (1.5 * BLOCK_PERIOD));
    const fromSending: number[] = [];
    const fromBlock: number[] = [];
    for (const [round, code] of spread(codes, rounds).entries()) {
      await wait(BLOCK_PERIOD * ((round * PHASE) % 1));
      const before = await answerOf(index, code);
      let looked = await chain.provider.getBlockNumber();
      const begin = performance.now();
      const sent = touch(code);
      const [made, told] = await Promise.all([
        until("block", async () => {
          const block = await chain.provider.getBlock(looked + 1);
          if (!block) return false;
          looked += 1;
          return block.transactions.length > 0;
        }),
        until(`news of ${code}`, async () => (await answerOf(index, code)) !== before),
      ]);
      await sent;
      fromSending.push(told - begin);
      fromBlock.push(told - made);
    }
    return {
      rounds,
      blockPeriodMs: BLOCK_PERIOD,
      freshnessFromSendingP50Ms: percentile(fromSending, 50),
      freshnessFromSendingP95Ms: percentile(fromSending, 95),
      freshnessFromBlockP50Ms: percentile(fromBlock, 50),
      freshnessFromBlockP95Ms: percentile(fromBlock, 95),
      allowedMs: BLOCK_PERIOD + ALLOWED,
    };
  } finally {
    await index.end("SIGKILL");
  }
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
