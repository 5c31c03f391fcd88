// How many units there are: kept as events come, so that nobody has to count them. Units of a lot count from its issuance on,
// whether or not they ever have a row.

import { words } from "@openrobotid/sdk/actions";
import { ANY } from "../figure-keys.js";
import { issuedWeek, modelApproval, ungradedFigure, unit, unitFigure } from "../tables.js";
import { weekOf } from "../weeks.js";
import type { Log, Tables } from "./log.js";
import { moveUnderCampaigns } from "./recall-figures.js";
import { addToTotal } from "./totals.js";
import type { Changes, Unit } from "./unit-row.js";

/** What a unit is counted by. */
type Counted = Pick<Unit, "model" | "state" | "market" | "grade">;

/** Counts units that were issued together. */
export async function countIssued(
  db: Tables,
  { model, issuedAt, count }: { model: string; issuedAt: number; count: bigint },
): Promise<void> {
  await addToGroup(db, { model, state: "issued", market: null, grade: null }, count);
  await db
    .insert(issuedWeek)
    .values({ week: weekOf(issuedAt), count })
    .onConflictDoUpdate((row) => ({ count: row.count + count }));
}

/** Counts a unit that is there though no issuance of it was found: no lot counts it. */
export async function countStray(db: Tables, stray: Counted): Promise<void> {
  await addToGroup(db, stray, 1n);
}

/** Changes a unit, and every figure with it: nothing else changes what units are counted by. */
export async function changeUnit(
  { db, proof }: Pick<Log, "db" | "proof">,
  before: Unit,
  changes: Changes,
): Promise<void> {
  // A row as the store gives it may change with the store.
  const was = { ...before };
  const is = { ...was, ...changes };
  if (COUNTED_BY.some((name) => was[name] !== is[name])) {
    await addToGroup(db, was, -1n);
    await addToGroup(db, is, 1n);
  }
  for (const flag of ["stolen", "disputed"] as const) {
    await addToTotal(db, flag, BigInt(is[flag]) - BigInt(was[flag]));
  }
  if (was.market !== is.market) await moveUnderCampaigns(db, was, is.market);
  await db.update(unit, { id: was.id }).set({ ...proof, ...changes });
}

const COUNTED_BY = ["model", "state", "market", "grade"] as const satisfies (keyof Counted)[];

/** Counts the units of a model on a market at another level, where a new approval has one: those without a grade of their own. */
export async function changeLevel(
  db: Tables,
  { model, country }: { readonly model: string; readonly country: string },
  level: { readonly before: number; readonly after: number },
): Promise<void> {
  if (level.before === level.after) return;
  for (const state of words["enum IRobotHistory.State"]) {
    const ungraded = await db.find(ungradedFigure, { model, market: country, state });
    const count = ungraded?.count ?? 0n;
    if (count === 0n) continue;
    const key = { model, market: country, state };
    await addToFigures(db, { ...key, level: level.before }, -count);
    await addToFigures(db, { ...key, level: level.after }, count);
  }
}

/** The last approval of a model for a market, valid or not. Approvals are renewed a few times in their life. */
export async function lastApproval(db: Tables, id: string, country: string) {
  let last: typeof modelApproval.$inferSelect | null = null;
  for (let ordinal = 0; ; ordinal += 1) {
    const found = await db.find(modelApproval, { model: id, country, ordinal });
    if (!found) return { last, next: ordinal };
    last = found;
  }
}

async function addToGroup(
  db: Tables,
  { model, state, market, grade }: Counted,
  more: bigint,
): Promise<void> {
  if (grade === null && market !== null) {
    await db
      .insert(ungradedFigure)
      .values({ model, market, state, count: more })
      .onConflictDoUpdate(({ count }) => ({ count: count + more }));
  }
  const approved = market === null ? null : (await lastApproval(db, model, market)).last;
  const level = grade ?? approved?.level ?? 0;
  await addToFigures(db, { model, market: market ?? "", level, state }, more);
}

/** Adds to each figure that units count in. */
async function addToFigures(
  db: Tables,
  { model, market, level, state }: Omit<typeof unitFigure.$inferSelect, "count">,
  more: bigint,
): Promise<void> {
  for (const ofModel of [ANY.model, model]) {
    for (const onMarket of [ANY.market, market]) {
      for (const ofLevel of [ANY.level, level]) {
        await db
          .insert(unitFigure)
          .values({ model: ofModel, market: onMarket, level: ofLevel, state, count: more })
          .onConflictDoUpdate(({ count }) => ({ count: count + more }));
      }
    }
  }
}
