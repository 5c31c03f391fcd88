// The same vault with its database in PostgreSQL.
import { join } from "node:path";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { fingerprintOf } from "../src/seal/seal.js";
import { backUp } from "../src/store/backup.js";
import { resealKeys } from "../src/store/documents.js";
import { openVault, type Vault } from "../src/store/vault.js";
import { committed, KEY, putIn, ROBOT } from "./support/documents.js";

const OTHER_KEY = KEY.map((byte) => 255 - byte);

describe("the vault with PostgreSQL", function () {
  this.timeout(60_000);
  before(skipUnless("postgresql"));
  const root = temporaryFolder();
  let postgres: Postgres | undefined;
  let vault: Vault;

  const openIt = async (masterKey: Uint8Array, folder = "vault") =>
    await openVault({
      folder: join(root(), folder),
      databaseUrl: postgres?.url,
      ...{ masterKey, mostBytes: 1e6, now: () => 1_767_600_000 },
    });

  before(async () => {
    postgres = await startPostgres();
    vault = await openIt(KEY);
  });
  after(() => postgres?.close());

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

  it("leaves the copy of the database to the tools of PostgreSQL, and says so", async () => {
    const copying = backUp(join(root(), "vault"), join(root(), "copy")).catch(
      (error: Error) => error.message,
    );
    expect(await copying).to.match(/copy the database with pg_dump first and then the folder/);
  });
});
