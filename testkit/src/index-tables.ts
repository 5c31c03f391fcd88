// The tables of an index as they are in its database.
import { PGlite } from "@electric-sql/pglite";
import type { Postgres } from "./postgres.js";

/** Rows by the names of their tables; columns as in SQL, bytes as `0x…`, numbers larger than 32 bits as text. */
export type Tables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

type Query = (sql: string) => Promise<{ readonly [column: string]: unknown }[]>;

/** All tables of an index in PostgreSQL. */
export async function readPostgres(postgres: Postgres, schema: string): Promise<Tables> {
  return await readTables((sql) => postgres.query(sql), schema);
}

/** All tables of an index in PGlite. Nothing else may have the folder open. */
export async function readPglite(folder: string, schema: string): Promise<Tables> {
  const database = await PGlite.create(folder);
  try {
    return await readTables(
      async (sql) => (await database.query<object>(sql)).rows as never,
      schema,
    );
  } finally {
    await database.close();
  }
}

async function readTables(query: Query, schema: string): Promise<Tables> {
  const names = await query(
    `select table_name::text as name from information_schema.tables
      where table_schema = '${schema}' and table_type = 'BASE TABLE' and table_name not like '\\_%'
      order by table_name`,
  );
  const tables: Record<string, Record<string, unknown>[]> = {};
  for (const { name } of names) {
    const columns = await query(
      `select column_name::text as column, udt_name::text as type from information_schema.columns
        where table_schema = '${schema}' and table_name = '${name}' order by ordinal_position`,
    );
    const shown = columns.map(({ column, type }) => {
      if (type === "bytea") return `'0x' || encode("${column}", 'hex') as "${column}"`;
      if (type !== "_bytea") return `"${column}"`;
      return `array(select '0x' || encode(part, 'hex') from unnest("${column}") part) as "${column}"`;
    });
    // Through JSON text, so that both databases give the same.
    const rows = await query(
      `select row_to_json(each)::text as row from (select ${shown.join(", ")} from "${schema}"."${name}") each`,
    );
    const sorted = rows.map(({ row }) => String(row)).sort();
    tables[String(name)] = sorted.map((row) => JSON.parse(row) as Record<string, unknown>);
  }
  return tables;
}
