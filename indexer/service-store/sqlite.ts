import type { ServiceStore, StoreValue } from "./store.js";
import { TABLES } from "./tables.js";

/** How long a statement waits for another process to finish with the file, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/** The store in a file. */
export function openSqlite(file: string): ServiceStore {
  // Asked of the process: bundlers do not know this module, and take its name apart.
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
  database.exec("pragma journal_mode = wal");
  for (const table of TABLES) database.exec(table);
  return {
    async query<row extends Record<string, StoreValue>>(
      sql: string,
      values: readonly StoreValue[] = [],
    ) {
      const statement = database.prepare(sql.replaceAll(/\$(\d+)/g, "?$1"));
      return statement.all(...values) as unknown as row[];
    },
    async close() {
      database.close();
    },
  };
}
