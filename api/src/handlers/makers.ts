import type { z } from "@hono/zod-openapi";
import {
  campaign,
  countryAssignment,
  manufacturer,
  manufacturerStanding,
  model,
  modelApproval,
  release,
  seat,
  seatAccount,
} from "@openrobotid/indexer/tables";
import {
  type CountryCode,
  type ManufacturerId,
  type ModelId,
  manufacturerOf,
  parseCountryCode,
  parseManufacturerId,
  parseModelId,
} from "@openrobotid/sdk";
import { isCampaignOpen } from "@openrobotid/sdk/rules";
import { eq } from "drizzle-orm";
import { momentOf, progress } from "../as-of.js";
import { byState, unitsInState } from "../figures/units.js";
import { canonical, etagged } from "../forms.js";
import { ApiProblem, readingCode } from "../problem.js";
import { heldAt, proofOf } from "../robots/periods.js";
import { approvalsOf, authorityOf, given } from "../robots/state.js";
import type * as routes from "../routes/makers.js";
import { type Asked, ask, type Row, rows } from "../rows.js";
import type {
  countryView,
  maker,
  makerSummary,
  model as modelAnswer,
  modelSummary,
} from "../schemas/makers.js";
import { asOfAnswer, type Service } from "../service.js";
import { rfc3339, rfc3339OrNull } from "../time.js";
import type { Handler } from "./handler.js";

/** Answers about makers, their models, and countries. */
export function makerHandlers(service: Service) {
  const { db } = service;

  const getMaker: Handler<typeof routes.getMaker> = async (c) => {
    const asked = c.req.valid("param").id;
    const id = readingCode(() => parseManufacturerId(asked));
    if (id !== asked) return canonical(c, `/v1/makers/${id}`) as never;
    const { answer, moment } = await makerView(db, id);
    const asOf = await asOfAnswer(c, service, moment);
    return (etagged(c, asOf) as never) ?? c.json({ ...answer, asOf }, 200);
  };

  const getModel: Handler<typeof routes.getModel> = async (c) => {
    const asked = c.req.valid("param").id;
    const id = readingCode(() => parseModelId(asked));
    if (id !== asked) return canonical(c, `/v1/models/${id}`) as never;
    const { answer, moment } = await modelView(db, id);
    const asOf = await asOfAnswer(c, service, moment);
    return (etagged(c, asOf) as never) ?? c.json({ ...answer, asOf }, 200);
  };

  const getCountry: Handler<typeof routes.getCountry> = async (c) => {
    const asked = c.req.valid("param").country;
    const id = readingCode(() => parseCountryCode(asked));
    if (id !== asked) return canonical(c, `/v1/countries/${id}`) as never;
    const { answer, moment } = await viewOfCountry(db, id);
    const asOf = await asOfAnswer(c, service, moment);
    return (etagged(c, asOf) as never) ?? c.json({ ...answer, asOf }, 200);
  };

  return { getMaker, getModel, getCountry };
}

/** The rows that say who answers for whom. */
export const authorityQuestions = () => ({
  progress: progress(),
  assignments: rows(countryAssignment, {
    orderBy: [countryAssignment.country, countryAssignment.ordinal],
  }),
  seats: rows(seat, { orderBy: [seat.seat] }),
  seatAccounts: rows(seatAccount, { orderBy: [seatAccount.seat, seatAccount.ordinal] }),
});

interface Authorities {
  readonly assignments: readonly Row<typeof countryAssignment>[];
  readonly seats: readonly Row<typeof seat>[];
  readonly seatAccounts: readonly Row<typeof seatAccount>[];
  readonly now: number;
}

/** A manufacturer and its models. */
export async function makerView(db: Asked, id: ManufacturerId) {
  const found = await ask(db, {
    ...authorityQuestions(),
    makers: rows(manufacturer, { where: eq(manufacturer.id, id) }),
    standings: rows(manufacturerStanding, {
      where: eq(manufacturerStanding.manufacturer, id),
      orderBy: [manufacturerStanding.ordinal],
    }),
    models: rows(model, { where: eq(model.manufacturer, id), orderBy: [model.id] }),
    units: unitsInState({ maker: id }),
  });
  const moment = momentOf(found.progress);
  const [row] = found.makers;
  if (!row)
    throw new ApiProblem("not-found", `${id}: no manufacturer was admitted under this code.`);
  const answer: Omit<z.infer<typeof maker>, "asOf"> = {
    ...toMaker(row, { ...found, now: moment.timestamp }),
    standing: found.standings.map((standing) => ({
      status: given(standing.status),
      since: rfc3339(standing.since),
      proof: proofOf(standing),
    })),
    models: found.models.map(toModel),
    units: byState(found.units),
  };
  return { answer, moment };
}

