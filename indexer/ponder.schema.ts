// The tables of the index: what the contracts emitted, arranged so that a question is one look-up.
//
// - Codes are text as people write them: 29 characters, no separators. Words are those of the SDK.
// - Digests, accounts and hashes are bytes in the database, and `0x…` here: see bytes.ts.
// - Times are block times, in seconds. What changes over time is a period: it held at the moment `at` where
//   `since <= at AND (until IS NULL OR at < until)`. Two changes in one second leave a period of no length between them,
//   and the later one counts.
// - Every row says which log proves it: transaction, block, place in the block. A period says it of both its ends.
// - A lot stays one row. A unit of a lot has a row only once something happened to it, as on the chain; until then
//   everything about it follows from its lot, see src/api/robots/load.ts.

import { words } from "@openrobotid/sdk/actions";
import { index, onchainEnum, onchainTable, primaryKey, relations, sql } from "ponder";
import { hex } from "./bytes.js";

// ------------------------------------------------------------------------------------------------------ words

/** The state of a robot. `none` is a code that was never issued, and has no row. */
export const robotState = onchainEnum("robot_state", words["enum IRobotHistory.State"]);
/** On what ground a robot changed hands or was handed in. */
export const basis = onchainEnum("basis", words["enum IRobotOwnership.Basis"]);
/** What can be reported of a robot. */
export const flag = onchainEnum("flag", words["enum IRobotFlags.Flag"]);
/** In what capacity somebody wrote an entry. */
export const capacity = onchainEnum("capacity", words["enum Capacity"]);
/** What a title can be branded with. */
export const brandCode = onchainEnum("brand_code", words["enum IDossier.BrandCode"]);
/** Standing of a manufacturer. */
export const manufacturerStatus = onchainEnum(
  "manufacturer_status",
  words["enum IAuthorityRegistry.ManufacturerStatus"],
);
/** What an account can be accredited as. */
export const role = onchainEnum("role", words["enum IAuthorityRegistry.Role"]);
/** How the serials of a model are made. */
export const serialScheme = onchainEnum(
  "scheme_of_serials",
  words["enum IAuthorityRegistry.SerialScheme"],
);
/** How a campaign says which units it binds. */
export const scopeKind = onchainEnum("scope_kind", words["enum IRecallRegistry.ScopeKind"]);
/** How grave a campaign is. */
export const severity = onchainEnum("severity", words["enum IRecallRegistry.Severity"]);
/** The status of a unit under a campaign. */
export const unitStatus = onchainEnum("unit_status", words["enum IRecallRegistry.UnitStatus"]);
/** What a registrar order does. */
export const orderAction = onchainEnum("order_action", words["enum IRegistrarOrders.Action"]);
/** The status of a registrar order. */
export const orderStatus = onchainEnum("order_status", words["enum IRegistrarOrders.Status"]);
/** How a seat voted. */
export const support = onchainEnum("support", words.support);
/** How units were issued: a consecutive range, or serials named one by one. */
export const lotKind = onchainEnum("lot_kind", ["range", "list"]);
/** How a seat ended. */
export const departure = onchainEnum("departure", ["expelled", "resigned"]);
/** What is wrong with a history that was recomputed; the words of the SDK's `HistoryMismatchError`. */
export const mismatchReason = onchainEnum("mismatch_reason", [
  "issuance",
  "entryMissing",
  "entryAltered",
  "entryLeftOver",
  "eventMissing",
  "eventAltered",
]);

// --------------------------------------------------------------------------------------------- common columns

type Columns = Parameters<
  Extract<Parameters<typeof onchainTable>[1], (columns: never) => unknown>
>[0];

/** A moment, a block number, a count, or the number of a campaign or order: whole, and larger than 32 bits. */
const whole = (t: Columns) => t.int8({ mode: "bigint" });

/** Codes in the order of their characters, whatever language the database sorts by: ranges of codes are read so. */
const inByteOrder = (column: unknown) => sql`${column} collate "C"`;

/** The log that proves the row. */
const proof = (t: Columns) => ({
  /** Hash of the transaction that made it so. */
  transactionHash: hex().notNull(),
  /** Number of the block that holds it. */
  blockNumber: whole(t).notNull(),
  /** Place of the log in the block. */
  logIndex: t.integer().notNull(),
  /** Time of the block, in seconds. */
  blockTime: whole(t).notNull(),
});

/** A period that is proven at both ends. */
const period = (t: Columns) => ({
  ...proof(t),
  /** Block time from which it held, inclusive, in seconds. */
  since: whole(t).notNull(),
  /** Block time from which it was no longer valid, in seconds; null while it lasts. */
  until: whole(t),
  /** Hash of the transaction that ended it; null while it lasts. */
  endTransactionHash: hex(),
  /** Number of the block that ended it; null while it lasts. */
  endBlockNumber: whole(t),
  /** Place in that block of the log that ended it; null while it lasts. */
  endLogIndex: t.integer(),
});

// --------------------------------------------------------------------------------------------- the index itself

/** The first log that was taken in without a proof; no row where all were proven. */
export const believedLog = onchainTable("believed_log", (t) => ({
  ...proof(t),
  /** Always 1. */
  id: t.integer().primaryKey(),
}));

// ------------------------------------------------------------------------------------------------- consortium

/** Seats of the consortium, held and departed. */
export const seat = onchainTable("seat", (t) => ({
  ...proof(t),
  /** Number of the seat, counted from 1, never reused. */
  seat: t.integer().primaryKey(),
  /** Name of the standards body. */
  name: t.text().notNull(),
  /** Account that acts for it, or did last. */
  authority: hex().notNull(),
  /** Key that can veto and replace that account; null for none. */
  recovery: hex(),
  /** Account named to act for it next; null for none. */
  proposedAuthority: hex(),
  /** From when that account can accept, in seconds; null for none. */
  authorityAcceptableFrom: whole(t),
  /** Recovery key named next, zero to have none; null where none is named. */
  proposedRecovery: hex(),
  /** From when that key can be accepted, in seconds; null where none is named. */
  recoveryAcceptableFrom: whole(t),
  /** Address of its validator node, or of the last one. */
  validator: hex().notNull(),
  /** When it was admitted, in seconds. */
  admittedAt: whole(t).notNull(),
  /** When it departed, in seconds; null while it is held. */
  departedAt: whole(t),
  /** How it departed. */
  departure: departure(),
  /** Hash of the transaction with which it departed. */
  departureTransactionHash: hex(),
  /** Accounts so far. */
  accounts: t.integer().notNull(),
  /** Validators so far. */
  validators: t.integer().notNull(),
}));

