// What the service itself must remember, and the chain cannot tell: keys, who looked, manifests, webhooks. The tables of
// the index are thrown away and rebuilt; these are not. In PostgreSQL they have a schema of their own;
// without one they are in a file of SQLite, which the service and its commands can open at the
// same time.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openPostgres } from "./postgres.js";
import { openSqlite } from "./sqlite.js";
import type { ServiceStore } from "./tables.js";

export type { ServiceStore } from "./tables.js";

/** Where the store is: the environment of the service. */
export interface StoreEnvironment {
  /** PostgreSQL, `postgres://…`. */
  readonly DATABASE_URL?: string | undefined;
  /** Folder for what is kept in files, without PostgreSQL. `.ponder` by default. */
  readonly DATA_DIR?: string | undefined;
}

/** Opens the store, and makes its tables where there are none. */
export async function openServiceStore(environment: StoreEnvironment): Promise<ServiceStore> {
  const { DATABASE_URL: url, DATA_DIR: folder = ".ponder" } = environment;
  if (url) return await openPostgres(url);
  mkdirSync(folder, { recursive: true });
  return await openSqlite(join(folder, "service.sqlite"));
}
