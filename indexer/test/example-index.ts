// Indexes of the example world that the suites of a process share: each is filled once, and is over when it is given out.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ExampleChain, exampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { readPglite, readPostgres, type Tables } from "@openrobotid/testkit/index-tables";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { expect } from "chai";
import { askContracts, type Oracle } from "./indexing/oracle.js";

/** What the API told somebody who showed no key. */
export interface Published {
  /** The feed, from the first change on. */
  readonly changes: readonly PublishedChange[];
  /** All its answers. */
  readonly text: string;
}

/** A change of the feed. */
export interface PublishedChange {
  readonly kind: string;
  readonly model: string | null;
  readonly proof: { readonly blockNumber: number; readonly logIndex: number };
}

/** An index in PGlite, under which the API answered. */
export interface PgliteIndex {
  readonly tables: Tables;
  readonly published: Published;
}

/** An index in PostgreSQL, which runs. */
export interface PostgresIndex {
  readonly chain: ExampleChain;
  readonly postgres: Postgres;
  readonly schema: string;
  readonly tables: Tables;
  /** What the process answered that filled it, by the path. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly metrics: string;
}

let oracle: Promise<Oracle> | undefined;
let inPglite: Promise<PgliteIndex> | undefined;
let inPostgres: Promise<PostgresIndex> | undefined;

/** What the contracts of the example world say. */
export function exampleOracle(): Promise<Oracle> {
  oracle ??= exampleChain().then(askContracts);
  return oracle;
}

/** The example world in PGlite. */
export function indexInPglite(): Promise<PgliteIndex> {
  inPglite ??= fillPglite();
  return inPglite;
}

/** The example world in PostgreSQL. Call `skipUnless("postgresql")` before. */
export function indexInPostgres(): Promise<PostgresIndex> {
  inPostgres ??= fillPostgres();
  return inPostgres;
}

// Outside of every `describe`: runs once, when all tests of the process are done.
globalThis.after(async () => (await inPostgres)?.postgres.close());

async function fillPglite(): Promise<PgliteIndex> {
  const chain = await exampleChain();
  const folder = join(chain.folder, "pglite");
  // From a node that asks for a token, as a member's does once its RPC is opened to the member's own systems.
  const tokenFile = join(chain.folder, "token");
  writeFileSync(tokenFile, "a token\n");
  chain.rpc.token = "a token";
  let published: Published = { changes: [], text: "" };
  try {
    const settings = {
      DATA_DIR: folder,
      RPC_URLS: `${chain.rpc.url}#token-file=${tokenFile}`,
      RATE_LIMIT_ADDRESS: "1000000",
    };
    await indexInto(chain, settings, async ({ url }) => {
      published = await readPublished(url);
    });
  } finally {
    chain.rpc.token = undefined;
  }
  return { tables: await readPglite(join(folder, "index"), "robot_index"), published };
}

async function fillPostgres(): Promise<PostgresIndex> {
  const chain = await exampleChain();
  const postgres = await startPostgres();
  // Under another name, and beside no API.
  const schema = "again";
  const settings = { DATABASE_URL: postgres.url, DATABASE_SCHEMA: schema, API: "off" };
  const statuses: Record<string, number> = {};
  let metrics = "";
  try {
    await indexInto(chain, settings, async ({ url, metricsUrl }) => {
      for (const path of ["/health", "/ready", "/status", "/metrics", "/v1/stats", "/CN"]) {
        statuses[path] = (await fetch(url + path)).status;
      }
      metrics = await (await fetch(metricsUrl)).text();
    });
    const tables = await readPostgres(postgres, schema);
    return { chain, postgres, schema, tables, statuses, metrics };
  } catch (error) {
    postgres.close();
    throw error;
  }
}

/** Indexes all there is, and ends. */
async function indexInto(
  chain: ExampleChain,
  database: Readonly<Record<string, string>>,
  look: (index: IndexProcess) => Promise<void>,
): Promise<void> {
  const index = await IndexProcess.start({
    DEPLOYMENT: chain.deploymentFile,
    RPC_URLS: chain.rpc.url,
    ...database,
  });
  try {
    const head = await chain.provider.getBlockNumber();
    await index.reach(head);
    expect(await index.block()).to.equal(head);
    await look(index);
    expect(await index.end()).to.equal(0);
  } finally {
    await index.end("SIGKILL");
  }
}

/** Asks for everything that answers name, as somebody without a key does. */
async function readPublished(url: string): Promise<Published> {
  const texts: string[] = [];
  const ask = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    const text = await response.text();
    expect(response.status, `${path}: ${text}`).to.equal(200);
    texts.push(text);
    // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
    return JSON.parse(text) as any;
  };
  const changes: PublishedChange[] = [];
  for (let [after, more] = ["", true]; more; ) {
    const page = await ask(`/v1/changes?limit=500${after && `&after=${after}`}`);
    changes.push(...page.changes);
    [after, more] = [encodeURIComponent(page.next), page.more];
  }
  const { seats, makers } = await ask("/v1/consortium");
  for (const country of seats.flatMap((seat: { countries: string[] }) => seat.countries)) {
    await ask(`/v1/countries/${country}`);
  }
  const models = new Set<string>();
  for (const { id } of makers) {
    for (const model of (await ask(`/v1/makers/${id}`)).models) models.add(model.id);
  }
  for (const id of models) await ask(`/v1/models/${id}`);
  for (const { campaign } of (await ask("/v1/recalls?limit=100")).recalls) {
    await ask(`/v1/recalls/${campaign}`);
  }
  const { units, lots } = await exampleOracle();
  for (const { id } of lots) await ask(`/v1/lots/${id}`);
  for (const { id } of units) await ask(`/v1/robots/${id}`);
  await ask("/v1/stats");
  return { changes, text: texts.join("\n") };
}