/** Accounts that act or acted for a seat. */
export const seatAccount = onchainTable(
  "seat_account",
  (t) => ({
    ...period(t),
    /** Number of the seat. */
    seat: t.integer().notNull(),
    /** Place among the accounts of the seat, counted from 0. */
    ordinal: t.integer().notNull(),
    /** The account. */
    account: hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.seat, table.ordinal] }),
    account: index().on(table.account),
  }),
);

/** Accounts that ever acted for a seat, and the seat that each acts for now. */
export const authorityAccount = onchainTable("authority_account", (t) => ({
  /** The account. */
  account: hex().primaryKey(),
  /** The seat it acts for; null where it acts for none any more. */
  seat: t.integer(),
}));

/** Validator nodes that seal or sealed for a seat. */
export const seatValidator = onchainTable(
  "seat_validator",
  (t) => ({
    ...period(t),
    /** Number of the seat. */
    seat: t.integer().notNull(),
    /** Place among the validators of the seat, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Address of the node. */
    validator: hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.seat, table.ordinal] }) }),
);

/** Countries, and the seat that answers for each now. */
export const country = onchainTable("country", (t) => ({
  ...proof(t),
  /** ISO 3166-1 alpha-2 code. */
  code: t.text().primaryKey(),
  /** Seat that answers for it; null where it is released and belongs to no seat. */
  seat: t.integer(),
  /** Number of assignments so far. */
  assignments: t.integer().notNull(),
}));

/** Which seat answered for which country when. */
export const countryAssignment = onchainTable(
  "country_assignment",
  (t) => ({
    ...period(t),
    /** ISO 3166-1 alpha-2 code. */
    country: t.text().notNull(),
    /** Place among the assignments of the country, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Seat that answers for it. */
    seat: t.integer().notNull(),
    /** From when it acts in orders and admits manufacturers there, in seconds. */
    actsFrom: whole(t).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.country, table.ordinal] }),
    seat: index().on(table.seat),
  }),
);

/** What was proposed to the consortium. The state follows from these columns and the time, see the SDK's `getProposals`. */
export const proposal = onchainTable("proposal", (t) => ({
  ...proof(t),
  /** The governor's number of the proposal. */
  id: t.bigint().primaryKey(),
  /** Account that proposed it. */
  proposer: hex().notNull(),
  /** Contracts to be called. */
  targets: hex().array().notNull(),
  /** Value that goes with each call, in wei. */
  values: t.bigint().array().notNull(),
  /** Each call, encoded. */
  calldatas: hex().array().notNull(),
  /** What it is for, in the words of its proposer. */
  description: t.text().notNull(),
  /** When the vote opens, in seconds. */
  voteStart: whole(t).notNull(),
  /** When the vote ends, in seconds. */
  voteEnd: whole(t).notNull(),
  /** Votes in favour. */
  forVotes: t.integer().notNull(),
  /** Votes against. */
  againstVotes: t.integer().notNull(),
  /** Abstentions. */
  abstainVotes: t.integer().notNull(),
  /** When it was queued, in seconds; null where it was not. */
  queuedAt: whole(t),
  /** From when it can be executed, in seconds. */
  executableAt: whole(t),
  /** When it was executed, in seconds. */
  executedAt: whole(t),
  /** When its proposer cancelled it, in seconds. */
  canceledAt: whole(t),
  /** Hash of the transaction that queued it. */
  queuedTransactionHash: hex(),
  /** Hash of the transaction that executed it. */
  executedTransactionHash: hex(),
  /** Hash of the transaction that cancelled it. */
  canceledTransactionHash: hex(),
}));

/** Votes cast in proposals. */
export const vote = onchainTable(
  "vote",
  (t) => ({
    ...proof(t),
    /** The proposal. */
    proposal: t.bigint().notNull(),
    /** Account that voted. */
    voter: hex().notNull(),
    /** Seat it voted for. */
    seat: t.integer(),
    /** How. */
    support: support().notNull(),
    /** Number of votes; a seat has one. */
    weight: t.integer().notNull(),
    /** Why, in the voter's words; may be empty. */
    reason: t.text().notNull(),
    /** When its seat took it back, in seconds; null where it did not. It no longer counts. */
    withdrawnAt: whole(t),
    /** Hash of the transaction that took it back. */
    withdrawalTransactionHash: hex(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.proposal, table.voter] }) }),
);

/** Calls that wait or waited in the timelock. */
export const timelockCall = onchainTable(
  "timelock_call",
  (t) => ({
    ...proof(t),
    /** The timelock's identifier of the operation. */
    operationHash: hex().notNull(),
    /** Place of the call in the operation, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Contract to be called. */
    target: hex().notNull(),
    /** Value that goes with it, in wei. */
    value: t.bigint().notNull(),
    /** The call, encoded. */
    data: hex().notNull(),
    /** Operation that has to be executed before; zero for none. */
    predecessor: hex().notNull(),
    /** From when it can be executed, in seconds. */
    executableAt: whole(t).notNull(),
    /** When it was executed, in seconds; null where it was not. */
    executedAt: whole(t),
    /** Hash of the transaction that executed it. */
    executedTransactionHash: hex(),
    /** When it was cancelled, in seconds; null where it was not. */
    canceledAt: whole(t),
    /** Hash of the transaction that cancelled it. */
    canceledTransactionHash: hex(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.operationHash, table.ordinal] }) }),
);

// ------------------------------------------------------------------------------- manufacturers, models, roles

/** Manufacturers. */
export const manufacturer = onchainTable(
  "manufacturer",
  (t) => ({
    ...proof(t),
    /** Country and manufacturer block of its codes, 6 characters. */
    id: t.text().primaryKey(),
    /** Country under whose code it issues. */
    country: t.text().notNull(),
    /** Its name, as the public knows it. */
    name: t.text().notNull(),
    /** Where the public reaches it. */
    contactUri: t.text().notNull(),
    /** Account that acts for it: the holder of every unit it has not placed on a market. */
    account: hex().notNull(),
    /** Account it named to act for it next; null for none. */
    proposedAccount: hex(),
    /** Its standing. */
    status: manufacturerStatus().notNull(),
    /** From when on its key was in other hands, in seconds, as its authority declared last; null where it never did. */
    compromisedSince: whole(t),
    /** Account that its authority named to succeed a compromised key; null for none. */
    successor: hex(),
    /** From when that account can accept, in seconds. */
    successionAcceptableFrom: whole(t),
    /** Countersignatures of other seats that it needs. */
    successionNeeded: t.integer(),
    /** Countersignatures that it has. */
    successionGiven: t.integer(),
    /** Authority that admitted it. */
    admittedBy: hex().notNull(),
    /** When it was admitted, in seconds. */
    admittedAt: whole(t).notNull(),
    /** Units it has issued. */
    issued: whole(t).notNull(),
    /** Accounts so far. */
    accounts: t.integer().notNull(),
    /** Standings so far. */
    standings: t.integer().notNull(),
  }),
  (table) => ({ country: index().on(table.country), account: index().on(table.account) }),
);

