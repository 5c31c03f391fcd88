// Telemetry of robots: what is taken in, found about it, summed up, shown and removed when its term is over.
import { createSecretKey, type KeyObject } from "node:crypto";
import type { RobotId } from "@openrobotid/sdk";
import {
  readTelemetry,
  type SignedTelemetry,
  type TelemetryBatch,
  type TelemetryKind,
  telemetryMessage,
} from "@openrobotid/sdk/device";
import { CompiledQuery, SqliteAdapter, type Transaction } from "kysely";
import type { Address, Hex } from "viem";
import type { AccessLog } from "../log/access-log.js";
import { VaultProblem } from "../problem.js";
import { newKey, open, type SealKey, seal } from "../seal/seal.js";
import { COLUMNS, type Tables, type VaultStore } from "../store/tables.js";
import { addBatch, type Summaries, TELEMETRY_KINDS } from "./figures.js";
import { examine, type Mark, type Progress } from "./marks.js";
import { digestOf, type Signers, signerOf } from "./signature.js";

const DAY = 86_400;
/** Seconds of a period. Weeks begin on Mondays; the first day of the epoch was a Thursday. */
export const PERIODS = { day: DAY, week: 7 * DAY } as const;
const FIRST_MONDAY = 4 * DAY;

/** A period of rollups. */
export type Period = keyof typeof PERIODS;

/** For how many days the batches themselves are kept. */
export const BATCH_DAYS = 90;

/** For how many days rollups are kept, by kind. */
export const ROLLUP_DAYS: Readonly<Record<TelemetryKind, Readonly<Record<Period, number>>>> = {
  use: { day: 400, week: 1_100 },
  joints: { day: 1_100, week: 3_660 },
  battery: { day: 1_100, week: 3_660 },
  accuracy: { day: 1_100, week: 3_660 },
  safety: { day: 1_100, week: 3_660 },
};

/** Batches that rollups leave out: nobody can say when their figures were. */
const UNCOUNTED: readonly Mark[] = ["conflict", "clockAhead"];
const MOST_PROGRESS = 50_000;
/** Rows of one insert. */
const ROWS = 200;

/** The result for a batch. */
export interface Taken {
  readonly digest: Hex;
  readonly sequence: number;
  readonly marks: readonly Mark[];
}

/** A batch that is kept. */
export interface KeptBatch extends Taken {
  readonly signed: SignedTelemetry;
  readonly receivedAt: number;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** Figures of a kind over a period. */
export interface Rollup {
  readonly kind: TelemetryKind;
  readonly start: number;
  readonly figures: Summaries;
}

/** What the telemetry of a vault is made of. */
export interface TelemetryParameters {
  readonly store: VaultStore;
  readonly log: AccessLog;
  readonly masterKey: Uint8Array;
  readonly now: () => number;
}

type Row = Tables["telemetryBatch"];

/** A batch that was read and whose signature was checked. */
interface Read {
  readonly signed: SignedTelemetry;
  readonly batch: TelemetryBatch;
  readonly digest: Hex;
  /** Whose gateway signed. */
  readonly account: Address | undefined;
}

/** The first second of the period that a moment is in. */
export function startOf(period: Period, at: number): number {
  const shift = period === "week" ? FIRST_MONDAY : 0;
  return at - ((((at - shift) % PERIODS[period]) + PERIODS[period]) % PERIODS[period]);
}

/** The telemetry of a vault. */
export class Telemetry {
  readonly #of: TelemetryParameters;
  readonly #progress = new Map<string, Progress>();
  readonly #keys = new Map<string, KeyObject>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(parameters: TelemetryParameters) {
    this.#of = parameters;
  }

  /**
   * Takes batches of a robot in, all or none, with what was found about each. What came before is noted, and not kept twice.
   *
   * @throws VaultProblem where one is not of the schema, of another robot or chain, or not signed.
   */
  async take(
    robot: RobotId,
    chainId: number,
    given: readonly SignedTelemetry[],
    signers: Signers,
  ): Promise<readonly Taken[]> {
    const read: Read[] = [];
    for (const [index, signed] of given.entries()) {
      const batch = readBatch(signed.batch, index);
      requireSame(batch.robot, robot, "robot", index);
      requireSame(batch.chainId, chainId, "chain", index);
      const message = telemetryMessage(signed.batch);
      const account = await signerOf(signed, message, signers);
      read.push({ signed, batch, account, digest: digestOf(message) });
    }
    const taking = this.#writing.then(async () => await this.#write(robot, read));
    this.#writing = taking.catch(() => undefined);
    return await taking;
  }

