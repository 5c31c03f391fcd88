// The databases of the benchmark: what the index filled, and the same rows again by other ways.
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

/** A database with the tables of an index in it. */
export interface BenchDatabase {
  query<row extends Record<string, unknown>>(sql: string, values?: unknown[]): Promise<row[]>;
  /** Everything in a table, as COPY writes it. */
  copyOut(table: string): Promise<Uint8Array>;
  copyIn(table: string, content: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Connects to PostgreSQL. */
export async function openPostgres(url: string): Promise<BenchDatabase> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    query: async (sql, values = []) => (await client.query(sql, values)).rows,
    copyOut: async (table) => await buffer(client.query(copyTo(`copy ${table} to stdout`))),
    copyIn: async (table, content) =>
      await pipeline(Readable.from([content]), client.query(copyFrom(`copy ${table} from stdin`))),
    close: async () => await client.end(),
  };
}

/** Opens the folder of PGlite, which nothing else may have open. */
export async function openPglite(folder: string): Promise<BenchDatabase> {
  const database = await PGlite.create(folder);
  return {
    query: async (sql, values = []) => (await database.query(sql, values)).rows as never,
    async copyOut(table) {
      const { blob } = await database.query(`copy ${table} to '/dev/blob'`);
      return new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
    },
    async copyIn(table, content) {
      const blob = new Blob([content as Uint8Array<ArrayBuffer>]);
      await database.query(`copy ${table} from '/dev/blob'`, [], { blob });
    },
    close: async () => await database.close(),
  };
}

/** Single inserts, each committed by itself, that are timed. */
const INSERTS = 2_000;

/** Rows a second, through COPY and through single inserts: the same rows, into tables with the same indexes. */
export async function measureWrites(database: BenchDatabase, schema: string) {
  const tables = await database.query<{ name: string; columns: string[] }>(
    `select table_name::text as name, json_agg(column_name order by ordinal_position) as columns
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = '${schema}' and table_type = 'BASE TABLE' and table_name not like '\\_%'
      group by 1`,
  );
  await database.query("create schema bench");
  const contents: { table: string; content: Uint8Array; count: number; columns: string[] }[] = [];
  for (const { name, columns } of tables) {
    const from = `"${schema}"."${name}"`;
    const table = `bench."${name}"`;
    const [{ count = 0 } = {}] = await database.query<{ count: number }>(
      `select count(*)::int as count from ${from}`,
    );
    await database.query(`create table ${table} (like ${from} including all)`);
    contents.push({ table, content: await database.copyOut(from), count, columns });
  }
  const rows = contents.reduce((sum, { count }) => sum + count, 0);
  const copying = performance.now();
  for (const { table, content } of contents) await database.copyIn(table, content);
  const copyPerSecond = (1000 * rows) / (performance.now() - copying);

  // Of every table as large a share as it has of all rows.
  const inserts: string[] = [];
  for (const { table, count, columns } of contents) {
    const values = columns.map((column) => `quote_nullable("${column}"::text)`).join(", ");
    const sample = await database.query<{ row: string }>(
      `select concat_ws(', ', ${values}) as row from ${table} limit ${Math.round((INSERTS * count) / rows)}`,
    );
    inserts.push(...sample.map(({ row }) => `insert into ${table} values (${row})`));
    await database.query(`truncate ${table}`);
  }
  const inserting = performance.now();
  for (const insert of inserts) await database.query(insert);
  const insertPerSecond = (1000 * inserts.length) / (performance.now() - inserting);
  await database.query("drop schema bench cascade");
  return { rows, copyPerSecond, insertPerSecond };
}

/** Milliseconds that a bare read of one row by its primary key takes. */
export async function measureReads(
  database: BenchDatabase,
  schema: string,
  codes: readonly string[],
): Promise<number[]> {
  const times: number[] = [];
  for (const code of codes) {
    const begin = performance.now();
    await database.query(`select * from "${schema}".unit where id = $1`, [code]);
    times.push(performance.now() - begin);
  }
  return times;
}