/** Accounts that act or acted for a manufacturer. */
export const manufacturerAccount = onchainTable(
  "manufacturer_account",
  (t) => ({
    ...period(t),
    /** The manufacturer. */
    manufacturer: t.text().notNull(),
    /** Place among its accounts, counted from 0. */
    ordinal: t.integer().notNull(),
    /** The account. */
    account: hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.manufacturer, table.ordinal] }),
    account: index().on(table.account),
  }),
);

/** Standings of a manufacturer. */
export const manufacturerStanding = onchainTable(
  "manufacturer_standing",
  (t) => ({
    ...period(t),
    /** The manufacturer. */
    manufacturer: t.text().notNull(),
    /** Place among its standings, counted from 0. */
    ordinal: t.integer().notNull(),
    /** The standing. */
    status: manufacturerStatus().notNull(),
    /** Authority that decided. */
    authority: hex().notNull(),
    /** Commitment to the decision; null for the admission. */
    reasonDigest: hex(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.manufacturer, table.ordinal] }) }),
);

/** Models. */
export const model = onchainTable(
  "model",
  (t) => ({
    ...proof(t),
    /** Country, manufacturer and model block of its codes, 12 characters. */
    id: t.text().primaryKey(),
    /** Its manufacturer. */
    manufacturer: t.text().notNull(),
    /** Its name, as the public knows it. */
    name: t.text().notNull(),
    /** Where its public documentation is. */
    documentationUri: t.text().notNull(),
    /** How its serials are made. */
    scheme: serialScheme().notNull(),
    /** Digits of the counter; zero where listed. */
    counterWidth: t.integer().notNull(),
    /** When it was registered, in seconds. */
    registeredAt: whole(t).notNull(),
    /** Units issued. */
    issued: whole(t).notNull(),
  }),
  (table) => ({ manufacturer: index().on(table.manufacturer) }),
);

/**
 * Approvals of models for markets. A renewal ends the approval before it and begins another. One is valid at the moment
 * `at` where its period holds then and `at < expiry`.
 */
export const modelApproval = onchainTable(
  "model_approval",
  (t) => ({
    ...period(t),
    /** The model. */
    model: t.text().notNull(),
    /** The market. */
    country: t.text().notNull(),
    /** Place among the approvals of the model for the market, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Intelligence level, 1 to 5. */
    level: t.integer().notNull(),
    /** Time from which it is no longer valid, in seconds. */
    expiry: whole(t).notNull(),
    /** Commitment to the type certificate. */
    certificateDigest: hex().notNull(),
    /** Authority that approved it. */
    authority: hex().notNull(),
    /** When it was withdrawn, in seconds; null where it was not. */
    withdrawnAt: whole(t),
    /** Authority that withdrew it. */
    withdrawnBy: hex(),
    /** Commitment to the decision to withdraw it. */
    withdrawalReasonDigest: hex(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.model, table.country, table.ordinal] }),
    country: index().on(table.country),
  }),
);

/** Accreditations, with their renewals, as `modelApproval`. One ends too where its seat loses the country. */
export const accreditation = onchainTable(
  "accreditation",
  (t) => ({
    ...period(t),
    /** The account. */
    account: hex().notNull(),
    /** What it is accredited as. */
    role: role().notNull(),
    /** Country that accredits it. */
    country: t.text().notNull(),
    /** Place among the accreditations of this account, role and country, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Time from which it is no longer valid, in seconds. */
    expiry: whole(t).notNull(),
    /** Authority that decided. */
    authority: hex().notNull(),
    /** Seat that gave it. */
    seat: t.integer().notNull(),
    /** When it was withdrawn, in seconds; null where it was not. */
    withdrawnAt: whole(t),
    /** Authority that withdrew it. */
    withdrawnBy: hex(),
    /** Commitment to the decision to withdraw it. */
    withdrawalReasonDigest: hex(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.account, table.role, table.country, table.ordinal] }),
    country: index().on(table.country, table.role),
  }),
);

/** Firmware that makers released. */
export const release = onchainTable(
  "release",
  (t) => ({
    ...proof(t),
    /** The model. */
    model: t.text().notNull(),
    /** SHA-256 of the image. */
    imageDigest: hex().notNull(),
    /** Its version. */
    version: t.text().notNull(),
    /** Where the image or its release notes are published. */
    uri: t.text().notNull(),
    /** Account of the maker that released it. */
    publishedBy: hex().notNull(),
    /** When it was released, in seconds. */
    publishedAt: whole(t).notNull(),
    /** When it was withdrawn, in seconds; null where it was not. */
    withdrawnAt: whole(t),
    /** Account that withdrew it. */
    withdrawnBy: hex(),
    /** Commitment to the reason. */
    withdrawalReasonDigest: hex(),
    /** Hash of the transaction that withdrew it. */
    withdrawalTransactionHash: hex(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.model, table.imageDigest] }) }),
);

// --------------------------------------------------------------------------------------------------- issuance

/** Lots and lists, one row each, however many units they have. */
export const lot = onchainTable(
  "lot",
  (t) => ({
    ...proof(t),
    /** The registry's identifier of the lot. */
    id: hex().primaryKey(),
    /** Whether it is a consecutive range or a list. */
    kind: lotKind().notNull(),
    /** Its model. */
    model: t.text().notNull(),
    /** Its manufacturer. */
    manufacturer: t.text().notNull(),
    /** Characters that all codes of a range begin with; for a list the 12 of the model. */
    stem: t.text().notNull(),
    /** Place among the lots of the stem, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Number of its first unit; zero for a list. */
    firstCounter: whole(t).notNull(),
    /** Number of its last unit, inclusive; zero for a list. */
    lastCounter: whole(t).notNull(),
    /** Digits of the counter; zero for a list. */
    counterWidth: t.integer().notNull(),
    /** Number of units. */
    count: whole(t).notNull(),
    /** Code of the first unit of a range; null for a list. */
    firstUnit: t.text(),
    /** Code of the last unit of a range; null for a list. */
    lastUnit: t.text(),
    /** Account of the manufacturer that issued it. */
    issuer: hex().notNull(),
    /** When, in seconds. */
    issuedAt: whole(t).notNull(),
    /** Root of the Merkle tree over its units; null where the maker gave none. */
    unitsRoot: hex(),
    /** Where the leaves of that tree are published; may be empty. */
    manifestUri: t.text().notNull(),
  }),
  (table) => ({
    stem: index().on(table.stem, table.firstCounter),
    model: index().on(table.model),
    manufacturer: index().on(table.manufacturer),
    issuedAt: index().on(table.issuedAt),
  }),
);

