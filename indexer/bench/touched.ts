// Measures what the API answers from the tables of years: 28 million units in lots, some of them touched, with three entries each.
// Every time is beside that of a bare read by primary key, in turns in the same run.
import { Readable } from "node:stream";
import { createKey } from "@openrobotid/api-server/service-store/keys";
import { openServiceStore } from "@openrobotid/api-server/service-store/store";
import { get, percentile, spread } from "@openrobotid/testkit/asking";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { fillManyUnits, type ManyUnits } from "@openrobotid/testkit/many-units";
import { measureReads, measureWrites, openPostgres } from "./databases.js";
import { backfillOf, inTurns, lookUp, SCHEMA, say } from "./measuring.js";
import type { BenchWorld } from "./world.js";

/** Requests of a kind in a round. */
const REQUESTS = 100;
/** Units of a page of a recall. */
const PAGE = 100;

/**
 * Indexes a world into PostgreSQL, fills its tables up, and measures.
 *
 * @param touched - Units that something happened to.
 */
export async function measureTouched(
  { chain }: BenchWorld,
  url: string,
  touched: number,
): Promise<Readonly<Record<string, number>>> {
  say("indexing into PostgreSQL");
  const head = await chain.provider.getBlockNumber();
  const settings = {
    DEPLOYMENT: chain.deploymentFile,
    RPC_URLS: chain.rpc.url,
    DATABASE_URL: url,
    POLLING_INTERVAL: "1000",
    // Everybody asks from the same address here.
    RATE_LIMIT_ADDRESS: "100000000",
    RATE_LIMIT_KEY: "100000000",
  };
  let index = await IndexProcess.start(settings);
  try {
    await index.reach(head);
    const { seconds, events } = backfillOf(index);
    await index.end();
    say("writing the same rows");
    const database = await openPostgres(url);
    const writes = await measureWrites(database, SCHEMA);
    say(`making ${touched.toLocaleString("en")} units that something happened to`);
    const many = await fillManyUnits(url, SCHEMA, touched);
    // A replica: an index that starts again takes its indexes down first.
    index = await IndexProcess.start(settings, "serve");
    await index.reach(head);

    say("asking");
    const key = await keyFor(url);
    const asking = pathsOf(many);
    const names = Object.keys(asking);
    const codes = spread([...many.touched, ...many.untouched], REQUESTS);
    const [reads = [], lookups = [], ...others] = await inTurns(
      () => measureReads(database, SCHEMA, spread(many.touched, REQUESTS)),
      () => lookUp(index, codes),
      ...names.map((name) => () => askAll(index, asking[name] ?? [], key)),
    );
    await database.close();
    say("streaming a recall");
    const rows = await streamRecall(index, many.recall, key);
    const times = { primaryKey: reads, lookup: lookups };
    for (const [place, name] of names.entries()) {
      Object.assign(times, { [name]: others[place] ?? [] });
    }
    return {
      touched,
      ...Object.fromEntries(
        Object.entries(times).flatMap(([name, all]) =>
          [50, 99].map((percent) => [`${name}P${percent}Ms`, percentile(all, percent)]),
        ),
      ),
      ...rows,
      bytesPerUnit: Math.round(many.bytes / touched),
      eventsPerSecond: Math.round(events / seconds),
      indexPerSecond: Math.round(writes.rows / seconds),
      insertPerSecond: Math.round(writes.insertPerSecond),
    };
  } finally {
    await index.end("SIGKILL");
  }
}

/** What is asked, each kind as often. */
function pathsOf({ models, recall }: ManyUnits): Readonly<Record<string, readonly string[]>> {
  const makers = [...new Set(models.map((model) => model.slice(0, 6)))];
  const times = (paths: readonly string[]) =>
    Array.from({ length: REQUESTS }, (_, at) => paths[at % paths.length] ?? "");
  return {
    stats: times(["/v1/stats"]),
    search: times(
      models.flatMap((model, at) => [
        `/v1/search?q=Maker%20${at + 1}`,
        `/v1/search?model=${model}&state=inService`,
        "/v1/search?country=ES&level=2",
        "/v1/search",
      ]),
    ),
    model: times(models.map((model) => `/v1/models/${model}`)),
    maker: times(makers.map((maker) => `/v1/makers/${maker}`)),
    recalls: times(["/v1/recalls", "/v1/recalls?open=true&limit=20", "/v1/recalls?limit=100"]),
    recall: times([`/v1/recalls/${recall}`]),
    recallPage: times(
      models.map(
        (_, at) =>
          `/v1/recalls/${recall}/units?limit=${PAGE}&after=${models[0]}30W01${String(at * 9_000 + 1).padStart(12, "0")}`,
      ),
    ),
  };
}

async function askAll(index: IndexProcess, paths: readonly string[], key: string) {
  const times: number[] = [];
  for (const path of paths) {
    const begin = performance.now();
    await get(index, path, path.includes("/units") ? key : undefined);
    times.push(performance.now() - begin);
  }
  return times;
}

/** The whole stream of the recall of a million units. */
async function streamRecall(index: IndexProcess, recall: number, key: string) {
  const begin = performance.now();
  const response = await fetch(`${index.url}/v1/recalls/${recall}/units`, {
    headers: { accept: "application/x-ndjson", authorization: `Bearer ${key}` },
  });
  if (!response.ok || !response.body) throw new Error(`the stream: ${response.status}`);
  let recallRows = 0;
  for await (const part of Readable.fromWeb(response.body as never)) {
    for (const byte of part as Uint8Array) if (byte === 10) recallRows += 1;
  }
  const seconds = (performance.now() - begin) / 1000;
  return { recallRows, recallRowsPerSecond: Math.round(recallRows / seconds) };
}

async function keyFor(url: string): Promise<string> {
  const store = await openServiceStore({ DATABASE_URL: url });
  const asked = { scope: "authority", label: "bench", makers: [], expiresAt: undefined } as const;
  const { key } = await createKey(store, asked);
  await store.destroy();
  return key;
}
