// A database with the tables of the index, empty and in memory, for what is asked of it by SQL alone.
import { PGlite } from "@electric-sql/pglite";
import * as schema from "@openrobotid/indexer/tables";
import { getTableColumns, is } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig, isPgEnum, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/pglite";
import type { Asked } from "../../src/rows.js";

/** A table of the index. */
export type TableName = {
  [name in keyof typeof schema]: (typeof schema)[name] extends PgTable ? name : never;
}[keyof typeof schema];

const tables: Readonly<Record<TableName, PgTable>> = schema;

/** A database of the tests' own. */
export interface Database {
  /** For the questions of the API. */
  readonly db: Asked;
  /** Replaces what is in some tables. A column that is not given is null. */
  fill(
    rows: { readonly [name in TableName]?: readonly Readonly<Record<string, unknown>>[] },
  ): Promise<void>;
  close(): Promise<void>;
}

/** Opens one. No column of it must have a value: rows hold what a test is about. */
export async function openDatabase(): Promise<Database> {
  const client = await PGlite.create();
  const { schema: name } = getTableConfig(schema.unit);
  await client.exec(`create schema "${name}"; set search_path to "${name}"`);
  const quoted = (name: string) => `"${name}"`;
  const nameOf = (table: TableName) => quoted(toSnakeCase(table));
  const statements = Object.entries(schema).map(([name, value]) => {
    if (isPgEnum(value)) {
      const words = value.enumValues.map((word) => `'${word}'`).join(", ");
      return `create type ${quoted(value.enumName)} as enum (${words});`;
    }
    if (!is(value, PgTable)) return "";
    const columns = Object.entries(getTableColumns(value)).map(
      ([column, { getSQLType }]) =>
        `${quoted(toSnakeCase(column))} ${getSQLType.call(value[column as never])}`,
    );
    return `create table ${nameOf(name as TableName)} (${columns.join(", ")});`;
  });
  // Types come before the tables that use them.
  await client.exec(statements.toSorted((a, b) => (a < b ? 1 : -1)).join("\n"));
  return {
    db: drizzle(client, { casing: "snake_case" }) as unknown as Asked,
    async fill(rows) {
      for (const [name, all] of Object.entries(rows)) {
        const table = nameOf(name as TableName);
        const columns = getTableColumns(tables[name as TableName]);
        const values = all.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([key, value]) => {
              const column = columns[key as never] as PgColumn;
              const isBytes = column.getSQLType() === "bytea" && value !== null;
              return [toSnakeCase(key), isBytes ? column.mapToDriverValue(value) : value];
            }),
          ),
        );
        const json = JSON.stringify(values, (_, value) =>
          typeof value === "bigint" ? String(value) : value,
        );
        await client.exec(`truncate ${table}`);
        await client.query(
          `insert into ${table} select * from json_populate_recordset(null::${table}, $1)`,
          [json],
        );
      }
    },
    close: () => client.close(),
  };
}
