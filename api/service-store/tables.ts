// The tables of the store, the same in PostgreSQL and SQLite. Times are in seconds.
import type { Kysely } from "kysely";
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
}

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
  /** Whose robots a key of scope `owner` follows. */
  readonly apiKeyAccount: {
    readonly keyId: string;
    /** In lower case. */
    readonly account: string;
  };
  readonly access: Look & { readonly robot: string };
  /** Looks at several robots at once whose codes begin alike. */
  readonly accessGroup: Look & {
    /** What their codes begin with. */
    readonly beginning: string;
    /** How they end, each between commas. */
    readonly endings: string;
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

/** Makes the tables where there are none. */
export async function makeTables({ schema }: ServiceStore): Promise<void> {
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