/** How many lots a stem has: they only ever grow upward, so a code is found among them by halving. */
export const lotStem = onchainTable("lot_stem", (t) => ({
  /** The stem. */
  stem: t.text().primaryKey(),
  /** Number of its lots. */
  lots: t.integer().notNull(),
}));

/** Which list names a code. Serials of a list are arbitrary: each is a fact of its own, as on the chain. */
export const listedUnit = onchainTable(
  "listed_unit",
  (t) => ({
    /** The robot. */
    id: t.text().primaryKey(),
    /** Its model. */
    model: t.text().notNull(),
    /** The list. */
    lot: hex().notNull(),
  }),
  (table) => ({
    lot: index().on(table.lot),
    model: index("listed_unit_code").on(table.model, inByteOrder(table.id)),
  }),
);

// ------------------------------------------------------------------------------------------------------ units

/** Units to which something happened, as they are now. Their proof is that of the last change. */
export const unit = onchainTable(
  "unit",
  (t) => ({
    ...proof(t),
    /** The robot. */
    id: t.text().primaryKey(),
    /** Its model. */
    model: t.text().notNull(),
    /** Its manufacturer. */
    manufacturer: t.text().notNull(),
    /** The lot it was issued in; null where no issuance of it was found, which is an alarm. */
    lot: hex(),
    /** Its state. */
    state: robotState().notNull(),
    /** Its holder; null while it is its maker's stock: then it is the maker's current account. */
    holder: hex(),
    /** Country on whose market it is; null until it is placed on one. */
    market: t.text(),
    /** Country that answers for it: that of its market, or of its code before it is on one. */
    country: t.text().notNull(),
    /** Whether it is reported stolen. */
    stolen: t.boolean().notNull(),
    /** Whether its ownership is disputed. */
    disputed: t.boolean().notNull(),
    /** Account named to run it; null for none. It is in charge where it accepted and the term has not ended. */
    operator: hex(),
    /** Whether the account named accepted. */
    operatorAccepted: t.boolean().notNull(),
    /** When its term ends, in seconds. */
    operatorTermEnd: whole(t),
    /** SHA-256 of the firmware image that was last recorded to be installed; null where none was. */
    imageDigest: hex(),
    /** When it was installed, in seconds. */
    imageInstalledAt: whole(t),
    /** Intelligence level that the unit itself was graded, 1 to 5; null where it was not: then that of its approval counts. */
    grade: t.integer(),
    /** keccak256(abi.encode(x, y)) of its device key; null until it has one. */
    deviceKeyDigest: hex(),
    /** Commitment to its birth record; null until it is placed on a market. */
    birthRecordDigest: hex(),
    /** Recycler it was handed in to; null where it was not. */
    recycler: hex(),
    /** Country whose accreditation the recycler acts under. */
    recyclerCountry: t.text(),
    /** When it was handed in, in seconds. */
    takenInAt: whole(t),
    /** Whether that recycler offers it back to its holder. */
    returnOffered: t.boolean().notNull(),
    /** Recycler that its holder offers it to; null for none. Good while `intakeOfferedBy` holds it. */
    intakeOffer: hex(),
    /** Account that made that offer. */
    intakeOfferedBy: hex(),
    /** When it was destroyed, in seconds. */
    scrappedAt: whole(t),
    /** Brands on its title, in words of `brandCode`: PostgreSQL has no arrays of Ponder's enums. */
    brands: t.text().array().notNull(),
    /** Number of times it changed hands. */
    transfers: t.integer().notNull(),
    /** Number of the last entry of its history, as the registry told it. */
    seq: t.integer().notNull(),
    /** Number of entries in its history, counted. */
    entries: t.integer().notNull(),
    /** Head of its history, recomputed. Where that does not fit, an alarm says so, and the chain goes on from what was told. */
    head: hex().notNull(),
    /** When something first happened to it, in seconds. */
    touchedAt: whole(t).notNull(),
    /** Ownership periods so far. */
    ownerships: t.integer().notNull(),
    /** Operator terms so far. */
    operatorTerms: t.integer().notNull(),
    /** Placements on markets so far. */
    placements: t.integer().notNull(),
    /** States so far. */
    states: t.integer().notNull(),
    /** Device keys so far. */
    deviceKeys: t.integer().notNull(),
    /** Installations of firmware so far. */
    installations: t.integer().notNull(),
    /** Reports of theft so far. */
    stolenReports: t.integer().notNull(),
    /** Reports of a dispute so far. */
    disputedReports: t.integer().notNull(),
  }),
  (table) => ({
    model: index("unit_code").on(table.model, inByteOrder(table.id)),
    manufacturer: index().on(table.manufacturer),
    holder: index().on(table.holder),
    operator: index().on(table.operator),
    market: index().on(table.market, table.model),
    lot: index().on(table.lot),
    deviceKeyDigest: index().on(table.deviceKeyDigest),
    state: index().on(table.state),
  }),
);

/**
 * The states of a unit over time. `issued` begins with its lot and has no row, but where a recycler
 * gave it back.
 */
export const lifePeriod = onchainTable(
  "life_period",
  (t) => ({
    ...period(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** Place among its states, counted from 0. */
    ordinal: t.integer().notNull(),
    /** The state. */
    state: robotState().notNull(),
    /** Recycler it was handed in to; null in service. */
    recycler: hex(),
    /** Country whose accreditation the recycler acts under. */
    recyclerCountry: t.text(),
    /** On what ground it was handed in, or given back. */
    basis: basis(),
    /** Commitment to the certificate of destruction. */
    certificateDigest: hex(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.unit, table.ordinal] }) }),
);

/**
 * Who held a unit when. A unit that was never placed on a market nor handed in has no row: it is its maker's, see
 * `manufacturerAccount`, and so is every unit before its first period.
 */
