import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type ExampleChain, exampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { getTableColumns, is, Table } from "drizzle-orm";
import type { Client } from "pg";
import { readSettings } from "../../settings.js";
import { connect } from "../../snapshot/database.js";
import { type DumpOptions, dump, publicTables } from "../../snapshot/dump.js";
import { dumpsIn } from "../../snapshot/dumps.js";
import { PUBLIC_COLUMNS } from "../../snapshot/public-columns.js";
import { withColumns } from "../../snapshot/reference.js";
import * as schema from "../../tables.js";
import { WITHHELD_COLUMNS } from "./withheld-columns.js";

/** Names of columns that hold an account, a code, a key, or what commits to a document; wherever they are. */
const PRIVATE =
  /account|actor|holder|operator|recycler$|reporter|issuer|owner|proposer|voter|beneficiary|authority|recovery|validator$|By$|By[A-Z]|^by$|^unit$|firstUnit|lastUnit|^first|^last|stem|successor|previous$|deviceKey|birthRecord|commitment|evidenceDigest|reasonDigest|ReasonDigest|payload|head|fields|subject|calldata|targets|^data$|^uri$|asReported/;

/** What of these is public all the same: a country, and a file that anybody may install. */
const FINE = ["release.uri", "marketPlacement.previous"];

describe("the public columns", () => {
  it("have no account, no code and no commitment", () => {
    const shown = Object.entries(PUBLIC_COLUMNS).flatMap(([table, columns]) =>
      columns.map((column) => `${table}.${column}`),
    );
    const found = shown.filter((name) => PRIVATE.test(name.split(".")[1] ?? ""));
    expect(found).to.deep.equal(FINE);
  });

  it("and those that are withheld are every table and column of the schema", () => {
    const tables = Object.entries(schema).filter(([, table]) => is(table, Table));
    expect(Object.keys(PUBLIC_COLUMNS).sort()).to.deep.equal(tables.map(([name]) => name).sort());
    for (const [name, table] of tables) {
      const columns = Object.keys(getTableColumns(table as Table));
      const shown = PUBLIC_COLUMNS[name as keyof typeof PUBLIC_COLUMNS];
      const withheld = WITHHELD_COLUMNS[name as keyof typeof PUBLIC_COLUMNS] ?? [];
      expect([...shown, ...withheld], name).to.have.members(columns);
    }
  });
});

describe("docs/snapshots.md", () => {
  it("has the public columns: `npm run -w indexer columns` writes them", () => {
    const page = readFileSync(new URL("../../../docs/snapshots.md", import.meta.url), "utf8");
    expect(withColumns(page)).to.equal(page);
  });
});

describe("dumps of the index", function () {
  this.timeout(600_000);

  let chain: ExampleChain;
  let postgres: Postgres;
  let client: Client;
  let folder: string;
  let options: DumpOptions;
  let first: number;
  let last: number;

  before(skipUnless("postgresql"));

  before(async () => {
    chain = await exampleChain();
    postgres = await startPostgres();
    folder = mkdtempSync(join(tmpdir(), "open-robot-id-dumps-"));
    const settings = {
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: chain.rpc.url,
      DATABASE_URL: postgres.url,
      API: "off",
    };
    const index = await IndexProcess.start(settings);
    last = await chain.provider.getBlockNumber();
    await index.reach(last);
    await index.end();
    first = last - 25;
    client = await connect(postgres.url, "robot_index");
    const { deployment } = readSettings(settings);
    options = {
      client,
      schema: "robot_index",
      deployment,
      node: chain.rpc.url,
      folder,
      fullEvery: 3650,
      keep: 1,
      say: () => {},
    };
  });

  after(async () => {
    await client?.end();
    postgres?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  /** The lines of a file of a dump, without the names of the columns. */
  const linesOf = (name: string, table: string) =>
    gunzipSync(readFileSync(join(folder, name, `${table}.csv.gz`)))
      .toString()
      .trimEnd()
      .split("\n");

  it("are the whole at first, and what came since then", async () => {
    const whole = await dump({ ...options, block: first });
    expect(whole).to.deep.equal([`full-${String(first).padStart(12, "0")}`]);
    const since = await dump({ ...options, block: last });
    const delta = `delta-${String(last).padStart(12, "0")}`;
    expect(since).to.deep.equal([delta]);
    expect(await dump({ ...options, block: last })).to.deep.equal([]);
    expect(dumpsIn(folder).map(({ manifest }) => manifest.since)).to.deep.equal([null, first]);

    // With what came since, the first whole is the later one.
    const all = join(folder, "all");
    const [later = ""] = await dump({ ...options, folder: all, block: last });
    for (const { name, grows, columns } of publicTables()) {
      const [names = "", ...now] = linesOf(join("all", later), name);
      expect(names.split(",").filter((one) => one !== "model")).to.deep.equal(
        columns.filter((one) => one !== "model"),
      );
      const [, ...came] = linesOf(delta, name);
      if (!grows) {
        expect(came, name).to.deep.equal(now);
        continue;
      }
      const place = names.split(",").map((column, index) => [column, index] as const);
      const at = (line: string) =>
        place
          .filter(([column]) => ["block_number", "log_index"].includes(column))
          .map(([, index]) => line.split(",")[index])
          .join("-");
      const [, ...before] = linesOf(whole[0] ?? "", name);
      const rows = new Map([...before, ...came].map((line) => [at(line), line]));
      expect([...rows.values()].sort(), name).to.deep.equal(now.sort());
    }
    rmSync(all, { recursive: true });
  });

  it("name no robot and no account of the example world", async () => {
    const codes = await client.query<{ id: string }>(
      "select id from unit union select id from listed_unit",
    );
    const holders = await client.query<{ account: string }>(
      "select distinct holder as account from ownership_period union select actor from history_record",
    );
    const secrets = new Set(
      [...codes.rows.map(({ id }) => id), ...holders.rows.map(({ account }) => account)].map(
        (secret) => secret.toLowerCase(),
      ),
    );
    expect(secrets.size).to.be.above(20);
    for (const { name } of dumpsIn(folder)) {
      for (const file of readdirSync(join(folder, name)).filter((each) => each.endsWith(".gz"))) {
        const text = gunzipSync(readFileSync(join(folder, name, file)))
          .toString()
          .toLowerCase();
        const words = text.match(/0x[0-9a-f]{40}(?![0-9a-f])|[0-9a-z]{29}/g) ?? [];
        expect(
          words.filter((word) => secrets.has(word)),
          file,
        ).to.deep.equal([]);
      }
    }
  });

  it("of a run that was stopped are not there, and the next run removes what it left", async () => {
    const names = dumpsIn(folder).map(({ name }) => name);
    const part = join(folder, "full-000000000001.part");
    mkdirSync(part);
    writeFileSync(join(part, "seat.csv.gz"), "half");
    expect(dumpsIn(folder).map(({ name }) => name)).to.deep.equal(names);
    await dump({ ...options, block: last });
    expect(readdirSync(folder).sort()).to.deep.equal([...names].sort());
  });

  it("refuse a folder of another registry", async () => {
    const deployment = { ...options.deployment, chainId: 1 };
    const refused = await dump({ ...options, deployment }).catch((error: Error) => error.message);
    expect(refused).to.match(/is of another registry/);
  });
});
