// A robot's history in EPCIS 2.0: one event of the object an entry, and one a recall that binds it. What the core vocabulary
// has a word for is said in it, the rest is in `orid:` beside it.

import type { z } from "@hono/zod-openapi";
import type { RobotId } from "@openrobotid/sdk";
import type { HistoryKind } from "@openrobotid/sdk/history";
import { isCertificateValid, pathOf } from "@openrobotid/sdk/rules";
import { keccak256, stringToHex } from "viem";
import type { epcisDocument } from "../schemas/epcis.js";
import type { history } from "../schemas/robot.js";
import { rfc3339 } from "../time.js";
import type { RobotRecord } from "./load.js";
import { type Concern, concernsOf } from "./state.js";

type Entry = z.infer<typeof history>["entries"][number];

/** The namespace of what EPCIS has no word for. */
const VOCABULARY = "urn:openrobotid:vocabulary:";
/** A country as a place. It is the same for every member, as an address of a server is not. */
const COUNTRY = "urn:openrobotid:country:";

/**
 * Business steps and dispositions of the core business vocabulary, by the kind of an entry. A kind that is not here is one for
 * which it has no word.
 */
const STEPS: {
  readonly [kind in HistoryKind | "issued"]?: readonly [bizStep: string, disposition?: string];
} = {
  issued: ["commissioning", "inactive"],
  placedOnMarket: ["arriving", "active"],
  relocated: ["arriving", "active"],
  deviceKeyReplaced: ["replacing"],
  transferred: ["accepting"],
  operatorAccepted: ["accepting"],
  softwareRelease: ["installing"],
  service: ["repairing"],
  partReplaced: ["replacing"],
  unitRemedied: ["repairing"],
  unitNotApplicable: ["inspecting"],
  unitReopened: ["inspecting"],
  inspection: ["inspecting"],
  intelligenceGrade: ["inspecting"],
  certificate: ["inspecting"],
  telemetryAnchor: ["sensor_reporting"],
  takenIn: ["collecting", "inactive"],
  returned: ["accepting"],
  scrapped: ["destroying", "destroyed"],
};

/** What a robot is from an event on, until another says otherwise. */
interface Lasting {
  readonly disposition?: string;
  readonly set?: string;
  readonly unset?: string;
}

/** The history of a robot as an EPCIS document. */
export function epcisOf(
  id: RobotId,
  entries: readonly Entry[],
  {
    resolver,
    asOf,
    verdict,
    record,
  }: {
    readonly resolver: string;
    readonly asOf: number;
    /** Where nothing here must be relied on. */
    readonly verdict: z.infer<typeof history>["verdict"];
    /** What says which recalls bound it, and when. */
    readonly record: RobotRecord;
  },
): z.infer<typeof epcisDocument> {
  const link = `${resolver}${pathOf(id)}`;
  const recalls = concernsOf(record, asOf).flatMap((concern) =>
    recallEvents(link, concern, record, asOf),
  );
  const events = [...entries.map((entry) => eventOf(link, entry, entries, record)), ...recalls];
  return {
    "@context": [
      "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
      { orid: VOCABULARY },
    ],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: rfc3339(asOf),
    ...(verdict && { "orid:verdict": verdict.verdict, "orid:because": verdict.because }),
    // Times have one form, so that they sort as text; events of one second stay in the order of the history.
    epcisBody: {
      eventList: events.toSorted((a, b) =>
        a.eventTime === b.eventTime ? 0 : a.eventTime < b.eventTime ? -1 : 1,
      ),
    },
  };
}

function eventOf(link: string, entry: Entry, entries: readonly Entry[], record: RobotRecord) {
  const { seq, kind, time, capacity, country, details, corrects, proof, head } = entry;
  const [bizStep, usual] = STEPS[kind as keyof typeof STEPS] ?? [`${VOCABULARY}${kind}`];
  const lasting = lastingOf(entry, entries, record);
  const disposition = lasting.disposition ?? usual;
  const corrections = entries.filter((each) => each.corrects === seq);
  const last = corrections.at(-1);
  const corrected = entries.find((each) => each.seq === corrects);
  const place = kind === "scrapped" ? null : placeAfter(entry, entries);
  return {
    ...happened(link, head, time),
    action: kind === "issued" ? "ADD" : kind === "scrapped" ? "DELETE" : "OBSERVE",
    bizStep,
    ...(disposition && { disposition }),
    ...persistent(lasting),
    ...(country !== null && { readPoint: { id: `${COUNTRY}${country}` } }),
    ...(place !== null && { bizLocation: { id: `${COUNTRY}${place}` } }),
    ...(last && {
      errorDeclaration: {
        declarationTime: last.time,
        reason: "incorrect_data",
        correctiveEventIDs: corrections.map((each) => eventId(each.head)),
      },
    }),
    "orid:seq": seq,
    "orid:kind": kind,
    "orid:capacity": capacity,
    "orid:country": country,
    "orid:details": Object.fromEntries(
      Object.entries(details).map(([name, value]) => [`orid:${name}`, value]),
    ),
    ...(corrected && { "orid:corrects": eventId(corrected.head) }),
    "orid:head": head,
    ...provenBy(proof),
  };
}

