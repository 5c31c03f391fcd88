import {
  chmodSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { sql } from "kysely";
import { VaultProblem } from "../src/problem.js";
import { fingerprintOf } from "../src/seal/seal.js";
import { makeSecretFile, readSecretFile } from "../src/seal/secret-file.js";
import { backUp, restore } from "../src/store/backup.js";
import { resealKeys } from "../src/store/documents.js";
import { openVault, type Vault } from "../src/store/vault.js";
import { committed, KEY, parts, putIn, ROBOT } from "./support/documents.js";

const OTHER_KEY = KEY.map((byte) => 255 - byte);
const MOST = 100_000;
const NOW = Date.UTC(2026, 0, 5) / 1000;

/** Expects a refusal, and gives what it says. */
async function refusalOf(act: () => Promise<unknown>): Promise<string> {
  const error = await act().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error("It was not refused.");
  return error instanceof VaultProblem ? `${error.kind}: ${error.message}` : error.message;
}

describe("the vault's store", () => {
  const root = temporaryFolder();
  let count = 0;
  let folder: string;
  let vault: Vault;

  const openIt = async (masterKey = KEY, where = folder) =>
    await openVault({ folder: where, masterKey, mostBytes: MOST, now: () => NOW });
  const blobs = (where = folder) => readdirSync(join(where, "blobs"));
  const blobOf = (index = 0) => join(folder, "blobs", blobs()[index] ?? "");

  beforeEach(async () => {
    count += 1;
    folder = join(root(), String(count));
    vault = await openIt();
  });
  afterEach(async () => await vault.close().catch(() => undefined));

  describe("putting in", () => {
    it("keeps what the chain commits to, sealed, and gives it back with its salt", async () => {
      const { document, bytes, salt } = committed(1);
      await putIn(vault.documents, 1);
      expect(await vault.documents.open(document)).to.deep.equal({
        salt,
        bytes: Buffer.from(bytes),
      });
      const sealed = readFileSync(blobOf());
      expect(sealed.includes(Buffer.from(bytes))).to.equal(false);
      expect(sealed.includes(Buffer.from(salt.slice(2), "hex"))).to.equal(false);
      if (process.platform !== "win32") expect(statSync(blobOf()).mode & 0o077).to.equal(0);
    });

    it("seals each document with a key of its own", async () => {
      await putIn(vault.documents, 1);
      await putIn(vault.documents, 2);
      const rows = [...(await vault.documents.rowsOf(ROBOT)).values()];
      expect(new Set(rows.map(({ sealedKey }) => sealedKey)).size).to.equal(2);
    });

    for (const [what, change] of Object.entries({
      "another document": { text: "Another document" },
      "another salt": { salt: `0x${"11".repeat(32)}` as const },
    })) {
      it(`refuses ${what}, names both digests, and keeps nothing`, async () => {
        const { document, bytes, salt } = committed(1);
        const given = "text" in change ? Buffer.from(change.text) : bytes;
        const line = { what: "put", robot: ROBOT, account: "0x" } as const;
        const used = "salt" in change ? change.salt : salt;
        const said = await refusalOf(() => vault.documents.put(document, used, parts(given), line));
        expect(said).to.match(/^not-committed: Salt and document give 0x.* commits to 0x/);
        expect(said).to.include(document.commitment);
        expect(blobs()).to.deep.equal([]);
        expect(await vault.store.selectFrom("upload").selectAll().execute()).to.deep.equal([]);
      });
    }

    it("refuses a document over the limit as soon as it is over it, whatever was announced", async () => {
      const { document, salt } = committed(1);
      let sent = 0;
      async function* endless() {
        for (;;) {
          sent += 1;
          yield new Uint8Array(10_000);
        }
      }
      const line = { what: "put", robot: ROBOT, account: "0x" } as const;
      const said = await refusalOf(() => vault.documents.put(document, salt, endless(), line));
      expect(said).to.equal(
        "too-large: The document has more than 100000 bytes, the most there may be.",
      );
      expect(sent).to.equal(11);
      expect(blobs()).to.deep.equal([]);
    });

    it("keeps nothing of a body that breaks off", async () => {
      const { document, bytes, salt } = committed(1);
      async function* broken() {
        yield bytes.subarray(0, 3);
        throw new Error("aborted");
      }
      const line = { what: "put", robot: ROBOT, account: "0x" } as const;
      expect(await refusalOf(() => vault.documents.put(document, salt, broken(), line))).to.equal(
        "aborted",
      );
      expect(blobs()).to.deep.equal([]);
    });

    it("never unpacks: a bomb is bytes like any other", async () => {
      const bomb = `\u001f\u008b${"\u0000".repeat(60_000)}`;
      const { document, bytes, salt } = committed(1, bomb);
      const line = { what: "put", robot: ROBOT, account: "0x" } as const;
      await vault.documents.put(document, salt, parts(bytes), line);
      expect((await vault.documents.open(document)).bytes).to.deep.equal(Buffer.from(bytes));
    });

    it("refuses a second one, and keeps one of two that come at once", async () => {
      const both = await Promise.allSettled([putIn(vault.documents, 1), putIn(vault.documents, 1)]);
      expect(both.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
      expect(await refusalOf(() => putIn(vault.documents, 1))).to.equal(
        "conflict: The document of entry 1 is kept here already.",
      );
      expect(blobs()).to.have.length(1);
      expect((await vault.log.tree.head()).size).to.equal(1);
    });
  });

  describe("what is kept and altered", () => {
    beforeEach(async () => {
      await putIn(vault.documents, 1);
      await putIn(vault.documents, 2);
    });
    const opening = async () => await refusalOf(() => vault.documents.open(committed(1).document));

    it("shows where a byte of the file was changed", async () => {
      for (const file of [blobOf(0), blobOf(1)]) {
        const bytes = readFileSync(file);
        bytes[40] = (bytes[40] ?? 0) ^ 1;
        chmodSync(file, 0o600);
        writeFileSync(file, bytes);
      }
      expect(await opening()).to.equal(
        "damaged: The document of entry 1 is not given: its seal is broken.",
      );
    });

    it("shows where two files were swapped", async () => {
      const [one, other] = [blobOf(0), blobOf(1)];
      renameSync(one, `${one}.x`);
      renameSync(other, one);
      renameSync(`${one}.x`, other);
      expect(await opening()).to.match(/^damaged: .* its seal is broken\.$/);
    });

    it("shows where file and key of another document were put in its place", async () => {
      const { blob, sealedKey } = (await vault.documents.rowsOf(ROBOT)).get(2) ?? {};
      await vault.store
        .updateTable("document")
        .set({ blob: blob ?? null, sealedKey: sealedKey ?? null })
        .where("seq", "=", 1)
        .execute();
      expect(await opening()).to.match(/^damaged: .* its seal is broken\.$/);
    });

    it("shows where a file is gone or has another size, which is not read", async () => {
      for (const file of [blobOf(0), blobOf(1)]) writeFileSync(file, new Uint8Array(1000));
      expect(await opening()).to.match(/^damaged: .* its file is missing, or of another size\.$/);
      await vault.close();
      for (const file of [blobOf(1), blobOf(0)]) rmSync(file);
      vault = await openIt();
      expect(vault.lost).to.have.members([`${ROBOT} 1`, `${ROBOT} 2`]);
      expect(await opening()).to.match(/^damaged: .* its file is missing/);
    });
  });

  describe("opening the folder", () => {
    beforeEach(async () => await putIn(vault.documents, 1));

    it("refuses another master key", async () => {
      await vault.close();
      expect(await refusalOf(() => openIt(OTHER_KEY))).to.match(/^The master key is not the one/);
      vault = await openIt();
    });

    it("refuses a second process", async () => {
      expect(await refusalOf(() => openIt())).to.match(
        /is in use by process \d+\. End it first\.$/,
      );
    });

    it("refuses a database that is older than the files", async () => {
      const copy = join(root(), `${count} copy`);
      await backUp(folder, copy);
      await putIn(vault.documents, 2);
      await vault.close();
      for (const suffix of ["-wal", "-shm"])
        rmSync(join(folder, `vault.sqlite${suffix}`), { force: true });
      writeFileSync(join(folder, "vault.sqlite"), readFileSync(join(copy, "vault.sqlite")));
      expect(await refusalOf(() => openIt())).to.match(
        /^The database does not know 1 of the sealed files, .* it is older than they are\./,
      );
    });

    it("refuses a log that is older than its head beside it, though no document came in since", async () => {
      const copy = join(root(), `${count} copy`);
      await backUp(folder, copy);
      await vault.log.write({ what: "look", robot: ROBOT });
      await vault.close();
      for (const suffix of ["-wal", "-shm"])
        rmSync(join(folder, `vault.sqlite${suffix}`), { force: true });
      writeFileSync(join(folder, "vault.sqlite"), readFileSync(join(copy, "vault.sqlite")));
      expect(await refusalOf(() => openIt())).to.match(
        /^The log has 1 lines; .* one with 2 .*\nThe database is older/,
      );
    });

    for (const [what, alter] of Object.entries({
      altered: sql`update log_entry set line = '{}' where position = 1`,
      "left out": sql`delete from log_entry where position = 1`,
      "cut off at the end": sql`delete from log_entry where position = 2`,
    })) {
      it(`refuses a log of which a line was ${what}`, async () => {
        await vault.log.write({ what: "look", robot: ROBOT });
        await vault.log.write({ what: "look", robot: ROBOT });
        await alter.execute(vault.store);
        await vault.close();
        expect(await refusalOf(() => openIt())).to.match(
          /^The log (was altered: line \d|has 2 lines)/,
        );
      });
    }

    it("removes what a crash left of an upload, and keeps the rest", async () => {
      const blob = "ab".repeat(16);
      await vault.store.insertInto("upload").values({ blob, at: NOW }).execute();
      await vault.close();
      writeFileSync(join(folder, "blobs", blob), "whole, and in no document");
      writeFileSync(join(folder, "blobs", `${"cd".repeat(16)}.draft`), "half");
      vault = await openIt();
      expect(blobs()).to.have.length(1);
      expect((await vault.documents.open(committed(1).document)).salt).to.equal(committed(1).salt);
    });
  });

  describe("erasing", () => {
    it("leaves no file and no key, says so for ever, and takes the document in no more", async () => {
      await putIn(vault.documents, 1);
      await vault.documents.erase(ROBOT, 1, "Art. 17, request 7");
      expect(blobs()).to.deep.equal([]);
      const row = (await vault.documents.rowsOf(ROBOT)).get(1);
      expect(row).to.include({
        blob: null,
        sealedKey: null,
        erasedAt: NOW,
        erasedWhy: "Art. 17, request 7",
      });
      const said =
        "erased: The document of entry 1 was erased on 2026-01-05. Its commitment stays on the chain, where nothing can be erased; without the salt it says nothing.";
      expect(await refusalOf(() => vault.documents.open(committed(1).document))).to.equal(said);
      expect(await refusalOf(() => putIn(vault.documents, 1))).to.equal(said);
      expect(await refusalOf(() => vault.documents.erase(ROBOT, 1, "again"))).to.equal(said);
      expect((await vault.log.tree.head()).size).to.equal(2);
    });

    it("is finished at the next start where a crash came before the file was gone", async () => {
      await putIn(vault.documents, 1);
      const kept = readFileSync(blobOf());
      const name = blobs()[0] ?? "";
      await vault.documents.erase(ROBOT, 1, "Art. 17");
      await vault.store.insertInto("upload").values({ blob: name, at: NOW }).execute();
      await vault.close();
      writeFileSync(join(folder, "blobs", name), kept);
      vault = await openIt();
      expect(blobs()).to.deep.equal([]);
    });
  });

  describe("rotation, backup, restore", () => {
    it("seals all keys with another master key: the old one opens nothing any more", async () => {
      await putIn(vault.documents, 1);
      const to = { key: OTHER_KEY, fingerprint: fingerprintOf(OTHER_KEY) };
      expect(await resealKeys(vault.store, KEY, to)).to.equal(1);
      await vault.close();
      expect(await refusalOf(() => openIt(KEY))).to.match(/^The master key is not the one/);
      vault = await openIt(OTHER_KEY);
      expect((await vault.documents.open(committed(1).document)).salt).to.equal(committed(1).salt);
    });

    it("changes no key where one of them cannot be opened", async () => {
      await putIn(vault.documents, 1);
      await putIn(vault.documents, 2);
      await vault.store
        .updateTable("document")
        .set({ sealedKey: "AAAA" })
        .where("seq", "=", 2)
        .execute();
      const to = { key: OTHER_KEY, fingerprint: fingerprintOf(OTHER_KEY) };
      expect(await refusalOf(() => resealKeys(vault.store, KEY, to))).to.match(/too short/);
      expect((await vault.documents.open(committed(1).document)).salt).to.equal(committed(1).salt);
    });

    it("copies a vault that is at work, and puts the copy to work", async () => {
      const [copy, restored] = [join(root(), `${count} copy`), join(root(), `${count} restored`)];
      await putIn(vault.documents, 1);
      expect(await backUp(folder, copy)).to.equal(1);
      await putIn(vault.documents, 2);
      await restore(copy, restored);
      const other = await openIt(KEY, restored);
      expect((await other.documents.open(committed(1).document)).salt).to.equal(committed(1).salt);
      expect((await other.log.tree.head()).size).to.equal(1);
      await other.close();
    });

    it("writes over no folder that is there", async () => {
      expect(await refusalOf(() => backUp(folder, folder))).to.match(/is not empty/);
      expect(await refusalOf(() => restore(root(), join(root(), "new")))).to.match(
        /is no backup of a vault/,
      );
    });
  });

  describe("the master key's file", () => {
    it("is for its owner alone, is never written over, and holds 32 bytes", async () => {
      const file = join(root(), `${count}.key`);
      makeSecretFile(file);
      expect(readSecretFile(file)).to.have.length(32);
      expect(() => makeSecretFile(file)).to.throw(/cannot be made: EEXIST/);
      writeFileSync(file, "secret words");
      expect(() => readSecretFile(file)).to.throw(
        /holds no secret\. Expected 32 bytes in hexadecimal/,
      );
      expect(() => readSecretFile(join(root(), "none"))).to.throw(/cannot be read: ENOENT/);
      if (process.platform === "win32") return;
      chmodSync(file, 0o640);
      expect(() => readSecretFile(file)).to.throw(/can be read by others \(mode 640\)/);
    });
  });
});
