import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { getTableColumns, is, Table } from "drizzle-orm";
import type { Client } from "pg";
import { readSettings } from "../../settings.js";
import { connect } from "../../snapshot/database.js";
import { type DumpOptions, dump, publicTables } from "../../snapshot/dump.js";
import { dumpsIn } from "../../snapshot/dumps.js";
import { GROWING, PUBLIC_COLUMNS, type TableName } from "../../snapshot/public-columns.js";
import { withColumns } from "../../snapshot/reference.js";
import * as schema from "../../tables.js";
import { indexInPglite, indexInPostgres, type PostgresIndex } from "../example-index.js";
import { settingsOf } from "./carry.js";
import { WITHHELD_COLUMNS } from "./withheld-columns.js";

/** Names of columns that hold an account, a code, a key, or what commits to a document; wherever they are. */
const PRIVATE =
  /account|actor|holder|operator|recycler$|reporter|issuer|owner|proposer|voter|beneficiary|authority|recovery|validator$|By$|By[A-Z]|^by$|^unit$|firstUnit|lastUnit|^first|^last|stem|successor|previous$|deviceKey|birthRecord|commitment|evidenceDigest|reasonDigest|ReasonDigest|payload|head|fields|subject|calldata|targets|^data$|^uri$|asReported|[hH]ash$/;

/** What of these is public all the same: a country, and a file that anybody may install. */
const FINE = ["release.uri", "marketPlacement.previous"];

/** The document of the API, as it is committed. */
const { components } = JSON.parse(
  readFileSync(new URL("../../../api/openapi.json", import.meta.url), "utf8"),
) as { readonly components: { readonly schemas: Readonly<Record<string, Shape>> } };

interface Shape {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly allOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

/** What an answer has under a name. */
function propertiesOf(shape: Shape, name: string): Shape[] {
  const { $ref, properties, items, allOf = [], anyOf = [], oneOf = [] } = shape;
  const own = properties?.[name];
  const inside = [...allOf, ...anyOf, ...oneOf, ...(items ? [items] : [])];
  const named = $ref ? components.schemas[$ref.split("/").at(-1) ?? ""] : undefined;
  return [
    ...(own ? [own] : []),
    ...[...inside, ...(named ? [named] : [])].flatMap((each) => propertiesOf(each, name)),
  ];
}

describe("the public columns", () => {
  it("have no account, no code, no commitment and no hash of a transaction", () => {
    const shown = Object.entries(PUBLIC_COLUMNS).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    );
    const found = shown.filter((name) => PRIVATE.test(name.split(".")[1] ?? ""));
    expect(found).to.deep.equal(FINE);
  });

  it("are in answers of the API too", () => {
    for (const [table, columns] of Object.entries(PUBLIC_COLUMNS)) {
      for (const [column, where] of Object.entries(columns)) {
        const [schema = "", ...path] = where.split(".");
        const found = path.reduce(
          (shapes, name) => shapes.flatMap((shape) => propertiesOf(shape, name)),
          [components.schemas[schema] ?? {}],
        );
        expect(found, `${table}.${column}: ${where}`).to.not.deep.equal([]);
      }
    }
  });

  it("of tables about single robots do not say how a row ends", () => {
    for (const table of GROWING) {
      const ends = Object.keys(PUBLIC_COLUMNS[table]).filter((name) =>
        /^(until|end|since)/.test(name),
      );
      expect(ends, table).to.deep.equal([]);
    }
  });

  it("and those that are withheld are every table and column of the schema", () => {
    const tables = Object.entries(schema).filter(([, table]) => is(table, Table));
    expect(Object.keys(PUBLIC_COLUMNS).sort()).to.deep.equal(tables.map(([name]) => name).sort());
    for (const [name, table] of tables) {
      const columns = Object.keys(getTableColumns(table as Table));
      const shown = Object.keys(PUBLIC_COLUMNS[name as TableName]);
      const withheld = WITHHELD_COLUMNS[name as TableName] ?? [];
      expect([...shown, ...withheld], name).to.have.members(columns);
    }
  });
});

/** What the API writes in another way: `*` for any, and names of totals. */
const WRITTEN_OTHERWISE = new Set(["unit_figure.model", "unit_figure.market", "total_figure.name"]);