/** Which event it is, when it happened and to which robot. */
function happened(link: string, digest: string, time: string) {
  return {
    type: "ObjectEvent" as const,
    eventID: eventId(digest),
    eventTime: time,
    recordTime: time,
    eventTimeZoneOffset: "+00:00",
    epcList: [link],
  };
}

/** The events of a recall on a robot: that it came to bind it, and that it closed with the robot still under it. */
function recallEvents(
  link: string,
  { campaign, binding, running, status }: Concern,
  record: RobotRecord,
  asOf: number,
) {
  const event = (kind: string, time: string, lasting: Lasting) => ({
    ...happened(
      link,
      keccak256(stringToHex(`${kind} ${binding.transactionHash} ${campaign.id} ${record.id}`)),
      time,
    ),
    action: "OBSERVE",
    bizStep: `${VOCABULARY}${kind}`,
    ...(lasting.disposition && { disposition: lasting.disposition }),
    ...persistent(lasting),
    "orid:kind": kind,
    "orid:details": {
      "orid:campaign": campaign.id,
      "orid:campaignNumber": campaign.campaignNumber,
      "orid:severity": campaign.severity,
    },
  });
  const bound = {
    ...event("recallBound", binding.timestamp, { disposition: "recalled", set: "recalled" }),
    ...provenBy(binding),
  };
  const { closedAt } = campaign;
  if (running || status !== "open" || closedAt === null || closedAt > asOf) return [bound];
  const lasting = isRecalled(record, closedAt) ? {} : { unset: "recalled" };
  return [bound, event("recallClosed", rfc3339(closedAt), lasting)];
}

/** What an entry says that lasts. */
function lastingOf(entry: Entry, entries: readonly Entry[], record: RobotRecord): Lasting {
  const { kind, details, time } = entry;
  const now = Date.parse(time) / 1000;
  switch (kind) {
    case "flagRaised":
      return details.flag === "stolen" ? { set: "stolen" } : {};
    case "flagCleared":
      return details.flag === "stolen" ? { unset: "stolen" } : {};
    case "certificate":
      return { disposition: "conformant", set: "conformant" };
    case "certificateWithdrawn":
      // Another certificate may still say that it conforms.
      return record.certificates.some(
        ({ since, expiry, withdrawnAt }) =>
          since <= now && isCertificateValid({ issuedAt: since, expiry, withdrawnAt }, now),
      )
        ? {}
        : { disposition: "unknown", unset: "conformant" };
    case "unitRemedied":
    case "unitNotApplicable":
      return isRecalled(record, now)
        ? { disposition: "recalled" }
        : { disposition: "conformant", unset: "recalled" };
    case "unitReopened":
      return isRecalled(record, now) ? { disposition: "recalled", set: "recalled" } : {};
    case "returned":
      return { disposition: marketAt(entry, entries) === null ? "inactive" : "active" };
    default:
      return {};
  }
}

function isRecalled(record: RobotRecord, at: number): boolean {
  return concernsOf(record, at).some(({ running, status }) => running && status === "open");
}

/** The market that a robot is on after an entry. */
function marketAt({ seq }: Entry, entries: readonly Entry[]): string | null {
  const moved = entries.findLast(
    (each) => each.seq <= seq && (each.kind === "placedOnMarket" || each.kind === "relocated"),
  );
  return moved?.country ?? null;
}

/** The country that a robot is in after an entry, as far as it is recorded: with a recycler that of the recycler. */
function placeAfter(entry: Entry, entries: readonly Entry[]): string | null {
  const handed = entries.findLast(
    ({ seq, kind }) => seq <= entry.seq && (kind === "takenIn" || kind === "returned"),
  );
  return handed?.kind === "takenIn" ? handed.country : marketAt(entry, entries);
}

function persistent({ set, unset }: Lasting) {
  if (set === undefined && unset === undefined) return {};
  return {
    persistentDisposition: { ...(set && { set: [set] }), ...(unset && { unset: [unset] }) },
  };
}

function provenBy({ transactionHash, blockNumber, logIndex }: Entry["proof"]) {
  return {
    "orid:transactionHash": transactionHash,
    "orid:blockNumber": blockNumber,
    "orid:logIndex": logIndex,
  };
}

/**
 * The identifier of an event: a UUID of version 8 (RFC 9562) with the first bytes of a digest. The head of a history follows
 * from the chain, the registry, the code and everything before, so that every member gives an event the same one.
 */
function eventId(digest: string): string {
  const hex = digest.slice(2);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
