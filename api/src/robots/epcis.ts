// A robot's history in EPCIS 2.0: one event of the object a entry. What the core vocabulary has a word for is said in it, the
// rest is in `orid:` beside it.

import type { z } from "@hono/zod-openapi";
import type { RobotId } from "@openrobotid/sdk";
import type { HistoryKind } from "@openrobotid/sdk/history";
import { pathOf } from "@openrobotid/sdk/rules";
import type { epcisDocument } from "../schemas/epcis.js";
import type { history } from "../schemas/robot.js";
import { rfc3339 } from "../time.js";

type Entry = z.infer<typeof history>["entries"][number];

/** The namespace of what EPCIS has no word for. */
const VOCABULARY = "urn:openrobotid:vocabulary:";

/**
 * Business steps and dispositions of the core business vocabulary, by the kind of an entry. A kind that is not here is one for
 * which it has no word.
 */
const STEPS: {
  readonly [kind in HistoryKind | "issued"]?: readonly [bizStep: string, disposition?: string];
} = {
  issued: ["commissioning", "inactive"],
  placedOnMarket: ["other", "active"],
  transferred: ["accepting"],
  softwareRelease: ["installing"],
  service: ["repairing"],
  partReplaced: ["replacing"],
  unitRemedied: ["repairing", "conformant"],
  unitNotApplicable: ["inspecting", "conformant"],
  inspection: ["inspecting"],
  certificate: ["inspecting", "conformant"],
  telemetryAnchor: ["sensor_reporting"],
  takenIn: ["collecting", "inactive"],
  scrapped: ["destroying", "destroyed"],
};

/** The history of a robot as an EPCIS document. */
export function epcisOf(
  id: RobotId,
  entries: readonly Entry[],
  {
    resolver,
    asOf,
    verdict,
  }: {
    readonly resolver: string;
    readonly asOf: number;
    /** Where nothing here must be relied on. */
    readonly verdict: z.infer<typeof history>["verdict"];
  },
): z.infer<typeof epcisDocument> {
  const link = `${resolver}${pathOf(id)}`;
  return {
    "@context": [
      "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
      { orid: VOCABULARY },
    ],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: rfc3339(asOf),
    ...(verdict && { "orid:verdict": verdict.verdict, "orid:because": verdict.because }),
    epcisBody: { eventList: entries.map((entry) => eventOf(link, entry)) },
  };
}

function eventOf(link: string, entry: Entry) {
  const { seq, kind, time, capacity, country, details, corrects, proof, head } = entry;
  const stolen = details.flag === "stolen";
  const [bizStep, disposition] = STEPS[kind as keyof typeof STEPS] ?? ["other"];
  return {
    type: "ObjectEvent" as const,
    eventID: `${link}#${seq}`,
    eventTime: time,
    recordTime: time,
    eventTimeZoneOffset: "+00:00",
    epcList: [link],
    action: kind === "issued" ? "ADD" : kind === "scrapped" ? "DELETE" : "OBSERVE",
    bizStep,
    ...(disposition && { disposition }),
    ...(kind === "flagRaised" && stolen && { persistentDisposition: { set: ["stolen"] } }),
    ...(kind === "flagCleared" && stolen && { persistentDisposition: { unset: ["stolen"] } }),
    "orid:seq": seq,
    "orid:kind": kind,
    "orid:capacity": capacity,
    "orid:country": country,
    "orid:details": Object.fromEntries(
      Object.entries(details).map(([name, value]) => [`orid:${name}`, value]),
    ),
    ...(corrects !== null && { "orid:corrects": `${link}#${corrects}` }),
    "orid:head": head,
    "orid:transactionHash": proof.transactionHash,
    "orid:blockNumber": proof.blockNumber,
    "orid:logIndex": proof.logIndex,
  };
}
