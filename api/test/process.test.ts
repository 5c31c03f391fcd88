// The API as a process of its own: several at once, without its database, and at its end.
import { SettingsError } from "@openrobotid/indexer/settings";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import type { Postgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { type ExecutionResult, GraphQLError } from "graphql";
import { progress } from "../src/as-of.js";
import { Database, openPool } from "../src/database.js";
import { databaseProblemOf } from "../src/database-problem.js";
import { tellingErrors } from "../src/graphql-problem.js";
import { ask } from "../src/rows.js";
import { readProcessSettings } from "../src/settings.js";
import { type ExampleApi, exampleApi } from "./example-api.js";

const ROBOT = "/v1/robots/CNBH01TERN0325W07000000000001";
const PROBLEM = "application/problem+json";

describe("the process of the API", function () {
  this.timeout(120_000);

  let example: ExampleApi;
  let postgres: Postgres;
  let other: IndexProcess;

  before(skipUnless("postgresql"));

  before(async () => {
    example = await exampleApi("PostgreSQL");
    if (!example.postgres) throw new Error("the API has no PostgreSQL");
    postgres = example.postgres;
    other = await IndexProcess.start(example.settings, "serve");
    await other.reach(await example.chain.provider.getBlockNumber());
  });

  after(async () => {
    await other?.end("SIGKILL");
  });

  const answer = async (url: string) => {
    const response = await fetch(url, { headers: { connection: "close" } });
    const text = await response.text();
    return { status: response.status, type: response.headers.get("content-type"), text };
  };

  it("answers the same from each of several", async () => {
    const [one, two] = await Promise.all(
      [example, other].map(async ({ url }) => JSON.parse((await answer(url + ROBOT)).text)),
    );
    const { asOf: _, ...first } = one;
    const { asOf: __, ...second } = two;
    expect(first).to.deep.equal(second);
  });

  it("counts its own answers, and says how far the index is", async () => {
    const { text } = await answer(other.metricsUrl);
    expect(text).to.match(/robotid_api_answers_total\{operation="GET \/v1\/robots\/:code/);
    expect(text).not.to.include("ponder_");
    expect(await other.block()).to.equal(await example.chain.provider.getBlockNumber());
  });

  it("cannot write to the tables of the index", async () => {
    const pool = openPool(postgres.url, "robot_index");
    const refused = await pool.query("delete from unit").catch((error: unknown) => error);
    await pool.end();
    // read_only_sql_transaction, of PostgreSQL.
    expect(refused).to.include({ code: "25006" });
  });

  it("knows a database without an index", async () => {
    const pool = openPool(postgres.url.replace(/[^/]+$/, "template1"), "robot_index");
    const db = new Database(() => "");
    db.take(pool as never);
    const error = await ask(db, { how: progress() }).catch((found: unknown) => found);
    await pool.end();
    expect(databaseProblemOf(error)).to.include({ kind: "not-ready" });
  });

  it("does not misread tables of an index that kept digests as text", async () => {
    await postgres.query("create schema earlier");
    const columns = await postgres.query<{ table: string; list: string }>(
      `select table_name::text as table, string_agg(case when table_name = 'lot' and column_name = 'id'
            then $$'0x' || encode(id, 'hex') as id$$ else quote_ident(column_name) end, ', ' order by ordinal_position) as list
        from information_schema.columns where table_schema = 'robot_index' group by 1`,
    );
    for (const { table, list } of columns) {
      await postgres.query(
        `create view earlier."${table}" as select ${list} from robot_index."${table}"`,
      );
    }
    const settings = { ...example.settings, DATABASE_SCHEMA: "earlier" };
    const process = await IndexProcess.start(settings, "serve");
    try {
      await process.reach(await example.chain.provider.getBlockNumber());
      const { status, text } = await answer(process.url + ROBOT);
      expect(status).to.equal(503);
      expect(JSON.parse(text).detail).to.match(/^Another version of the index made the tables/);
    } finally {
      await process.end("SIGKILL");
      await postgres.query("drop schema earlier cascade");
    }
  });

  it("lives without its database, says so with 503, and goes on once it is back", async () => {
    postgres.stop();
    let late: IndexProcess | undefined;
    try {
      late = await IndexProcess.start(example.settings, "serve");
      const { url } = late;
      await late.until("/health", async () => await isAlive(url));
      for (const each of [other.url, url]) {
        await refuses(each, "The database does not answer.");
        expect((await answer(`${each}/health`)).status).to.equal(200);
      }
      for (const each of [other, late]) {
        expect((await answer(each.metricsUrl)).status).to.equal(200);
      }
      // It need not see its database again to end in order.
      expect(await late.end()).to.equal(0);
      postgres.start();
      await other.reach(await example.chain.provider.getBlockNumber());
      expect((await answer(other.url + ROBOT)).status).to.equal(200);
    } finally {
      await late?.end("SIGKILL");
    }
  });

  const refuses = async (url: string, detail: string) => {
    for (const path of ["/ready", "/v1/health", ROBOT, "/v1/stats", "/status"]) {
      const { status, type, text } = await answer(url + path);
      expect([status, type, JSON.parse(text).detail], path).to.deep.equal([503, PROBLEM, detail]);
    }
  };

  it("ends what it answers before it ends, and streams too", async () => {
    const stream = await fetch(`${other.url}/v1/changes`, {
      headers: { accept: "text/event-stream" },
    });
    expect(stream.status).to.equal(200);
    const rest = stream.text().catch(() => "broken off");
    expect(await other.end()).to.equal(0);
    await rest;
    expect(await isAlive(other.url)).to.equal(false);
  });
});

describe("the settings of the process of the API", () => {
  it("must name the database, and say why", async () => {
    const { chain } = await exampleApi("PGlite");
    const settings = { DEPLOYMENT: chain.deploymentFile, RPC_URLS: chain.rpc.url };
    expect(() => readProcessSettings(settings)).to.throw(SettingsError, /^DATABASE_URL is missing/);
    const DATABASE_URL = "postgresql://index@127.0.0.1/index";
    const read = readProcessSettings({ ...settings, DATABASE_URL });
    expect(read).to.include({ databaseUrl: DATABASE_URL, port: 42_069 });
    // Figures are given where somebody says so, and to this machine alone by default.
    expect(read.metrics).to.equal(undefined);
    const { metrics } = readProcessSettings({ ...settings, DATABASE_URL, METRICS_PORT: "9648" });
    expect(metrics).to.deep.equal({ host: "127.0.0.1", port: 9_648 });
    expect(() => readProcessSettings({ ...settings, DATABASE_URL, PORT: "web" })).to.throw(
      SettingsError,
      /PORT/,
    );
  });
});

describe("what an error says of the database", () => {
  const error = (code: string | undefined, message = "") =>
    Object.assign(new Error(message), { code });

  it("is that it does not answer, that it is slow, that there is no index, or nothing", () => {
    for (const [given, kind] of [
      [error("ECONNREFUSED"), "unavailable"],
      [error("57P01"), "unavailable"],
      [error("53300"), "unavailable"],
      [error(undefined, "Connection terminated unexpectedly"), "unavailable"],
      [error("57014"), "unavailable"],
      [error("42P01"), "not-ready"],
      [error("42883", "function encode(text, unknown) does not exist"), "not-ready"],
      [error("42703", 'column "x" does not exist'), undefined],
      [error(undefined, "a fault of ours"), undefined],
      ["no error", undefined],
    ] as const) {
      expect(databaseProblemOf(given)?.kind, String(given)).to.equal(kind);
    }
  });
});

describe("what an answer says about an error of GraphQL", () => {
  const failed = (error: Error & { code?: string }) =>
    new GraphQLError(error.message, { path: ["unit"], originalError: error });
  const warned: string[] = [];
  const logged: unknown[] = [];
  const plugin = tellingErrors({
    warn: (_: object, said: string) => warned.push(said),
    error: (of: { err: unknown }) => logged.push(of.err),
  } as never);
  const answer = (errors: readonly Error[]) => {
    let set: ExecutionResult | undefined;
    const given = {
      result: { data: { unit: null }, errors },
      setResult: (made: typeof set) => {
        set = made;
      },
    };
    plugin.onResultProcess?.(given as never);
    return set;
  };

  it("is 503 with Retry-After where the database does not answer, and beside a part that was answered", () => {
    const down = Object.assign(new Error("connect ECONNREFUSED 10.0.0.7"), {
      code: "ECONNREFUSED",
    });
    const told = answer([failed(down)]);
    expect(told?.extensions?.http).to.deep.equal({
      status: 503,
      headers: { "cache-control": "no-store", "retry-after": "5" },
    });
    expect(told?.errors?.map(({ message }) => message)).to.deep.equal([
      "The database does not answer.",
    ]);
    expect(warned).to.deep.equal(["The database does not answer."]);
  });

  it("is 500 and nothing more where it is a fault, which is logged", () => {
    const fault = new Error("select secret from somewhere");
    const told = answer([failed(fault)]);
    expect(told?.extensions?.http).to.include({ status: 500 });
    expect(JSON.stringify(told)).not.to.include("secret");
    expect(logged).to.deep.equal([fault]);
  });
});

async function isAlive(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health`).catch(() => undefined);
  return response?.ok === true;
}
