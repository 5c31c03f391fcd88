// Keys of the API. A key is 256 random bits, so its plain SHA-256 gives nothing away; the key itself is shown once, when it
// is made, and kept nowhere.
import { createHash, randomBytes } from "node:crypto";
import type { ManufacturerId } from "@openrobotid/sdk";
import type { ServiceStore } from "./store.js";

/** What a key is for. What each may see is told by `src/api/access/scopes.ts`. */
export const SCOPES = ["insurer", "investigator", "maker", "authority"] as const;

/** One of {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number];

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
  /** When it was made. */
  readonly createdAt: number;
  /** From when on it opens nothing; `undefined` for never. */
  readonly expiresAt: number | undefined;
  /** When it was revoked. */
  readonly revokedAt: number | undefined;
}

/** What a new key is to be. */
export type NewKey = Pick<ApiKey, "scope" | "label" | "makers" | "expiresAt">;

type Row = {
  id: string;
  scope: string;
  label: string;
  makers: string;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
};

const COLUMNS = "id, scope, label, makers, created_at, expires_at, revoked_at";

/** Makes a key. What it gives is the only copy. */
export async function createKey(
  store: ServiceStore,
  { scope, label, makers, expiresAt }: NewKey,
): Promise<{ key: string; id: string }> {
  const id = randomBytes(4).toString("hex");
  const key = `orid_${id}_${randomBytes(32).toString("base64url")}`;
  await store.query(
    "insert into api_key (id, hash, scope, label, makers, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
    [id, digestOf(key), scope, label, makers.join(" "), now(), expiresAt ?? null],
  );
  return { key, id };
}

/** The key that somebody showed; `undefined` where it opens nothing, or no longer does. */
export async function findKey(store: ServiceStore, key: string): Promise<ApiKey | undefined> {
  const [row] = await store.query<Row>(`select ${COLUMNS} from api_key where hash = $1`, [
    digestOf(key),
  ]);
  if (!row || row.revoked_at !== null) return undefined;
  if (row.expires_at !== null && row.expires_at <= now()) return undefined;
  return toKey(row);
}

/** All keys, revoked ones too, the oldest first. */
export async function listKeys(store: ServiceStore): Promise<readonly ApiKey[]> {
  const rows = await store.query<Row>(`select ${COLUMNS} from api_key order by created_at, id`);
  return rows.map(toKey);
}

/** Revokes a key, for good. Gives whether there was one that still opened. */
export async function revokeKey(store: ServiceStore, id: string): Promise<boolean> {
  const rows = await store.query(
    "update api_key set revoked_at = $2 where id = $1 and revoked_at is null returning id",
    [id, now()],
  );
  return rows.length > 0;
}

function toKey(row: Row): ApiKey {
  return {
    id: row.id,
    scope: row.scope as Scope,
    label: row.label,
    makers: row.makers.split(" ").filter(Boolean) as ManufacturerId[],
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  };
}

function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
