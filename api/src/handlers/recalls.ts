import { Readable } from "node:stream";
import type { z } from "@hono/zod-openapi";
import { campaign, campaignSuspension, campaignWeek, model } from "@openrobotid/indexer/tables";
import { nextWeek, weekOf } from "@openrobotid/indexer/weeks";
import {
  type ManufacturerId,
  parseManufacturerId,
  parseModelId,
  type RobotId,
} from "@openrobotid/sdk";
import { stringify } from "csv-stringify/sync";
import {
  and,
  desc,
  eq,
  inArray,
  isNull,
  lt,
  not,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { chooseForm } from "../accept.js";
import { demandOf } from "../access/bearer.js";
import { recordLooks } from "../access/look.js";
import { indexedAt, momentOf, progress } from "../as-of.js";
import {
  type AffectedUnit,
  affectedChunks,
  affectedUnits,
  countByMarket,
  isOpenAt,
  type ScopeCounts,
  scopeFigures,
  total,
} from "../figures/affected.js";
import { etagged } from "../forms.js";
import { ApiProblem, readingCode } from "../problem.js";
import { SUSPENSION_ORDER } from "../robots/load.js";
import { proofOf } from "../robots/periods.js";
import { noticeOf, suspensionsOf } from "../robots/state.js";
import type * as routes from "../routes/recalls.js";
import { ask, type Row, rows } from "../rows.js";
import type { recallSummary, recallUnit } from "../schemas/recalls.js";
import { asOfAnswer, type Service } from "../service.js";
import { rfc3339, rfc3339OrNull } from "../time.js";
import type { Handler } from "./handler.js";

type Campaign = Row<typeof campaign>;

const JSON_LINES = "application/x-ndjson";

const CSV_COLUMNS = [
  "robot",
  "status",
  "state",
  "market",
  "holder",
  "settledAt",
  "touched",
] as const;

/** Answers about recalls. */
export function recallHandlers(service: Service) {
  const { db } = service;
  const { webUrl } = service.settings;

  const getRecalls: Handler<typeof routes.getRecalls> = async (c) => {
    const { open, limit, after, severity, country, ...of } = c.req.valid("query");
    const maker =
      of.maker === undefined ? undefined : readingCode(() => parseManufacturerId(of.maker ?? ""));
    const itsModel =
      of.model === undefined ? undefined : readingCode(() => parseModelId(of.model ?? ""));
    const where = and(
      open === undefined
        ? undefined
        : open === "true"
          ? isOpenAt(indexedAt())
          : not(isOpenAt(indexedAt())),
      maker === undefined ? undefined : eq(campaign.manufacturer, maker),
      itsModel === undefined ? undefined : eq(campaign.model, itsModel),
      severity === undefined ? undefined : eq(campaign.severity, severity),
      country === undefined
        ? undefined
        : or(isNull(campaign.country), eq(campaign.country, country)),
      after === undefined ? undefined : lt(campaign.id, BigInt(readCampaign(after))),
    );
    /** A column of the recalls on the page. */
    const onPage = (column: SQLWrapper): SQL =>
      sql`(select ${column} from ${campaign}${where && sql` where ${where}`} order by ${desc(campaign.id)} limit ${limit + 1})`;
    const found = await ask(db, {
      progress: progress(),
      campaigns: rows(campaign, {
        where,
        orderBy: [campaign.id],
        descending: true,
        limit: limit + 1,
      }),
      figures: scopeFigures(onPage(campaign.id)),
      models: rows(model, { where: inArray(model.id, onPage(campaign.model)) }),
      suspensions: rows(campaignSuspension, {
        where: inArray(campaignSuspension.campaign, onPage(campaign.id)),
        orderBy: SUSPENSION_ORDER,
      }),
    });
    const page = found.campaigns.slice(0, limit);
    const names = new Map(found.models.map(({ id, name }) => [id, name]));
    const moment = momentOf(found.progress);
    const asOf = await asOfAnswer(c, service, moment);
    const recalls = page.map((each) =>
      toRecall(
        each,
        names.get(each.model) ?? "",
        found.suspensions,
        total(countByMarket(each, found.figures)),
        moment.timestamp,
        webUrl,
      ),
    );
    const next = found.campaigns.length > limit ? String(page.at(-1)?.id) : null;
    return (etagged(c, asOf) as never) ?? c.json({ recalls, next, asOf }, 200);
  };

  const getRecall: Handler<typeof routes.getRecall> = async (c) => {
    const { campaign: number } = c.req.valid("param");
    const found = await findCampaign(number);
    const { moment, row, name, suspensions } = found;
    const byMarket = countByMarket(row, found.figures);
    const asOf = await asOfAnswer(c, service, moment);
    const unchanged = etagged(c, asOf);
    if (unchanged) return unchanged as never;
    const byCountry = [...byMarket]
      .map(([country, counts]) => ({ country, ...counts }))
      .toSorted((a, b) => (a.country ?? "~").localeCompare(b.country ?? "~"));
    const progressOf = { byCountry, byWeek: weeksOf(row, found.weeks, moment.timestamp) };
    const summary = toRecall(row, name, suspensions, total(byMarket), moment.timestamp, webUrl);
    return c.json({ ...summary, progress: progressOf, asOf }, 200);
  };

  const getRecallUnits: Handler<typeof routes.getRecallUnits> = async (c) => {
    const { campaign: number } = c.req.valid("param");
    const { status, after, limit, format } = c.req.valid("query");
    const { row, moment } = await findCampaign(number);
    const key = demandOf(c.get("key"), "recallUnits", row.manufacturer as ManufacturerId);
    const form = format ?? formOf(c.req.header("accept"));
    const asOf = await asOfAnswer(c, service, moment);
    service.metrics.looks.inc({ scope: key.scope, question: "recallUnits" });
    // Each names its holder.
    const look = (page: readonly { readonly robot: string }[]) =>
      recordLooks(
        service,
        key,
        page.map(({ robot }) => robot as RobotId),
        { question: "recallUnits" },
      );
    if (form === "json") {
      const page: z.infer<typeof recallUnit>[] = [];
      let more = false;
      for await (const unit of affectedUnits(db, row, { status, after, atFirst: limit + 1 })) {
        more = page.length === limit;
        if (more) break;
        page.push(toUnit(unit));
      }
      await look(page);
      const next = more ? (page.at(-1)?.robot ?? null) : null;
      return c.json({ campaign: number, units: page, next, asOf }, 200);
    }
    c.header(
      "content-type",
      form === "csv" ? "text/csv; charset=utf-8; header=present" : JSON_LINES,
    );
    c.header("content-disposition", `attachment; filename="recall-${number}.${form}"`);
    async function* texts(): AsyncGenerator<Uint8Array> {
      const encoder = new TextEncoder();
      if (form === "csv") yield encoder.encode(csv([CSV_COLUMNS]));
      const text = form === "csv" ? csvOf : jsonLinesOf;
      for await (const chunk of ahead(affectedChunks(db, row, { status, after }))) {
        await look(chunk);
        yield encoder.encode(text(chunk.map(toUnit)));
      }
    }
    // What fails on the way breaks the answer off: a file that ends early would pass for all units.
    return c.body(Readable.toWeb(Readable.from(texts())) as ReadableStream, 200) as never;
  };

  async function findCampaign(number: number) {
    const id = BigInt(number);
    const itsModel = sql`(select ${campaign.model} from ${campaign} where ${campaign.id} = ${id})`;
    const found = await ask(db, {
      progress: progress(),
      campaigns: rows(campaign, { where: eq(campaign.id, id) }),
      figures: scopeFigures(sql`(${id})`),
      weeks: rows(campaignWeek, {
        where: eq(campaignWeek.campaign, id),
        orderBy: [campaignWeek.week],
      }),
      models: rows(model, { where: eq(model.id, itsModel) }),
      suspensions: rows(campaignSuspension, {
        where: eq(campaignSuspension.campaign, id),
        orderBy: SUSPENSION_ORDER,
      }),
    });
    const [row] = found.campaigns;
    const moment = momentOf(found.progress);
    if (!row) throw new ApiProblem("not-found", `There is no recall campaign ${number}.`);
    const { figures, weeks, suspensions } = found;
    return { row, moment, name: found.models[0]?.name ?? "", figures, weeks, suspensions };
  }

  return { getRecalls, getRecall, getRecallUnits };
}

function readCampaign(text: string): number {
  if (/^[0-9]{1,15}$/.test(text)) return Number(text);
  throw new ApiProblem(
    "invalid-request",
    `after: found "${text}", expected the \`next\` of the page before.`,
  );
}

function toRecall(
  row: Campaign,
  modelName: string,
  suspensions: readonly Row<typeof campaignSuspension>[],
  units: ScopeCounts,
  now: number,
  webUrl: string,
): z.infer<typeof recallSummary> {
  const { closingTransactionHash, closingBlockNumber, closingBlockTime, closingLogIndex } = row;
  return {
    ...noticeOf(row, suspensions, now),
    links: linksOf(row, webUrl),
    model: row.model,
    modelName,
    maker: row.manufacturer,
    scope: row.kind === "marked" ? "marked" : "range",
    suspensions: suspensionsOf(row, suspensions, now).map((each) => ({
      country: each.country,
      suspendedAt: rfc3339(each.blockTime),
      proof: proofOf(each),
    })),
    units,
    proof: proofOf(row),
    closing:
      closingTransactionHash === null
        ? null
        : proofOf({
            transactionHash: closingTransactionHash,
            blockNumber: closingBlockNumber ?? 0,
            logIndex: closingLogIndex ?? 0,
            blockTime: closingBlockTime ?? 0,
          }),
  };
}

function linksOf({ id, manufacturer, model }: Campaign, webUrl: string) {
  const self = `/v1/recalls/${id}`;
  return {
    self,
    units: `${self}/units`,
    page: `${webUrl}/recalls/${id}`,
    maker: `/v1/makers/${manufacturer}`,
    model: `/v1/models/${model}`,
  };
}

/** What was settled, and opened again, in each week since the opening: those in which nothing was, too. */
function weeksOf(row: Campaign, kept: readonly Row<typeof campaignWeek>[], now: number) {
  const last = weekOf(now);
  const found = new Map(kept.map((each) => [each.week, each]));
  const weeks = [];
  for (let week = weekOf(row.openedAt); week <= last; week = nextWeek(week)) {
    const { remedied = 0, notApplicable = 0, reopened = 0 } = found.get(week) ?? {};
    weeks.push({ week, remedied, notApplicable, reopened });
  }
  return weeks;
}

function toUnit({ settledAt, ...unit }: AffectedUnit): z.infer<typeof recallUnit> {
  return { ...unit, settledAt: rfc3339OrNull(settledAt) };
}

/** One item ahead: the database looks for the next ones while those before are written. */
async function* ahead<item>(items: AsyncGenerator<item>): AsyncGenerator<item> {
  const read = () => {
    const next = items.next();
    // What fails is thrown where it is waited for, and not at all where nobody waits for it any more.
    next.catch(() => {});
    return next;
  };
  try {
    for (let next = read(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = read();
      yield value;
    }
  } finally {
    await items.return(undefined);
  }
}

const csv = (rows: readonly (readonly unknown[])[]) =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: "windows" },
  );

const csvOf = (units: readonly z.infer<typeof recallUnit>[]) =>
  csv(units.map((unit) => CSV_COLUMNS.map((column) => unit[column])));

const jsonLinesOf = (units: readonly z.infer<typeof recallUnit>[]) =>
  units.map((unit) => `${JSON.stringify(unit)}\n`).join("");

const FORMS = {
  "application/json": "json",
  "text/csv": "csv",
  [JSON_LINES]: "ndjson",
} as const;

function formOf(accept: string | undefined): "json" | "csv" | "ndjson" {
  return FORMS[chooseForm(accept, ["application/json", "text/csv", JSON_LINES])];
}
