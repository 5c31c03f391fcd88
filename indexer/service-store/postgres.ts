import pg from "pg";
import type { ServiceStore, StoreValue } from "./store.js";
import { STORE_SCHEMA, TABLES } from "./tables.js";

/** Connections that the store takes at most. */
const CONNECTIONS = 5;
/** Any number: the process that makes the tables holds this lock. */
const TABLES_LOCK = 7_293_014;

/** Numbers of the store are counts and times: they fit. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** The store in PostgreSQL. */
export async function openPostgres(connectionString: string): Promise<ServiceStore> {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    types,
    application_name: "open-robot-id service",
    options: `-c search_path=${STORE_SCHEMA}`,
  });
  // A connection that breaks while nobody uses it is replaced; the query that needs one says what is wrong.
  pool.on("error", () => undefined);
  await makeTables(pool);
  return {
    async query<row extends Record<string, StoreValue>>(
      sql: string,
      values: readonly StoreValue[] = [],
    ) {
      return (await pool.query<row>(sql, [...values])).rows;
    },
    close: () => pool.end(),
  };
}

/** Several replicas may start at once: one after the other. */
async function makeTables(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [TABLES_LOCK]);
    await client.query(`create schema if not exists ${STORE_SCHEMA}`);
    for (const table of TABLES) await client.query(table);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
