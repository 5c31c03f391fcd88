// Telemetry of robots: what is taken in, found about it, shown and removed when its term is over.
import type { KeyObject } from "node:crypto";
import type { RobotId } from "@openrobotid/sdk";
import {
  readTelemetry,
  type SignedTelemetry,
  type TelemetryBatch,
  telemetryMessage,
} from "@openrobotid/sdk/device";
import type { Address, Hex } from "viem";
import type { AccessLog } from "../log/access-log.js";
import { VaultProblem } from "../problem.js";
import type { VaultStore } from "../store/tables.js";
import { Drift } from "./drift.js";
import { batchPlace, openedBatch, sealedBatch, TelemetryKeys } from "./keys.js";
import { examine, type Mark, type Progress } from "./marks.js";
import { PERIODS, Rollups } from "./rollups.js";
import { type BatchRow, insertBatches, marksOf, noteReplays, withMark } from "./rows.js";
import { digestOf, type Signers, signerOf } from "./signature.js";
import { Turns } from "./turns.js";

/** For how many days the batches themselves are kept. */
export const BATCH_DAYS = 90;

const MOST_PROGRESS = 50_000;
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

/** What the telemetry of a vault is made of. */
export interface TelemetryParameters {
  readonly store: VaultStore;
  readonly log: AccessLog;
  readonly masterKey: Uint8Array;
  readonly now: () => number;
}

/** A batch that was read and whose signature was checked. */
interface Read {
  readonly signed: SignedTelemetry;
  readonly batch: TelemetryBatch;
  readonly digest: Hex;
  /** Whose gateway signed. */
  readonly account: Address | undefined;
}

/** The telemetry of a vault. */
export class Telemetry {
  readonly #of: TelemetryParameters;
  readonly #progress = new Map<string, Progress>();
  readonly #keys: TelemetryKeys;
  readonly #turns = new Turns();
  /** Figures of days and weeks. */
  readonly rollups: Rollups;
  /** Rules of makers, and what they find. */
  readonly drift: Drift;

  constructor(parameters: TelemetryParameters) {
    const { store, log, masterKey, now } = parameters;
    this.#of = parameters;
    this.#keys = new TelemetryKeys(store, masterKey);
    this.rollups = new Rollups({ store, keys: this.#keys, turns: this.#turns, now });
    this.drift = new Drift({ ...{ store, log, now }, keys: this.#keys, rollups: this.rollups });
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
    return await this.#turns.take(async () => await this.#write(robot, read));
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
    const { key, isNew } = await this.#keys.of(robot);
    let progress = await this.#progressOf(robot, key);
    const rows: BatchRow[] = [];
    const replays: BatchRow["digest"][] = [];
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
        if (isNew) await this.#keys.write(transaction, robot, key);
        await insertBatches(transaction, rows);
        await noteReplays(transaction, robot, replays);
      },
    });
    this.#keys.keep(robot, key);
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
    const { key } = await this.#keys.of(robot);
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
    const signed = row.sealed && kept(row, (await this.#keys.of(robot)).key).signed;
    return { row, marks: marksOf(row.marks), signed: signed || undefined };
  }

  /** Removes what its term is over of, once the rollups have it. Digest and marks of a batch stay, so that its anchor stays provable. */
  async expire(): Promise<void> {
    const { store, now } = this.#of;
    const at = Math.floor(now());
    await this.rollups.expire();
    await store
      .updateTable("telemetryBatch")
      .set({ sealed: null })
      .where("receivedAt", "<", at - BATCH_DAYS * PERIODS.day)
      .where("sealed", "is not", null)
      .execute();
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

function kept(row: BatchRow, key: KeyObject): KeptBatch {
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
