// Rollups of telemetry: figures of days and weeks, made of batches, shown, and removed when their term is over.
import type { KeyObject } from "node:crypto";
import { readTelemetry, type TelemetryKind } from "@openrobotid/sdk/device";
import type { VaultStore } from "../store/tables.js";
import { addBatch, type Summaries, TELEMETRY_KINDS } from "./figures.js";
import {
  batchPlace,
  opened,
  openedBatch,
  rollupPlace,
  sealed,
  type TelemetryKeys,
} from "./keys.js";
import type { Mark } from "./marks.js";
import { type BatchRow, marksOf } from "./rows.js";
import type { Turns } from "./turns.js";

const DAY = 86_400;
/** Seconds of a period. Weeks begin on Mondays; the first day of the epoch was a Thursday. */
export const PERIODS = { day: DAY, week: 7 * DAY } as const;
const FIRST_MONDAY = 4 * DAY;

/** A period of rollups. */
export type Period = keyof typeof PERIODS;

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
/** Figures of a kind over a period. */
export interface Rollup {
  readonly kind: TelemetryKind;
  readonly start: number;
  readonly figures: Summaries;
}

/** What rollups are made of. */
export interface RollupsParameters {
  readonly store: VaultStore;
  readonly keys: TelemetryKeys;
  readonly turns: Turns;
  readonly now: () => number;
}

/** The first second of the period that a moment is in. */
export function startOf(period: Period, at: number): number {
  const shift = period === "week" ? FIRST_MONDAY : 0;
  return at - ((((at - shift) % PERIODS[period]) + PERIODS[period]) % PERIODS[period]);
}

/** The rollups of a vault. */
export class Rollups {
  readonly #of: RollupsParameters;

  constructor(parameters: RollupsParameters) {
    this.#of = parameters;
  }

  /** Rollups of a robot of a time, the first one first. */
  async list(
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
    const { key } = await this.#of.keys.of(robot);
    return rows.map(({ kind, start, sealed }) => ({
      kind: kind as TelemetryKind,
      start,
      figures: opened<Summaries>(key, rollupPlace(robot, kind, period, start), sealed),
    }));
  }

  /** Adds what the rollups of a robot do not have yet. */
  async rollUp(robot: string): Promise<void> {
    await this.#of.turns.take(async () => await this.#rollUp(robot));
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
    const { key } = await this.#of.keys.of(robot);
    await store.transaction().execute(async (transaction) => {
      const touched = new Map<string, Summaries>();
      const batches = rows
        .filter(({ marks }) => !marksOf(marks).some((mark) => UNCOUNTED.includes(mark)))
        .map((row) => readTelemetry(batchOf(row, key)));
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

  /** Adds what is not in the rollups yet, and removes those whose term is over. */
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
}

function batchOf(row: BatchRow, key: KeyObject): string {
  const place = batchPlace(row.robot, row.digest);
  return openedBatch(key, place, row.sealed ?? new Uint8Array()).batch;
}
