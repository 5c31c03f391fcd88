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
const INSERTS = 1_000;

/** Rows a second, of all tables through COPY, and of the histories through single inserts. */
export async function measureWrites(database: BenchDatabase, schema: string) {
  const names = await database.query<{ name: string; count: number }>(
    `select relname::text as name from pg_class join pg_namespace n on n.oid = relnamespace
      where nspname = '${schema}' and relkind = 'r' and relname not like '\\_%'`,
  );
  await database.query("create schema bench");
  let rows = 0;
  const contents: [table: string, content: Uint8Array][] = [];
  for (const { name } of names) {
    const from = `"${schema}"."${name}"`;
    const [{ count = 0 } = {}] = await database.query<{ count: number }>(
      `select count(*)::int as count from ${from}`,
    );
    rows += count;
    await database.query(`create table bench."${name}" (like ${from} including all)`);
    contents.push([`bench."${name}"`, await database.copyOut(from)]);
  }
  const copying = performance.now();
  for (const [table, content] of contents) await database.copyIn(table, content);
  const copyPerSecond = (1000 * rows) / (performance.now() - copying);

  const table = "bench.history_record";
  const sample = await database.query<{ row: string }>(
    `select row_to_json(each)::text as row from ${table} each limit ${INSERTS}`,
  );
  await database.query(`truncate ${table}`);
  const inserting = performance.now();
  for (const { row } of sample) {
    const insert = `insert into ${table} select * from json_populate_record(null::${table}, $1::json)`;
    await database.query(insert, [row]);
  }
  const insertPerSecond = (1000 * sample.length) / (performance.now() - inserting);
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
