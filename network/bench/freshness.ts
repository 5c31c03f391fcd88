// How old an answer of the index is, over validators that make blocks: units are issued in a lot and placed, and then one after the
// other gets a release.
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { measureNews } from "@openrobotid/testkit/news";
import { startPostgres } from "@openrobotid/testkit/postgres";
import { sha256, toHex } from "viem";
import { getBlock } from "viem/actions";
import { actor, admitMaker, approveModelOf, makerOf } from "../runner/registry-job.js";
import { type Ground, placeUnits, senderKey } from "./workloads.js";

const MAKER = 0;
const A_YEAR = 365 * 86_400;

/** What is measured: times in milliseconds. */
export type Freshness = Readonly<Record<string, number>>;

export interface FreshnessSize {
  /** Units on the market, each of which has a history. */
  readonly units: number;
  readonly minutes: number;
  /** Time between two blocks, in milliseconds. */
  readonly period: number;
  /** Whether the index proves what the node says. */
  readonly proven: boolean;
}

/** Measures an index on PostgreSQL that asks one node. */
export async function benchFreshness(
  { deployment, rpcUrl, authorityKey, letIn }: Ground,
  deploymentFile: string,
  { units, minutes, period, proven }: FreshnessSize,
  say: (line: string) => void = () => {},
): Promise<Freshness> {
  const authority = actor(deployment, rpcUrl, authorityKey);
  const maker = actor(deployment, rpcUrl, senderKey(MAKER));
  const { model } = makerOf(MAKER);
  say(`Placing ${units} units on the market…`);
  await admitMaker(authority, maker, MAKER);
  await letIn([maker.account.address]);
  const expiry = Number((await getBlock(authority)).timestamp) + A_YEAR;
  await approveModelOf(authority, maker, MAKER, expiry);
  const codes = await placeUnits(maker, MAKER, units);
  const imageDigest = sha256(toHex("firmware of the benchmark"));
  await maker.publishReleaseSync({ model, version: "1.0.0", imageDigest });

  const postgres = await startPostgres({ durable: true });
  const index = await IndexProcess.start({
    DEPLOYMENT: deploymentFile,
    RPC_URLS: rpcUrl,
    DATABASE_URL: postgres.url,
    POLLING_INTERVAL: "1000",
    RATE_LIMIT_ADDRESS: "100000000",
    ...(!proven && { PROVE: "off" }),
  });
  try {
    const newest = async () => Number((await getBlock(maker)).number);
    await index.reach(await newest());
    say(`Waiting for news, for ${minutes} minutes…`);
    const chain = {
      period,
      newest,
      transactionsOf: async (block: number) =>
        (await newest()) < block
          ? undefined
          : (await getBlock(maker, { blockNumber: BigInt(block) })).transactions.length,
      touch: (id: (typeof codes)[number]) =>
        maker.installReleaseSync({ ids: [id], imageDigest, capacity: "maker" }),
    };
    return { units, ...(await measureNews(index, chain, codes, minutes)) };
  } finally {
    await index.end("SIGKILL");
    postgres.close();
  }
}
