// How many units there are, exactly, those never touched included: read from the figures that the index keeps.

import type { z } from "@hono/zod-openapi";
import { ANY, type TotalName } from "@openrobotid/indexer/figure-keys";
import { issuedWeek, model, totalFigure, unitFigure } from "@openrobotid/indexer/tables";
import type { ModelId } from "@openrobotid/sdk";
import { and, eq, gt, gte, ne, type SQL, sql } from "drizzle-orm";
import { type Question, rows, value } from "../rows.js";
import { state } from "../schemas/common.js";
import type { unitsByState } from "../schemas/makers.js";

type State = z.infer<typeof state>;

/** Units by what they have in common. */
export interface UnitFigures {
  readonly states: readonly { readonly state: State; readonly count: number }[];
  /** By the market they are on, and their state; empty for no market. */
  readonly markets: readonly {
    readonly market: string;
    readonly state: State;
    readonly count: number;
  }[];
  readonly models: readonly { readonly model: ModelId; readonly count: number }[];
  /** By intelligence level; 0 where they have none. */
  readonly levels: readonly { readonly level: number; readonly count: number }[];
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

/** Units in figures: each is read from rows that leave open what it does not ask for. */
export function unitFigures(filter: UnitFilter = {}): Question<UnitFigures> {
  const { level } = filter;
  const { model, market, state: inState } = conditionsOf(filter);
  const anyLevel =
    level === undefined ? eq(unitFigure.level, ANY.level) : gte(unitFigure.level, level);
  const by = (columns: SQL, ...conditions: SQL[]) =>
    sql`(select coalesce(json_agg(found), '[]') from (select ${columns}, sum(${unitFigure.count})::bigint as count
      from ${unitFigure} where ${and(gt(unitFigure.count, 0n), inState, ...conditions)} group by ${columns}) found)`;
  const inMarket = market ?? ne(unitFigure.market, ANY.market);
  const byModel = model ?? ne(unitFigure.model, ANY.model);
  const { model: ofModel, market: onMarket, level: ofLevel, state: ofState } = unitFigure;
  return value(sql`json_build_object(
    'states', ${by(sql`${ofState}`, model ?? eq(ofModel, ANY.model), market ?? eq(onMarket, ANY.market), anyLevel)},
    'markets', ${by(sql`${onMarket}, ${ofState}`, model ?? eq(ofModel, ANY.model), inMarket, anyLevel)},
    'models', ${by(sql`${ofModel}`, byModel, market ?? eq(onMarket, ANY.market), anyLevel)},
    'levels', ${by(sql`${ofLevel}`, model ?? eq(ofModel, ANY.model), market ?? eq(onMarket, ANY.market), gte(ofLevel, level ?? 0))})`);
}

/** Units of a maker or a model by state. */
export function unitsInState(
  filter: Pick<UnitFilter, "maker" | "model">,
): Question<UnitFigures["states"]> {
  const { model } = conditionsOf(filter);
  return value(sql`select coalesce(json_agg(found), '[]') from (
    select ${unitFigure.state} as state, sum(${unitFigure.count})::bigint as count from ${unitFigure}
    where ${and(model, eq(unitFigure.market, ANY.market), eq(unitFigure.level, ANY.level))} group by 1) found`);
}

function conditionsOf({ maker, model: one, models, state: only, country }: UnitFilter) {
  const ofMaker = sql`select ${model.id} from ${model} where ${model.manufacturer} = ${maker}`;
  return {
    model: and(
      one === undefined ? undefined : eq(unitFigure.model, one),
      maker === undefined ? undefined : sql`${unitFigure.model} in (${ofMaker})`,
      models === undefined ? undefined : sql`${unitFigure.model} in (${models})`,
    ),
    market: country === undefined ? undefined : eq(unitFigure.market, country),
    state: only === undefined ? undefined : eq(unitFigure.state, only),
  };
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
    byLevel: countBy(levels, ({ level }) => level || null).map(({ key, count }) => ({
      level: key,
      count,
    })),
  };
}
