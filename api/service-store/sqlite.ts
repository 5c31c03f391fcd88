import { CamelCasePlugin, Kysely, SqliteDialect } from "kysely";
import { makeTables, type ServiceStore } from "./tables.js";

/** How long a statement waits for another process to finish with the file, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/** Kysely over a file of SQLite. */
export function sqliteDialect(file: string): SqliteDialect {
  // Asked of the process: bundlers do not know this module, and take its name apart.
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
  database.exec("pragma journal_mode = wal");
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(sql) {
        const statement = database.prepare(sql);
        const rows = (values: readonly unknown[]) => statement.all(...(values as string[]));
        // Every statement is asked for its rows; most have none.
        return {
          reader: true,
          all: rows,
          run: (values) => ({ changes: rows(values).length, lastInsertRowid: 0 }),
          iterate: (values: readonly unknown[]) => statement.iterate(...(values as string[])),
        };
      },
    },
  });
}

/** The store in a file. */
export async function openSqlite(file: string): Promise<ServiceStore> {
  const dialect = sqliteDialect(file);
  const store: ServiceStore = new Kysely({ plugins: [new CamelCasePlugin()], dialect });
  await makeTables(store);
  return store;
}
