// What everybody may have: the columns of dumps. What is not here stays out, and a table that is not here does not compile. As in the
// answers of the API, there are no accounts, no codes of robots, no commitments of entries and no addresses of documents.
import type { Column, Table } from "drizzle-orm";
import type * as tables from "../tables.js";

type TableName = {
  [name in keyof typeof tables]: (typeof tables)[name] extends Table ? name : never;
}[keyof typeof tables];

type ColumnName<name extends TableName> = {
  [column in keyof (typeof tables)[name]]: (typeof tables)[name][column] extends Column
    ? column
    : never;
}[keyof (typeof tables)[name]];

const proof = ["transactionHash", "blockNumber", "logIndex", "blockTime"] as const;
const period = [
  ...proof,
  "since",
  "until",
  "endTransactionHash",
  "endBlockNumber",
  "endLogIndex",
] as const;

/** Columns that everybody may have, by table. */
export const PUBLIC_COLUMNS: { readonly [name in TableName]: readonly ColumnName<name>[] } = {
  believedLog: [...proof, "id"],
  seat: [...proof, "seat", "name", "admittedAt", "departedAt", "departure", "validators"],
  seatAccount: [],
  authorityAccount: [],
  seatValidator: [],
  country: [...proof, "code", "seat", "assignments"],
  countryAssignment: [...period, "country", "ordinal", "seat", "actsFrom"],
  proposal: [
    ...proof,
    "id",
    "description",
    "voteStart",
    "voteEnd",
    "forVotes",
    "againstVotes",
    "abstainVotes",
    "queuedAt",
    "executableAt",
    "executedAt",
    "canceledAt",
  ],
  vote: [...proof, "proposal", "seat", "support", "weight", "withdrawnAt"],
  timelockCall: [],
  manufacturer: [
    ...proof,
    "id",
    "country",
    "name",
    "contactUri",
    "status",
    "compromisedSince",
    "admittedAt",
    "issued",
  ],
  manufacturerAccount: [],
  manufacturerStanding: [...period, "manufacturer", "ordinal", "status"],
  model: [
    ...proof,
    "id",
    "manufacturer",
    "name",
    "documentationUri",
    "scheme",
    "counterWidth",
    "registeredAt",
    "issued",
  ],
  modelApproval: [
    ...proof,
    "model",
    "country",
    "ordinal",
    "level",
    "expiry",
    "certificateDigest",
    "withdrawnAt",
  ],
  accreditation: [...proof, "role", "country", "expiry", "seat", "withdrawnAt"],
  release: [...proof, "model", "imageDigest", "version", "uri", "publishedAt", "withdrawnAt"],
  // Where the serials of a lot begin and end, its units are named.
  lot: [
    ...proof,
    "id",
    "kind",
    "model",
    "manufacturer",
    "count",
    "issuedAt",
    "unitsRoot",
    "manifestUri",
  ],
  lotStem: [],
  listedUnit: [],
  unit: [],
  lifePeriod: [...period, "state", "recyclerCountry", "basis"],
  ownershipPeriod: [],
  operatorTerm: [],
  marketPlacement: [...period, "country", "previous"],
  deviceKey: [],
  firmwareInstallation: [...period, "model", "imageDigest", "capacity", "jurisdiction"],
  flagReport: [...period, "flag"],
  certificate: [...period, "scope", "capacity", "jurisdiction", "expiry", "withdrawnAt"],
  brand: [...proof, "code", "capacity", "jurisdiction"],
  historyRecord: [...proof, "kind", "timestamp", "event"],
  campaign: [
    ...proof,
    "id",
    "campaignNumber",
    "model",
    "manufacturer",
    "country",
    "severity",
    "kind",
    "component",
    "summary",
    "consequence",
    "remedy",
    "parkIt",
    "overTheAirUpdate",
    "openedAt",
    "makerRemedies",
    "suspendedIn",
    "closedAt",
    "marked",
    "remedied",
    "notApplicable",
  ],
  campaignMark: [],
  campaignSuspension: [...proof, "campaign", "country"],
  campaignOutcome: [...period, "campaign", "status", "jurisdiction", "market"],
  registrarOrder: [
    ...proof,
    "id",
    "action",
    "status",
    "country",
    "proposedAt",
    "executableAt",
    "expiresAt",
    "seat",
    "contested",
    "answerableUntil",
    "signaturesNeeded",
    "signatures",
    "lapsedAt",
  ],
  orderStep: [...proof, "order", "status", "seat"],
  registryModule: [...proof, "space", "place"],
  moduleSpace: [],
  transferRule: [],
  logRecord: [],
  registryEvent: [...proof, "contract", "event"],
  historyAlarm: [],
  unitFigure: ["model", "market", "level", "state", "count"],
  ungradedFigure: ["model", "market", "state", "count"],
  issuedWeek: ["week", "count"],
  campaignFigure: ["campaign", "market", "status", "count"],
  campaignWeek: ["campaign", "week", "remedied", "notApplicable", "reopened"],
  modelCampaigns: [],
  totalFigure: ["name", "count"],
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

/** Tables that grow with what happens to robots: of these a delta has the rows that began or ended in its blocks, of all others the whole. */
export const GROWING: readonly TableName[] = [
  ...NAME_THE_MODEL,
  "campaignOutcome",
  "firmwareInstallation",
  "registryEvent",
];
