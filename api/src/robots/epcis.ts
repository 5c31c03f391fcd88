// A robot's history in EPCIS 2.0: one event of the object an entry, and one a recall that binds it. What the core vocabulary
// has a word for is said in it, the rest is in `orid:` beside it.

import type { z } from "@hono/zod-openapi";
import type { RobotId } from "@openrobotid/sdk";
import type { HistoryKind } from "@openrobotid/sdk/history";
import { isCertificateValid, pathOf } from "@openrobotid/sdk/rules";
import { keccak256, stringToHex } from "viem";
import { groupedBy } from "../grouped.js";
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
  const corrections = groupedBy(entries, ({ corrects }) => corrects);
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  const walk = new Walk(record);
  const own = entries.map((entry) =>
    eventOf(link, entry, walk.to(entry), {
      corrections: corrections.get(entry.seq) ?? [],
      corrected: entry.corrects === null ? undefined : bySeq.get(entry.corrects),
    }),
  );
  const events = [...own, ...recalls];
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

/** What is so of the robot after an entry. */
interface Standing {
  readonly market: string | null;
  /** The country that it is in, as far as it is recorded: with a recycler that of the recycler. */
  readonly place: string | null;
  isRecalled(): boolean;
  isCertified(): boolean;
}

/** Goes through a history once, from its first entry on: a long one takes no longer for each of its entries. */
class Walk {
  readonly #record: RobotRecord;
  readonly #placements: Waiting<RobotRecord["placements"][number]>;
  readonly #outcomes: Waiting<RobotRecord["outcomes"][number]>;
  readonly #certificates: Waiting<RobotRecord["certificates"][number]>;
  #placement: RobotRecord["placements"][number] | undefined;
  /** The last that began, of each campaign. */
  readonly #settled = new Map<number, RobotRecord["outcomes"][number]>();
  /** Those that began, without some of those that are no longer valid. */
  readonly #issued: RobotRecord["certificates"][number][] = [];
  #market: string | null = null;
  #handed: Entry | undefined;

  constructor(record: RobotRecord) {
    this.#record = record;
    this.#placements = new Waiting(record.placements);
    this.#outcomes = new Waiting(record.outcomes);
    this.#certificates = new Waiting(record.certificates);
  }

  /** On to the next entry. */
  to(entry: Entry): Standing {
    const { kind, country, time } = entry;
    if (kind === "placedOnMarket" || kind === "relocated") this.#market = country;
    if (kind === "takenIn" || kind === "returned") this.#handed = entry;
    const now = Date.parse(time) / 1000;
    return {
      market: this.#market,
      place: this.#handed?.kind === "takenIn" ? this.#handed.country : this.#market,
      isRecalled: () => this.#isRecalled(now),
      isCertified: () => this.#isCertified(now),
    };
  }

  #isRecalled(now: number): boolean {
    for (const placement of this.#placements.until(now)) this.#placement = placement;
    for (const outcome of this.#outcomes.until(now)) this.#settled.set(outcome.campaign, outcome);
    const placements = this.#placement ? [this.#placement] : [];
    return isRecalled({ ...this.#record, placements, outcomes: [...this.#settled.values()] }, now);
  }

  /** A certificate that is no longer valid does not become so again. */
  #isCertified(now: number): boolean {
    this.#issued.push(...this.#certificates.until(now));
    for (let last = this.#issued.at(-1); last; last = this.#issued.at(-1)) {
      const { since, expiry, withdrawnAt } = last;
      if (isCertificateValid({ issuedAt: since, expiry, withdrawnAt }, now)) return true;
      this.#issued.pop();
    }
    return false;
  }
}

/** What begins at a time, in that order. */
class Waiting<item extends { readonly since: number }> {
  readonly #items: readonly item[];
  #next = 0;

  constructor(items: readonly item[]) {
    this.#items = items.toSorted((one, other) => one.since - other.since);
  }

  /** What began by a moment, and was not given before. */
  *until(now: number): Generator<item> {
    for (let item = this.#items[this.#next]; item; item = this.#items[this.#next]) {
      if (item.since > now) return;
      this.#next += 1;
      yield item;
    }
  }
}

function eventOf(
  link: string,
  entry: Entry,
  standing: Standing,
  {
    corrections,
    corrected,
  }: { readonly corrections: readonly Entry[]; readonly corrected: Entry | undefined },
) {
  const { seq, kind, time, capacity, country, details, proof, head } = entry;
  const [bizStep, usual] = STEPS[kind as keyof typeof STEPS] ?? [`${VOCABULARY}${kind}`];
  const lasting = lastingOf(entry, standing);
  const disposition = lasting.disposition ?? usual;
  const last = corrections.at(-1);
  const place = kind === "scrapped" ? null : standing.place;
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
function lastingOf({ kind, details }: Entry, standing: Standing): Lasting {
  switch (kind) {
    case "flagRaised":
      return details.flag === "stolen" ? { set: "stolen" } : {};
    case "flagCleared":
      return details.flag === "stolen" ? { unset: "stolen" } : {};
    case "certificate":
      return { disposition: "conformant", set: "conformant" };
    case "certificateWithdrawn":
      // Another certificate may still say that it conforms.
      return standing.isCertified() ? {} : { disposition: "unknown", unset: "conformant" };
    case "unitRemedied":
    case "unitNotApplicable":
      return standing.isRecalled()
        ? { disposition: "recalled" }
        : { disposition: "conformant", unset: "recalled" };
    case "unitReopened":
      return standing.isRecalled() ? { disposition: "recalled", set: "recalled" } : {};
    case "returned":
      return { disposition: standing.market === null ? "inactive" : "active" };
    default:
      return {};
  }
}

function isRecalled(record: RobotRecord, at: number): boolean {
  return concernsOf(record, at).some(({ running, status }) => running && status === "open");
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
