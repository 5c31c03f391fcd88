// How many units are where under each campaign, by market and by week: kept as events come. A unit counts under every campaign
// that names it, on its market, untouched ones on none. Whether a campaign binds those that are open on a market is decided
// where the figures are read, and here for the totals.

import type { ModelId, RobotId } from "@openrobotid/sdk";
import { countersWithin, namesUnit, reachesMarket } from "@openrobotid/sdk/rules";
import { and, between, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import {
  campaign,
  campaignFigure,
  campaignMark,
  campaignOutcome,
  campaignWeek,
  listedUnit,
  lot,
  modelCampaigns,
  unit,
} from "../tables.js";
import { weekOf } from "../weeks.js";
import type { Tables } from "./log.js";
import { addToTotal } from "./totals.js";
import type { Unit } from "./unit-row.js";

type Campaign = typeof campaign.$inferSelect;
type Lot = typeof lot.$inferSelect;
type Named = Pick<Unit, "id" | "model" | "lot" | "market">;

/** What was done about a unit, or `open`. */
type Settled = "open" | "remedied" | "notApplicable";

/** Counts a campaign that was opened just now, and the units that it names. */
export async function countOpened(db: Tables, opened: Campaign): Promise<void> {
  const { model, severity } = opened;
  const numbers = (await db.find(modelCampaigns, { model }))?.campaigns ?? [];
  const campaigns = [...numbers, String(opened.id)];
  await db.insert(modelCampaigns).values({ model, campaigns }).onConflictDoUpdate({ campaigns });
  await addToTotal(db, `opened.${severity}`, 1n);
  // One that names units one by one names none so far.
  if (opened.kind !== "range") return;
  const placed = await db.sql
    .select({ market: unit.market, count: sql<string>`count(*)` })
    .from(unit)
    .where(
      and(
        eq(unit.model, model),
        isNotNull(unit.lot),
        isNotNull(unit.market),
        inRange(opened, unit.id),
      ),
    )
    .groupBy(unit.market);
  const [listed] = await db.sql
    .select({ count: sql<string>`count(*)` })
    .from(listedUnit)
    .where(and(eq(listedUnit.model, model), inRange(opened, listedUnit.id)));
  const lots = await db.sql
    .select()
    .from(lot)
    .where(and(eq(lot.model, model), eq(lot.kind, "range")));
  let onNone = lots.reduce(
    (sum, each) => sum + unitsWithin(opened, each),
    BigInt(listed?.count ?? 0),
  );
  for (const { market, count } of placed) {
    onNone -= BigInt(count);
    await add(db, opened, market, "open", BigInt(count));
  }
  await add(db, opened, null, "open", onNone);
}

/** Counts units that were issued just now under the campaigns that name them. */
export async function countIssuedUnder(
  db: Tables,
  issued: Pick<Lot, "kind" | "model" | "stem" | "counterWidth" | "firstCounter" | "lastCounter">,
  listed: readonly RobotId[],
): Promise<void> {
  for (const each of await campaignsOf(db, issued.model)) {
    if (each.kind !== "range") continue;
    const named =
      issued.kind === "range"
        ? unitsWithin(each, issued)
        : BigInt(listed.filter((id) => namesUnit(termsOf(each), { id, isMarked: false })).length);
    await add(db, each, null, "open", named);
  }
}

/** Counts a unit that a campaign names from now on. */
export async function countMarked(db: Tables, marking: Campaign, id: RobotId): Promise<void> {
  const market = (await db.find(unit, { id }))?.market ?? null;
  await add(db, marking, market, await statusOf(db, marking.id, id), 1n);
}

/** Counts a unit on another market, under every campaign that names it. */
export async function moveUnderCampaigns(
  db: Tables,
  moved: Named,
  market: string | null,
): Promise<void> {
  for (const each of await campaignsOf(db, moved.model)) {
    if (!(await names(db, each, moved))) continue;
    const status = await statusOf(db, each.id, moved.id);
    await add(db, each, moved.market, status, -1n);
    await add(db, each, market, status, 1n);
  }
}

/** Counts what is done about a unit under a campaign: before the outcome is written down, or ended. */
export async function countSettled(
  db: Tables,
  number: bigint,
  settled: Named,
  { status, at }: { readonly status: Settled; readonly at: bigint },
): Promise<void> {
  await addToWeek(db, number, weekOf(Number(at)), status === "open" ? "reopened" : status);
  const under = await db.find(campaign, { id: number });
  if (!under || !(await names(db, under, settled))) return;
  await add(db, under, settled.market, await statusOf(db, number, settled.id), -1n);
  await add(db, under, settled.market, status, 1n);
}

/** Counts no longer what a campaign does not bind any more, from the suspension in a country on. */
export async function countSuspended(db: Tables, before: Campaign, country: string): Promise<void> {
  const after = { ...before, suspendedIn: [...before.suspendedIn, country] };
  for (const market of [country, null]) {
    if (!reaches(before, market) || reaches(after, market)) continue;
    const key = { campaign: before.id, market: market ?? "", status: "open" } as const;
    const open = await db.find(campaignFigure, key);
    await addToTotal(db, "units.open", -(open?.count ?? 0n));
  }
}

/** The last outcome of a unit under a campaign, and the place of the next. A unit is settled once, as a rule. */
export async function lastOutcome(db: Tables, of: bigint, id: string) {
  let last: typeof campaignOutcome.$inferSelect | null = null;
  for (let ordinal = 0; ; ordinal += 1) {
    const found = await db.find(campaignOutcome, { campaign: of, unit: id, ordinal });
    if (!found) return { last, next: ordinal };
    last = found;
  }
}

async function statusOf(db: Tables, number: bigint, id: string): Promise<Settled> {
  const { last } = await lastOutcome(db, number, id);
  if (last === null || last.until !== null) return "open";
  return last.status === "remedied" || last.status === "notApplicable" ? last.status : "open";
}

async function campaignsOf(db: Tables, model: string): Promise<Campaign[]> {
  const known = await db.find(modelCampaigns, { model });
  const found: Campaign[] = [];
  for (const number of known?.campaigns ?? []) {
    const each = await db.find(campaign, { id: BigInt(number) });
    if (each) found.push(each);
  }
  return found;
}

async function names(db: Tables, each: Campaign, { id, lot }: Named): Promise<boolean> {
  // A range names units that were issued; a mark names any.
  if (each.kind === "range" && lot === null) return false;
  const isMarked =
    each.kind === "marked" &&
    (await db.find(campaignMark, { campaign: each.id, unit: id })) !== null;
  return namesUnit(termsOf(each), { id: id as RobotId, isMarked });
}

async function add(
  db: Tables,
  of: Campaign,
  market: string | null,
  status: Settled,
  more: bigint,
): Promise<void> {
  if (more === 0n) return;
  await db
    .insert(campaignFigure)
    .values({ campaign: of.id, market: market ?? "", status, count: more })
    .onConflictDoUpdate(({ count }) => ({ count: count + more }));
  if (status !== "open" || reaches(of, market)) await addToTotal(db, `units.${status}`, more);
}

async function addToWeek(
  db: Tables,
  number: bigint,
  week: string,
  what: "remedied" | "notApplicable" | "reopened",
): Promise<void> {
  const none = { remedied: 0, notApplicable: 0, reopened: 0 };
  await db
    .insert(campaignWeek)
    .values({ campaign: number, week, ...none, [what]: 1 })
    .onConflictDoUpdate((row) => ({ [what]: row[what] + 1 }));
}

function reaches(of: Campaign, market: string | null): boolean {
  return reachesMarket(of, { id: of.model as ModelId, market });
}

function termsOf({ model, kind, first, last }: Campaign) {
  return { model: model as ModelId, kind, first: first as RobotId, last: last as RobotId };
}

function unitsWithin(
  { first, last }: Campaign,
  range: Pick<Lot, "stem" | "counterWidth" | "firstCounter" | "lastCounter">,
): bigint {
  const within = countersWithin(range, first ?? "", last ?? "");
  return within ? within.to - within.from + 1n : 0n;
}

/** Codes in the order of their characters, as indexes have them. */
function inRange({ first, last }: Campaign, code: PgColumn): SQL {
  return between(sql`${code} collate "C"`, first, last);
}
