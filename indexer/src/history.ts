// Histories, recomputed. Every entry must follow from the one before, and its typed event must be the one that it commits
// to. What does not hold becomes an alarm: a row, a line in the log, and, through the row, a metric and an ill health. It
// never stops the index.

import {
  countryOf,
  isRobotId,
  manufacturerOf,
  modelOf,
  type RobotId,
  toBytes32,
} from "@openrobotid/sdk";
import { historySeed, kinds, nextHead, payloadDigestOf } from "@openrobotid/sdk/history";
import type { AbiEvent } from "abitype";
import { type Address, type Hex, hexToString, slice } from "viem";
import { historyAlarm, historyRecord, logRecord, unit } from "../tables.js";

import { toJson } from "./json.js";
import type { Log } from "./log.js";
import { findLot } from "./lots.js";
import { changeUnit, countStray } from "./unit-figures.js";
import type { Changes, Unit } from "./unit-row.js";

/** A log of a typed event that its history vouches for. */
export interface Change extends Log {
  /** The robot, as it was before. */
  readonly unit: Unit;
  /** Number of the entry. */
  readonly seq: number;
  /** Account that made the change. */
  readonly actor: Address;
}

type Reason = (typeof historyAlarm.$inferInsert)["reason"];

/** What `Recorded` says: the same event in every contract. */
export interface Entry {
  readonly subject: Hex;
  readonly kind: number;
  readonly actor: Address;
  readonly seq: bigint;
  readonly timestamp: number;
  readonly payloadDigest: Hex;
  readonly head: Hex;
}

/** Takes an entry into the history of its robot, or writes it down where it is about something else. */
export async function record(log: Log, contract: string, entry: Entry): Promise<void> {
  const { subject, kind, actor, seq, payloadDigest, head } = entry;
  const id = contract === "RobotRegistry" ? robotOf(subject) : undefined;
  if (id) return await append(log, id, entry);
  await log.db
    .insert(logRecord)
    .values({ ...log.proof, contract, subject, kindNumber: kind, actor, seq, payloadDigest, head })
    .onConflictDoNothing();
}

async function append(log: Log, id: RobotId, recorded: Entry): Promise<void> {
  const { kind: kindNumber, actor, seq, timestamp, payloadDigest, head } = recorded;
  const { db, proof } = log;
  const robot = await touch(log, id);
  const ordinal = robot.entries + 1;
  const told = Number(seq);
  if (told !== ordinal) {
    await alarm(log, id, ordinal, told > ordinal ? "entryMissing" : "entryLeftOver");
  }
  await requireEvent(log, robot);
  const entry = { seq, kindNumber, actor, timestamp, payloadDigest };
  const found = nextHead(robot.head as Hex, entry);
  // After a gap nothing can follow: one alarm says enough.
  if (found !== head && told === ordinal) {
    await alarm(log, id, told, "entryAltered", { expected: head, found });
  }
  const [kind] = kinds[kindNumber as keyof typeof kinds] ?? ["unknown"];
  await db.insert(historyRecord).values({
    ...proof,
    unit: id,
    ordinal,
    seq: told,
    kind,
    kindNumber,
    actor,
    timestamp: BigInt(timestamp),
    payloadDigest,
    head,
    event: null,
    emitter: null,
    eventLogIndex: null,
    fields: null,
  });
  await db.update(unit, { id }).set({ ...proof, entries: ordinal, seq: told, head });
}

/**
 * Takes a typed event into the history of its unit, and has what it changes applied, unless the history does not vouch
 * for it: what no entry commits to is not believed.
 */
