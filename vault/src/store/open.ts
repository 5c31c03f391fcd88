// Where the vault's database is: a file of SQLite in its folder, or PostgreSQL.
import { join } from "node:path";
import { postgresDialect } from "@openrobotid/api-server/service-store/postgres";
import { sqliteDialect } from "@openrobotid/api-server/service-store/sqlite";
import { CamelCasePlugin, Kysely, sql } from "kysely";
import { makeTables, type VaultStore } from "./tables.js";

const SCHEMA = "open_robot_id_vault";

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
