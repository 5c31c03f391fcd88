// What everybody may have: the columns of dumps, each with the place in the answers of the API where everybody gets it too. What is not
// here stays out, and a table that is not here does not compile. There are no accounts, no codes of robots, no commitments of entries and
// no addresses of documents; and no hashes of transactions: block and log name the same, in a tenth of the bytes. Rows about single robots
// say how something began and not how it ended: the end of one row is the beginning of the next, and leads through the life of a robot.
import type { Column, Table } from "drizzle-orm";
import type * as tables from "../tables.js";

export type TableName = {
  [name in keyof typeof tables]: (typeof tables)[name] extends Table ? name : never;
}[keyof typeof tables];

type ColumnName<name extends TableName> = {
  [column in keyof (typeof tables)[name]]: (typeof tables)[name][column] extends Column
    ? column
    : never;
}[keyof (typeof tables)[name]];

const place = {
  blockNumber: "Proof.blockNumber",
  logIndex: "Proof.logIndex",
  blockTime: "Proof.timestamp",
} as const;

/** Columns that everybody may have, by table; of each a schema of `api/openapi.json` and a property in it. */
export const PUBLIC_COLUMNS: {
  readonly [name in TableName]: { readonly [column in ColumnName<name>]?: string };
} = {
  believedLog: {},
  seat: {
    ...place,
    seat: "SeatView.number",
    name: "SeatView.name",
    admittedAt: "SeatView.admittedAt",
    departedAt: "SeatView.departedAt",
  },
  seatAccount: {},
  authorityAccount: {},
  seatValidator: {},
  country: {
    ...place,
    code: "Consortium.countries.country",
    seat: "Consortium.countries.seat",
  },
  countryAssignment: {
    ...place,
    country: "CountryView.country",
    seat: "CountryView.seat",
    since: "CountryView.tenancy.since",
    actsFrom: "CountryView.tenancy.actsFrom",
  },
  proposal: {
    ...place,
    id: "Proposal.id",
    description: "Proposal.description",
    voteStart: "Proposal.voteStart",
    voteEnd: "Proposal.voteEnd",
    forVotes: "Proposal.votes.for",
    againstVotes: "Proposal.votes.against",
    abstainVotes: "Proposal.votes.abstain",
    executableAt: "Proposal.executableAt",
    executedAt: "Proposal.executedAt",
    canceledAt: "Proposal.canceledAt",
  },
  vote: {
    ...place,
    proposal: "Proposal.id",
    seat: "Proposal.ballots.seat",
    support: "Proposal.ballots.support",
    withdrawnAt: "Proposal.ballots.withdrawnAt",
  },
  timelockCall: {},
  manufacturer: {
    ...place,
    id: "Maker.id",
    country: "Maker.authority.country",
    name: "Maker.name",
    contactUri: "Maker.contact",
    status: "Maker.status",
    admittedAt: "Maker.admittedAt",
    issued: "Maker.units.total",
  },
  manufacturerAccount: {},
  manufacturerStanding: {
    ...place,
    manufacturer: "Maker.id",
    status: "Maker.standing.status",
    since: "Maker.standing.since",
  },
  model: {
    ...place,
    id: "Model.id",
    manufacturer: "Model.maker.id",
    name: "Model.name",
    documentationUri: "Model.documentation",
    scheme: "Model.scheme",
    registeredAt: "Model.registeredAt",
    issued: "Model.units.total",
  },
  modelApproval: {
    ...place,
    model: "CountryView.approvals.model",
    country: "Approval.country",
    level: "Approval.level",
    expiry: "Approval.expiry",
    withdrawnAt: "Approval.withdrawnAt",
  },
  accreditation: {},
  release: {
    ...place,
    model: "Model.id",
    imageDigest: "Model.releases.imageDigest",
    version: "Model.releases.version",
    uri: "Model.releases.uri",
    publishedAt: "Model.releases.publishedAt",
    withdrawnAt: "Model.releases.withdrawnAt",
  },
  // Where the serials of a lot begin and end, its units are named.
  lot: {
    ...place,
    id: "Lot.lot",
    kind: "Lot.kind",
    model: "Lot.model",
    manufacturer: "Lot.maker",
    count: "Lot.count",
    issuedAt: "Lot.issuedAt",
    unitsRoot: "Lot.unitsRoot",
    manifestUri: "Lot.manifest.uri",
  },
  lotStem: {},
  listedUnit: {},
  unit: {},
  lifePeriod: {
    ...place,
    state: "Robot.state",
    recyclerCountry: "Robot.disposal.country",
    basis: "TimelineEntry.details",
  },
  ownershipPeriod: {},
  operatorTerm: {},
  marketPlacement: {
    ...place,
    country: "Robot.market.country",
    previous: "TimelineEntry.details",
  },
  deviceKey: {},
  firmwareInstallation: {
    ...place,
    model: "Change.model",
    imageDigest: "TimelineEntry.details",
    capacity: "TimelineEntry.capacity",
    jurisdiction: "TimelineEntry.country",
  },
  flagReport: { ...place, flag: "Flag.flag" },
  certificate: {
    ...place,
    scope: "Certificate.scope",
    capacity: "Certificate.issuer.capacity",
    jurisdiction: "Certificate.issuer.jurisdiction",
    expiry: "Certificate.expiry",
  },
  brand: {
    ...place,
    code: "Brand.code",
    capacity: "Brand.capacity",
    jurisdiction: "Brand.jurisdiction",
  },
  historyRecord: { ...place, kind: "Change.kind", timestamp: "Change.time" },
  campaign: {
    ...place,
    id: "Recall.campaign",
    campaignNumber: "Recall.campaignNumber",
    model: "Recall.model",
    manufacturer: "Recall.maker",
    country: "Recall.country",
    severity: "Recall.severity",
    kind: "Recall.scope",
    component: "Recall.component",
    summary: "Recall.summary",
    consequence: "Recall.consequence",
    remedy: "Recall.remedy",
    parkIt: "Recall.parkIt",
    overTheAirUpdate: "Recall.overTheAirUpdate",
    openedAt: "Recall.openedAt",
    makerRemedies: "Recall.makerRemedies",
    suspendedIn: "Recall.suspendedIn",
    closedAt: "Recall.closedAt",
    remedied: "Recall.units.remedied",
    notApplicable: "Recall.units.notApplicable",
  },
  campaignMark: {},
  campaignSuspension: {
    ...place,
    campaign: "Recall.campaign",
    country: "Recall.suspensions.country",
  },
  campaignOutcome: {
    ...place,
    campaign: "Change.campaign",
    status: "Change.kind",
    jurisdiction: "Change.country",
    market: "RecallProgress.progress.byCountry.country",
  },
  registrarOrder: {
    ...place,
    id: "PendingOrder.order",
    action: "PendingOrder.action",
    country: "PendingOrder.country",
    proposedAt: "PendingOrder.proposedAt",
    executableAt: "PendingOrder.executableAt",
    expiresAt: "PendingOrder.expiresAt",
  },
  orderStep: {},
  registryModule: {},
  moduleSpace: {},
  transferRule: {},
  logRecord: {},
  registryEvent: {},
  historyAlarm: {},
  unitFigure: {
    model: "Offers.models.model",
    market: "Offers.market",
    level: "Stats.issued.byLevel.level",
    state: "Stats.units.byState.state",
    count: "Offers.models.units",
  },
  ungradedFigure: {},
  issuedWeek: { week: "Stats.issued.byWeek.week", count: "Stats.issued.byWeek.count" },
  campaignFigure: {
    campaign: "RecallProgress.campaign",
    market: "RecallProgress.progress.byCountry.country",
    status: "RecallProgress.progress.byCountry",
    count: "RecallProgress.progress.byCountry.affected",
  },
  campaignWeek: {
    campaign: "RecallProgress.campaign",
    week: "RecallProgress.progress.byWeek.week",
    remedied: "RecallProgress.progress.byWeek.remedied",
    notApplicable: "RecallProgress.progress.byWeek.notApplicable",
    reopened: "RecallProgress.progress.byWeek.reopened",
  },
  modelCampaigns: {},
  totalFigure: { name: "Stats.flagged", count: "Stats.flagged.stolen" },
};

/** Tables about single robots, whose rows name the model in the place of the code. */
export const NAME_THE_MODEL: readonly TableName[] = [
  "brand",
  "certificate",
  "flagReport",
  "historyRecord",
  "lifePeriod",
  "marketPlacement",
];

/**
 * Tables that grow with what happens to robots: of these a delta has the rows that began in its blocks, of all others the whole. None of
 * their public columns changes afterwards.
 */
export const GROWING: readonly TableName[] = [
  ...NAME_THE_MODEL,
  "campaignOutcome",
  "firmwareInstallation",
];
