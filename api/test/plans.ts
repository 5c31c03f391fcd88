// What every statement of the API reads, as PostgreSQL itself says: `auto_explain` logs the plan of each that runs, with the rows
// that it went through. All operations of the document are asked, over tables of many units.
import type { RobotId } from "@openrobotid/sdk";
import { pathOf } from "@openrobotid/sdk/rules";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { fillManyUnits, type ManyUnits } from "@openrobotid/testkit/many-units";
import type { Postgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import pg from "pg";
import { createKey } from "../service-store/keys.js";
import { openServiceStore } from "../service-store/store.js";
import { operations } from "./contract.js";
import { COPY, exampleApi } from "./example-api.js";

/** Rows of a table that are too many to go through. */
const BIG = 10_000;
/** Most rows of a big table that a statement may read: what a stream of a recall reads at once, and a few. */
const BOUND = 5_500;
const SCHEMA = "robot_index";

/** A node of a plan that reads a table. */
interface Read {
  readonly node: string;
  readonly table: string;
  readonly rows: number;
  readonly statement: string;
}

/**
 * Describes what holds of the plans of all statements.
 *
 * @param touched - Units that something happened to, among 28 million.
 */
export function boundedPlans(touched: number): void {
  describe(`every statement of the API, at ${touched.toLocaleString("en")} units of 28,000,000`, function () {
    this.timeout(3_600_000);

    before(skipUnless("postgresql"));

    let index: IndexProcess;
    let reads: readonly Read[];
    let big: ReadonlySet<string>;
    /** Places of the changes that a filter of the feed gave, page by page, and how many there are. */
    let followed: readonly string[];
    let there: number;

    before(async () => {
      const { chain, postgres } = await exampleApi("PostgreSQL");
      if (!postgres) throw new Error("the API has no PostgreSQL");
      const url = postgres.url.replace(/[^/]+$/, COPY);
      const settings = {
        DEPLOYMENT: chain.deploymentFile,
        RPC_URLS: chain.rpc.url,
        DATABASE_URL: url,
        RATE_LIMIT_ADDRESS: "1000000",
        RATE_LIMIT_KEY: "1000000",
      };
      const many = await fillManyUnits(url, SCHEMA, touched);
      const keys = await makeKeys(url);
      const model = many.models.at(-1) ?? "";
      there = await releasesOf(url, model);
      await explainAll(postgres);
      index = await IndexProcess.start(settings, "serve");
      await index.reach(await chain.provider.getBlockNumber());
      for (const [operation, requests] of Object.entries(requestsOf(many))) {
        for (const { path, ...init } of requests) await ask(operation, path, init, keys);
      }
      followed = await follow(`/v1/changes?model=${model}&kind=softwareRelease&limit=1000`);
      await index.end();
      reads = readsOf(postgres.log());
      const found = await bigTables(url);
      big = new Set(found);
    });

    after(async () => {
      await index?.end("SIGKILL");
    });

    const ask = async (
      operation: string,
      path: string,
      init: RequestInit,
      keys: Readonly<Record<string, string>>,
    ) => {
      const key = keys[KEYS[operation] ?? ""];
      const headers = { ...init.headers, ...(key && { authorization: `Bearer ${key}` }) };
      const response = await fetch(`${index.url}${path}`, {
        redirect: "manual",
        ...init,
        headers,
      });
      const text = await response.text();
      // Not everything that is asked for is there: no witness answers, and no manifest was given.
      expect(response.status, `${operation} ${path}: ${text.slice(0, 300)}`).to.be.below(500);
      expect(response.status, `${operation} ${path}: ${text.slice(0, 300)}`).not.to.be.oneOf([
        400, 401, 403, 429,
      ]);
    };

    const follow = async (path: string) => {
      const cursors: string[] = [];
      for (let after = "0-0", more = true; more; ) {
        const response = await fetch(`${index.url}${path}&after=${after}`);
        const page = (await response.json()) as {
          changes: { cursor: string }[];
          next: string;
          more: boolean;
        };
        cursors.push(...page.changes.map(({ cursor }) => cursor));
        ({ next: after, more } = page);
      }
      return cursors;
    };

    it("gives all that fits a filter of the feed, once, through as many looks as it takes", () => {
      expect(there).to.be.greaterThan(2_500);
      expect(followed.length).to.equal(there);
      expect(new Set(followed).size).to.equal(there);
    });

    it("is seen, for each operation of the document", () => {
      const asked = Object.keys(requestsOf(NOTHING));
      // Webhooks are in the store of keys, where a key has a few, as is the log of looks, which asks for a robot as liability does; dumps
      // are files.
      const others = operations.filter(
        ({ path }) => !/^\/v1\/(webhooks|dumps|access-log)/.test(path),
      );
      expect(asked.toSorted()).to.deep.equal(
        others.map(({ operation }) => operation.operationId).toSorted(),
      );
      expect([...big]).to.include.members(["unit", "history_record"]);
      const tables = new Set(reads.map(({ table }) => table));
      expect([...tables]).to.include.members([
        "unit",
        "history_record",
        "unit_figure",
        "campaign_figure",
        "campaign_outcome",
      ]);
    });

    it("goes through no big table", () => {
      const through = reads.filter(({ node, table }) => node === "Seq Scan" && big.has(table));
      expect(through).to.deep.equal([]);
    });

    it(`reads at most ${BOUND.toLocaleString("en")} rows of a big table`, () => {
      const wide = reads.filter(({ table, rows }) => big.has(table) && rows > BOUND);
      expect(wide).to.deep.equal([]);
    });
  });
}

interface Request extends RequestInit {
  readonly path: string;
}

const NOTHING: ManyUnits = { touched: [], untouched: [], models: [], recall: 0, bytes: 0 };

/** Which scope an operation is asked with. */
const KEYS: Readonly<Record<string, string>> = {
  getRecallUnits: "authority",
  getLiability: "investigator",
  getAccesses: "authority",
  getManifest: "authority",
  getChanges: "owner",
};

/** What every operation is asked, by its name in the document. */
function requestsOf({ touched, untouched, models, recall }: ManyUnits) {
  const codes = [...spread(touched, 10), ...spread(untouched, 3)];
  const [code = "CNBH01TERN0325W07000000000001" as RobotId] = touched;
  const [model = "CNBH01TERN03"] = models;
  const maker = model.slice(0, 6);
  const each = (of: (code: RobotId) => string): Request[] =>
    codes.map((one) => ({ path: of(one) }));
  const robot = (rest: string) => each((one) => `/v1/robots/${one}${rest}`);
  const get = (...paths: string[]): Request[] => paths.map((path) => ({ path }));
  const [country, mfr, mdl] = [code.slice(0, 2), code.slice(2, 6), code.slice(6, 12)];
  const units = `/v1/recalls/${recall}/units`;
  return {
    getRobot: [...robot(""), ...robot("?at=2025-03-01T00:00:00Z")],
    getHistory: [...robot("/history"), ...robot("/history?limit=1&after=1")],
    getEpcisHistory: robot("/history.epcis"),
    getLiability: robot("/liability"),
    getAccesses: robot("/accesses"),
    getCapsule: robot("/capsule"),
    getLabelPdf: robot("/label.pdf"),
    getLabelSvg: robot("/label.svg"),
    getEvidence: robot("/evidence"),
    parseCode: get(`/v1/parse?code=${code}`),
    getRobots: [
      {
        path: "/v1/robots:batch",
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ codes: [...spread(touched, 80), ...spread(untouched, 20)] }),
      },
    ] as Request[],
    getQualifies: robot("/qualifies?level=2&capability=carrying&certificate=ISO%2013482&market=ES"),
    getOffers: get(
      "/v1/offers?market=ES",
      "/v1/offers?market=ES&level=2",
      "/v1/offers?market=ES&level=2&certificate=ISO%2013482",
      "/v1/offers?market=ES&level=2&certificate=ISO%2013482&capability=carrying",
    ),
    getStats: get("/v1/stats"),
    search: get(
      "/v1/search",
      "/v1/search?q=e",
      "/v1/search?q=tern",
      `/v1/search?maker=${maker}`,
      `/v1/search?model=${model}&state=inService`,
      "/v1/search?country=ES&level=2",
      "/v1/search?state=scrapped",
      "/v1/search?level=1",
    ),
    getMaker: get(`/v1/makers/${maker}`),
    getModel: get(...models.map((one) => `/v1/models/${one}`)),
    getCountry: get("/v1/countries/ES", "/v1/countries/CN"),
    getRecalls: get(
      "/v1/recalls",
      "/v1/recalls?open=true",
      "/v1/recalls?open=false",
      `/v1/recalls?maker=${maker}&limit=100`,
      `/v1/recalls?model=${model}&country=ES&severity=advisory`,
      `/v1/recalls?after=${recall + 50}`,
    ),
    getRecall: get("/v1/recalls/1", `/v1/recalls/${recall}`, `/v1/recalls/${recall + 1}`),
    getRecallUnits: get(
      `/v1/recalls/1/units`,
      units,
      `${units}?limit=1000&after=${code}`,
      `${units}?status=remedied`,
      `${units}?status=open&after=${code}`,
      `/v1/recalls/${recall + 1}/units?format=csv`,
      `/v1/recalls/${recall + 1}/units?format=ndjson`,
    ),
    getChanges: get(
      "/v1/changes",
      "/v1/changes?after=5-1200",
      "/v1/changes?after=300-0",
      `/v1/changes?code=${code}`,
      `/v1/changes?code=${codes.join(",")}&kind=softwareRelease&limit=1000`,
      `/v1/changes?maker=${maker}&after=5-1200`,
      // The last of many: nothing that fits is near.
      `/v1/changes?model=${models.at(-1)}&kind=scrapped`,
      "/v1/changes?country=MT",
      "/v1/changes?kind=campaignOpened",
      "/v1/changes?kind=unknown&limit=1000",
      "/v1/changes?fleet=own&limit=1000",
    ),
    getConsortium: get("/v1/consortium"),
    getBlockProduction: get("/v1/consortium/blocks"),
    getLot: get(LOT),
    getManifest: get(`${LOT}/manifest`),
    putManifest: [
      {
        path: `${LOT}/manifest`,
        method: "PUT",
        headers: { "content-type": "application/x-ndjson" },
        body: "{}\n",
      },
    ] as Request[],
    resolveCountry: get(`/${country}`),
    resolveMaker: get(`/${country}/${mfr}`),
    resolveModel: get(`/${country}/${mfr}/${mdl}`),
    resolveRobot: each(pathOf),
    getHealth: get("/v1/health"),
    getReady: get("/v1/ready"),
    getScopes: get("/v1/scopes"),
    getAnchor: get("/v1/anchor"),
    getCheckpoints: get("/v1/checkpoints"),
    getValidatorPath: get("/v1/validators/path"),
    getWitnesses: get("/v1/witnesses"),
  };
}

