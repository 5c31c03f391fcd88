// How many units there are, exactly, those never touched included: lots count as they were issued, without a row a unit.

import { lot, modelApproval, unit } from "ponder:schema";
import type { z } from "@hono/zod-openapi";
import type { ModelId } from "@openrobotid/sdk";
import { sql } from "drizzle-orm";
import { type Asked, ask, type Question, value } from "../rows.js";
import { state } from "../schemas/common.js";
import type { unitsByState } from "../schemas/makers.js";

/** Units that are alike. */
export interface UnitGroup {
  readonly model: ModelId;
  readonly state: z.infer<typeof state>;
  /** Market they are on; `null` for none. */
  readonly market: string | null;
  /** Intelligence level; `null` where they have none. */
  readonly level: number | null;
  readonly count: number;
}

/** Which units are counted. */
export interface UnitFilter {
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly state?: string | undefined;
  readonly country?: string | undefined;
  /** This level or higher. */
  readonly level?: number | undefined;
}

/** All units of the registry in groups. */
export function unitGroups(): Question<readonly UnitGroup[]> {
  const approvals = sql`select distinct on (${modelApproval.model}, ${modelApproval.country})
      ${modelApproval.model} as model, ${modelApproval.country} as country, ${modelApproval.level} as level
    from ${modelApproval} order by ${modelApproval.model}, ${modelApproval.country}, ${modelApproval.ordinal} desc`;
  const touched = sql`select ${unit.model} as model, ${unit.state}::text as state, ${unit.market} as market,
      coalesce(${unit.grade}, approved.level) as level, count(*) as count
    from ${unit} left join (${approvals}) approved on approved.model = ${unit.model} and approved.country = ${unit.market}
    group by 1, 2, 3, 4`;
  const untouched = sql`select issued.model, 'issued' as state, null as market, null::int as level,
      issued.count - coalesce(touched.count, 0) as count
    from (select ${lot.model} as model, sum(${lot.count})::bigint as count from ${lot} group by 1) issued
    left join (select ${unit.model} as model, count(*) as count from ${unit} where ${unit.lot} is not null group by 1) touched
      on touched.model = issued.model`;
  return value(
    sql`select coalesce(json_agg(units), '[]') from (${touched} union all ${untouched}) units where count > 0`,
  );
}

/** The groups that a filter lets through. */
export function filterGroups(groups: readonly UnitGroup[], filter: UnitFilter): UnitGroup[] {
  const { maker, model, state, country, level } = filter;
  return groups.filter(
    (group) =>
      (maker === undefined || group.model.startsWith(maker)) &&
      (model === undefined || group.model === model) &&
      (state === undefined || group.state === state) &&
      (country === undefined || group.market === country) &&
      (level === undefined || (group.level !== null && group.level >= level)),
  );
}

/** Units in all, and by state. */
export function byState(groups: readonly UnitGroup[]): z.infer<typeof unitsByState> {
  return {
    total: sum(groups),
    byState: state.options.map((one) => ({
      state: one,
      count: sum(groups.filter((group) => group.state === one)),
    })),
  };
}

/** Units by something about them, in the order of that; `null` comes last. */
export function countBy<key extends string | number | null>(
  groups: readonly UnitGroup[],
  keyOf: (group: UnitGroup) => key,
): { key: key; count: number }[] {
  const counts = new Map<key, number>();
  for (const group of groups) {
    const key = keyOf(group);
    counts.set(key, (counts.get(key) ?? 0) + group.count);
  }
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .toSorted(({ key: a }, { key: b }) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
}

/** Units by model and by level. */
export function byModelAndLevel(groups: readonly UnitGroup[]) {
  return {
    byModel: countBy(groups, ({ model }) => model).map(({ key, count }) => ({ model: key, count })),
    byLevel: countBy(groups, ({ level }) => level).map(({ key, count }) => ({ level: key, count })),
  };
}

/** Units of a maker or a model. */
export async function countUnits(db: Asked, filter: UnitFilter) {
  const { groups } = await ask(db, { groups: unitGroups() });
  return byState(filterGroups(groups, filter));
}

function sum(groups: readonly UnitGroup[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}
