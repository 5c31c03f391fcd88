// The same vault with its database in PostgreSQL.
import { join } from "node:path";
import type { SignedTelemetry } from "@openrobotid/sdk/device";
import { deployment } from "@openrobotid/testkit/chain";
import { Device } from "@openrobotid/testkit/device";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import type { Hex } from "viem";
import { fingerprintOf } from "../src/seal/seal.js";
import { backUp } from "../src/store/backup.js";
import { resealKeys } from "../src/store/documents.js";
import { openVault, type Vault } from "../src/store/vault.js";
import { committed, KEY, putIn, ROBOT } from "./support/documents.js";
import { signedBatch } from "./support/telemetry.js";

const MONDAY = Date.UTC(2025, 11, 29) / 1000;
const OTHER_KEY = KEY.map((byte) => 255 - byte);

describe("the vault with PostgreSQL", function () {
  this.timeout(60_000);
  before(skipUnless("postgresql"));
  const root = temporaryFolder();
  let postgres: Postgres;
  let vault: Vault;
  /** Folder and database of a test. */
  let place: { readonly folder: string; readonly databaseUrl: string };
  let places = 0;

  const openIt = async (masterKey: Uint8Array, folder = place.folder) =>
    await openVault({ ...place, folder, masterKey, mostBytes: 1e6, now: () => 1_767_600_000 });

  before(async () => {
    postgres = await startPostgres();
  });
  beforeEach(async () => {
    places += 1;
    const name = `vault_${places}`;
    await postgres.query(`create database ${name}`);
    place = { folder: join(root(), name), databaseUrl: new URL(name, postgres.url).href };
    vault = await openIt(KEY);
  });
  after(() => postgres?.close());

  it("has its database for itself, from whichever folder another one comes", async () => {
    await vault.store
      .insertInto("upload")
      .values({ blob: "ab".repeat(16), at: 1 })
      .execute();
    const refused = await openIt(KEY, join(root(), "another")).catch(
      (error: Error) => error.message,
    );
    expect(refused).to.match(/^Another vault has this database/);
    expect(await vault.store.selectFrom("upload").selectAll().execute()).to.have.length(1);
    await vault.close();
    vault = await openIt(KEY);
  });

  it("keeps documents and lines, rotates, erases, and is examined at its start", async () => {
    await putIn(vault.documents, 1);
    await putIn(vault.documents, 2);
    await Promise.all(
      [1, 2, 3].map(async (seq) => await vault.log.write({ what: "look", robot: ROBOT, seq })),
    );
    await vault.documents.erase(ROBOT, 2, "Art. 17");
    const to = { key: OTHER_KEY, fingerprint: fingerprintOf(OTHER_KEY) };
    expect(await resealKeys(vault.store, KEY, to)).to.equal(1);
    await vault.close();
    const refused = await openIt(KEY).catch((error: Error) => error.message);
    expect(refused).to.match(/^The master key is not the one/);
    vault = await openIt(OTHER_KEY);
    expect((await vault.documents.open(committed(1).document)).salt).to.equal(committed(1).salt);
    const { size } = await vault.log.check();
    expect(size).to.equal(6);
    const times = [{ from: 0, until: Number.MAX_SAFE_INTEGER }];
    const lines = await vault.log.entriesOf(ROBOT, times, { after: 0, limit: 3 });
    expect(lines.map(({ position, ordinal }) => [position, ordinal])).to.deep.equal([
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    await vault.close();
  });

  it("takes batches of telemetry in, many at once, notes what comes again, and sums up", async () => {
    const device = new Device("a robot");
    const signers = { deviceKeyDigest: device.keyDigest as Hex, accounts: [] };
    // More than one insert holds.
    const batches = await Promise.all(
      Array.from({ length: 201 }, async (_, index) => {
        const until = MONDAY + (index + 1) * 60;
        return await signedBatch(
          robots.sold,
          { sequence: index + 1, from: until - 60, until },
          device,
        );
      }),
    );
    const take = async (some: readonly SignedTelemetry[]) =>
      (await vault.telemetry.take(robots.sold, deployment.chainId, some, signers)).flatMap(
        ({ marks }) => marks,
      );
    expect(await take(batches)).to.deep.equal([]);
    expect(await take(batches.slice(200))).to.deep.equal(["replay"]);
    const range = { from: MONDAY, until: MONDAY + 86_400 };
    const kept = await vault.telemetry.batches(robots.sold, range.from, range.until);
    expect(kept.map(({ signed }) => signed)).to.deep.equal(batches);
    const [day, ...others] = await vault.telemetry.rollups.list(robots.sold, "day", range);
    expect(others).to.deep.equal([]);
    expect(day?.figures["kneeLeft.wear"]).to.include({ count: 201, last: 0.2 });
    await vault.close();
  });

  it("leaves the copy of the database to the tools of PostgreSQL, and says so", async () => {
    await vault.close();
    const copying = backUp(place.folder, join(root(), "copy")).catch(
      (error: Error) => error.message,
    );
    expect(await copying).to.match(/copy the database with pg_dump first and then the folder/);
  });
});
