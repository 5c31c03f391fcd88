// A database in PGlite as it is made, for processes that begin with one: made once, and copied. To make one takes seconds.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import own from "../package.json" with { type: "json" };

const caches = fileURLToPath(new URL("../../cache", import.meta.url));

/** Puts an empty database into a folder that is not there yet. */
export async function putEmptyPglite(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  cpSync(await emptyPglite(), folder, { recursive: true });
}

/** Folder of the one that is copied. */
async function emptyPglite(): Promise<string> {
  const made = join(caches, `pglite-${own.dependencies["@electric-sql/pglite"]}`);
  if (existsSync(made)) return made;
  mkdirSync(caches, { recursive: true });
  const making = mkdtempSync(`${made}-`);
  const database = await PGlite.create(making);
  await database.close();
  try {
    renameSync(making, made);
  } catch (error) {
    // Another process made it meanwhile.
    if (!existsSync(made)) throw error;
    rmSync(making, { recursive: true });
  }
  return made;
}
