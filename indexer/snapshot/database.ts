// The tables of the index as PostgreSQL has them, for those who carry them out and in.
import pg from "pg";
import { SnapshotError } from "./problem.js";

/** A column, as files name it. */
export interface SnapshotColumn {
  readonly name: string;
  /** Its type in SQL; of an enum, the name of the enum. */
  readonly type: string;
}

/** A table. */
export interface SnapshotTable {
  readonly name: string;
  /** In the order in which files have them. */
  readonly columns: readonly SnapshotColumn[];
  /** Columns of its primary key: rows of files are in its order, text by its bytes. */
  readonly key: readonly string[];
}

/** Opens one connection, to one schema. */
export async function connect(url: string, schema: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "open-robot-id snapshot",
    keepAlive: true,
    // So that the same rows are the same text everywhere, and types are named without their schema.
    options: `-c search_path=${schema} -c client_encoding=UTF8 -c DateStyle=ISO -c statement_timeout=0`,
  });
  // What was asked is refused with the same error; without a listener it would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new SnapshotError(`The database cannot be reached: ${(error as Error).message}`);
  }
  const { rows } = await client.query<{ number: string; name: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as name",
  );
  const [server] = rows;
  if (Number(server?.number) < OLDEST * 10_000) {
    await client.end();
    throw new SnapshotError(
      `The database is PostgreSQL ${server?.name}: expected ${OLDEST} or later, whose COPY compares the names of columns.`,
    );
  }
  return client;
}

/** The oldest release of PostgreSQL that reads and writes files as they are needed. */
const OLDEST = 15;

/** PostgreSQL says that what it was given is no row of the table: classes of its errors. */
const NO_ROWS = /^(22|23)/;

/** Whether an error says that rows are wrong, and not that the database has gone, or has no room. */
export function isAboutRows(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && NO_ROWS.test(error.code ?? "");
}

/** A name in SQL. */
export const quoted = (name: string): string => pg.escapeIdentifier(name);

/** A list of names in SQL. */
export const listed = (names: readonly string[], of = ""): string =>
  names.map((name) => `${of}${quoted(name)}`).join(", ");

/** The tables of the index in a schema, in the order of their names; without those that the engine keeps for itself. */
export async function tablesIn(client: pg.Client, schema: string): Promise<SnapshotTable[]> {
  const { rows } = await client.query<SnapshotTable>(
    `select c.relname::text as name,
        (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
        (select json_agg(a.attname order by place) from pg_index i, unnest(i.indkey::int[]) with ordinality as k(attnum, place)
          join pg_attribute a on a.attnum = k.attnum
          where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid) as key
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind = 'r' and c.relname not like '\\_%'
      order by c.relname collate "C"`,
    [schema],
  );
  return rows;
}

/** Whether a schema has a table. */
export async function hasTable(client: pg.Client, schema: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "select 1 from information_schema.tables where table_schema = $1 and table_name = $2",
    [schema, name],
  );
  return rowCount === 1;
}