const LOT = `/v1/lots/0x${"00".repeat(32)}`;

function spread<item>(list: readonly item[], count: number): item[] {
  return list.filter((_, place) => place % Math.ceil(list.length / count) === 0);
}

/** Account of somebody whose robots are few among many. */
const OWNER = [`0x${"0a".repeat(20)}`] as const;

async function makeKeys(url: string): Promise<Record<string, string>> {
  const store = await openServiceStore({ DATABASE_URL: url });
  const keys: Record<string, string> = {};
  for (const scope of ["authority", "investigator", "owner"] as const) {
    const asked = { scope, label: scope, makers: [], accounts: OWNER, expiresAt: undefined };
    keys[scope] = (await createKey(store, asked)).key;
  }
  await store.destroy();
  return keys;
}

/** The tables that are read through an index only. */
async function bigTables(url: string): Promise<string[]> {
  const found = await read<{ name: string }>(
    url,
    `select relname::text as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = '${SCHEMA}' and relkind = 'r' and reltuples > ${BIG}`,
  );
  return found.map(({ name }) => name);
}

/** How many releases the histories of a model's robots tell. */
async function releasesOf(url: string, model: string): Promise<number> {
  const [found] = await read<{ count: number }>(
    url,
    `select count(*)::int as count from "${SCHEMA}".history_record
      where kind = 'softwareRelease' and left(unit, 12) = '${model}'`,
  );
  return found?.count ?? 0;
}

