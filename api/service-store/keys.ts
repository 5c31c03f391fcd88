// Keys of the API. A key is 256 random bits, so its plain SHA-256 gives nothing away; the key itself is shown once, when it
// is made, and kept nowhere.
import { createHash, randomBytes } from "node:crypto";
import type { ManufacturerId } from "@openrobotid/sdk";
import type { Address } from "viem";
import type { Scope } from "./scopes.js";
import type { ServiceStore, Tables } from "./tables.js";

export { SCOPES, type Scope } from "./scopes.js";

/** A key, without what opens. Times are in seconds. */
export interface ApiKey {
  /** Its name: what lists and logs call it. */
  readonly id: string;
  /** What it is for. */
  readonly scope: Scope;
  /** Whose it is: the name of an institution, never of a person. */
  readonly label: string;
  /** The makers whose units a key of scope `maker` sees. */
  readonly makers: readonly ManufacturerId[];
  /** The accounts whose robots a key of scope `owner` follows, in lower case. */
  readonly accounts: readonly Address[];
  /** When it was made. */
  readonly createdAt: number;
  /** From when on it opens nothing; `undefined` for never. */
  readonly expiresAt: number | undefined;
  /** When it was revoked. */
  readonly revokedAt: number | undefined;
}

/** What a new key is to be. */
export type NewKey = Pick<ApiKey, "scope" | "label" | "makers" | "expiresAt"> &
  Partial<Pick<ApiKey, "accounts">>;

const COLUMNS = ["id", "scope", "label", "makers", "createdAt", "expiresAt", "revokedAt"] as const;

type Row = Pick<Tables["apiKey"], (typeof COLUMNS)[number]>;

/** Makes a key. What it gives is the only copy. */
export async function createKey(
  store: ServiceStore,
  { scope, label, makers, accounts = [], expiresAt }: NewKey,
): Promise<{ key: string; id: string }> {
  const id = randomBytes(4).toString("hex");
  const key = `orid_${id}_${randomBytes(32).toString("base64url")}`;
  const all = [...new Set(accounts.map((account) => account.toLowerCase()))];
  await store.transaction().execute(async (within) => {
    await within
      .insertInto("apiKey")
      .values({
        id,
        hash: digestOf(key),
        scope,
        label,
        makers: makers.join(" "),
        createdAt: now(),
        expiresAt: expiresAt ?? null,
        revokedAt: null,
      })
      .execute();
    if (all.length === 0) return;
    await within
      .insertInto("apiKeyAccount")
      .values(all.map((account) => ({ keyId: id, account })))
      .execute();
  });
  return { key, id };
}

/** The key that somebody showed; `undefined` where it opens nothing, or no longer does. */
export async function findKey(store: ServiceStore, key: string): Promise<ApiKey | undefined> {
  const row = await store
    .selectFrom("apiKey")
    .select(COLUMNS)
    .where("hash", "=", digestOf(key))
    .executeTakeFirst();
  return row && (await toOpenKey(store, row));
}

/** The key of a name; `undefined` where there is none, or it no longer opens anything. */
export async function findKeyById(store: ServiceStore, id: string): Promise<ApiKey | undefined> {
  const row = await store
    .selectFrom("apiKey")
    .select(COLUMNS)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && (await toOpenKey(store, row));
}

/** All keys, revoked ones too, the oldest first. */
export async function listKeys(store: ServiceStore): Promise<readonly ApiKey[]> {
  const rows = await store
    .selectFrom("apiKey")
    .select(COLUMNS)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  return await Promise.all(rows.map(async (row) => toKey(row, await accountsOf(store, row))));
}

/** Revokes a key, for good. Gives whether there was one that still opened. */
export async function revokeKey(store: ServiceStore, id: string): Promise<boolean> {
  const rows = await store
    .updateTable("apiKey")
    .set({ revokedAt: now() })
    .where("id", "=", id)
    .where("revokedAt", "is", null)
    .returning("id")
    .execute();
  return rows.length > 0;
}

async function toOpenKey(store: ServiceStore, row: Row): Promise<ApiKey | undefined> {
  if (row.revokedAt !== null) return undefined;
  if (row.expiresAt !== null && row.expiresAt <= now()) return undefined;
  return toKey(row, await accountsOf(store, row));
}

async function accountsOf(store: ServiceStore, { id, scope }: Row): Promise<Address[]> {
  if (scope !== "owner") return [];
  const rows = await store
    .selectFrom("apiKeyAccount")
    .select("account")
    .where("keyId", "=", id)
    .orderBy("account")
    .execute();
  return rows.map(({ account }) => account as Address);
}

function toKey({ makers, expiresAt, revokedAt, ...key }: Row, accounts: Address[]): ApiKey {
  return {
    ...key,
    accounts,
    makers: makers.split(" ").filter(Boolean) as ManufacturerId[],
    expiresAt: expiresAt ?? undefined,
    revokedAt: revokedAt ?? undefined,
  };
}

function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
