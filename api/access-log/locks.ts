// Of the processes that share a database, one at a time. A file of SQLite has one process that serves it, and one transaction at a time.
import { SqliteAdapter, sql, type Transaction } from "kysely";
import type { ServiceStore, Tables } from "../service-store/tables.js";

/** Waits until no other process holds a lock, and holds it until the transaction ends. */
export async function holdLock(transaction: Transaction<Tables>, lock: number): Promise<void> {
  if (isSqlite(transaction)) return;
  await sql`select pg_advisory_xact_lock(${lock})`.execute(transaction);
}

/** Acts while no other process does; where one does, it does nothing. */
export async function unlessHeld(
  store: ServiceStore,
  lock: number,
  act: () => Promise<void>,
): Promise<void> {
  if (isSqlite(store)) return await act();
  await store.transaction().execute(async (transaction) => {
    const { rows } = await sql<{
      free: boolean;
    }>`select pg_try_advisory_xact_lock(${lock}) as free`.execute(transaction);
    if (rows[0]?.free) await act();
  });
}

function isSqlite(store: ServiceStore): boolean {
  return store.getExecutor().adapter instanceof SqliteAdapter;
}
