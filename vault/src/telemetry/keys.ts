// The keys that telemetry is sealed with, one a robot, and how it is sealed.
import { createSecretKey, type KeyObject } from "node:crypto";
import type { SignedTelemetry } from "@openrobotid/sdk/device";
import type { Transaction } from "kysely";
import { newKey, open, type SealKey, seal } from "../seal/seal.js";
import type { Tables, VaultStore } from "../store/tables.js";

/** Keys that are kept ready. */
const MOST_KEYS = 50_000;

/** The keys of telemetry, each sealed with the master key. */
export class TelemetryKeys {
  readonly #store: VaultStore;
  readonly #masterKey: Uint8Array;
  readonly #ready = new Map<string, KeyObject>();

  constructor(store: VaultStore, masterKey: Uint8Array) {
    this.#store = store;
    this.#masterKey = masterKey;
  }

  /** The key of a robot; a new one, which is not written yet, where it has none. */
  async of(robot: string): Promise<{ readonly key: KeyObject; readonly isNew: boolean }> {
    const ready = this.#ready.get(robot);
    if (ready) return { key: ready, isNew: false };
    const row = await this.#store
      .selectFrom("telemetryKey")
      .select("sealedKey")
      .where("robot", "=", robot)
      .executeTakeFirst();
    if (!row) return { key: createSecretKey(newKey()), isNew: true };
    const bytes = opened<number[]>(this.#masterKey, keyPlace(robot), row.sealedKey);
    const key = createSecretKey(Uint8Array.from(bytes));
    this.keep(robot, key);
    return { key, isNew: false };
  }

  /** Writes a new key. */
  async write(transaction: Transaction<Tables>, robot: string, key: KeyObject): Promise<void> {
    const sealedKey = sealed(this.#masterKey, keyPlace(robot), [...key.export()]);
    await transaction.insertInto("telemetryKey").values({ robot, sealedKey }).execute();
  }

  /** Keeps a key ready that is written. */
  keep(robot: string, key: KeyObject): void {
    if (this.#ready.size >= MOST_KEYS) this.#ready.clear();
    this.#ready.set(robot, key);
  }
}

/** Seals the keys of telemetry with another master key. */
export async function resealTelemetryKeys(
  transaction: Transaction<Tables>,
  from: Uint8Array,
  to: Uint8Array,
): Promise<void> {
  const rows = await transaction.selectFrom("telemetryKey").selectAll().execute();
  for (const { robot, sealedKey } of rows) {
    const key = opened<number[]>(from, keyPlace(robot), sealedKey);
    await transaction
      .updateTable("telemetryKey")
      .set({ sealedKey: sealed(to, keyPlace(robot), key) })
      .where("robot", "=", robot)
      .execute();
  }
}

export function sealed(key: SealKey, place: string, value: unknown): string {
  const bytes = seal(key, place, Buffer.from(JSON.stringify(value)));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64url");
}

export function opened<value>(key: SealKey, place: string, text: string): value {
  const bytes = open(key, place, Buffer.from(text, "base64url"));
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as value;
}

/** The batch as it is, after a line with all else: as a text in JSON it would be longer, and take longer. */
export function sealedBatch(key: KeyObject, place: string, { batch, ...rest }: SignedTelemetry) {
  return seal(key, place, Buffer.from(`${JSON.stringify(rest)}\n${batch}`));
}

export function openedBatch(key: KeyObject, place: string, bytes: Uint8Array): SignedTelemetry {
  const text = Buffer.from(open(key, place, bytes)).toString("utf8");
  const end = text.indexOf("\n");
  return { batch: text.slice(end + 1), ...JSON.parse(text.slice(0, end)) };
}

function keyPlace(robot: string): string {
  return `telemetry key of ${robot}`;
}

export function batchPlace(robot: string, digest: string): string {
  return `telemetry of ${robot} ${digest}`;
}

export function driftPlace(robot: string): string {
  return `drift of ${robot}`;
}

export function rollupPlace(robot: string, kind: string, period: string, start: number): string {
  return `rollup of ${robot} ${kind} ${period} ${start}`;
}
