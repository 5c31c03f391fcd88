// The vault's folder: database, sealed files, head of the log, and the lock that keeps a second process out. Opening it examines all of it.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { takeLock } from "@openrobotid/kit/lock";
import { AccessLog } from "../log/access-log.js";
import { fingerprintOf } from "../seal/seal.js";
import { Telemetry } from "../telemetry/telemetry.js";
import { type Blobs, FolderBlobs } from "./blobs.js";
import { type Bucket, BucketBlobs } from "./bucket.js";
import { Documents } from "./documents.js";
import { openStore, takeDatabase } from "./open.js";
import type { VaultStore } from "./tables.js";

/** Names in the folder, beside the database. */
export const BLOBS_FOLDER = "blobs";
const DRAFTS_FOLDER = "drafts";
export const HEAD_FILE = "log-head.json";

/** What a vault is opened with. */
export interface VaultParameters {
  readonly folder: string;
  /** PostgreSQL; a file in the folder by default. */
  readonly databaseUrl?: string | undefined;
  /** Where sealed files are; the folder by default. */
  readonly bucket?: Bucket | undefined;
  readonly masterKey: Uint8Array;
  readonly mostBytes: number;
  /** Seconds now. */
  readonly now: () => number;
}

/** A vault that is open. */
export interface Vault {
  readonly store: VaultStore;
  readonly blobs: Blobs;
  readonly log: AccessLog;
  readonly documents: Documents;
  readonly telemetry: Telemetry;
  /** Documents whose file is gone: `robot entry`. */
  readonly lost: readonly string[];
  readonly close: () => Promise<void>;
}

/** The sealed files of a vault. */
export function blobsOf({ folder, bucket }: Pick<VaultParameters, "folder" | "bucket">): Blobs {
  return bucket
    ? new BucketBlobs(bucket, join(folder, DRAFTS_FOLDER))
    : new FolderBlobs(join(folder, BLOBS_FOLDER));
}

/**
 * Opens it. Throws `UserError` where another process has the folder or the database, the master key is another one, the log was altered, or the database is older than
 * the files.
 */
export async function openVault(parameters: VaultParameters): Promise<Vault> {
  const { folder, databaseUrl, masterKey, mostBytes, now } = parameters;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = await takeLock(
    join(folder, "lock"),
    (holder) => new UserError(`${folder} is in use by process ${holder}. End it first.`),
  );
  let store: VaultStore | undefined;
  let release = () => {};
  try {
    store = await openStore(folder, databaseUrl);
    release = await takeDatabase(store);
    await requireMasterKey(store, masterKey);
    const blobs = blobsOf(parameters);
    await removeUnfinished(store, blobs);
    const lost = await compare(store, blobs);
    const log = new AccessLog(store, join(folder, HEAD_FILE), now);
    await log.check();
    const documents = new Documents({ store, blobs, log, masterKey, mostBytes, now });
    const telemetry = new Telemetry({ store, log, masterKey, now });
    const opened = store;
    const close = async () => {
      release();
      await opened.destroy();
      parameters.bucket?.client.destroy();
      lock.release();
    };
    return { store, blobs, log, documents, telemetry, lost, close };
  } catch (error) {
    release();
    await store?.destroy();
    lock.release();
    throw error;
  }
}

/** The database says which master key it is sealed with. A new one takes the key that it is given. */
async function requireMasterKey(store: VaultStore, masterKey: Uint8Array): Promise<void> {
  const value = fingerprintOf(masterKey);
  const fact = await store
    .selectFrom("fact")
    .select("value")
    .where("name", "=", "masterKey")
    .executeTakeFirst();
  if (!fact) await store.insertInto("fact").values({ name: "masterKey", value }).execute();
  else if (fact.value !== value) {
    throw new UserError(
      "The master key is not the one that this vault is sealed with. Expected the key of its last start or rotation.",
    );
  }
}

/** What a crash left: of what was being written there is no line, and nobody was told that it is kept. */
async function removeUnfinished(store: VaultStore, blobs: Blobs): Promise<void> {
  for (const { blob } of await store.selectFrom("upload").select("blob").execute()) {
    await blobs.remove(blob);
    await store.deleteFrom("upload").where("blob", "=", blob).execute();
  }
  for (const draft of (await blobs.list()).drafts) await blobs.remove(draft);
}

/** Documents whose file is gone. Throws where a file has no document. */
async function compare(store: VaultStore, blobs: Blobs): Promise<readonly string[]> {
  const rows = await store
    .selectFrom("document")
    .select(["robot", "seq", "blob"])
    .where("blob", "is not", null)
    .execute();
  const known = new Set(rows.map(({ blob }) => blob));
  const { whole } = await blobs.list();
  const unknown = whole.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new UserError(
      `The database does not know ${unknown.length} of the sealed files, ${unknown[0]} among them: it is older than they are.\n` +
        "Restore database and folder from the same backup.",
    );
  }
  const there = new Set(whole);
  return rows
    .filter(({ blob }) => !there.has(blob ?? ""))
    .map(({ robot, seq }) => `${robot} ${seq}`);
}