  async #write(robot: RobotId, read: readonly Read[]): Promise<readonly Taken[]> {
    const { store, log, now } = this.#of;
    const receivedAt = Math.floor(now());
    const sequences = read.map(({ batch }) => batch.sequence);
    const there = await store
      .selectFrom("telemetryBatch")
      .select(["digest", "sequence", "marks"])
      .where("robot", "=", robot)
      .where("sequence", "in", sequences)
      .execute();
    const known = new Map(there.map(({ digest, marks }) => [digest, marks]));
    const numbers = new Set(there.map(({ sequence }) => sequence));
    const { key, isNew } = await this.#keyOf(robot);
    let progress = await this.#progressOf(robot, key);
    const rows: Row[] = [];
    const replays: Row["digest"][] = [];
    const taken = read.map(({ signed, batch, digest, account }): Taken => {
      const { sequence } = batch;
      const before = known.get(digest);
      if (before !== undefined) {
        replays.push(digest);
        return { digest, sequence, marks: marksOf(withMark(before, "replay")) };
      }
      const { marks, after } = examine(batch, progress, receivedAt);
      progress = after;
      const all = numbers.has(sequence) ? [...marks, "conflict" as const] : [...marks];
      known.set(digest, all.join(" "));
      numbers.add(sequence);
      rows.push({
        ...{ robot, digest, sequence, signedBy: signed.signedBy },
        account: account ?? null,
        ...{ beganAt: batch.from, endedAt: batch.until, receivedAt },
        ...{ marks: all.join(" "), replays: 0, rolled: 0, anchor: null },
        sealed: sealedBatch(key, batchPlace(robot, digest), signed),
      });
      return { digest, sequence, marks: all };
    });
    const found = new Set(taken.flatMap(({ marks }) => marks));
    const by = new Set(read.map(({ signed }) => signed.signedBy));
    const line = {
      what: found.size > 0 ? ("telemetryMarked" as const) : ("telemetryTaken" as const),
      ...{ robot, kind: "telemetry", account: read.find(({ account }) => account)?.account },
      why: `${taken.length} signed by ${[...by].join(", ")}${found.size > 0 ? `: ${[...found].join(", ")}` : ""}`,
    };
    await log.write(line, {
      also: async (transaction) => {
        if (isNew) {
          const sealedKey = sealed(this.#of.masterKey, keyPlace(robot), [...key.export()]);
          await transaction.insertInto("telemetryKey").values({ robot, sealedKey }).execute();
        }
        await insertBatches(transaction, rows);
        await noteReplays(transaction, robot, replays);
      },
    });
    this.#keys.set(robot, key);
    if (this.#progress.size >= MOST_PROGRESS) this.#progress.clear();
    if (progress) this.#progress.set(robot, progress);
    return taken;
  }

  /** Batches of a robot of a time that are still kept, the first one first. */
  async batches(robot: string, from: number, until: number): Promise<readonly KeptBatch[]> {
    const rows = await this.#of.store
      .selectFrom("telemetryBatch")
      .selectAll()
      .where("robot", "=", robot)
      .where("endedAt", ">=", from)
      .where("endedAt", "<", until)
      .where("sealed", "is not", null)
      .orderBy("endedAt")
      .orderBy("sequence")
      .limit(MOST_BATCHES)
      .execute();
    const { key } = await this.#keyOf(robot);
    return rows.map((row) => kept(row, key));
  }

  /** One batch; `undefined` where it never came. Without what was signed where its term is over. */
  async batch(robot: string, digest: string) {
    const row = await this.#of.store
      .selectFrom("telemetryBatch")
      .selectAll()
      .where("robot", "=", robot)
      .where("digest", "=", digest)
      .executeTakeFirst();
    if (!row) return undefined;
    const signed = row.sealed && kept(row, (await this.#keyOf(robot)).key).signed;
    return { row, marks: marksOf(row.marks), signed: signed || undefined };
  }

  /** Rollups of a robot of a time, the first one first. */
  async rollups(
    robot: string,
    period: Period,
    { from, until }: { readonly from: number; readonly until: number },
  ): Promise<readonly Rollup[]> {
    await this.rollUp(robot);
    const rows = await this.#of.store
      .selectFrom("telemetryRollup")
      .select(["kind", "start", "sealed"])
      .where("robot", "=", robot)
      .where("period", "=", period)
      .where("start", ">=", startOf(period, from))
      .where("start", "<", until)
      .orderBy("start")
      .orderBy("kind")
      .execute();
    if (rows.length === 0) return [];
    const { key } = await this.#keyOf(robot);
    return rows.map(({ kind, start, sealed }) => ({
      kind: kind as TelemetryKind,
      start,
      figures: opened<Summaries>(key, rollupPlace(robot, kind, period, start), sealed),
    }));
  }

  /** Adds what the rollups of a robot do not have yet. */
  async rollUp(robot: string): Promise<void> {
    const rolling = this.#writing.then(async () => await this.#rollUp(robot));
    this.#writing = rolling.catch(() => undefined);
    await rolling;
  }

  async #rollUp(robot: string): Promise<void> {
    const { store } = this.#of;
    const rows = await store
      .selectFrom("telemetryBatch")
      .selectAll()
      .where("robot", "=", robot)
      .where("rolled", "=", 0)
      .where("sealed", "is not", null)
      .execute();
    if (rows.length === 0) return;
    const { key } = await this.#keyOf(robot);
    await store.transaction().execute(async (transaction) => {
      const touched = new Map<string, Summaries>();
      const batches = rows
        .filter(({ marks }) => !marksOf(marks).some((mark) => UNCOUNTED.includes(mark)))
        .map((row) => readTelemetry(kept(row, key).signed.batch));
      const load = async (at: number, kind: string, period: Period) => {
        const start = startOf(period, at);
        const name = `${kind} ${period} ${start}`;
        if (touched.has(name)) return;
        const there = await transaction
          .selectFrom("telemetryRollup")
          .select("sealed")
          .where("robot", "=", robot)
          .where("kind", "=", kind)
          .where("period", "=", period)
          .where("start", "=", start)
          .executeTakeFirst();
        const place = rollupPlace(robot, kind, period, start);
        touched.set(name, there ? opened<Summaries>(key, place, there.sealed) : {});
      };
      for (const { readings } of batches) {
        for (const reading of readings) {
          for (const kind of TELEMETRY_KINDS) {
            if (!reading[kind]) continue;
            await load(reading.at, kind, "day");
            await load(reading.at, kind, "week");
          }
        }
      }
      for (const batch of batches) {
        addBatch(batch, (at, kind) =>
          (["day", "week"] as const).map(
            (period) => touched.get(`${kind} ${period} ${startOf(period, at)}`) ?? {},
          ),
        );
      }
      for (const [name, figures] of touched) {
        const [kind = "", period = "", text = ""] = name.split(" ");
        const start = Number(text);
        const row = { robot, kind, period, start };
        await transaction
          .insertInto("telemetryRollup")
          .values({ ...row, sealed: sealed(key, rollupPlace(robot, kind, period, start), figures) })
          .onConflict((conflict) =>
            conflict.columns(["robot", "period", "start", "kind"]).doUpdateSet((excluded) => ({
              sealed: excluded.ref("excluded.sealed"),
            })),
          )
          .execute();
      }
      for (const { digest } of rows) {
        await transaction
          .updateTable("telemetryBatch")
          .set({ rolled: 1 })
          .where("robot", "=", robot)
          .where("digest", "=", digest)
          .execute();
      }
    });
  }

  /** Removes what its term is over of. What is not in the rollups yet is added first; digest and marks of a batch stay, so that its anchor stays provable. */
  async expire(): Promise<void> {
    const { store, now } = this.#of;
    const at = Math.floor(now());
    const waiting = await store
      .selectFrom("telemetryBatch")
      .select("robot")
      .distinct()
      .where("rolled", "=", 0)
      .execute();
    for (const { robot } of waiting) await this.rollUp(robot);
    await store
      .updateTable("telemetryBatch")
      .set({ sealed: null })
      .where("receivedAt", "<", at - BATCH_DAYS * DAY)
      .where("sealed", "is not", null)
      .execute();
    for (const kind of TELEMETRY_KINDS) {
      for (const period of ["day", "week"] as const) {
        await store
          .deleteFrom("telemetryRollup")
          .where("kind", "=", kind)
          .where("period", "=", period)
          .where("start", "<", at - ROLLUP_DAYS[kind][period] * DAY)
          .execute();
      }
    }
  }

  async #keyOf(robot: string): Promise<{ readonly key: KeyObject; readonly isNew: boolean }> {
    const ready = this.#keys.get(robot);
    if (ready) return { key: ready, isNew: false };
    const row = await this.#of.store
      .selectFrom("telemetryKey")
      .select("sealedKey")
      .where("robot", "=", robot)
      .executeTakeFirst();
    if (!row) return { key: createSecretKey(newKey()), isNew: true };
    const bytes = opened<number[]>(this.#of.masterKey, keyPlace(robot), row.sealedKey);
    const key = createSecretKey(Uint8Array.from(bytes));
    if (this.#keys.size >= MOST_PROGRESS) this.#keys.clear();
    this.#keys.set(robot, key);
    return { key, isNew: false };
  }

  async #progressOf(robot: string, key: KeyObject): Promise<Progress | undefined> {
    const ready = this.#progress.get(robot);
    if (ready) return ready;
    const rows = await this.#of.store
      .selectFrom("telemetryBatch")
      .selectAll()
      .where("robot", "=", robot)
      .where("sealed", "is not", null)
      .orderBy("sequence", "desc")
      .limit(20)
      .execute();
    let progress: Progress | undefined;
    for (const row of rows.reverse()) {
      progress = examine(
        readTelemetry(kept(row, key).signed.batch),
        progress,
        row.receivedAt,
      ).after;
    }
    return progress;
  }
}

/** Most batches of one answer. */
const MOST_BATCHES = 1_000;

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

const COLUMN_NAMES = Object.keys(COLUMNS.telemetryBatch) as (keyof Row)[];
const INSERT = `insert into telemetry_batch (${COLUMN_NAMES.map((name) =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
).join(", ")}) values `;

/** Many rows of many columns: the query builder takes longer over them than the database. */
async function insertBatches(
  transaction: Transaction<Tables>,
  rows: readonly Row[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS) {
    const some = rows.slice(first, first + ROWS);
    const isSqlite = transaction.getExecutor().adapter instanceof SqliteAdapter;
    let count = 0;
    const place = () => {
      count += 1;
      return isSqlite ? "?" : `$${count}`;
    };
    const values = some.map(() => `(${COLUMN_NAMES.map(place).join(",")})`).join(",");
    const parameters = some.flatMap((row) => COLUMN_NAMES.map((name) => row[name]));
    await transaction.executeQuery(CompiledQuery.raw(INSERT + values, parameters));
  }
}

async function noteReplays(
  transaction: Transaction<Tables>,
  robot: string,
  digests: readonly string[],
): Promise<void> {
  for (const digest of digests) {
    const row = await transaction
      .selectFrom("telemetryBatch")
      .select(["marks", "replays"])
      .where("robot", "=", robot)
      .where("digest", "=", digest)
      .executeTakeFirst();
    if (!row) continue;
    await transaction
      .updateTable("telemetryBatch")
      .set({ replays: row.replays + 1, marks: withMark(row.marks, "replay") })
      .where("robot", "=", robot)
      .where("digest", "=", digest)
      .execute();
  }
}

function kept(row: Row, key: KeyObject): KeptBatch {
  const { digest, sequence, receivedAt, beganAt, endedAt } = row;
  const place = batchPlace(row.robot, digest);
  return {
    ...{ digest: digest as Hex, sequence, receivedAt, beganAt, endedAt, marks: marksOf(row.marks) },
    signed: openedBatch(key, place, row.sealed ?? new Uint8Array()),
  };
}

function readBatch(text: string, index: number): TelemetryBatch {
  try {
    return readTelemetry(text);
  } catch (error) {
    throw new VaultProblem("invalid-request", `batches.${index}: ${(error as Error).message}`);
  }
}

function requireSame<value>(found: value, expected: value, what: string, index: number): void {
  if (found === expected) return;
  throw new VaultProblem(
    "invalid-request",
    `batches.${index}: It is of ${what} ${found}. Expected ${expected}.`,
  );
}

function marksOf(text: string): Mark[] {
  return text === "" ? [] : (text.split(" ") as Mark[]);
}

function withMark(text: string, mark: Mark): string {
  return [...new Set([...marksOf(text), mark])].join(" ");
}

function sealed(key: SealKey, place: string, value: unknown): string {
  const bytes = seal(key, place, Buffer.from(JSON.stringify(value)));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64url");
}

function opened<value>(key: SealKey, place: string, text: string): value {
  const bytes = open(key, place, Buffer.from(text, "base64url"));
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as value;
}

/** The batch as it is, after a line with all else: as a text in JSON it would be longer, and take longer. */
function sealedBatch(key: KeyObject, place: string, { batch, ...rest }: SignedTelemetry) {
  return seal(key, place, Buffer.from(`${JSON.stringify(rest)}\n${batch}`));
}

function openedBatch(key: KeyObject, place: string, bytes: Uint8Array): SignedTelemetry {
  const text = Buffer.from(open(key, place, bytes)).toString("utf8");
  const end = text.indexOf("\n");
  return { batch: text.slice(end + 1), ...JSON.parse(text.slice(0, end)) };
}

function keyPlace(robot: string): string {
  return `telemetry key of ${robot}`;
}

function batchPlace(robot: string, digest: string): string {
  return `telemetry of ${robot} ${digest}`;
}

function rollupPlace(robot: string, kind: string, period: string, start: number): string {
  return `rollup of ${robot} ${kind} ${period} ${start}`;
}
