// The tables of the store, the same in PostgreSQL and SQLite. Times are in seconds.

import { type Kysely, sql } from "kysely";
import type { AnchorTables } from "../access-log/anchoring.js";
import type { LogTables } from "../access-log/tree.js";
import type { Scope } from "./scopes.js";

/** What is kept of a look, at one robot or at several. */
interface Look {
  readonly id: string;
  readonly keyId: string;
  readonly scope: Scope;
  readonly label: string;
  readonly question: string;
  readonly moment: number | null;
  readonly at: number;
  /** Place of its line in the log; none until it has one. */
  readonly position: number | null;
  /** From when on the holder is shown it. */
  readonly toldAt: number | null;
  /** Its line of the log, as it is hashed. */
  readonly line: string | null;
}

/** The tables. */
export interface Tables extends LogTables, AnchorTables {
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
  /** Whose robots a key of scope `owner` follows. */
  readonly apiKeyAccount: {
    readonly keyId: string;
    /** In lower case. */
    readonly account: string;
  };
  readonly access: Look & {
    readonly robot: string;
    /** Who read the log itself, where it was that; otherwise none. */
    readonly account: string | null;
  };
  /** Looks at several robots at once whose codes begin alike. */
  readonly accessGroup: Look & {
    /** What their codes begin with. */
    readonly beginning: string;
    /** How they end, each between commas. */
    readonly endings: string;
    /** Number of the line of each robot in its series, each between commas, in the order of the endings. */
    readonly ordinals: string | null;
    /** What the robots' own lines are salted with. */
    readonly seed: string | null;
  };
  /** How many lines there are of robots whose codes begin alike. */
  readonly accessCount: {
    readonly beginning: string;
    /** As JSON: told and delayed, by what the codes end with. */
    readonly counts: string;
  };
  /** Given to sign in with, to be used once. */
  readonly logNonce: { readonly nonce: string; readonly expiresAt: number };
  /** Who signed in to read the log. */
  readonly logSession: {
    /** Of the token. */
    readonly digest: string;
    readonly account: string;
    readonly expiresAt: number;
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
  readonly webhook: {
    readonly id: string;
    readonly keyId: string;
    /** Which of the places of its key it has: so many subscriptions a key may have. */
    readonly place: number;
    readonly url: string;
    /** As JSON. */
    readonly filter: string;
    /** Sealed. */
    readonly secret: string;
    /** Sealed: signs as well until then. */
    readonly previousSecret: string | null;
    readonly previousUntil: number | null;
    /** What comes next is behind this log of the chain. */
    readonly blockNumber: number;
    readonly logIndex: number;
    readonly state: "active" | "paused";
    /** Why it is paused. */
    readonly reason: PauseReason | null;
    readonly createdAt: number;
    /** Attempts at the message that comes next. */
    readonly attempts: number;
    readonly failingSince: number | null;
    readonly dueAt: number;
    readonly lastFailure: string | null;
    /** The sender that has it. */
    readonly lease: string | null;
    readonly leaseUntil: number;
  };
  readonly webhookDelivery: {
    readonly id: string;
    readonly webhook: string;
    readonly message: string;
    readonly cursor: string;
    readonly attempt: number;
    readonly at: number;
    readonly milliseconds: number;
    readonly status: number | null;
    readonly failure: string | null;
  };
  readonly webhookDeadLetter: {
    readonly webhook: string;
    readonly blockNumber: number;
    readonly logIndex: number;
    readonly message: string;
    readonly kind: string;
    readonly attempts: number;
    readonly firstAt: number;
    readonly lastAt: number;
    readonly failure: string;
    readonly deliveredAt: number | null;
  };
}

/** Why a subscription is paused. */
export type PauseReason = "owner" | "failing" | "gone" | "keyClosed";

/** A place to remember things. */
export type ServiceStore = Kysely<Tables>;

/** Makes the tables where there are none, in a schema where the database has schemas. */
export async function makeTables(store: ServiceStore, within?: string): Promise<void> {
  const { schema } = store;
  const table = (name: keyof Tables) => schema.createTable(name).ifNotExists();
  const looks = (name: keyof Tables) =>
    table(name)
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("keyId", "text", (column) => column.notNull())
      .addColumn("scope", "text", (column) => column.notNull())
      .addColumn("label", "text", (column) => column.notNull())
      .addColumn("question", "text", (column) => column.notNull())
      .addColumn("moment", "bigint")
      .addColumn("at", "bigint", (column) => column.notNull());
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
  await table("apiKeyAccount")
    .addColumn("keyId", "text", (column) => column.notNull())
    .addColumn("account", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("apiKeyAccountKey", ["keyId", "account"])
    .execute();
  await looks("access")
    .addColumn("robot", "text", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("accessRobot")
    .ifNotExists()
    .on("access")
    .columns(["robot", "id"])
    .execute();
  await looks("accessGroup")
    .addColumn("beginning", "text", (column) => column.notNull())
    .addColumn("endings", "text", (column) => column.notNull())
    .execute();
  await addLogColumns(store, within);
  for (const name of ["access", "accessGroup"] as const) {
    await schema
      .createIndex(`${name}Waiting`)
      .ifNotExists()
      .on(name)
      .column("id")
      .where(sql.ref("position"), "is", null)
      .execute();
  }
  await table("accessCount")
    .addColumn("beginning", "text", (column) => column.primaryKey())
    .addColumn("counts", "text", (column) => column.notNull())
    .execute();
  await table("logNode")
    .addColumn("level", "bigint", (column) => column.notNull())
    .addColumn("position", "bigint", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("logNodeKey", ["level", "position"])
    .execute();
  await table("anchor")
    .addColumn("topic", "text", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addColumn("root", "text", (column) => column.notNull())
    .addColumn("leaves", "bigint", (column) => column.notNull())
    .addColumn("at", "bigint")
    .addPrimaryKeyConstraint("anchorKey", ["topic", "number"])
    .execute();
  await table("logNonce")
    .addColumn("nonce", "text", (column) => column.primaryKey())
    .addColumn("expiresAt", "bigint", (column) => column.notNull())
    .execute();
  await table("logSession")
    .addColumn("digest", "text", (column) => column.primaryKey())
    .addColumn("account", "text", (column) => column.notNull())
    .addColumn("expiresAt", "bigint", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("accessGroupBeginning")
    .ifNotExists()
    .on("accessGroup")
    .columns(["beginning", "id"])
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
  await table("webhook")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("keyId", "text", (column) => column.notNull())
    .addColumn("place", "bigint", (column) => column.notNull())
    .addColumn("url", "text", (column) => column.notNull())
    .addColumn("filter", "text", (column) => column.notNull())
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("previousSecret", "text")
    .addColumn("previousUntil", "bigint")
    .addColumn("blockNumber", "bigint", (column) => column.notNull())
    .addColumn("logIndex", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("createdAt", "bigint", (column) => column.notNull())
    .addColumn("attempts", "bigint", (column) => column.notNull())
    .addColumn("failingSince", "bigint")
    .addColumn("dueAt", "bigint", (column) => column.notNull())
    .addColumn("lastFailure", "text")
    .addColumn("lease", "text")
    .addColumn("leaseUntil", "bigint", (column) => column.notNull())
    .addUniqueConstraint("webhookPlace", ["keyId", "place"])
    .execute();
  await table("webhookDelivery")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("webhook", "text", (column) => column.notNull())
    .addColumn("message", "text", (column) => column.notNull())
    .addColumn("cursor", "text", (column) => column.notNull())
    .addColumn("attempt", "bigint", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("milliseconds", "bigint", (column) => column.notNull())
    .addColumn("status", "bigint")
    .addColumn("failure", "text")
    .execute();
  await schema
    .createIndex("webhookDeliveryOf")
    .ifNotExists()
    .on("webhookDelivery")
    .columns(["webhook", "id"])
    .execute();
  await table("webhookDeadLetter")
    .addColumn("webhook", "text", (column) => column.notNull())
    .addColumn("blockNumber", "bigint", (column) => column.notNull())
    .addColumn("logIndex", "bigint", (column) => column.notNull())
    .addColumn("message", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("attempts", "bigint", (column) => column.notNull())
    .addColumn("firstAt", "bigint", (column) => column.notNull())
    .addColumn("lastAt", "bigint", (column) => column.notNull())
    .addColumn("failure", "text", (column) => column.notNull())
    .addColumn("deliveredAt", "bigint")
    .addPrimaryKeyConstraint("webhookDeadLetterKey", ["webhook", "blockNumber", "logIndex"])
    .execute();
}

/** Columns that looks have for the log. A store of before it has the tables without them. */
const OF_LINE = { position: "bigint", toldAt: "bigint", line: "text" } as const;
const LOG_COLUMNS: Readonly<Record<string, Readonly<Record<string, "text" | "bigint">>>> = {
  access: { ...OF_LINE, account: "text" },
  accessGroup: { ...OF_LINE, ordinals: "text", seed: "text" },
};

async function addLogColumns(store: ServiceStore, within: string | undefined): Promise<void> {
  const all = await store.introspection.getTables();
  const tables = all.filter(({ schema }) => schema === within);
  for (const [name, columns] of Object.entries(LOG_COLUMNS)) {
    const found = tables.find((table) => table.name === inDatabase(name))?.columns ?? [];
    for (const [column, type] of Object.entries(columns)) {
      if (found.some((one) => one.name === inDatabase(column))) continue;
      await store.schema.alterTable(name).addColumn(column, type).execute();
    }
  }
}

/** What the database calls a table or a column. */
function inDatabase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
