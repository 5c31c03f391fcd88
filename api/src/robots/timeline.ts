// Entries of a history as everybody may read them: what each says, without accounts, commitments and addresses of documents.

import { type Change, type ChangeName, changeEvents } from "@openrobotid/sdk/history";
import { rfc3339 } from "../time.js";
import type { RobotRecord } from "./load.js";
import { type Proven, proofOf } from "./periods.js";
import { fieldOf } from "./state.js";

type Entry = RobotRecord["entries"][number];
type Detail = string | number | boolean | null;

type FieldsOf<event extends ChangeName> = Extract<Change, { event: event }>["fields"];

/**
 * The fields that are for everybody, by the typed event. What is not here stays out, and an event that is not here does not
 * compile.
 */
const PUBLIC_FIELDS: { readonly [event in ChangeName]: readonly (keyof FieldsOf<event>)[] } = {
  PlacedOnMarket: ["country"],
  Relocated: ["from", "to"],
  DeviceKeyReplaced: [],
  ReceiverApproved: [],
  RobotTransferred: ["basis"],
  OperatorNamed: [],
  OperatorAccepted: [],
  OperatorResigned: [],
  IntakeOffered: [],
  TakenIn: ["country", "basis"],
  ReturnOffered: [],
  RobotReturned: [],
  RobotScrapped: [],
  FlagRaised: ["flag"],
  ClearanceSupported: [],
  FlagCleared: ["flag"],
  OrderProposed: ["order", "action", "country", "executableAt", "expiresAt"],
  OrderObjected: ["order"],
  OrderCountersigned: ["order", "seat"],
  OrderWithdrawn: ["order"],
  UnitRemedied: ["campaign", "jurisdiction"],
  UnitNotApplicable: ["campaign"],
  UnitReopened: [],
  DocumentRecorded: [],
  IntelligenceGraded: ["level"],
  ReleaseInstalled: ["imageDigest"],
  TrainingRecorded: [],
  PartReplaced: ["partNumber"],
  CertificateIssued: ["scope", "expiry"],
  CertificateWithdrawn: ["certificateSeq"],
  TelemetryAnchored: ["from", "to", "operatingHours", "chargeCycles", "falls"],
  Corrected: ["correctedSeq", "correctedKind"],
  Branded: ["code", "asReported"],
};

/** The types of the fields of each typed event, as the ABI names them: enums by their names. */
const TYPES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  [...changeEvents.values()].map(({ name, inputs }) => [
    name,
    new Map(inputs.map((input) => [input.name ?? "", input.internalType ?? input.type])),
  ]),
);

/** An entry as everybody may read it. */
export function publicEntry(entry: Entry) {
  const { event, fields } = entry;
  const names: readonly string[] = event ? (PUBLIC_FIELDS[event as ChangeName] ?? []) : [];
  const details = Object.fromEntries(
    names.map((name) => [
      name,
      detail(TYPES.get(event ?? "")?.get(name) ?? "", fieldOf(fields, name)),
    ]),
  );
  const capacity = fieldOf(fields, "capacity");
  const country =
    fieldOf(fields, "jurisdiction") ?? fieldOf(fields, "country") ?? fieldOf(fields, "to");
  const corrected = fieldOf(fields, "correctedSeq");
  return {
    seq: entry.ordinal,
    kind: entry.kind,
    time: rfc3339(entry.timestamp),
    capacity: (typeof capacity === "string" && capacity !== "none" ? capacity : null) as never,
    country: typeof country === "string" && /^[A-Z]{2}$/.test(country) ? country : null,
    details,
    corrects: corrected === undefined ? null : Number(corrected),
    proof: proofOf(entry),
  };
}

/** The issuance as an entry: number 0, before all others. */
export function issuanceEntry(
  lot: Proven & { readonly issuedAt: number; readonly kind: string; readonly count: number },
  country: string,
) {
  return {
    seq: 0,
    kind: "issued",
    time: rfc3339(lot.issuedAt),
    capacity: "maker" as const,
    country,
    details: { as: lot.kind === "range" ? "lot" : "list" } as Record<string, Detail>,
    corrects: null,
    proof: proofOf(lot),
  };
}

function detail(type: string, value: unknown): Detail {
  if (value === undefined || value === null) return null;
  // The contracts keep every time in 40 bits, and nothing else.
  if (type === "uint40") return rfc3339(Number(value));
  if (type.startsWith("uint")) return Number(value);
  return typeof value === "boolean" ? value : String(value);
}
