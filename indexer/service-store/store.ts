// What the service itself must remember, and the chain cannot tell: keys, who looked, manifests. The tables of the index
// are thrown away and rebuilt; these are not. In PostgreSQL they have a schema of their own;
// without one they are in a file of SQLite, which the service and its commands can open at the
// same time.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openPostgres } from "./postgres.js";
import { openSqlite } from "./sqlite.js";

/** A value in a row of the store. */
export type StoreValue = string | number | Uint8Array | null;

/** A place to remember things: the same SQL for both databases, with `$1`, `$2` … for values. */
export interface ServiceStore {
  /** Runs one statement and gives its rows. Whole numbers come as numbers. */
  query<row extends Record<string, StoreValue>>(
    sql: string,
    values?: readonly StoreValue[],
  ): Promise<row[]>;
  /** Lets go of the database. */
  close(): Promise<void>;
}

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
  return openSqlite(join(folder, "service.sqlite"));
}
