import { campaign, lot, manufacturer, model, seat, unit } from "ponder:schema";
import { countryOf, manufacturerOf, parseManufacturerId, parseModelId } from "@openrobotid/sdk";
import { isCampaignOpen } from "@openrobotid/sdk/rules";
import { ilike, or, sql } from "drizzle-orm";
import { momentOf, progress } from "../as-of.js";
import { countScopes, type Settled } from "../figures/affected.js";
import { byModelAndLevel, byState, countBy, filterGroups, unitGroups } from "../figures/units.js";
import { etagged } from "../forms.js";
import { readingCode } from "../problem.js";
import { given } from "../robots/state.js";
import type * as routes from "../routes/makers.js";
import { ask, rows, value } from "../rows.js";
import { severity } from "../schemas/common.js";
import { asOfAnswer, type Service } from "../service.js";
import { weekOf } from "../time.js";
import type { Handler } from "./handler.js";
import { authorityQuestions, toMaker, toModel } from "./makers.js";

/** Search and statistics. */
export function figureHandlers(service: Service) {
  const { db } = service;

  const getSearch: Handler<typeof routes.getSearch> = async (c) => {
    const { q, limit, ...given } = c.req.valid("query");
    const maker =
      given.maker === undefined
        ? undefined
        : readingCode(() => parseManufacturerId(given.maker ?? ""));
    const itsModel =
      given.model === undefined ? undefined : readingCode(() => parseModelId(given.model ?? ""));
    const like = q && `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
    const code = q && `%${q.toUpperCase().replaceAll(/[^0-9A-Z]/g, "")}%`;
    const codeFits = code !== "%%";
    const found = await ask(db, {
      ...authorityQuestions(),
      groups: unitGroups(),
      makers: rows(manufacturer, {
        where: like
          ? or(
              ilike(manufacturer.name, like),
              codeFits ? ilike(manufacturer.id, code ?? "") : undefined,
            )
          : maker && sql`${manufacturer.id} = ${maker}`,
        orderBy: [manufacturer.id],
        limit,
      }),
      models: rows(model, {
        where: like
          ? or(ilike(model.name, like), codeFits ? ilike(model.id, code ?? "") : undefined)
          : itsModel
            ? sql`${model.id} = ${itsModel}`
            : maker && sql`${model.manufacturer} = ${maker}`,
        orderBy: [model.id],
        limit,
      }),
      fitting: like
        ? value<string[] | null>(
            sql`select json_agg(${model.id}) from ${model} join ${manufacturer} on ${manufacturer.id} = ${model.manufacturer}
              where ${or(ilike(model.name, like), ilike(manufacturer.name, like), codeFits ? ilike(model.id, code ?? "") : undefined)}`,
          )
        : value<null>(sql`select null`),
    });
    const moment = momentOf(found.progress);
    const fitting = found.fitting && new Set<string>(found.fitting);
    const groups = filterGroups(found.groups, {
      maker,
      model: itsModel,
      state: given.state,
      country: given.country,
      level: given.level,
    }).filter((group) => !like || fitting?.has(group.model));
    const then = { ...found, now: moment.timestamp };
    const asOf = await asOfAnswer(c, service, moment);
    return (
      (etagged(c, asOf) as never) ??
      c.json(
        {
          makers: found.makers.map((row) => toMaker(row, then)),
          models: found.models.map(toModel),
          units: {
            ...byState(groups),
            byCountry: countBy(groups, ({ market }) => market).map(({ key, count }) => ({
              country: key,
              count,
            })),
            ...byModelAndLevel(groups),
          },
          asOf,
        },
        200,
      )
    );
  };

  const getStats: Handler<typeof routes.getStats> = async (c) => {
    const found = await ask(db, {
      progress: progress(),
      groups: unitGroups(),
      lots: value<readonly { at: number; count: number }[]>(
        sql`select coalesce(json_agg(issued), '[]') from (select ${lot.issuedAt} as at, sum(${lot.count})::bigint as count from ${lot} group by 1) issued`,
      ),
      flagged: value<{ stolen: number; disputed: number }>(
        sql`select json_build_object('stolen', count(*) filter (where ${unit.stolen}), 'disputed', count(*) filter (where ${unit.disputed})) from ${unit}`,
      ),
      campaigns: rows(campaign, { orderBy: [campaign.id] }),
      makers: value<number>(sql`select count(*)::int from ${manufacturer}`),
      models: value<number>(sql`select count(*)::int from ${model}`),
      seats: value<number>(sql`select count(*)::int from ${seat} where ${seat.departedAt} is null`),
    });
    const { groups } = found;
    const scopes = await countScopes(db, found.campaigns);
    const weeks = new Map<string, number>();
    for (const { at, count } of found.lots) {
      weeks.set(weekOf(at), (weeks.get(weekOf(at)) ?? 0) + count);
    }
    const total = (of: Settled) => [...scopes.values()].reduce((all, scope) => all + scope[of], 0);
    const moment = momentOf(found.progress);
    const isRunning = (each: (typeof found.campaigns)[number]) =>
      isCampaignOpen(each, moment.timestamp);
    const openCampaigns = found.campaigns.filter(isRunning).length;
    const asOf = await asOfAnswer(c, service, moment);
    return (
      (etagged(c, asOf) as never) ??
      c.json(
        {
          units: byState(groups),
          issued: {
            byWeek: [...weeks]
              .map(([week, count]) => ({ week, count }))
              .toSorted((a, b) => (a.week < b.week ? -1 : 1)),
            byCountry: countBy(groups, ({ model }) => countryOf(model)).map(({ key, count }) => ({
              country: key,
              count,
            })),
            byMaker: countBy(groups, ({ model }) => manufacturerOf(model)).map(
              ({ key, count }) => ({
                maker: key,
                count,
              }),
            ),
            ...byModelAndLevel(groups),
          },
          onMarket: countBy(
            filterGroups(groups, { state: "inService" }),
            ({ market }) => market,
          ).flatMap(({ key, count }) => (key === null ? [] : [{ country: key, count }])),
          flagged: found.flagged,
          recalls: {
            open: openCampaigns,
            closed: found.campaigns.length - openCampaigns,
            bySeverity: severity.options.map((grave) => {
              const all = found.campaigns.filter((each) => given(each.severity) === grave);
              const open = all.filter(isRunning).length;
              return { severity: grave, open, closed: all.length - open };
            }),
            units: {
              open: total("open"),
              remedied: total("remedied"),
              notApplicable: total("notApplicable"),
            },
          },
          makers: found.makers,
          models: found.models,
          seats: found.seats,
          asOf,
        },
        200,
      )
    );
  };

  return { getSearch, getStats };
}
