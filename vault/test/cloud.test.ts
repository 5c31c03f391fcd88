// A vault whose sealed files are in a bucket, and whose master key a key management service keeps.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { asProblem } from "../src/api/problem-response.js";
import { bucketOf, wrappingKeyOf } from "../src/cloud.js";
import { makeWrappedKeyFile, readMasterKey } from "../src/seal/master-key.js";
import { makeSecretFile } from "../src/seal/secret-file.js";
import { backUp, restore } from "../src/store/backup.js";
import { blobsOf, openVault, type Vault } from "../src/store/vault.js";
import { startBucket, startKms, type TestBucket } from "./support/cloud.js";
import { committed, KEY, parts, putIn, ROBOT, WRITER } from "./support/documents.js";

const NOW = Date.UTC(2026, 0, 5) / 1000;
const said = async (act: Promise<unknown>) =>
  await act.then(
    () => "nothing",
    (error: Error) => error.message,
  );

describe("a vault with a bucket", () => {
  const root = temporaryFolder();
  let store: TestBucket;
  let count = 0;
  let folder: string;
  let vault: Vault;
  const bucket = (of = String(count)) => store.bucket(`${of}/`);
  const openIt = async (where = folder, of = String(count)) =>
    await openVault({
      ...{ folder: where, bucket: bucket(of), masterKey: KEY, mostBytes: 100_000 },
      now: () => NOW,
    });
  const names = async (of?: string) => (await blobsOf({ folder, bucket: bucket(of) }).list()).whole;
  const opens = async (seq: number, of = vault) => {
    const { document, bytes } = committed(seq);
    expect(Buffer.from((await of.documents.open(document)).bytes)).to.deep.equal(
      Buffer.from(bytes),
    );
  };

  before(async () => {
    store = await startBucket();
  });
  after(() => store.stop());
  beforeEach(async () => {
    count += 1;
    folder = join(root(), String(count));
    vault = await openIt();
  });
  afterEach(async () => {
    store.fail(undefined);
    await vault.close().catch(() => undefined);
  });

  it("keeps sealed files there, and nothing of them in its folder", async () => {
    for (const seq of [1, 2, 3, 4, 5]) await putIn(vault.documents, seq);
    for (const seq of [1, 2, 3, 4, 5]) await opens(seq);
    expect(await names()).to.have.length(5);
    expect(readdirSync(join(folder, "drafts"))).to.deep.equal([]);
    expect(existsSync(join(folder, "blobs"))).to.equal(false);
    await vault.close();
    vault = await openIt();
    expect(vault.lost).to.deep.equal([]);
    await opens(3);
  });

  it("sends nothing of a document that is not what the chain commits to", async () => {
    const { document, salt } = committed(1);
    const line = { what: "put", robot: ROBOT, account: WRITER } as const;
    const putting = vault.documents.put(document, salt, parts(Buffer.from("another")), line);
    expect(await said(putting)).to.match(/commits to 0x/);
    expect(await names()).to.deep.equal([]);
  });

  it("erases there too", async () => {
    await putIn(vault.documents, 1);
    await vault.documents.erase(ROBOT, 1, "Art. 17");
    expect(await names()).to.deep.equal([]);
  });

  it("notices files that were altered, taken away or swapped", async () => {
    for (const seq of [1, 2, 3]) await putIn(vault.documents, seq);
    const rows = await vault.documents.rowsOf(ROBOT);
    const { client, name: Bucket, prefix } = bucket();
    const at = (seq: number) => ({ Bucket, Key: `${prefix}${rows.get(seq)?.blob}` });
    const get = async (seq: number) =>
      Buffer.from(
        (await (await client.send(new GetObjectCommand(at(seq)))).Body?.transformToByteArray()) ??
          [],
      );
    const [one, two] = [await get(1), await get(2)];
    await client.send(new PutObjectCommand({ ...at(1), Body: two }));
    one[40] = (one[40] ?? 0) ^ 1;
    await client.send(new PutObjectCommand({ ...at(2), Body: one }));
    await client.send(new PutObjectCommand({ ...at(3), Body: Buffer.alloc(5_000_000) }));
    for (const seq of [1, 2]) {
      expect(await said(vault.documents.open(committed(seq).document))).to.match(/seal is broken/);
    }
    expect(await said(vault.documents.open(committed(3).document))).to.match(/of another size/);
    await blobsOf({ folder, bucket: bucket() }).remove(rows.get(3)?.blob ?? "");
    await vault.close();
    vault = await openIt();
    expect(vault.lost).to.deep.equal([`${ROBOT} 3`]);
  });

  it("removes what a crash left, here and there", async () => {
    await putIn(vault.documents, 1);
    const [begun, sent] = ["ab".repeat(16), "cd".repeat(16)];
    await vault.store.insertInto("upload").values({ blob: sent, at: NOW }).execute();
    await vault.close();
    for (const blob of [begun, sent]) writeFileSync(join(folder, "drafts", blob), "whole");
    await blobsOf({ folder, bucket: bucket() }).copyFrom(sent, join(folder, "drafts"));
    expect(await names()).to.have.length(2);
    vault = await openIt();
    expect(await names()).to.have.length(1);
    expect(readdirSync(join(folder, "drafts"))).to.deep.equal([]);
  });

  it("refuses a bucket whose files its database does not know", async () => {
    await putIn(vault.documents, 1);
    const other = openIt(join(root(), `${count} other`));
    expect(await said(other)).to.match(/^The database does not know 1 of the sealed files/);
  });

  it("is copied with its files, and restored into a bucket that is empty", async () => {
    await putIn(vault.documents, 1);
    await putIn(vault.documents, 2);
    const [copy, restored] = [join(root(), `${count} copy`), join(root(), `${count} restored`)];
    expect(await backUp(folder, copy, blobsOf({ folder, bucket: bucket() }))).to.equal(2);
    const to = (of: string) => () => blobsOf({ folder: restored, bucket: bucket(of) });
    expect(await said(restore(copy, restored, to(String(count))))).to.match(
      /^There are 2 sealed files already/,
    );
    await restore(copy, join(root(), `${count} restored again`), to(`${count} new`));
    const other = await openIt(join(root(), `${count} restored again`), `${count} new`);
    await opens(2, other);
    await other.close();
  });

  describe("that fails", () => {
    before(function () {
      // A real store cannot be told to fail.
      if (process.env.S3_ENDPOINT) this.skip();
    });

    for (const when of ["before", "after"] as const) {
      it(`${when} it took a file: nothing is kept, the one who sent it is told, and it can be sent again`, async () => {
        store.fail("PUT", when);
        expect(await said(putIn(vault.documents, 1))).to.match(
          /^The bucket sealed cannot be used: /,
        );
        store.fail(undefined);
        expect(await names()).to.deep.equal([]);
        expect(readdirSync(join(folder, "drafts"))).to.deep.equal([]);
        await putIn(vault.documents, 1);
        await opens(1);
      });
    }

    it("as a document is asked for: that is told, and not that the document is gone", async () => {
      await putIn(vault.documents, 1);
      store.fail("GET");
      const { document } = committed(1);
      const error = await vault.documents.open(document).catch((thrown: unknown) => thrown);
      expect(error).to.include({ kind: "no-storage" });
      // Which bucket it is, and what its keeper's cloud says, nobody else is told.
      expect(asProblem(error).message).to.equal("The sealed files do not answer. Come back later.");
      store.fail(undefined);
      await opens(1);
    });

    it("at the start: the vault does not take all documents for lost", async () => {
      await putIn(vault.documents, 1);
      await vault.close();
      store.fail("GET");
      expect(await said(openIt())).to.match(
        /^The bucket sealed cannot be used: ServiceUnavailable/,
      );
      store.fail(undefined);
      vault = await openIt();
      expect(vault.lost).to.deep.equal([]);
    });

    it("as a document is erased: its key is gone at once, and the file at the next start", async () => {
      await putIn(vault.documents, 1);
      store.fail("DELETE");
      expect(await said(vault.documents.erase(ROBOT, 1, "Art. 17"))).to.match(/cannot be used/);
      expect((await vault.documents.rowsOf(ROBOT)).get(1)?.sealedKey).to.equal(null);
      store.fail(undefined);
      await vault.close();
      vault = await openIt();
      expect(await names()).to.deep.equal([]);
    });
  });
});

