// How many units there are, exactly, those never touched included: read from the figures that the index keeps.

import { issuedWeek, modelApproval, totalFigure, unitFigure } from "ponder:schema";
import type { z } from "@hono/zod-openapi";
import type { ModelId } from "@openrobotid/sdk";
import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import type { TotalName } from "../../../total-names.js";
import { type Question, rows, value } from "../rows.js";
import { state } from "../schemas/common.js";
import type { unitsByState } from "../schemas/makers.js";

type State = z.infer<typeof state>;

/** Units by what they have in common. */
export interface UnitFigures {
  readonly states: readonly { readonly state: State; readonly count: number }[];
  /** By the market they are on, and their state; `null` for no market. */
  readonly markets: readonly {
    readonly market: string | null;
    readonly state: State;
    readonly count: number;
  }[];
  readonly models: readonly { readonly model: ModelId; readonly count: number }[];
  /** By intelligence level; `null` where they have none. */
  readonly levels: readonly { readonly level: number | null; readonly count: number }[];
}

/** Which units are counted. */
export interface UnitFilter {
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  /** Models, as a part of a statement that gives their codes. */
  readonly models?: SQL | undefined;
  readonly state?: State | undefined;
  readonly country?: string | undefined;
  /** This level or higher. */
  readonly level?: number | undefined;
}

/** Units in figures. */
export function unitFigures(filter: UnitFilter = {}): Question<UnitFigures> {
  const { maker, model: one, models, state: only, country, level } = filter;
  const counted = and(
    gt(unitFigure.count, 0n),
    maker === undefined ? undefined : eq(unitFigure.manufacturer, maker),
    one === undefined ? undefined : eq(unitFigure.model, one),
    models === undefined ? undefined : sql`${unitFigure.model} in (${models})`,
    only === undefined ? undefined : eq(unitFigure.state, only),
    country === undefined ? undefined : eq(unitFigure.market, country),
  );
  // The level of a unit that has none of its own is that of the last approval for its market.
  const approved = sql`select ${modelApproval.level} from ${modelApproval}
    where ${modelApproval.model} = ${unitFigure.model} and ${modelApproval.country} = ${unitFigure.market}
    order by ${modelApproval.ordinal} desc limit 1`;
  const groups = sql`select * from (
      select ${unitFigure.model} as model, ${unitFigure.state}::text as state, nullif(${unitFigure.market}, '') as market,
        coalesce(nullif(${unitFigure.grade}, 0), (${approved})) as level, ${unitFigure.count} as count
      from ${unitFigure} where ${counted}) each
    ${level === undefined ? sql`` : sql`where level >= ${level}`}`;
  const by = (columns: string) =>
    sql.raw(
      `(select coalesce(json_agg(found), '[]') from (select ${columns}, sum(count)::bigint as count from groups group by ${columns}) found)`,
    );
  return value(sql`with groups as materialized (${groups}) select json_build_object(
    'states', ${by("state")}, 'markets', ${by("market, state")}, 'models', ${by("model")}, 'levels', ${by("level")})`);
}

/** Units in all, and by state, of those in question. */
export function unitsInState({
  maker,
  model: one,
}: Pick<UnitFilter, "maker" | "model">): Question<UnitFigures["states"]> {
  return value(sql`select coalesce(json_agg(found), '[]') from (
    select ${unitFigure.state} as state, sum(${unitFigure.count})::bigint as count from ${unitFigure}
    where ${and(
      maker === undefined ? undefined : eq(unitFigure.manufacturer, maker),
      one === undefined ? undefined : eq(unitFigure.model, one),
    )} group by 1) found`);
}

/** Units issued, by week. */
export const weeksOfIssuance = () => rows(issuedWeek, { orderBy: [issuedWeek.week] });

/** Counts of the whole registry. */
export const totals = () => rows(totalFigure);

/** One of the counts of the whole registry. */
export function totalOf(
  found: readonly { readonly name: string; readonly count: number }[],
  name: TotalName,
): number {
  return found.find((total) => total.name === name)?.count ?? 0;
}

/** Units in all, and by state. */
export function byState(states: UnitFigures["states"]): z.infer<typeof unitsByState> {
  return {
    total: states.reduce((total, { count }) => total + count, 0),
    byState: state.options.map((one) => ({
      state: one,
      count: states.find((each) => each.state === one)?.count ?? 0,
    })),
  };
}

/** Counts by something about them, in the order of that; `null` comes last. */
export function countBy<
  group extends { readonly count: number },
  key extends string | number | null,
>(groups: readonly group[], keyOf: (group: group) => key): { key: key; count: number }[] {
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
export function byModelAndLevel({ models, levels }: UnitFigures) {
  return {
    byModel: countBy(models, ({ model }) => model).map(({ key, count }) => ({ model: key, count })),
    byLevel: countBy(levels, ({ level }) => level).map(({ key, count }) => ({ level: key, count })),
  };
}
