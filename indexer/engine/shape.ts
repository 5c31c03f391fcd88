// What the engine knows of a table: its key, its columns, and how a row is written for COPY.
import { getTableColumns, getTableName } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";

/** A row, by the names of its columns in TypeScript. */
export type Row = Readonly<Record<string, unknown>>;

/** A column. */
export interface Column {
  /** Its name in rows. */
  readonly field: string;
  /** Its name in the database. */
  readonly name: string;
  /** Its type in the database, with the schema of an enum. */
  readonly type: string;
  readonly column: PgColumn;
  /** Brings a value into the form in which the database gives it back. */
  readonly normalize: (value: unknown) => unknown;
}

/** A table. */
export interface Shape {
  readonly table: PgTable;
  readonly name: string;
  /** Its schema and name, quoted. */
  readonly path: string;
  readonly columns: readonly Column[];
  /** Columns of its primary key. */
  readonly key: readonly Column[];
  /** The key of a row, as text. */
  keyOf(row: Row): string;
}

export const quoted = (name: string): string => `"${name}"`;

/** Reads the shape of a table. */
export function shapeOf(table: PgTable, schema: string): Shape {
  const name = getTableName(table);
  const columns = Object.entries(getTableColumns(table)).map(([field, column]): Column => {
    const made = column as unknown as PgColumn;
    return {
      field,
      name: made.name,
      type: typeOf(made, schema),
      column: made,
      normalize: normalizerOf(made),
    };
  });
  const [composite] = getTableConfig(table).primaryKeys;
  const names = composite?.columns.map((column) => column.name);
  const key = names
    ? names.map((one) => columns.find((column) => column.name === one) as Column)
    : columns.filter(({ column }) => column.primary);
  const [only] = key;
  const keyOf =
    key.length === 1 && only
      ? (row: Row) => String(only.normalize(row[only.field]))
      : (row: Row) => key.map(({ field, normalize }) => String(normalize(row[field]))).join("|");
  return { table, name, path: `${quoted(schema)}.${quoted(name)}`, columns, key, keyOf };
}

function typeOf(column: PgColumn, schema: string): string {
  const made = column as PgColumn & { readonly enum?: unknown };
  return made.enum && column.columnType === "PgEnumColumn"
    ? `${quoted(schema)}.${quoted(column.getSQLType())}`
    : column.getSQLType();
}

/** A value as a row has it after it was written and read again. */
function normalizerOf(column: PgColumn): (value: unknown) => unknown {
  const given = baseNormalizerOf(column);
  return (value) => (value === undefined || value === null ? null : given(value));
}

function baseNormalizerOf(column: PgColumn): (value: unknown) => unknown {
  switch (column.columnType) {
    case "PgHex":
      return (value) => column.mapFromDriverValue(column.mapToDriverValue(value));
    case "PgText":
    case "PgPonderText":
      return (value) => column.mapToDriverValue(value);
    case "PgJsonb":
      return (value) => JSON.parse(JSON.stringify(value));
    case "PgArray": {
      const element = baseNormalizerOf((column as unknown as { baseColumn: PgColumn }).baseColumn);
      return (value) => (value as unknown[]).map(element);
    }
    default:
      return (value) => value;
  }
}

const SPECIAL = /[\\\b\f\n\r\t\v]/;
const EVERY_SPECIAL = /([\\\b\f\n\r\t\v])/g;

/** A row as a line of COPY, without its end. */
export function lineOf({ columns }: Shape, row: Row): string {
  let line = "";
  for (const { field, column } of columns) {
    const value = row[field];
    if (line !== "" || column !== columns[0]?.column) line += "\t";
    if (value === null || value === undefined) line += "\\N";
    else {
      const text = String(column.mapToDriverValue(value));
      // Of bytes nothing is special but the first character.
      if (column.columnType === "PgHex") line += `\\${text}`;
      else line += SPECIAL.test(text) ? text.replace(EVERY_SPECIAL, "\\$1") : text;
    }
  }
  return line;
}

/** A row from the values of its columns, as the driver gives them. */
export function rowOf({ columns }: Shape, values: readonly unknown[]): Row {
  const row: Record<string, unknown> = {};
  for (const [place, { field, column }] of columns.entries()) {
    const value = values[place];
    row[field] = value === null ? null : column.mapFromDriverValue(value);
  }
  return row;
}