/** A model, where it is approved, and how many there are. */
export async function modelView(db: Asked, id: ModelId) {
  const makerId = manufacturerOf(id);
  const found = await ask(db, {
    ...authorityQuestions(),
    models: rows(model, { where: eq(model.id, id) }),
    makers: rows(manufacturer, { where: eq(manufacturer.id, makerId) }),
    approvals: rows(modelApproval, {
      where: eq(modelApproval.model, id),
      orderBy: [modelApproval.country, modelApproval.ordinal],
    }),
    releases: rows(release, { where: eq(release.model, id), orderBy: [release.publishedAt] }),
    campaigns: rows(campaign, { where: eq(campaign.model, id), orderBy: [campaign.id] }),
    units: unitsInState({ model: id }),
  });
  const moment = momentOf(found.progress);
  const [row] = found.models;
  const [itsMaker] = found.makers;
  if (!row || !itsMaker)
    throw new ApiProblem("not-found", `${id}: no model was registered under this code.`);
  const then = { ...found, now: moment.timestamp };
  const answer: Omit<z.infer<typeof modelAnswer>, "asOf"> = {
    ...toModel(row),
    maker: toMaker(itsMaker, then),
    approvals: approvalsOf(then),
    releases: found.releases.map((each) => ({
      version: each.version,
      imageDigest: each.imageDigest,
      uri: each.uri || null,
      publishedAt: rfc3339(each.publishedAt),
      withdrawnAt: rfc3339OrNull(each.withdrawnAt),
      proof: proofOf(each),
    })),
    recalls: found.campaigns.map((each) => ({
      campaign: each.id,
      campaignNumber: each.campaignNumber,
      open: isCampaignOpen(each, moment.timestamp),
    })),
    units: byState(found.units),
  };
  return { answer, moment };
}

/** Who answers for a country, whom it admitted, and what it approved. */
export async function viewOfCountry(db: Asked, id: CountryCode) {
  const found = await ask(db, {
    ...authorityQuestions(),
    makers: rows(manufacturer, { where: eq(manufacturer.country, id), orderBy: [manufacturer.id] }),
    approvals: rows(modelApproval, {
      where: eq(modelApproval.country, id),
      orderBy: [modelApproval.model, modelApproval.ordinal],
    }),
  });
  const moment = momentOf(found.progress);
  const own = found.assignments.filter(({ country }) => country === id);
  if (own.length === 0) {
    throw new ApiProblem(
      "not-found",
      `${id}: no seat of the consortium ever answered for this country.`,
    );
  }
  const then = { ...found, now: moment.timestamp };
  const tenancy = heldAt(own, moment.timestamp);
  const models = [...new Set(found.approvals.map((each) => each.model))];
  const answer: Omit<z.infer<typeof countryView>, "asOf"> = {
    ...authorityOf(then, id),
    tenancy: tenancy
      ? {
          since: rfc3339(tenancy.since),
          actsFrom: rfc3339(tenancy.actsFrom),
          proof: proofOf(tenancy),
        }
      : null,
    makers: found.makers.map((row) => toMaker(row, then)),
    approvals: models.flatMap((itsModel) => {
      const approvals = found.approvals.filter((each) => each.model === itsModel);
      return approvalsOf({ ...then, approvals }).map(
        ({ country: _, authority: __, ...approval }) => ({
          model: itsModel,
          ...approval,
        }),
      );
    }),
  };
  return { answer, moment };
}

/** A manufacturer, briefly. */
export function toMaker(
  row: Row<typeof manufacturer>,
  then: Authorities,
): z.infer<typeof makerSummary> {
  return {
    id: row.id,
    name: row.name,
    status: given(row.status),
    contact: row.contactUri || null,
    proof: proofOf(row),
    authority: authorityOf(then, row.country),
    admittedAt: rfc3339(row.admittedAt),
    admittedBy: seatOfAccount(then, row.admittedBy, row.admittedAt),
  };
}

/** A model, briefly. */
export function toModel(row: Row<typeof model>): z.infer<typeof modelSummary> {
  return {
    id: row.id,
    name: row.name,
    documentation: row.documentationUri || null,
    scheme: given(row.scheme),
    registeredAt: rfc3339(row.registeredAt),
    proof: proofOf(row),
  };
}

/** The seat that an account acted for at a moment. */
export function seatOfAccount(
  { seatAccounts, seats }: Pick<Authorities, "seatAccounts" | "seats">,
  account: string,
  at: number,
) {
  const own = seatAccounts.filter((each) => each.account.toLowerCase() === account.toLowerCase());
  const found = heldAt(own, at) ?? own.find(({ since }) => since === at);
  const row = seats.find((each) => each.seat === found?.seat);
  return row ? { number: row.seat, name: row.name } : null;
}
