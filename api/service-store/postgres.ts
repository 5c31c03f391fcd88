import { CamelCasePlugin, Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { makeTables, type ServiceStore } from "./tables.js";

/** Schema of the store's tables. */
export const STORE_SCHEMA = "open_robot_id_service";

/** Connections that the store takes at most. */
const CONNECTIONS = 5;
/** Any number: the process that makes the tables holds this lock. */
const TABLES_LOCK = 7_293_014;

/** Numbers of the store are counts and times: they fit. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Kysely over one schema of PostgreSQL. */
export function postgresDialect(
  connectionString: string,
  schema: string,
  application: string,
): PostgresDialect {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    types,
    application_name: application,
    options: `-c search_path=${schema}`,
  });
  return new PostgresDialect({ pool: surviving(pool) });
}

/** A pool whose process goes on without the database: the statement that needs a connection says what is wrong. */
export function surviving(pool: pg.Pool): pg.Pool {
  // A connection that breaks while nobody uses it is replaced.
  pool.on("error", () => undefined);
  // One that breaks between two statements of a transaction: the next statement says so.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** The store in PostgreSQL. */
export async function openPostgres(connectionString: string): Promise<ServiceStore> {
  const dialect = postgresDialect(connectionString, STORE_SCHEMA, "open-robot-id service");
  const store: ServiceStore = new Kysely({ plugins: [new CamelCasePlugin()], dialect });
  // Several replicas may start at once: one after the other.
  await store.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${TABLES_LOCK})`.execute(transaction);
    await transaction.schema.createSchema(STORE_SCHEMA).ifNotExists().execute();
    await makeTables(transaction, STORE_SCHEMA);
  });
  return store;
}