export const ownershipPeriod = onchainTable(
  "ownership_period",
  (t) => ({
    ...period(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** Place among its periods, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Its holder. */
    holder: hex().notNull(),
    /** Holder before; null for the first. */
    previous: hex(),
    /** On what ground it changed hands; null where it was placed on a market or handed in by its maker. */
    basis: basis(),
    /** Terms of the consent, or number of the registrar order; null for none. */
    reasonDigest: hex(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.unit, table.ordinal] }),
    holder: index().on(table.holder),
  }),
);

/**
 * Who was named to run a unit when, and who answered for it: from `acceptedAt` on, and before `termEnd`. A term ends
 * with another naming, a resignation, a change of hands or the intake.
 */
export const operatorTerm = onchainTable(
  "operator_term",
  (t) => ({
    ...period(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** Place among its terms, counted from 0. */
    ordinal: t.integer().notNull(),
    /** The account. */
    operator: hex().notNull(),
    /** When its term ends, in seconds. */
    termEnd: whole(t).notNull(),
    /** When it accepted, in seconds; null where it did not. */
    acceptedAt: whole(t),
    /** Hash of the transaction with which it accepted. */
    acceptedTransactionHash: hex(),
    /** Number of the block in which it accepted. */
    acceptedBlockNumber: whole(t),
    /** Place in that block of the log. */
    acceptedLogIndex: t.integer(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.unit, table.ordinal] }),
    operator: index().on(table.operator),
  }),
);

/** On which market a unit was when. It stays on the last one when it is handed in. */
export const marketPlacement = onchainTable(
  "market_placement",
  (t) => ({
    ...period(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** Place among its markets, counted from 0. */
    ordinal: t.integer().notNull(),
    /** The market. */
    country: t.text().notNull(),
    /** Market before; null for the first. */
    previous: t.text(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.unit, table.ordinal] }),
    country: index().on(table.country),
  }),
);

/** Device keys of a unit. A key that was replaced stays bound to it. */
export const deviceKey = onchainTable(
  "device_key",
  (t) => ({
    ...period(t),
    /** keccak256(abi.encode(x, y)). */
    digest: hex().primaryKey(),
    /** The robot. */
    unit: t.text().notNull(),
    /** Place among its keys, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Coordinate of the key. */
    x: hex().notNull(),
    /** Coordinate of the key. */
    y: hex().notNull(),
    /** Commitment to its birth record, or to the record of the replacement. */
    birthRecordDigest: hex().notNull(),
  }),
  (table) => ({ unit: index().on(table.unit) }),
);

/** Which firmware ran on a unit when. */
export const firmwareInstallation = onchainTable(
  "firmware_installation",
  (t) => ({
    ...period(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** Place among its installations, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Its model; version and withdrawal are in `release`. */
    model: t.text().notNull(),
    /** SHA-256 of the image. */
    imageDigest: hex().notNull(),
    /** Account that installed it. */
    installedBy: hex().notNull(),
    /** In what capacity. */
    capacity: capacity().notNull(),
    /** Country that accredits it; null for none. */
    jurisdiction: t.text(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.unit, table.ordinal] }),
    release: index().on(table.model, table.imageDigest),
  }),
);

/** Reports of theft or dispute: up from `since` until they were cleared. */
export const flagReport = onchainTable(
  "flag_report",
  (t) => ({
    ...period(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** What it was reported as. */
    flag: flag().notNull(),
    /** Place among the reports of this flag, counted from 0. */
    ordinal: t.integer().notNull(),
    /** Who reported it. */
    reporter: hex().notNull(),
    /** Salted commitment to the report. */
    reasonDigest: hex().notNull(),
    /** Who cleared it; null while it is up. */
    clearedBy: hex(),
    /** Salted commitment to the reason for clearing it. */
    clearingReasonDigest: hex(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.unit, table.flag, table.ordinal] }),
    flag: index().on(table.flag),
  }),
);

/** Certificates. One is valid at the moment `at` where its period holds then and `at < expiry`. */
export const certificate = onchainTable(
  "certificate",
  (t) => ({
    ...period(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** Number of the certificate: that of its history entry. */
    seq: t.integer().notNull(),
    /** What it certifies. */
    scope: t.text().notNull(),
    /** Who issued it. */
    issuer: hex().notNull(),
    /** In what capacity. */
    capacity: capacity().notNull(),
    /** Country of the authority, or the one that accredits the issuer; null for none. */
    jurisdiction: t.text(),
    /** Time from which it is no longer valid, in seconds. */
    expiry: whole(t).notNull(),
    /** Salted commitment to the certificate. */
    commitment: hex().notNull(),
    /** Where those entitled find it; may be empty. */
    uri: t.text().notNull(),
    /** When it was withdrawn, in seconds; null where it was not. */
    withdrawnAt: whole(t),
    /** Who withdrew it. */
    withdrawnBy: hex(),
    /** Salted commitment to the reason. */
    withdrawalReasonDigest: hex(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.unit, table.seq] }),
    issuer: index().on(table.issuer),
    scope: index().on(table.scope, table.expiry),
  }),
);

/** Brands on the titles of units: they never come off. */
export const brand = onchainTable(
  "brand",
  (t) => ({
    ...proof(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** Number of the history entry. */
    seq: t.integer().notNull(),
    /** The brand. */
    code: brandCode().notNull(),
    /** The brand in the words of the one who reported it. */
    asReported: t.text().notNull(),
    /** Who branded it. */
    brandedBy: hex().notNull(),
    /** In what capacity. */
    capacity: capacity().notNull(),
    /** Country of the authority, or the one that accredits the writer; null for none. */
    jurisdiction: t.text(),
    /** Salted commitment to the evidence. */
    evidenceDigest: hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.unit, table.blockNumber, table.logIndex] }),
    code: index().on(table.code),
  }),
);

/** Entries of the histories of all robots, with what each says. */
export const historyRecord = onchainTable(
  "history_record",
  (t) => ({
    ...proof(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** Place in its history, counted from 1. */
    ordinal: t.integer().notNull(),
    /** Number that the registry gave the entry: the same, where none is missing. */
    seq: t.integer().notNull(),
    /** Kind, in a word of the SDK; `unknown` for an entry of a module that this version does not know. */
    kind: t.text().notNull(),
    /** Number of the kind: `space × 256 + local kind`. */
    kindNumber: t.integer().notNull(),
    /** Account that made the change. */
    actor: hex().notNull(),
    /** Time that the entry carries, in seconds. */
    timestamp: whole(t).notNull(),
    /** What it commits to. */
    payloadDigest: hex().notNull(),
    /** Head of the history with this entry, recomputed. */
    head: hex().notNull(),
    /** Name of the typed event; null where none was found that the entry commits to. */
    event: t.text(),
    /** Contract that emitted the typed event. */
    emitter: hex(),
    /** Place of the typed event's log in the block. */
    eventLogIndex: t.integer(),
    /** What the typed event says: codes as text, enums as words, numbers larger than 32 bits as decimal text. */
    fields: t.jsonb(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.unit, table.ordinal] }),
    place: index().on(table.blockNumber, table.logIndex),
    unitPlace: index().on(table.unit, table.blockNumber, table.logIndex),
    kind: index().on(table.kind),
    event: index().on(table.event),
    actor: index().on(table.actor),
  }),
);

