// How old an answer is, over an embedded chain that makes a block every two seconds.
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { measureNews } from "@openrobotid/testkit/news";
import { say } from "./measuring.js";
import type { BenchWorld } from "./world.js";

/** Time between two blocks, in milliseconds. */
const BLOCK_PERIOD = 2_000;

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
    const news = {
      period: BLOCK_PERIOD,
      newest: () => chain.provider.getBlockNumber(),
      transactionsOf: async (block: number) =>
        (await chain.provider.getBlock(block))?.transactions.length,
      touch,
    };
    return await measureNews(index, news, codes, minutes);
  } finally {
    await index.end("SIGKILL");
  }
}
