// Several questions to the database in one round trip, answered from one snapshot.
import { hexOf } from "@openrobotid/indexer/bytes";
import { asc, desc, getTableColumns, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Driver } from "./driver.js";

/** A row as JSON brings it: whole numbers are numbers. */
export type Row<table extends PgTable> = {
  readonly [column in keyof table["$inferSelect"]]: Plain<table["$inferSelect"][column]>;
};

type Plain<value> = value extends bigint ? number : value;

/** A question whose answer is of a type. */
export interface Question<answer> {
  readonly sql: SQL;
  /** Never there: carries the type of the answer. */
  readonly answer?: answer;
}

/** Which rows, in which order, and how many. */
export interface RowsOptions {
  readonly where?: SQL | undefined;
  readonly orderBy?: readonly PgColumn[];
  readonly descending?: boolean;
  readonly limit?: number;
}

/** Rows of a table. */
export function rows<table extends PgTable>(
  table: table,
  { where, orderBy = [], descending = false, limit }: RowsOptions = {},
): Question<readonly Row<table>[]> {
  const order = orderBy.map((column) => (descending ? desc(column) : asc(column)));
  const chosen = sql`select ${columnsOf(table)} from ${table}${where && sql` where ${where}`}${
    order.length > 0 ? sql` order by ${sql.join(order, sql`, `)}` : undefined
  }${limit === undefined ? undefined : sql` limit ${limit}`}`;
  return {
    sql: sql`(select coalesce(json_agg(row_to_json(chosen)), '[]') from (${chosen}) chosen)`,
  };
}

/** Columns of a table by their names in rows, as JSON can hold them. */
export function columnsOf(table: PgTable): SQL {
  const columns = Object.entries(getTableColumns(table)).map(
    ([name, column]) => sql`${exact(column)} as ${sql.identifier(name)}`,
  );
  return sql.join(columns, sql`, `);
}

/** Numbers of 256 bits go as text: as numbers of JSON they would be rounded. Bytes go as `0x…`. */
function exact(column: PgColumn): SQL {
  const type = column.getSQLType();
  if (type === "bytea") return hexOf(column);
  if (type === "bytea[]") {
    return sql`array(select ${hexOf(sql`part`)} from unnest(${column}) with ordinality parts(part, place) order by place)`;
  }
  if (!type.startsWith("numeric")) return sql`${column}`;
  return type.endsWith("[]") ? sql`${column}::text[]` : sql`${column}::text`;
}

/** Any expression as a question. */
export function value<answer>(expression: SQL): Question<answer> {
  return { sql: sql`(${expression})` };
}

/** The answers to questions, by their names. */
export type Answers<questions extends Record<string, Question<unknown>>> = {
  readonly [name in keyof questions]: questions[name] extends Question<infer answer>
    ? answer
    : never;
};

/** A database that can be asked. */
export interface Asked {
  execute(query: SQLWrapper): PromiseLike<unknown>;
  /** What it is reached through. */
  readonly $client: Driver;
}

/** Asks everything at once: one statement, one snapshot. */
export async function ask<const questions extends Record<string, Question<unknown>>>(
  db: Asked,
  questions: questions,
): Promise<Answers<questions>> {
  const result = await db.execute(statementOf(questions));
  const [row] = (result as { rows: Answers<questions>[] }).rows;
  return row as Answers<questions>;
}

/** The statement that asks several questions: its one row has a column for each. */
export function statementOf(questions: Record<string, Question<unknown>>): SQL {
  const parts = Object.entries(questions).map(
    ([name, question]) => sql`${question.sql} as ${sql.identifier(name)}`,
  );
  return sql`select ${sql.join(parts, sql`, `)}`;
}