// ---------------------------------------------------------------------------------------------------- recalls

/** Recall campaigns, with everything they tell the public. Field names of the notice are those of NHTSA. */
export const campaign = onchainTable(
  "campaign",
  (t) => ({
    ...proof(t),
    /** Number of the campaign, counted from 1. */
    id: whole(t).primaryKey(),
    /** The number that its opener gave it. */
    campaignNumber: t.text().notNull(),
    /** Units of this model only. */
    model: t.text().notNull(),
    /** Manufacturer of the model. */
    manufacturer: t.text().notNull(),
    /** Units on this country's market only; null for all. */
    country: t.text(),
    /** How grave it is. */
    severity: severity().notNull(),
    /** How it says which units it binds. */
    kind: scopeKind().notNull(),
    /** First code of a range; null where marked. */
    first: t.text(),
    /** Last code of a range, inclusive; null where marked. */
    last: t.text(),
    /** What is defective. */
    component: t.text().notNull(),
    /** What the defect is. */
    summary: t.text().notNull(),
    /** What it can lead to. */
    consequence: t.text().notNull(),
    /** What is done about it. */
    remedy: t.text().notNull(),
    /** Whether the robot must not be run until then. */
    parkIt: t.boolean().notNull(),
    /** Whether an update over the air remedies it. */
    overTheAirUpdate: t.boolean().notNull(),
    /** Account that opened it. */
    openedBy: hex().notNull(),
    /** When it was opened, in seconds. */
    openedAt: whole(t).notNull(),
    /** Whether remedies of the maker count, beside those of workshops. */
    makerRemedies: t.boolean().notNull(),
    /** Countries on whose markets it was suspended: a stolen key had opened it. */
    suspendedIn: t.text().array().notNull(),
    /** Time from which it is closed, in seconds, which may lie ahead; null while no closing is announced. */
    closedAt: whole(t),
    /** Account that closed it. */
    closedBy: hex(),
    /** Commitment to the reason for closing it. */
    closingReasonDigest: hex(),
    /** Hash of the transaction that announced its closing. */
    closingTransactionHash: hex(),
    /** Number of the block in which its closing was announced. */
    closingBlockNumber: whole(t),
    /** Time of that block, in seconds. */
    closingBlockTime: whole(t),
    /** Place in that block of the log. */
    closingLogIndex: t.integer(),
    /** Units on its list, where marked. */
    marked: t.integer().notNull(),
    /** Units remedied under it. */
    remedied: t.integer().notNull(),
    /** Units found not to have the defect. */
    notApplicable: t.integer().notNull(),
  }),
  (table) => ({
    model: index().on(table.model),
    manufacturer: index().on(table.manufacturer),
    country: index().on(table.country),
    openedAt: index().on(table.openedAt),
    closedAt: index().on(table.closedAt),
  }),
);

/** Units on the list of a marked campaign. */
export const campaignMark = onchainTable(
  "campaign_mark",
  (t) => ({
    ...proof(t),
    /** The campaign. */
    campaign: whole(t).notNull(),
    /** The robot. */
    unit: t.text().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.campaign, table.unit] }),
    unit: index().on(table.unit),
    code: index("campaign_mark_code").on(table.campaign, inByteOrder(table.unit)),
  }),
);

/** Markets on which a campaign no longer binds units: it was opened with a stolen key of the maker. */
export const campaignSuspension = onchainTable(
  "campaign_suspension",
  (t) => ({
    ...proof(t),
    /** The campaign. */
    campaign: whole(t).notNull(),
    /** The market. */
    country: t.text().notNull(),
    /** Authority that suspended it. */
    suspendedBy: hex().notNull(),
    /** Commitment to the decision. */
    reasonDigest: hex().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.campaign, table.country] }) }),
);

/**
 * What was done about units under campaigns, and held until the opener reopened the unit. A unit in scope without a row that
 * lasts is open.
 */
export const campaignOutcome = onchainTable(
  "campaign_outcome",
  (t) => ({
    ...period(t),
    /** The campaign. */
    campaign: whole(t).notNull(),
    /** The robot. */
    unit: t.text().notNull(),
    /** Place among the outcomes of the unit under the campaign, counted from 0. */
    ordinal: t.integer().notNull(),
    /** `remedied` or `notApplicable`. */
    status: unitStatus().notNull(),
    /** Number of the history entry. */
    seq: t.integer().notNull(),
    /** Maker or workshop that remedied it, or opener that found it not to have the defect. */
    by: hex().notNull(),
    /** Country that accredits the workshop; null for none. */
    jurisdiction: t.text(),
    /** Salted commitment to the work record, or to the finding. */
    evidenceDigest: hex().notNull(),
    /** Market the unit was on then; null for none. */
    market: t.text(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.campaign, table.unit, table.ordinal] }),
    unit: index().on(table.unit),
    code: index("campaign_outcome_code").on(table.campaign, inByteOrder(table.unit)),
  }),
);

// ----------------------------------------------------------------------------------------------------- orders

/** Registrar orders. Whether one is pending, and can be executed, follows from its status and times. */
export const registrarOrder = onchainTable(
  "registrar_order",
  (t) => ({
    ...proof(t),
    /** Number of the order, counted from 1. */
    id: whole(t).primaryKey(),
    /** The robot. */
    unit: t.text().notNull(),
    /** What it is to do. */
    action: orderAction().notNull(),
    /** Its state. */
    status: orderStatus().notNull(),
    /** New holder, or the recycler. */
    beneficiary: hex().notNull(),
    /** Country whose authority proposed it. */
    country: t.text().notNull(),
    /** Account that proposed it. */
    proposedBy: hex().notNull(),
    /** When it was proposed, in seconds. */
    proposedAt: whole(t).notNull(),
    /** End of the notice period, in seconds. */
    executableAt: whole(t).notNull(),
    /** Time from which it can no longer be executed, in seconds. */
    expiresAt: whole(t).notNull(),
    /** Salted commitment to the decision it rests on. */
    reasonDigest: hex().notNull(),
    /** Seat that proposed it. */
    seat: t.integer(),
    /** Whether it needs countersignatures from the start: an objection to an earlier order was upheld. */
    contested: t.boolean().notNull(),
    /** Time by which it must be countersigned, in seconds; null where nobody objected and it is not contested. */
    answerableUntil: whole(t),
    /** Countersignatures of other seats that an objection makes it need. */
    signaturesNeeded: t.integer().notNull(),
    /** Countersignatures that it has. */
    signatures: t.integer().notNull(),
    /** When its country left the seat that proposed it, which ended it, in seconds; null where that did not happen. */
    lapsedAt: whole(t),
  }),
  (table) => ({ unit: index().on(table.unit), status: index().on(table.status) }),
);

