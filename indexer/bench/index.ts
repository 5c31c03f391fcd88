// Measures the index: how fast it takes in a chain's past, beside the same rows through COPY and through single inserts; how
// fast it answers for one robot, at 28,000 and at 1,000,000 units, beside a bare read by primary key; and how old an answer
// is. On PostgreSQL and on PGlite, all in one run.
//
//   npm run bench:index                        prints a table
//   npm run --silent bench:index -- --json     prints one JSON object
//   npm run bench:index -- --units 2800 --many 50000     a rehearsal, smaller
//   npm run bench:index -- --touched 3000000     with 28,000,000 units in lots, so many of them touched: on PostgreSQL alone
//   npm run bench:index -- --units 2800 --freshness 3     how old answers are while a block is made every two seconds, for so many minutes
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { optionsOf } from "@openrobotid/kit/command";
import type { RobotId } from "@openrobotid/sdk";
import { agent, answerOf, get, percentile, spread } from "@openrobotid/testkit/asking";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { startPostgres } from "@openrobotid/testkit/postgres";
import {
  type BenchDatabase,
  measureReads,
  measureWrites,
  openPglite,
  openPostgres,
} from "./databases.js";
import { measureFreshness } from "./freshness.js";
import { backfillOf, inTurns, lookUp, SCHEMA, say } from "./measuring.js";
import { measureTouched } from "./touched.js";
import { type BenchWorld, playBenchWorld } from "./world.js";

/** Robots that are looked up, one after the other, in every round. */
const LOOKUPS = 1_000;
const AT_ONCE = 16;
const FRESHNESS_ROUNDS = 20;
/** Longest that news is waited for, in milliseconds. */
const LONGEST = 60_000;

/** What is measured of one database. */
interface Figures {
  /** Rows a second that indexing writes, from the chain's node on. */
  readonly indexPerSecond: number;
  readonly eventsPerSecond: number;
  /** As `eventsPerSecond`, where the node is believed. */
  readonly believedEventsPerSecond: number;
  readonly copyPerSecond: number;
  readonly insertPerSecond: number;
  readonly lookupP50Ms: number;
  readonly lookupP99Ms: number;
  readonly primaryKeyP50Ms: number;
  readonly primaryKeyP99Ms: number;
  readonly lookupP99Ms1M: number;
  readonly lookupsPerSecond: number;
  readonly freshnessP95Ms: number;
}

const USAGE = `Measures the index: events a second beside bare rows, look-ups, and how old an answer is, on PostgreSQL and on PGlite.

  npm run bench:index -- [options]

  --json          prints one JSON object and nothing else
  --units N       units of the world: 28000
  --many N        units of the last look-ups: 1000000
  --touched N     measures instead, on PostgreSQL alone, with 28,000,000 units in lots, so many of them touched
  --freshness N   measures instead how old answers are, for N minutes
  --help          this text

What the figures mean is in docs/index-benchmark.md.
`;

const values = optionsOf(USAGE, {
  json: { type: "boolean", default: false },
  units: { type: "string", default: "28000" },
  many: { type: "string", default: "1000000" },
  touched: { type: "string" },
  freshness: { type: "string" },
});
say("playing the world");
const world = await playBenchWorld(Number(values.units));
const postgres = await startPostgres({ durable: true });
try {
  if (values.freshness !== undefined)
    show(await measureFreshness(world, postgres.url, Number(values.freshness)));
  else if (values.touched !== undefined)
    show(await measureTouched(world, postgres.url, Number(values.touched)));
  else await showBoth();
} finally {
  agent.destroy();
  postgres.close();
  await world.chain.close();
}

function show(figures: Readonly<Record<string, number>>): void {
  if (values.json) console.log(JSON.stringify(figures, null, 2));
  else {
    for (const [name, value] of Object.entries(figures)) {
      console.log(`${name.padEnd(28)}${value.toLocaleString("en").padStart(14)}`);
    }
  }
}

async function showBoth(): Promise<void> {
  const postgresql = await measure(world, { DATABASE_URL: postgres.url }, () =>
    openPostgres(postgres.url),
  );
  const folder = join(world.chain.folder, "bench");
  const pglite = await measure(world, { DATA_DIR: folder }, () =>
    openPglite(join(folder, "index")),
  );
  if (values.json) console.log(JSON.stringify({ ...postgresql, pglite }, null, 2));
  else showTable({ postgresql, pglite });
}