/** The fields of a line of CSV. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, packed, plain = ""]) => packed?.replaceAll('""', '"') ?? plain,
  );

describe("docs/snapshots.md", () => {
  it("has the public columns: `npm run -w indexer columns` writes them", () => {
    const page = readFileSync(new URL("../../../docs/snapshots.md", import.meta.url), "utf8");
    expect(withColumns(page)).to.equal(page);
  });
});

describe("dumps of the index", function () {
  this.timeout(600_000);

  let index: PostgresIndex;
  let client: Client;
  let folder: string;
  let options: DumpOptions;
  let first: number;
  let last: number;

  before(skipUnless("postgresql"));

  before(async () => {
    index = await indexInPostgres();
    const { chain, postgres, schema: of } = index;
    folder = mkdtempSync(join(tmpdir(), "open-robot-id-dumps-"));
    last = await chain.provider.getBlockNumber();
    first = last - 25;
    client = await connect(postgres.url, of);
    const place = { chain, url: postgres.url, schema: of };
    options = {
      client,
      schema: of,
      deployment: readSettings(settingsOf(place)).deployment,
      node: chain.rpc.url,
      folder,
      fullEvery: 3650,
      keep: 1,
      say: () => {},
    };
  });

  after(async () => {
    await client?.end();
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
      // Nothing that is published of them changes later.
      const [, ...before] = linesOf(whole[0] ?? "", name);
      expect([...before, ...came].sort(), name).to.deep.equal(now.sort());
    }
    rmSync(all, { recursive: true });
  });

  it("have digests as text, 0x in front, in the order of their bytes", () => {
    const [{ name, manifest } = { name: "", manifest: undefined }] = dumpsIn(folder);
    // Those of earlier releases are read with these.
    expect(manifest?.version).to.equal(1);
    const types = manifest?.files.flatMap(({ columns }) => columns.map(({ type }) => type));
    expect(types).to.include("text").and.not.include("bytea");
    const [names = "", ...lines] = linesOf(name, "lot");
    const at = names.split(",").indexOf("id");
    const ids = lines.map((line) => fieldsOf(line)[at] ?? "");
    expect(ids).to.have.length.above(3);
    for (const id of ids) expect(id).to.match(/^0x[0-9a-f]{64}$/);
    expect(ids).to.deep.equal(ids.toSorted());
  });

  it("name no robot and no account of the example world", async () => {
    const codes = await client.query<{ id: string }>(
      "select id from unit union select id from listed_unit",
    );
    const holders = await client.query<{ account: string }>(
      "select '0x' || encode(account, 'hex') as account from (select holder as account from ownership_period union select actor from history_record) each",
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

  it("say no more than the API does, to somebody who shows no key", async () => {
    const { changes, text } = (await indexInPglite()).published;
    const feed = new Map(
      changes.map((change) => [`${change.proof.blockNumber}-${change.proof.logIndex}`, change]),
    );
    const files = dumpsIn(folder).flatMap((each) =>
      publicTables().map(({ name }) => ({ name, lines: linesOf(each.name, name) })),
    );
    let entries = 0;
    for (const {
      name,
      lines: [names = "", ...lines],
    } of files) {
      for (const line of lines) {
        const cells = new Map(fieldsOf(line).map((cell, at) => [names.split(",")[at], cell]));
        if (name === "history_record") {
          entries += 1;
          const place = `${cells.get("block_number")}-${cells.get("log_index")}`;
          const [kind, model] = [cells.get("kind"), cells.get("model")];
          expect(feed.get(place), place).to.include({ kind, model });
        }
        // Words, names, digests and addresses; numbers and times are written in other ways there.
        for (const [column, cell] of cells) {
          const isText = !/^[-\d.]*$/.test(cell) && !["t", "f"].includes(cell);
          if (isText && !WRITTEN_OTHERWISE.has(`${name}.${column}`)) {
            expect(text, `${name}.${column}`).to.include(JSON.stringify(cell).slice(1, -1));
          }
        }
      }
    }
    expect(entries).to.equal(index.tables.history_record?.length);
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

  it("are removed once there is a newer whole one, with the deltas before it", async () => {
    const kept = join(folder, "kept");
    const daily = { ...options, folder: kept, fullEvery: 0, keep: 1 };
    const [earlier = ""] = await dump({ ...daily, block: first });
    const [delta = "", whole = ""] = await dump({ ...daily, block: last });
    expect(readdirSync(kept).sort()).to.deep.equal([delta, whole]);
    expect([earlier, delta, whole].map((name) => name.split("-")[0])).to.deep.equal([
      "full",
      "delta",
      "full",
    ]);
    rmSync(kept, { recursive: true });
  });

  it("refuse a folder of another registry", async () => {
    const deployment = { ...options.deployment, chainId: 1 };
    const refused = await dump({ ...options, deployment }).catch((error: Error) => error.message);
    expect(refused).to.match(/is of another registry/);
  });
});