/** What happened to registrar orders, in order. */
export const orderStep = onchainTable(
  "order_step",
  (t) => ({
    ...proof(t),
    /** Number of the order. */
    order: whole(t).notNull(),
    /** Its status from then on. */
    status: orderStatus().notNull(),
    /** Number of the history entry: for the execution that of the transfer, the intake or the return. */
    seq: t.integer(),
    /** Commitment to the objection, or to the reason for withdrawing it. */
    reasonDigest: hex(),
    /** Seat that countersigned. */
    seat: t.integer(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.order, table.blockNumber, table.logIndex] }) }),
);

// ---------------------------------------------------------------------------------------------- the registry

/** Modules of the registry: which contract may append entries of which kind space when. */
export const registryModule = onchainTable(
  "registry_module",
  (t) => ({
    ...period(t),
    /** The kind space. */
    space: t.integer().notNull(),
    /** The module. */
    module: hex().notNull(),
    /** Number of the block and place of the log with which it began: a space may get the same module twice. */
    place: t.text().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.space, table.place] }) }),
);

/** The module that a kind space has now. */
export const moduleSpace = onchainTable("module_space", (t) => ({
  /** The kind space. */
  space: t.integer().primaryKey(),
  /** The module; null where the space is closed. */
  module: hex(),
  /** Place of its row in `registryModule`. */
  place: t.text().notNull(),
}));

/** Transfer policies. */
export const transferRule = onchainTable("transfer_rule", (t) => ({
  ...proof(t),
  /** The policy. */
  policy: hex().primaryKey(),
  /** When it was added last, in seconds. */
  addedAt: whole(t).notNull(),
  /** When it is no longer asked, in seconds; null where it was not removed. */
  endsAt: whole(t),
}));

/** Entries of the contracts' logs that are about no robot: seats, makers, models, campaigns, proposals, accounts. */
export const logRecord = onchainTable(
  "log_record",
  (t) => ({
    ...proof(t),
    /** Name of the contract whose log it is in. */
    contract: t.text().notNull(),
    /** What it is about, 32 bytes. */
    subject: hex().notNull(),
    /** Number of its kind: each contract has kinds of its own. */
    kindNumber: t.integer().notNull(),
    /** Account that made the change. */
    actor: hex().notNull(),
    /** Number of the entry among those of its subject, from 1. */
    seq: whole(t).notNull(),
    /** What it commits to: the typed event one place before it. */
    payloadDigest: hex().notNull(),
    /** Head of the subject's chain with this entry. */
    head: hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    subject: index().on(table.contract, table.subject),
  }),
);

/**
 * Every typed event that is no entry of a robot's history, word for word: issuances, decisions of authorities, campaigns,
 * governance, approvals of tokens. With `historyRecord` and `logRecord` it is everything that the contracts emitted.
 */
export const registryEvent = onchainTable(
  "registry_event",
  (t) => ({
    ...proof(t),
    /** Name of the contract. */
    contract: t.text().notNull(),
    /** Its address. */
    address: hex().notNull(),
    /** Name of the event. */
    event: t.text().notNull(),
    /** What it is about: code of a robot, model, manufacturer or country, or a number; null where it names none. */
    subject: t.text(),
    /** What it says, as `historyRecord.fields`; of a list the number of its serials instead of all. */
    fields: t.jsonb().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    event: index().on(table.event),
    subject: index().on(table.subject),
  }),
);

/** What does not hold in the histories that were recomputed: an alarm each. There must be none. */
export const historyAlarm = onchainTable(
  "history_alarm",
  (t) => ({
    ...proof(t),
    /** The robot. */
    unit: t.text().notNull(),
    /** Number of the entry that does not fit. */
    seq: t.integer().notNull(),
    /** What does not fit. */
    reason: mismatchReason().notNull(),
    /** What the registry commits to there; null where that is not known. */
    expected: hex(),
    /** What follows from the events; null where there are none. */
    found: hex(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.blockNumber, table.logIndex, table.reason] }) }),
);

// ---------------------------------------------------------------------------------------------------- figures
//
// What would have to be counted is kept as events come, units that nothing happened to included: see src/unit-figures.ts and
// src/recall-figures.ts. A key has no null: no market is the empty text. A count may have come back to zero.

/**
 * Units by model, market, level and state. Each of the first three may be left open, so that no answer has to add up what it does
 * not ask for: a unit counts in eight rows.
 */
export const unitFigure = onchainTable(
  "unit_figure",
  (t) => ({
    /** Their model; `*` for any. */
    model: t.text().notNull(),
    /** The market they are on; empty for none, `*` for any. */
    market: t.text().notNull(),
    /** Their level: their own grade, or else that of the last approval for their market; 0 for none, -1 for any. */
    level: t.integer().notNull(),
    /** Their state. */
    state: robotState().notNull(),
    /** How many there are. */
    count: whole(t).notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.model, table.market, table.level, table.state] }),
    market: index().on(table.market, table.level),
  }),
);

/** Units on a market without a grade of their own: those whose level follows the approval. */
export const ungradedFigure = onchainTable(
  "ungraded_figure",
  (t) => ({
    /** Their model. */
    model: t.text().notNull(),
    /** The market they are on. */
    market: t.text().notNull(),
    /** Their state. */
    state: robotState().notNull(),
    /** How many there are. */
    count: whole(t).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.model, table.market, table.state] }) }),
);

/** Units issued in a week. */
export const issuedWeek = onchainTable("issued_week", (t) => ({
  /** Monday of the week, as a date. */
  week: t.text().primaryKey(),
  /** How many were issued. */
  count: whole(t).notNull(),
}));