async function measure(
  { chain, codes, issueMany, touch }: BenchWorld,
  settings: Readonly<Record<string, string>>,
  open: () => Promise<BenchDatabase>,
): Promise<Figures> {
  say(`indexing into ${settings.DATABASE_URL ? "PostgreSQL" : "PGlite"}`);
  const snapshot = await chain.request("evm_snapshot");
  const environment = {
    DEPLOYMENT: chain.deploymentFile,
    RPC_URLS: chain.rpc.url,
    POLLING_INTERVAL: "1000",
    // Everybody asks from the same address here.
    RATE_LIMIT_ADDRESS: "100000000",
    ...settings,
  };
  const believing = await IndexProcess.start({
    ...environment,
    PROVE: "off",
    DATABASE_SCHEMA: "believing",
    ...(settings.DATA_DIR && { DATA_DIR: `${settings.DATA_DIR}-believing` }),
  });
  await believing.reach(await chain.provider.getBlockNumber());
  await believing.end();
  const believed = backfillOf(believing);
  const index = await IndexProcess.start(environment);
  try {
    await index.reach(await chain.provider.getBlockNumber());
    const { seconds, events } = backfillOf(index);

    say("looking up and reading");
    const some = spread(codes, LOOKUPS);
    // Turn by turn, so that whatever else the machine does meets both; PGlite is opened by one process at a time.
    const beside = settings.DATABASE_URL === undefined ? undefined : await open();
    const looks = () => lookUp(index, some);
    const readsOf = (database: BenchDatabase) => () => measureReads(database, SCHEMA, some);
    const [lookups = [], readsBeside] = await inTurns(looks, ...(beside ? [readsOf(beside)] : []));
    const lookupsPerSecond = await loadUp(index, some);
    await index.end();
    const database = beside ?? (await open());
    const [reads = []] = readsBeside ? [readsBeside] : await inTurns(readsOf(database));

    say("writing the same rows");
    const writes = await measureWrites(database, SCHEMA);
    await database.close();
    index.restart();
    await index.reach(await chain.provider.getBlockNumber());

    say("waiting for news");
    const freshness: number[] = [];
    for (const code of spread(codes, FRESHNESS_ROUNDS)) {
      const before = await answerOf(index, code);
      await touch(code);
      const begin = performance.now();
      while ((await answerOf(index, code)) === before) {
        if (performance.now() - begin > LONGEST) throw new Error(`No news of ${code} came.`);
        await wait(10);
      }
      freshness.push(performance.now() - begin);
    }

    say("looking up among many");
    const many = await issueMany(Number(values.many));
    await index.reach(await chain.provider.getBlockNumber());
    const mixed = spread([...many, ...codes.slice(0, 100)], LOOKUPS);
    const [lookups1M = []] = await inTurns(() => lookUp(index, mixed));
    return {
      indexPerSecond: writes.rows / seconds,
      eventsPerSecond: events / seconds,
      believedEventsPerSecond: believed.events / believed.seconds,
      copyPerSecond: writes.copyPerSecond,
      insertPerSecond: writes.insertPerSecond,
      lookupP50Ms: percentile(lookups, 50),
      lookupP99Ms: percentile(lookups, 99),
      primaryKeyP50Ms: percentile(reads, 50),
      primaryKeyP99Ms: percentile(reads, 99),
      lookupP99Ms1M: percentile(lookups1M, 99),
      lookupsPerSecond,
      freshnessP95Ms: percentile(freshness, 95),
    };
  } finally {
    await index.end("SIGKILL");
    // The next database begins with the same chain.
    await chain.request("evm_revert", snapshot);
  }
}

/** Look-ups a second, several at a time. */
async function loadUp(index: IndexProcess, codes: readonly RobotId[]): Promise<number> {
  const begin = performance.now();
  const left = [...codes];
  const work = async () => {
    for (let code = left.pop(); code; code = left.pop()) await get(index, `/v1/robots/${code}`);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return (1000 * codes.length) / (performance.now() - begin);
}

function showTable(databases: Readonly<Record<string, Figures>>): void {
  const number = (value: number) =>
    value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 }).padStart(12);
  console.log(
    `${"".padEnd(44)}${Object.keys(databases)
      .map((name) => name.padStart(12))
      .join("")}`,
  );
  const line = (name: string, of: (figures: Figures) => number) =>
    console.log(
      `${name.padEnd(44)}${Object.values(databases)
        .map((each) => number(of(each)))
        .join("")}`,
    );
  line("rows indexed, a second", ({ indexPerSecond }) => indexPerSecond);
  line("  events, a second", ({ eventsPerSecond }) => eventsPerSecond);
  line(
    "  of those of an index that proves nothing",
    (f) => f.eventsPerSecond / f.believedEventsPerSecond,
  );
  line("  of the same rows through COPY", (f) => f.indexPerSecond / f.copyPerSecond);
  line("  of single inserts", (f) => f.indexPerSecond / f.insertPerSecond);
  line("look-up of a robot, p50, ms", ({ lookupP50Ms }) => lookupP50Ms);
  line("look-up of a robot, p99, ms", ({ lookupP99Ms }) => lookupP99Ms);
  line("  of a bare read by primary key, p99", (f) => f.lookupP99Ms / f.primaryKeyP99Ms);
  line("  at 1,000,000 units, of that at 28,000", (f) => f.lookupP99Ms1M / f.lookupP99Ms);
  line("look-ups, a second", ({ lookupsPerSecond }) => lookupsPerSecond);
  line("from block to answer, p95, ms", ({ freshnessP95Ms }) => freshnessP95Ms);
}
