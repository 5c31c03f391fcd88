// A snapshot of the example world, within this process. `npm run test:deep` has the same with processes that are killed, and with every
// forgery.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { readPostgres } from "@openrobotid/testkit/index-tables";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import type { Manifest } from "../../snapshot/manifest.js";
import { indexInPostgres, type PostgresIndex } from "../example-index.js";
import { carryIn, carryOut, type Place, refusal, settingsOf } from "./carry.js";
import { Forger } from "./forge.js";
import { indexCommand } from "./run.js";

/** Stops what tells how it goes, as soon as it has done with a first table. */
const stop = (line: string) => {
  if (/: \d+ rows/.test(line)) throw new Error("stopped");
};

describe("a snapshot", function () {
  this.timeout(600_000);

  let index: PostgresIndex;
  let given: Place;
  let head: number;
  let folder: string;
  let manifest: Manifest;

  before(skipUnless("postgresql"));

  before(async () => {
    index = await indexInPostgres();
    const { chain, postgres, schema } = index;
    given = { chain, url: postgres.url, schema };
    head = await chain.provider.getBlockNumber();
    folder = join(chain.folder, "as-of-head");
    manifest = await carryOut(given, folder, { block: head });
  });

  const into = (schema: string): Place => ({ ...given, schema });

  it("has a file of every table, and says what each of them is", () => {
    expect(manifest.files.map(({ table }) => table)).to.deep.equal(Object.keys(index.tables));
    for (const { file, table, rows, bytes, sha256 } of manifest.files) {
      const content = readFileSync(join(folder, file));
      expect(rows, table).to.equal(index.tables[table]?.length);
      expect(content.length).to.equal(bytes);
      expect(createHash("sha256").update(content).digest("hex")).to.equal(sha256);
    }
  });

  it("that was stopped goes on, comes to the same digest, and until then is nothing", async () => {
    const stopped = join(index.chain.folder, "stopped");
    const block = head;
    expect(await refusal(carryOut(given, stopped, { block, say: stop }))).to.equal("stopped");
    expect(existsSync(join(stopped, "manifest.json"))).to.equal(false);
    expect(await refusal(carryIn(into("never"), stopped))).to.match(/There is no .*manifest\.json/);
    const said: string[] = [];
    const again = await carryOut(given, stopped, { block, say: (line) => said.push(line) });
    expect(said[0]).to.equal(`Goes on at block ${head}, with 1 files done`);
    expect(again.digest).to.equal(manifest.digest);
  });

  it("is taken in row for row, also after a stop", async () => {
    const taken = into("taken");
    const { digest } = manifest;
    expect(await refusal(carryIn(taken, folder, { digest, say: stop }))).to.equal("stopped");
    const [before] = await index.postgres.query("select count(*)::int from taken._block");
    expect(before).to.deep.equal({ count: 0 });
    const said: string[] = [];
    await carryIn(taken, folder, { digest, say: (line) => said.push(line) });
    expect(said[0]).to.match(/: was done before$/);
    expect(await readPostgres(index.postgres, "taken")).to.deep.equal(index.tables);
    const at = await index.postgres.query("select number::int, hash from taken._block");
    expect(at).to.deep.equal([{ number: head, hash: manifest.block.hash }]);
    expect(await refusal(carryIn(taken, folder))).to.include("has an index already");
  });

  it("that is truncated or forged is refused, and nothing of it is left", async () => {
    const forger = new Forger(folder);
    const truncated = forger.copy();
    truncateSync(join(truncated, "unit.csv.gz"), 100);
    const refused = into("refused");
    expect(await refusal(carryIn(refused, truncated))).to.match(
      /^unit\.csv\.gz cannot be taken in: it is truncated/,
    );
    expect(await refusal(carryIn(refused, forger.alterEntry()))).to.match(
      /^The history of \w{29} does not lead to its head/,
    );
    const left = await readPostgres(index.postgres, "refused");
    expect(Object.values(left).flat()).to.deep.equal([]);
  });

  it("has digests as bytes; one that has them as text is of an earlier form, and refused", async () => {
    expect(manifest.version).to.equal(2);
    const heads = manifest.files.flatMap(({ columns }) =>
      columns.filter(({ name }) => name === "head"),
    );
    expect(heads).to.have.length.above(1);
    for (const { type } of heads) expect(type).to.equal("bytea");
    const earlier = new Forger(folder).forge((honest) => ({ ...honest, version: 1 }));
    expect(await refusal(carryIn(into("never"), earlier))).to.match(
      /version: found 1, expected 2: another release wrote the files.* Get files that this release wrote/,
    );
  });

  it("is not made of what another release filled, nor taken in by it", async () => {
    const { postgres, schema } = index;
    const become = (build: string) =>
      postgres.query(
        `update ${schema}._ponder_meta set value = value || jsonb_build_object('build_id', $1::text) where key = 'app'`,
        [build],
      );
    await become("0123456789");
    const other = join(index.chain.folder, "other");
    const refused = await refusal(carryOut(given, other)).finally(() => become(manifest.build));
    expect(refused).to.equal(
      `The schema ${schema} was filled by build 0123456789 of the index, and this is ${manifest.build}: run this with the release that filled it, or have this one fill another schema (DATABASE_SCHEMA).`,
    );
    const forged = new Forger(folder).forge((honest) => ({ ...honest, build: "0123456789" }));
    expect(await refusal(carryIn(into("never"), forged))).to.match(
      /made by build 0123456789 .* Use the release that made them/,
    );
  });

  it("is refused to an index in PGlite, in words that say what to do", async () => {
    const { DEPLOYMENT, RPC_URLS } = settingsOf(given);
    const settings = { DEPLOYMENT, RPC_URLS, DATABASE_URL: "" };
    const { code, stderr } = await indexCommand(settings, "export", join(folder, "of-pglite"));
    expect(code).to.equal(2);
    expect(stderr).to.equal(
      "DATABASE_URL is missing: files are made from PostgreSQL, and fill PostgreSQL. An index in PGlite has none: `npm run -w indexer start` fills it from the chain.\n",
    );
  });
});
