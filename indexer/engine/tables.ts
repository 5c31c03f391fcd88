// The tables as handlers read and change them.
import type { PgTable, TableConfig } from "drizzle-orm/pg-core";
import type { drizzle } from "drizzle-orm/pg-proxy";

type Any = PgTable<TableConfig>;
type Row<table extends Any> = table["$inferSelect"];
type Values<table extends Any> = table["$inferInsert"];
type Change<table extends Any> =
  | Partial<Values<table>>
  | ((row: Row<table>) => Partial<Values<table>>);

/** Rows that are about to be written: wait for one of these, or for it itself where there can be no conflict. */
interface Inserting<table extends Any, one> extends PromiseLike<one> {
  onConflictDoNothing(): Promise<one | null>;
  onConflictDoUpdate(change: Change<table>): Promise<one>;
}

/** The tables, within a batch of blocks. */
export interface Tables {
  /** The row of a key; null where there is none. */
  find<table extends Any>(table: table, key: Partial<Row<table>>): Promise<Row<table> | null>;
  /** Writes a row, or several. */
  insert<table extends Any>(
    table: table,
  ): {
    values(row: Values<table>): Inserting<table, Row<table>>;
    values(rows: readonly Values<table>[]): Inserting<table, readonly (Row<table> | null)[]>;
  };
  /** Changes the row of a key. */
  update<table extends Any>(
    table: table,
    key: Partial<Row<table>>,
  ): { set(change: Change<table>): Promise<Row<table>> };
  /** Asks the database, for reading only: everything that handlers changed so far is written before. */
  readonly sql: Pick<ReturnType<typeof drizzle>, "select">;
}
