// How many units there are: kept as events come, so that nobody has to count them. Units of a lot count from its issuance on,
// whether or not they ever have a row.

import { issuedWeek, unit, unitFigure } from "ponder:schema";
import { type ModelId, manufacturerOf } from "@openrobotid/sdk";
import { weekOf } from "../weeks.js";
import type { Changes, Unit } from "./history.js";
import type { Log, Tables } from "./log.js";
import { moveUnderCampaigns } from "./recall-figures.js";
import { addToTotal } from "./totals.js";

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

async function addToGroup(
  db: Tables,
  { model, state, market, grade }: Counted,
  more: bigint,
): Promise<void> {
  const group = { model, state, market: market ?? "", grade: grade ?? 0 };
  await db
    .insert(unitFigure)
    .values({ ...group, manufacturer: manufacturerOf(model as ModelId), count: more })
    .onConflictDoUpdate(({ count }) => ({ count: count + more }));
}
