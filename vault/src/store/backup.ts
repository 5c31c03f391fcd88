// A copy of a vault, made while it runs, and a vault from a copy.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { writeWhole } from "@openrobotid/network/whole-file";
import { sql } from "kysely";
import { AccessLog } from "../log/access-log.js";
import { type Blobs, isName } from "./blobs.js";
import { DATABASE_FILE, openStore } from "./open.js";
import { BLOBS_FOLDER, blobsOf, HEAD_FILE } from "./vault.js";

/**
 * Copies a vault with its database of SQLite into a new folder. The database first, as of one moment; then the files that it names, which never
 * change.
 *
 * @param blobs The sealed files of the vault, in its folder by default.
 * @returns How many documents were copied.
 */
export async function backUp(
  folder: string,
  target: string,
  blobs: Blobs = blobsOf({ folder }),
): Promise<number> {
  if (!existsSync(join(folder, DATABASE_FILE))) {
    throw new UserError(
      `${folder} has no ${DATABASE_FILE}. Of a vault in PostgreSQL, copy the database with pg_dump first and then the folder.`,
    );
  }
  requireEmpty(target);
  mkdirSync(join(target, BLOBS_FOLDER), { recursive: true, mode: 0o700 });
  const store = await openStore(folder, undefined);
  try {
    await sql`vacuum into ${join(target, DATABASE_FILE)}`.execute(store);
  } finally {
    await store.destroy();
  }
  const copy = await openStore(target, undefined);
  try {
    const rows = await copy
      .selectFrom("document")
      .select(["robot", "seq", "blob"])
      .where("blob", "is not", null)
      .execute();
    let copied = 0;
    for (const { blob } of rows) {
      // One that is gone was erased a moment ago; a restored vault says that it is lost.
      if (await blobs.copyTo(blob ?? "", join(target, BLOBS_FOLDER))) copied += 1;
    }
    const head = await new AccessLog(copy, join(target, HEAD_FILE), () => 0).check();
    writeWhole(join(target, HEAD_FILE), `${JSON.stringify(head)}\n`, 0o600);
    return copied;
  } finally {
    await copy.destroy();
  }
}

/**
 * Puts a copy into a new folder, and its sealed files to where that vault keeps them. `openVault` examines it.
 *
 * @param blobs The sealed files of the new vault, in its folder by default: none yet.
 */
export async function restore(
  source: string,
  folder: string,
  blobs: () => Blobs = () => blobsOf({ folder }),
): Promise<void> {
  if (!existsSync(join(source, DATABASE_FILE))) {
    throw new UserError(`${source} is no backup of a vault: it has no ${DATABASE_FILE}.`);
  }
  requireEmpty(folder);
  const target = blobs();
  const { whole } = await target.list();
  if (whole.length > 0) {
    throw new UserError(
      `There are ${whole.length} sealed files already. Expected a place without.`,
    );
  }
  const files = join(source, BLOBS_FOLDER);
  for (const name of readdirSync(files).filter(isName)) await target.copyFrom(name, files);
  for (const name of [DATABASE_FILE, HEAD_FILE]) await cp(join(source, name), join(folder, name));
}

function requireEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new UserError(`${folder} is not empty. Expected a new folder.`);
  }
}
