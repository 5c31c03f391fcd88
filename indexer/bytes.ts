// Digests, accounts and hashes: bytes in the database, `0x…` in lower case for everybody else. What becomes of one on the way to the
// other is here alone.
import type { PGlite } from "@electric-sql/pglite";
import {
  type ColumnBaseConfig,
  type ColumnBuilderBaseConfig,
  type ColumnBuilderRuntimeConfig,
  entityKind,
  type MakeColumnConfig,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { type AnyPgTable, PgColumn, PgColumnBuilder } from "drizzle-orm/pg-core";
import type { Hex } from "viem";

/** Number of PostgreSQL's type for bytes. */
export const BYTES = 17;

/** A value that is to be compared with bytes, or written as such, and is none. */
export class NotBytesError extends Error {
  override readonly name = "NotBytesError";

  constructor(found: unknown) {
    const text = String(found).slice(0, 80);
    super(`Not bytes: found "${text}", expected 0x and hexadecimal digits`);
  }
}

const WRITTEN = /^0x[0-9a-fA-F]*$/;

/** As PostgreSQL reads and writes bytes. Half a byte gets a zero in front. */
function toDatabase(value: unknown): string {
  if (typeof value !== "string" || !WRITTEN.test(value)) throw new NotBytesError(value);
  return `${value.length % 2 === 0 ? "\\x" : "\\x0"}${value.slice(2).toLowerCase()}`;
}

/** From text as PostgreSQL writes it, or from what a driver made of that. */
function fromDatabase(value: unknown): Hex {
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString("hex")}`;
  if (typeof value === "string" && value.startsWith("\\x")) return `0x${value.slice(2)}`;
  throw new Error(
    `The database gave ${JSON.stringify(value)} where bytes are expected: another version of the index made its tables.`,
  );
}

class HexBuilder<T extends ColumnBuilderBaseConfig<"string", "PgHex">> extends PgColumnBuilder<T> {
  static override readonly [entityKind]: string = "RobotIdHexBuilder";

  constructor(name: T["name"]) {
    // The name of Ponder's own type for the same values, by which its GraphQL knows them.
    super(name, "string", "PgHex");
  }

  build<name extends string>(
    table: AnyPgTable<{ name: name }>,
  ): HexColumn<MakeColumnConfig<T, name>> {
    return new HexColumn(table, this.config as ColumnBuilderRuntimeConfig<never, never>);
  }
}

class HexColumn<T extends ColumnBaseConfig<"string", "PgHex">> extends PgColumn<T> {
  static override readonly [entityKind]: string = "RobotIdHex";

  getSQLType(): string {
    return "bytea";
  }

  override mapToDriverValue(value: unknown): string {
    return toDatabase(value);
  }

  override mapFromDriverValue(value: unknown): Hex {
    return fromDatabase(value);
  }
}

type HexOf = HexBuilder<{
  name: "";
  dataType: "string";
  columnType: "PgHex";
  data: Hex;
  driverParam: string;
  enumValues: undefined;
  generated: undefined;
}>;

/** A column of a digest, an account, a hash, or of what a call says. In place of Ponder's `t.hex()`, which is text. */
export function hex(): HexOf {
  return new HexBuilder("");
}

/** Bytes as part of a statement, as text: `0x…`. */
export function hexOf(bytes: SQLWrapper): SQL<Hex> {
  return sql`('0x' || encode(${bytes}, 'hex'))`;
}

/** Lets PGlite take bytes as columns write them. PostgreSQL's driver does. */
export function takingBytes(database: PGlite): PGlite {
  const own = database.serializers[BYTES];
  database.serializers[BYTES] = (value) => (typeof value === "string" || !own ? value : own(value));
  return database;
}