async function read<row extends object>(url: string, statement: string): Promise<row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Has the plan of every statement logged from the next connection on. */
async function explainAll(postgres: Postgres): Promise<void> {
  for (const [setting, value] of Object.entries({
    session_preload_libraries: "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_verbose": "on",
    "auto_explain.log_format": "json",
  })) {
    await postgres.query(`alter database ${COPY} set ${setting} = '${value}'`);
  }
}

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Schema?: string;
  readonly Alias?: string;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly Plan[];
}

/** What the statements in a log of PostgreSQL read. */
function readsOf(log: string): Read[] {
  const reads: Read[] = [];
  for (const part of log.split(/ ms {2}plan:\n/).slice(1)) {
    const lines = part.split("\n");
    const end = lines.findIndex((line) => !line.startsWith("\t"));
    const text = lines.slice(0, end).join("\n");
    const { "Query Text": statement, Plan: plan } = JSON.parse(text) as {
      "Query Text": string;
      Plan: Plan;
    };
    const walk = (node: Plan) => {
      const table = node["Relation Name"];
      const loops = node["Actual Loops"] ?? 0;
      if (table !== undefined && node.Schema === SCHEMA && loops > 0) {
        const rows =
          (node["Actual Rows"] ?? 0) +
          (node["Rows Removed by Filter"] ?? 0) +
          (node["Rows Removed by Index Recheck"] ?? 0);
        const said = statement.replaceAll(/\s+/g, " ");
        const place = Math.max(0, said.indexOf(`from "${SCHEMA}"."${table}"`) - 100);
        const part = said.slice(place, place + 500);
        reads.push({ node: node["Node Type"], table, rows: rows * loops, statement: part });
      }
      node.Plans?.forEach(walk);
    };
    walk(plan);
  }
  return reads;
}