describe("a master key that a service wraps", () => {
  const root = temporaryFolder();
  const at = (name: string) => join(root(), name);
  const env = { ...process.env };
  let kms: Awaited<ReturnType<typeof startKms>>;
  const wrapping = (id = kms.id) => {
    const key = wrappingKeyOf({
      ...{ "kms-key": id, "kms-endpoint": kms.endpoint, "aws-region": undefined },
    });
    if (!key) throw new Error("There is a key.");
    return key;
  };

  before(async () => {
    process.env.AWS_REGION ??= "eu-south-2";
    process.env.AWS_ACCESS_KEY_ID ??= "vault";
    process.env.AWS_SECRET_ACCESS_KEY ??= "the vault's secret";
    kms = await startKms();
    mkdirSync(root(), { recursive: true });
  });
  after(() => {
    process.env = env;
    kms.stop();
  });

  it("is made by it, is in no file, and is the same at each start", async () => {
    await makeWrappedKeyFile(at("wrapped.key"), wrapping());
    const [one, two] = [
      await readMasterKey(at("wrapped.key"), wrapping()),
      await readMasterKey(at("wrapped.key"), wrapping()),
    ];
    expect(one).to.have.length(32);
    expect(two).to.deep.equal(one);
    const file = readFileSync(at("wrapped.key"), "utf8");
    expect(file).to.match(/^kms:/);
    for (const form of ["hex", "base64"] as const) {
      expect(file).not.to.include(Buffer.from(one).toString(form));
    }
    expect(await said(makeWrappedKeyFile(at("wrapped.key"), wrapping()))).to.match(
      /cannot be made: EEXIST/,
    );
  });

  it("is refused where another key is named, and where the file was altered or is a bare key", async () => {
    await makeWrappedKeyFile(at("one.key"), wrapping());
    expect(await said(readMasterKey(at("one.key"), wrapping("alias/other")))).to.match(
      /^The key management service does not give alias\/other: /,
    );
    const text = readFileSync(at("one.key"), "utf8");
    const bytes = Buffer.from(text.slice(4), "base64");
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    writeFileSync(at("altered.key"), `kms:${bytes.toString("base64")}\n`);
    expect(await said(readMasterKey(at("altered.key"), wrapping()))).to.match(
      /does not give .*: (InvalidCiphertext|AccessDenied)/,
    );
    makeSecretFile(at("bare.key"));
    expect(await said(readMasterKey(at("bare.key"), wrapping()))).to.match(/holds no key that/);
    expect(await said(readMasterKey(at("one.key")))).to.match(/holds no secret/);
    expect(await said(readMasterKey(at("none.key"), wrapping()))).to.match(
      /cannot be read: ENOENT/,
    );
  });

  it("does not travel open", () => {
    const named = { "kms-key": "a", "kms-endpoint": "http://kms.example", "aws-region": "r" };
    expect(() => wrappingKeyOf(named)).to.throw(
      /Expected https: the master key does not travel open/,
    );
  });

  it("is in a bare file, and files are in the folder, where nothing else is named", () => {
    const none = { "kms-key": undefined, "kms-endpoint": undefined, "aws-region": undefined };
    expect(wrappingKeyOf(none)).to.equal(undefined);
    const no = { bucket: undefined, "bucket-prefix": "", "bucket-endpoint": undefined };
    expect(bucketOf({ ...no, "aws-region": undefined })).to.equal(undefined);
  });
});
