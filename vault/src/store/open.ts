// Where the vault's database is: a file of SQLite in its folder, or PostgreSQL.
import { join } from "node:path";
import { postgresDialect } from "@openrobotid/api-server/service-store/postgres";
import { sqliteDialect } from "@openrobotid/api-server/service-store/sqlite";
import { UserError } from "@openrobotid/kit/command";
import { CamelCasePlugin, Kysely, SqliteAdapter, sql } from "kysely";
import { makeTables, type VaultStore } from "./tables.js";

const SCHEMA = "open_robot_id_vault";
/** Any number: the vault that has the database holds this lock. */
const VAULT_LOCK = 7_293_017;

/** Name of the database's file in the vault's folder. */
export const DATABASE_FILE = "vault.sqlite";

/**
 * Opens the database, and makes its tables where there are none.
 *
 * @param url PostgreSQL, `postgres://…`; without it, a file in the folder.
 */
export async function openStore(folder: string, url: string | undefined): Promise<VaultStore> {
  const plugins = [new CamelCasePlugin()];
  if (url) {
    const dialect = postgresDialect(url, SCHEMA, "open-robot-id vault");
    const store: VaultStore = new Kysely({ plugins, dialect });
    await store.schema.createSchema(SCHEMA).ifNotExists().execute();
    await makeTables(store);
    return store;
  }
  const dialect = sqliteDialect(join(folder, DATABASE_FILE));
  const store: VaultStore = new Kysely({ plugins, dialect });
  // A line of the log is on disk before the answer; what is erased is overwritten.
  await sql`pragma synchronous = full`.execute(store);
  await sql`pragma secure_delete = on`.execute(store);
  await makeTables(store);
  return store;
}

/**
 * Keeps other vaults away from a database of PostgreSQL, which vaults with other folders reach as well, for as long as the connection that holds the
 * lock lasts. Gives what lets go of it. Of SQLite the lock of the folder does that. Throws `UserError` where another vault has it.
 */
export async function takeDatabase(store: VaultStore): Promise<() => void> {
  if (store.getExecutor().adapter instanceof SqliteAdapter) return () => undefined;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isFree = await new Promise<boolean>((resolve, reject) => {
    const holding = store.connection().execute(async (connection) => {
      const { rows } = await sql<{
        free: boolean;
      }>`select pg_try_advisory_lock(${VAULT_LOCK}) as free`.execute(connection);
      const free = rows[0]?.free === true;
      resolve(free);
      if (free) await released;
    });
    holding.catch(reject);
  });
  if (isFree) return release;
  throw new UserError(
    "Another vault has this database. End it first: what it is taking in would be taken for what a crash left.",
  );
}