export async function takeIn(
  log: Log,
  event: AbiEvent,
  args: Readonly<Record<string, unknown>>,
  fields: { readonly id: RobotId; readonly seq: bigint },
  apply: (change: Change) => Promise<Changes | undefined>,
): Promise<void> {
  const { db, proof, address } = log;
  const { id, seq: told, ...said } = fields;
  const seq = Number(told);
  const robot = await touch(log, id);
  const key = { unit: id, ordinal: robot.entries };
  const record = await db.find(historyRecord, key);
  if (!record || record.seq !== seq || record.event !== null) {
    await alarm(log, id, seq, "entryMissing");
    return;
  }
  const found = payloadDigestOf(event.inputs, args);
  const [, name] = kinds[record.kindNumber as keyof typeof kinds] ?? [];
  if (found !== record.payloadDigest || name !== event.name) {
    await alarm(log, id, seq, "eventAltered", { expected: record.payloadDigest, found });
    return;
  }
  const logIndex = proof.logIndex;
  const what = { event: name, emitter: address, eventLogIndex: logIndex, fields: toJson(said) };
  await db.update(historyRecord, key).set(what);
  const changes = await apply({ ...log, unit: robot, seq, actor: record.actor });
  if (changes) await changeUnit(log, robot, changes);
}

const CODE_LENGTH = 29;

/** The robot that a subject is: a model is shorter, and an account no text. */
function robotOf(subject: Hex): RobotId | undefined {
  const code = hexToString(slice(subject, 0, CODE_LENGTH));
  return isRobotId(code) ? code : undefined;
}

/** The row of a unit: written down first where nothing happened to it so far. */
async function touch(log: Log, id: RobotId): Promise<Unit> {
  const { db, proof, chainId, registry } = log;
  const known = await db.find(unit, { id });
  if (known) return known;
  const lot = await findLot(db, id);
  if (!lot) await alarm(log, id, 0, "issuance");
  const head = historySeed({
    chainId,
    registry,
    id: toBytes32(id),
    lot: (lot?.id ?? ZERO) as Hex,
    issuedAt: Number(lot?.issuedAt ?? 0),
    unitsRoot: (lot?.unitsRoot ?? ZERO) as Hex,
  });
  const touched = await db.insert(unit).values({
    ...proof,
    id,
    model: modelOf(id),
    manufacturer: manufacturerOf(id),
    lot: lot?.id ?? null,
    state: "issued",
    holder: null,
    market: null,
    country: countryOf(id),
    stolen: false,
    disputed: false,
    operator: null,
    operatorAccepted: false,
    operatorTermEnd: null,
    imageDigest: null,
    imageInstalledAt: null,
    grade: null,
    deviceKeyDigest: null,
    birthRecordDigest: null,
    recycler: null,
    recyclerCountry: null,
    takenInAt: null,
    returnOffered: false,
    intakeOffer: null,
    intakeOfferedBy: null,
    scrappedAt: null,
    brands: [],
    transfers: 0,
    seq: 0,
    entries: 0,
    head,
    touchedAt: proof.blockTime,
    ownerships: 0,
    operatorTerms: 0,
    placements: 0,
    states: 0,
    deviceKeys: 0,
    installations: 0,
    stolenReports: 0,
    disputedReports: 0,
  });
  if (!lot) await countStray(db, touched);
  return touched;
}

const ZERO = `0x${"00".repeat(32)}` as const;

/** The entry before must have had its typed event by now, where its kind is known. */
async function requireEvent(log: Log, { id, entries }: Unit): Promise<void> {
  if (entries === 0) return;
  const before = await log.db.find(historyRecord, { unit: id, ordinal: entries });
  if (!before || before.event !== null || before.kind === "unknown") return;
  const expected = before.payloadDigest as Hex;
  await alarm(log, id as RobotId, before.seq, "eventMissing", { expected });
}

async function alarm(
  { db, proof }: Log,
  id: RobotId,
  seq: number,
  reason: Reason,
  { expected, found }: { expected?: Hex; found?: Hex } = {},
): Promise<void> {
  const alarm = { unit: id, seq, reason, expected: expected ?? null, found: found ?? null };
  await db
    .insert(historyAlarm)
    .values({ ...proof, ...alarm })
    .onConflictDoNothing();
  const { blockNumber, logIndex } = proof;
  // One line of JSON, whatever format the rest of the log has: this must not be overlooked by a machine.
  console.error(
    JSON.stringify({
      level: "error",
      msg: "The history of a robot does not hold",
      ...alarm,
      block: Number(blockNumber),
      logIndex,
    }),
  );
}
