// The tables of the store, the same in PostgreSQL and SQLite. Times are in seconds.
import type { Kysely } from "kysely";
import type { Scope } from "./scopes.js";

/** The tables. */
export interface Tables {
  readonly apiKey: {
    readonly id: string;
    readonly hash: string;
    readonly scope: Scope;
    readonly label: string;
    /** Separated by spaces. */
    readonly makers: string;
    readonly createdAt: number;
    readonly expiresAt: number | null;
    readonly revokedAt: number | null;
  };
  readonly access: {
    readonly id: string;
    readonly robot: string;
    readonly keyId: string;
    readonly scope: Scope;
    readonly label: string;
    readonly question: string;
    readonly moment: number | null;
    readonly at: number;
  };
  readonly manifest: {
    readonly unitsRoot: string;
    readonly units: number;
    readonly storedAt: number;
    readonly upload: string;
    readonly parts: number;
  };
  readonly manifestPart: {
    readonly upload: string;
    readonly ordinal: number;
    readonly content: Uint8Array;
  };
  readonly manifestAttempt: {
    readonly unitsRoot: string;
    readonly attempts: number;
    readonly dueAt: number;
  };
}

/** A place to remember things. */
export type ServiceStore = Kysely<Tables>;

/** Makes the tables where there are none. */
export async function makeTables({ schema }: ServiceStore): Promise<void> {
  const table = (name: keyof Tables) => schema.createTable(name).ifNotExists();
  await table("apiKey")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("hash", "text", (column) => column.notNull().unique())
    .addColumn("scope", "text", (column) => column.notNull())
    .addColumn("label", "text", (column) => column.notNull())
    .addColumn("makers", "text", (column) => column.notNull())
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("expiresAt", "bigint")
    .addColumn("revokedAt", "bigint")
    .execute();
  await table("access")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("robot", "text", (column) => column.notNull())
    .addColumn("keyId", "text", (column) => column.notNull())
    .addColumn("scope", "text", (column) => column.notNull())
    .addColumn("label", "text", (column) => column.notNull())
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("moment", "bigint")
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("accessRobot")
    .ifNotExists()
    .on("access")
    .columns(["robot", "id"])
    .execute();
  await table("manifest")
    .addColumn("unitsRoot", "text", (column) => column.primaryKey())
    .addColumn("units", "bigint", (column) => column.notNull())
    .addColumn("storedAt", "bigint", (column) => column.notNull())
    .addColumn("upload", "text", (column) => column.notNull())
    .addColumn("parts", "bigint", (column) => column.notNull())
    .execute();
  await table("manifestPart")
    .addColumn("upload", "text", (column) => column.notNull())
    .addColumn("ordinal", "bigint", (column) => column.notNull())
    .addColumn("content", "bytea", (column) => column.notNull())
    .addPrimaryKeyConstraint("manifestPartKey", ["upload", "ordinal"])
    .execute();
  await table("manifestAttempt")
    .addColumn("unitsRoot", "text", (column) => column.primaryKey())
    .addColumn("attempts", "bigint", (column) => column.notNull())
    .addColumn("dueAt", "bigint", (column) => column.notNull())
    .execute();
}
