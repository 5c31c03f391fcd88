// Everything that the index holds of one robot, in one round trip.

import {
  brand,
  campaign,
  campaignMark,
  campaignOutcome,
  campaignSuspension,
  certificate,
  countryAssignment,
  firmwareInstallation,
  flagReport,
  historyAlarm,
  historyRecord,
  lifePeriod,
  listedUnit,
  lot,
  manufacturer,
  manufacturerAccount,
  manufacturerStanding,
  marketPlacement,
  model,
  modelApproval,
  operatorTerm,
  orderStep,
  ownershipPeriod,
  registrarOrder,
  release,
  seat,
} from "@openrobotid/indexer/tables";
import { manufacturerOf, modelOf, type RobotId } from "@openrobotid/sdk";
import type { HistoryKind } from "@openrobotid/sdk/history";
import { and, eq, inArray, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { type Moment, momentOf, progress } from "../as-of.js";
import { type Given, prepare } from "../prepared.js";
import { ApiProblem } from "../problem.js";
import { type Answers, type Asked, rows } from "../rows.js";
import { readMoment } from "../time.js";

/** Entries of the history that the public view shows. */
const SHOWN_ENTRIES = 200;
const CODE_LENGTH = 29;

/** The order of suspensions: the first first. */
export const SUSPENSION_ORDER = [campaignSuspension.blockNumber, campaignSuspension.logIndex];

type PublicAnswers = Answers<ReturnType<typeof questionsOf>>;
type AccountAnswers = Answers<ReturnType<typeof accountQuestionsOf>>;

/** What the index holds of a robot but its owners' accounts, and the moment that is asked about. */
export type RobotRecord = Omit<PublicAnswers, "progress" | "lot" | "model" | "manufacturer"> & {
  readonly id: RobotId;
  /** The block that the index has come to. */
  readonly moment: Moment;
  /** The moment asked about, in seconds; `undefined` for that of the block. */
  readonly at: number | undefined;
  /** The moment that everything is judged at, in seconds. */
  readonly now: number;
  readonly lot: PublicAnswers["lot"][number];
  readonly model: PublicAnswers["model"][number];
  readonly manufacturer: PublicAnswers["manufacturer"][number];
};

/** With the accounts of who owned it and who ran it. */
export type AccountableRecord = RobotRecord & AccountAnswers;

/** Nothing was issued under a code or as a lot. */
export class UnknownCode extends ApiProblem {
  readonly moment: Moment;

  /** @param moment - The block up to which the index knows that. */
  constructor(id: string, detail: string, moment: Moment) {
    super("not-found", `${id}: ${detail}`);
    this.moment = moment;
  }
}

/** Nothing was issued under a code yet at the moment asked about, though it has been since: no guess. */
export class NotYetIssued extends ApiProblem {
  /** @param at - The moment asked about, RFC 3339. */
  constructor(id: string, at: string | undefined) {
    super("not-found", `${id}: this code was not issued by ${at}.`);
  }
}

/**
 * Loads what the index holds of a robot, as far as everybody may see it.
 *
 * @param at - The moment asked about, RFC 3339.
 * @throws UnknownCode where it was never issued, NotYetIssued where it was issued after `at`.
 */
export async function loadRobot(
  db: Asked,
  id: RobotId,
  at: string | undefined,
): Promise<RobotRecord> {
  return recordOf(await askForRobot(db, valuesOf(id, at)), id, at);
}

/**
 * Loads what the index holds of a robot, with the accounts of who owned it and who ran it.
 *
 * @param at - The moment asked about, RFC 3339.
 * @throws UnknownCode where it was never issued, NotYetIssued where it was issued after `at`.
 */
export async function loadAccountable(
  db: Asked,
  id: RobotId,
  at: string | undefined,
): Promise<AccountableRecord> {
  const answers = await askForAccountable(db, valuesOf(id, at));
  const { owners, operators, makerAccounts } = answers;
  return { ...recordOf(answers, id, at), owners, operators, makerAccounts };
}

const GIVEN = ["id", "model", "maker", "until"] as const;
type GivenNames = (typeof GIVEN)[number];

const askForRobot = prepare(GIVEN, questionsOf);
const askForAccountable = prepare(GIVEN, (given) => ({
  ...questionsOf(given),
  ...accountQuestionsOf(given),
}));

function valuesOf(id: RobotId, at: string | undefined) {
  return {
    id,
    model: modelOf(id),
    maker: manufacturerOf(id),
    until: at === undefined ? Number.MAX_SAFE_INTEGER : Math.floor(Date.parse(at) / 1000),
  };
}

function recordOf(answers: PublicAnswers, id: RobotId, at: string | undefined): RobotRecord {
  const { progress: how, lot: lots, model: models, manufacturer: makers, ...record } = answers;
  const moment = momentOf(how);
  const asked = readMoment(at, moment.timestamp);
  const [[issuance], [itsModel], [maker]] = [lots, models, makers];
  if (!issuance || !itsModel || !maker)
    throw new UnknownCode(id, "this code was never issued.", moment);
  const now = asked ?? moment.timestamp;
  if (issuance.issuedAt > now) throw new NotYetIssued(id, at);
  return {
    ...record,
    id,
    moment,
    at: asked,
    now,
    lot: issuance,
    model: itsModel,
    manufacturer: maker,
  };
}

function questionsOf(given: Readonly<Record<GivenNames, Given>>) {
  const { id, model: modelId, maker: makerId, until } = given;
  const entry = (...kinds: HistoryKind[]) =>
    and(
      eq(historyRecord.unit, id),
      kinds.length > 0 ? inArray(historyRecord.kind, kinds) : undefined,
      lte(historyRecord.timestamp, until),
    );
  const lastOf = (kind: HistoryKind) =>
    rows(historyRecord, {
      where: entry(kind),
      orderBy: [historyRecord.ordinal],
      descending: true,
      limit: 1,
    });
  return {
    progress: progress(),
    lot: rows(lot, { where: sql`${lot.id} = ${lotOf(id)}` }),
    model: rows(model, { where: eq(model.id, modelId) }),
    manufacturer: rows(manufacturer, { where: eq(manufacturer.id, makerId) }),
    standings: rows(manufacturerStanding, {
      where: eq(manufacturerStanding.manufacturer, makerId),
      orderBy: [manufacturerStanding.ordinal],
    }),
    approvals: rows(modelApproval, {
      where: eq(modelApproval.model, modelId),
      orderBy: [modelApproval.country, modelApproval.ordinal],
    }),
    campaigns: rows(campaign, { where: eq(campaign.model, modelId), orderBy: [campaign.id] }),
    marks: rows(campaignMark, { where: eq(campaignMark.unit, id) }),
    suspensions: rows(campaignSuspension, {
      where: sql`${campaignSuspension.campaign} in (select ${campaign.id} from ${campaign} where ${campaign.model} = ${modelId})`,
      orderBy: SUSPENSION_ORDER,
    }),
    outcomes: rows(campaignOutcome, {
      where: eq(campaignOutcome.unit, id),
      orderBy: [campaignOutcome.campaign, campaignOutcome.ordinal],
    }),
    orders: rows(registrarOrder, {
      where: eq(registrarOrder.unit, id),
      orderBy: [registrarOrder.id],
    }),
    orderSteps: rows(orderStep, {
      where: sql`${orderStep.order} in (select ${registrarOrder.id} from ${registrarOrder} where ${registrarOrder.unit} = ${id})`,
      orderBy: [orderStep.blockNumber, orderStep.logIndex],
    }),
    certificates: rows(certificate, {
      where: eq(certificate.unit, id),
      orderBy: [certificate.seq],
    }),
    brands: rows(brand, { where: eq(brand.unit, id), orderBy: [brand.seq] }),
    flags: rows(flagReport, { where: eq(flagReport.unit, id), orderBy: [flagReport.since] }),
    installations: rows(firmwareInstallation, {
      where: eq(firmwareInstallation.unit, id),
      orderBy: [firmwareInstallation.ordinal],
    }),
    releases: rows(release, {
      where: and(
        eq(release.model, modelId),
        sql`${release.imageDigest} in (select ${firmwareInstallation.imageDigest} from ${firmwareInstallation} where ${firmwareInstallation.unit} = ${id})`,
      ),
    }),
    lives: rows(lifePeriod, { where: eq(lifePeriod.unit, id), orderBy: [lifePeriod.ordinal] }),
    placements: rows(marketPlacement, {
      where: eq(marketPlacement.unit, id),
      orderBy: [marketPlacement.ordinal],
    }),
    assignments: rows(countryAssignment, { orderBy: [countryAssignment.country] }),
    seats: rows(seat, { orderBy: [seat.seat] }),
    entries: rows(historyRecord, {
      where: entry(),
      orderBy: [historyRecord.ordinal],
      descending: true,
      limit: SHOWN_ENTRIES,
    }),
    corrections: rows(historyRecord, { where: entry("correction") }),
    services: lastOf("service"),
    anchors: lastOf("telemetryAnchor"),
    grades: lastOf("intelligenceGrade"),
    alarms: rows(historyAlarm, { where: eq(historyAlarm.unit, id), limit: 1 }),
  };
}

function accountQuestionsOf({ id, maker }: Readonly<Record<GivenNames, Given>>) {
  return {
    owners: rows(ownershipPeriod, {
      where: eq(ownershipPeriod.unit, id),
      orderBy: [ownershipPeriod.ordinal],
    }),
    operators: rows(operatorTerm, {
      where: eq(operatorTerm.unit, id),
      orderBy: [operatorTerm.ordinal],
    }),
    makerAccounts: rows(manufacturerAccount, {
      where: eq(manufacturerAccount.manufacturer, maker),
      orderBy: [manufacturerAccount.ordinal],
    }),
  };
}

/**
 * The lot that a code was issued in. A list names each of its codes; the lots of a stem only ever grow upward, so that of a
 * counter is the last one that begins at it or before.
 *
 * @param code - A code, or an expression that is one.
 */
export function lotOf(code: RobotId | SQLWrapper): SQL {
  const id = sql`${code}::text`;
  const digits = sql`right(${id}, ${model.counterWidth})`;
  const counter = sql`case when ${digits} ~ '^[0-9]{1,16}$' then ${digits}::bigint end`;
  return sql`coalesce(
    (select ${listedUnit.lot} from ${listedUnit} where ${listedUnit.id} = ${id}),
    (select candidate.id from ${model}, lateral (
      select ${lot.id} as id, ${lot.lastCounter} as last from ${lot}
      where ${lot.kind} = 'range' and ${lot.stem} = left(${id}, ${CODE_LENGTH} - ${model.counterWidth})
        and ${lot.firstCounter} <= ${counter}
      order by ${lot.firstCounter} desc limit 1
    ) candidate
    where ${model.id} = left(${id}, 12) and ${model.counterWidth} > 0 and ${counter} <= candidate.last)
  )`;
}
