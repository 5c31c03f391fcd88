// The tables in the database, and beside them what the engine writes down about itself.
import { is } from "drizzle-orm";
import { getTableConfig, isPgEnum, PgDialect, PgTable } from "drizzle-orm/pg-core";
import { quoted, shapeOf } from "./shape.js";

const dialect = new PgDialect({ casing: "snake_case" });

/** Statements that make the tables, without their indexes. */
export function tableStatements(tables: object, schema: string): string[] {
  const enums = Object.values(tables).filter(isPgEnum);
  const made = Object.values(tables).filter((one) => is(one, PgTable));
  return [
    `create schema if not exists ${quoted(schema)}`,
    ...enums.map(
      ({ enumName, enumValues }) =>
        `create type ${quoted(schema)}.${quoted(enumName)} as enum (${enumValues.map(literal).join(", ")})`,
    ),
    ...made.map((table) => tableStatement(table, schema)),
    ...OWN.map((own) => own(quoted(schema))),
  ];
}

/** What the engine writes down: how far it is, and how to take the newest blocks back. Names and shape of the first two are
 * those that answers read (`api/src/as-of.ts`). */
const OWN: readonly ((schema: string) => string)[] = [
  (schema) => `create table ${schema}._ponder_meta (key text primary key, value jsonb not null)`,
  (schema) => `create table ${schema}._ponder_checkpoint (
    chain_name text primary key, chain_id bigint not null, safe_checkpoint varchar(75) not null,
    latest_checkpoint varchar(75) not null, finalized_checkpoint varchar(75) not null)`,
  (schema) => `create table ${schema}._block (number bigint primary key, hash text not null)`,
  (schema) => `create table ${schema}._undo (
    block bigint not null, "table" text not null, key jsonb not null, line text)`,
  (schema) => `create index on ${schema}._undo (block)`,
];

/** Statements that make the indexes of the tables, where they are not there. */
export function indexStatements(tables: object, schema: string): string[] {
  return Object.values(tables)
    .filter((one) => is(one, PgTable))
    .flatMap((table) =>
      getTableConfig(table).indexes.map(({ config }) => {
        const columns = config.columns.map((column) =>
          "name" in column && !("queryChunks" in column)
            ? quoted(String(column.name))
            : dialect
                .sqlToQuery(column as never, "indexes")
                .sql.split(".")
                .at(-1),
        );
        const names = config.columns.map((column) => String((column as { name?: string }).name));
        const name = config.name ?? `${getTableConfig(table).name}_${names.join("_")}_index`;
        const on = `${quoted(schema)}.${quoted(getTableConfig(table).name)}`;
        return `create index if not exists ${quoted(name)} on ${on} (${columns.join(", ")})`;
      }),
    );
}

function tableStatement(table: PgTable, schema: string): string {
  const { name: called, path, columns, key } = shapeOf(table, schema);
  const parts = columns.map(
    ({ name, type, column }) => `${quoted(name)} ${type}${column.notNull ? " not null" : ""}`,
  );
  const names = key.map(({ name }) => quoted(name)).join(", ");
  // As drizzle calls it.
  const constraint = [called, ...key.map(({ name }) => name), "pk"].join("_");
  const named = key.length > 1 ? `constraint ${quoted(constraint)} ` : "";
  return `create table ${path} (${parts.join(", ")}, ${named}primary key (${names}))`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
