import type { TotalName } from "@openrobotid/indexer/figure-keys";
import { campaign, manufacturer, model, seat } from "@openrobotid/indexer/tables";
import { countryOf, manufacturerOf, parseManufacturerId, parseModelId } from "@openrobotid/sdk";
import { ilike, or, sql } from "drizzle-orm";
import { indexedAt, momentOf, progress } from "../as-of.js";
import {
  byModelAndLevel,
  byState,
  countBy,
  totalOf,
  totals,
  unitFigures,
  weeksOfIssuance,
} from "../figures/units.js";
import { etagged } from "../forms.js";
import { readingCode } from "../problem.js";
import type * as routes from "../routes/makers.js";
import { ask, rows, value } from "../rows.js";
import { severity } from "../schemas/common.js";
import { asOfAnswer, type Service } from "../service.js";
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
    const fitting =
      like &&
      sql`select ${model.id} from ${model} join ${manufacturer} on ${manufacturer.id} = ${model.manufacturer}
        where ${or(ilike(model.name, like), ilike(manufacturer.name, like), codeFits ? ilike(model.id, code ?? "") : undefined)}`;
    const found = await ask(db, {
      ...authorityQuestions(),
      units: unitFigures({
        maker,
        model: itsModel,
        models: fitting || undefined,
        state: given.state,
        country: given.country,
        level: given.level,
      }),
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
    });
    const moment = momentOf(found.progress);
    const then = { ...found, now: moment.timestamp };
    const asOf = await asOfAnswer(c, service, moment);
    return (
      (etagged(c, asOf) as never) ??
      c.json(
        {
          makers: found.makers.map((row) => toMaker(row, then)),
          models: found.models.map(toModel),
          units: {
            ...byState(found.units.states),
            byCountry: countBy(found.units.markets, ({ market }) => market || null).map(
              ({ key, count }) => ({
                country: key,
                count,
              }),
            ),
            ...byModelAndLevel(found.units),
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
      units: unitFigures(),
      weeks: weeksOfIssuance(),
      totals: totals(),
      // Announced, and still to come: as many as are closed within the notice of a closing.
      closing: value<readonly { severity: string; count: number }[]>(
        sql`select coalesce(json_agg(found), '[]') from (
          select ${campaign.severity} as severity, count(*) as count from ${campaign}
          where ${campaign.closedAt} > ${indexedAt()} group by 1) found`,
      ),
      seats: value<number>(sql`select count(*)::int from ${seat} where ${seat.departedAt} is null`),
    });
    const { units, weeks } = found;
    const total = (name: TotalName) => totalOf(found.totals, name);
    const bySeverity = severity.options.map((grave) => {
      const closing = found.closing.find((each) => each.severity === grave)?.count ?? 0;
      const closed = total(`closed.${grave}`) - closing;
      return { severity: grave, open: total(`opened.${grave}`) - closed, closed };
    });
    const sum = (of: "open" | "closed") => bySeverity.reduce((all, each) => all + each[of], 0);
    const moment = momentOf(found.progress);
    const asOf = await asOfAnswer(c, service, moment);
    return (
      (etagged(c, asOf) as never) ??
      c.json(
        {
          units: byState(units.states),
          issued: {
            byWeek: weeks.map(({ week, count }) => ({ week, count })),
            byCountry: countBy(units.models, ({ model }) => countryOf(model)).map(
              ({ key, count }) => ({
                country: key,
                count,
              }),
            ),
            byMaker: countBy(units.models, ({ model }) => manufacturerOf(model)).map(
              ({ key, count }) => ({
                maker: key,
                count,
              }),
            ),
            ...byModelAndLevel(units),
          },
          onMarket: countBy(
            units.markets.filter(({ state }) => state === "inService"),
            ({ market }) => market || null,
          ).flatMap(({ key, count }) => (key === null ? [] : [{ country: key, count }])),
          flagged: { stolen: total("stolen"), disputed: total("disputed") },
          recalls: {
            open: sum("open"),
            closed: sum("closed"),
            bySeverity,
            units: {
              open: total("units.open"),
              remedied: total("units.remedied"),
              notApplicable: total("units.notApplicable"),
            },
          },
          makers: total("makers"),
          models: total("models"),
          seats: found.seats,
          asOf,
        },
        200,
      )
    );
  };

  return { getSearch, getStats };
}