/** Units under a campaign on a market, whether or not the campaign binds those that are open there. */
export const campaignFigure = onchainTable(
  "campaign_figure",
  (t) => ({
    /** The campaign. */
    campaign: whole(t).notNull(),
    /** The market; empty for none. */
    market: t.text().notNull(),
    /** What was done about them: `open` where nothing was. */
    status: unitStatus().notNull(),
    /** How many there are. */
    count: whole(t).notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.campaign, table.market, table.status] }) }),
);

/** What was settled under a campaign in a week, and opened again. */
export const campaignWeek = onchainTable(
  "campaign_week",
  (t) => ({
    /** The campaign. */
    campaign: whole(t).notNull(),
    /** Monday of the week, as a date. */
    week: t.text().notNull(),
    /** Units remedied. */
    remedied: t.integer().notNull(),
    /** Units found not to have the defect. */
    notApplicable: t.integer().notNull(),
    /** Units opened again. */
    reopened: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.campaign, table.week] }) }),
);

/** The campaigns of a model, open and closed: those whose figures a unit of it changes. */
export const modelCampaigns = onchainTable("model_campaigns", (t) => ({
  /** The model. */
  model: t.text().primaryKey(),
  /** Numbers of its campaigns. */
  campaigns: t.text().array().notNull(),
}));

/** Counts of the whole registry. */
export const totalFigure = onchainTable("total_figure", (t) => ({
  /** What is counted, a word of `TotalName`. */
  name: t.text().primaryKey(),
  /** How many there are. */
  count: whole(t).notNull(),
}));

// -------------------------------------------------------------------------------------------------- relations

export const manufacturerRelations = relations(manufacturer, ({ many }) => ({
  models: many(model),
  accountPeriods: many(manufacturerAccount),
  standingPeriods: many(manufacturerStanding),
}));
export const manufacturerAccountRelations = relations(manufacturerAccount, ({ one }) => ({
  of: one(manufacturer, {
    fields: [manufacturerAccount.manufacturer],
    references: [manufacturer.id],
  }),
}));
export const manufacturerStandingRelations = relations(manufacturerStanding, ({ one }) => ({
  of: one(manufacturer, {
    fields: [manufacturerStanding.manufacturer],
    references: [manufacturer.id],
  }),
}));
export const modelRelations = relations(model, ({ one, many }) => ({
  maker: one(manufacturer, { fields: [model.manufacturer], references: [manufacturer.id] }),
  approvals: many(modelApproval),
  lots: many(lot),
  releases: many(release),
  campaigns: many(campaign),
}));
export const modelApprovalRelations = relations(modelApproval, ({ one }) => ({
  of: one(model, { fields: [modelApproval.model], references: [model.id] }),
}));
export const releaseRelations = relations(release, ({ one }) => ({
  of: one(model, { fields: [release.model], references: [model.id] }),
}));
export const lotRelations = relations(lot, ({ one, many }) => ({
  of: one(model, { fields: [lot.model], references: [model.id] }),
  touchedUnits: many(unit),
}));
export const unitRelations = relations(unit, ({ one, many }) => ({
  issuedIn: one(lot, { fields: [unit.lot], references: [lot.id] }),
  of: one(model, { fields: [unit.model], references: [model.id] }),
  history: many(historyRecord),
  ownershipPeriods: many(ownershipPeriod),
  operators: many(operatorTerm),
  markets: many(marketPlacement),
  flagReports: many(flagReport),
  certificates: many(certificate),
  installationPeriods: many(firmwareInstallation),
  outcomes: many(campaignOutcome),
  orders: many(registrarOrder),
}));
export const historyRecordRelations = relations(historyRecord, ({ one }) => ({
  of: one(unit, { fields: [historyRecord.unit], references: [unit.id] }),
}));
export const ownershipPeriodRelations = relations(ownershipPeriod, ({ one }) => ({
  of: one(unit, { fields: [ownershipPeriod.unit], references: [unit.id] }),
}));
export const operatorTermRelations = relations(operatorTerm, ({ one }) => ({
  of: one(unit, { fields: [operatorTerm.unit], references: [unit.id] }),
}));
export const marketPlacementRelations = relations(marketPlacement, ({ one }) => ({
  of: one(unit, { fields: [marketPlacement.unit], references: [unit.id] }),
}));
export const flagReportRelations = relations(flagReport, ({ one }) => ({
  of: one(unit, { fields: [flagReport.unit], references: [unit.id] }),
}));
export const certificateRelations = relations(certificate, ({ one }) => ({
  of: one(unit, { fields: [certificate.unit], references: [unit.id] }),
}));
export const firmwareInstallationRelations = relations(firmwareInstallation, ({ one }) => ({
  of: one(unit, { fields: [firmwareInstallation.unit], references: [unit.id] }),
}));
export const campaignRelations = relations(campaign, ({ one, many }) => ({
  of: one(model, { fields: [campaign.model], references: [model.id] }),
  marks: many(campaignMark),
  suspensions: many(campaignSuspension),
  outcomes: many(campaignOutcome),
}));
export const campaignSuspensionRelations = relations(campaignSuspension, ({ one }) => ({
  under: one(campaign, { fields: [campaignSuspension.campaign], references: [campaign.id] }),
}));
export const campaignMarkRelations = relations(campaignMark, ({ one }) => ({
  under: one(campaign, { fields: [campaignMark.campaign], references: [campaign.id] }),
}));
export const campaignOutcomeRelations = relations(campaignOutcome, ({ one }) => ({
  under: one(campaign, { fields: [campaignOutcome.campaign], references: [campaign.id] }),
  of: one(unit, { fields: [campaignOutcome.unit], references: [unit.id] }),
}));
export const registrarOrderRelations = relations(registrarOrder, ({ one, many }) => ({
  of: one(unit, { fields: [registrarOrder.unit], references: [unit.id] }),
  steps: many(orderStep),
}));
export const orderStepRelations = relations(orderStep, ({ one }) => ({
  under: one(registrarOrder, { fields: [orderStep.order], references: [registrarOrder.id] }),
}));
export const proposalRelations = relations(proposal, ({ many }) => ({ votes: many(vote) }));
export const voteRelations = relations(vote, ({ one }) => ({
  under: one(proposal, { fields: [vote.proposal], references: [proposal.id] }),
}));
export const seatRelations = relations(seat, ({ many }) => ({
  accountPeriods: many(seatAccount),
  countries: many(countryAssignment),
}));
export const seatAccountRelations = relations(seatAccount, ({ one }) => ({
  of: one(seat, { fields: [seatAccount.seat], references: [seat.seat] }),
}));
export const countryAssignmentRelations = relations(countryAssignment, ({ one }) => ({
  of: one(seat, { fields: [countryAssignment.seat], references: [seat.seat] }),
}));
