// The public view of a robot.
import type { z } from "@hono/zod-openapi";
import {
  checkCharacter,
  countryOf,
  formatRobotId,
  manufacturerOf,
  modelOf,
  type RobotId,
  toBytes32,
} from "@openrobotid/sdk";
import { historySeed } from "@openrobotid/sdk/history";
import { pathOf, sentenceOfVerdict } from "@openrobotid/sdk/rules";
import { type Address, zeroHash } from "viem";
import type { robot } from "../schemas/robot.js";
import { rfc3339, rfc3339OrNull } from "../time.js";
import type { RobotRecord } from "./load.js";
import { heldAt, proofOf } from "./periods.js";
import {
  answeringCountry,
  approvalsOf,
  authorityOf,
  brandsOf,
  type Concern,
  certificatesOf,
  concernsOf,
  fieldOf,
  firmwareOf,
  flagsOf,
  given,
  makerStatusOf,
  marketOf,
  noticeOf,
  pendingOrderOf,
  stateOf,
  verdictOn,
} from "./state.js";
import { issuanceEntry, publicEntry } from "./timeline.js";
import { type Trust, trusted } from "./trust.js";

/** What an answer about a robot is made with. */
export interface ViewContext {
  readonly asOf: z.infer<typeof robot>["asOf"];
  readonly chainId: number;
  /** Address of the registry of robots. */
  readonly registry: Address;
  /** Where the pages for people are. */
  readonly webUrl: string;
  /** What is to be held of its history. */
  readonly trust: Trust;
}

/** The public view of a robot. */
export function robotView(record: RobotRecord, context: ViewContext): z.infer<typeof robot> {
  const { id, lot, model, manufacturer } = record;
  const country = countryOf(id);
  const answering = answeringCountry(record);
  const market = marketOf(record);
  const concerns = concernsOf(record);
  const pendingOrder = orderOf(record);
  const isOpen = ({ running, status }: Concern) => running && status === "open";
  const verdict = trusted(verdictOn(record), context.trust);
  return {
    id,
    formatted: formatRobotId(id),
    name: formatRobotId(id),
    description:
      verdict.verdict === "unknown" ? (verdict.because ?? "") : sentenceOfVerdict(verdict.verdict),
    image: `${context.webUrl}/v1/robots/${id}/label.svg`,
    checkCharacter: checkCharacter(id),
    token: `eip155:${context.chainId}/erc721:${context.registry.toLowerCase()}/${BigInt(toBytes32(id))}`,
    links: linksOf(id, context.webUrl),
    verdict,
    state: given(stateOf(record)),
    issued: { at: rfc3339(lot.issuedAt), lot: lot.id, proof: proofOf(lot) },
    maker: {
      id: manufacturer.id,
      name: manufacturer.name,
      status: given(makerStatusOf(record)),
      contact: manufacturer.contactUri || null,
      proof: proofOf(manufacturer),
    },
    authority: authorityOf(record, country),
    answersFor: { ...authorityOf(record, answering.country), because: answering.because },
    model: {
      id: model.id,
      name: model.name,
      documentation: model.documentationUri || null,
      proof: proofOf(model),
    },
    level: levelOf(record),
    market: market
      ? { country: market.country, since: rfc3339(market.since), proof: proofOf(market) }
      : null,
    approvals: approvalsOf(record),
    recalls: {
      open: concerns.filter(isOpen).map((concern) => toRecall(concern, record)),
      settled: concerns
        .filter((concern) => !isOpen(concern))
        .map((concern) => toRecall(concern, record)),
    },
    certificates: certificatesOf(record).map(({ issuerAccount: _, ...certificate }) => certificate),
    brands: brandsOf(record),
    ordered: pendingOrder !== null,
    pendingOrder,
    flags: flagsOf(record).map((flag) => ({
      flag: given(flag.flag),
      since: rfc3339(flag.since),
      proof: proofOf(flag),
    })),
    firmware: firmwareOf(record),
    lastService: lastServiceOf(record),
    wear: wearOf(record),
    disposal: disposalOf(record),
    timeline: timelineOf(record),
    history: historyOf(record, context),
    asOf: context.asOf,
  };
}

function linksOf(id: RobotId, webUrl: string) {
  const self = `/v1/robots/${id}`;
  return {
    self,
    history: `${self}/history`,
    epcis: `${self}/history.epcis`,
    resolver: pathOf(id),
    page: `${webUrl}${pathOf(id)}`,
    maker: `/v1/makers/${manufacturerOf(id)}`,
    model: `/v1/models/${modelOf(id)}`,
  };
}

function toRecall({ campaign, status, outcome }: Concern, { suspensions, now }: RobotRecord) {
  return {
    ...noticeOf(campaign, suspensions, now),
    status,
    settledAt: rfc3339OrNull(outcome?.blockTime),
    proof: proofOf(campaign),
    settlement: outcome ? proofOf(outcome) : null,
  };
}

function orderOf(record: RobotRecord): z.infer<typeof robot>["pendingOrder"] {
  const order = pendingOrderOf(record);
  if (!order) return null;
  return {
    order: order.id,
    action: given(order.action),
    country: order.country,
    proposedAt: rfc3339(order.proposedAt),
    executableAt: rfc3339(order.executableAt),
    expiresAt: rfc3339(order.expiresAt),
    proof: proofOf(order),
  };
}

function levelOf(record: RobotRecord): z.infer<typeof robot>["level"] {
  const [grade] = record.grades;
  if (grade) {
    return { level: Number(fieldOf(grade.fields, "level")), basis: "grade", proof: proofOf(grade) };
  }
  const market = marketOf(record)?.country;
  const approval = approvalsOf(record).find(({ country }) => country === market);
  return approval ? { level: approval.level, basis: "approval", proof: approval.proof } : null;
}

function lastServiceOf({ services: [service] }: RobotRecord): z.infer<typeof robot>["lastService"] {
  if (!service) return { status: "unknown" };
  const { capacity, country, time, proof } = publicEntry(service);
  return { status: "recorded", at: time, capacity, jurisdiction: country, proof };
}

function wearOf({ anchors: [anchor] }: RobotRecord): z.infer<typeof robot>["wear"] {
  if (!anchor) return { status: "unknown" };
  const number = (name: string) => Number(fieldOf(anchor.fields, name));
  return {
    status: "recorded",
    operatingHours: number("operatingHours"),
    chargeCycles: number("chargeCycles"),
    falls: number("falls"),
    from: rfc3339(number("from")),
    to: rfc3339(number("to")),
    capacity: publicEntry(anchor).capacity,
    proof: proofOf(anchor),
  };
}

function disposalOf({ lives, now }: RobotRecord): z.infer<typeof robot>["disposal"] {
  const current = heldAt(lives, now);
  // What was handed in may have come back, and be handed in again.
  if (current?.state !== "endOfLife" && current?.state !== "scrapped") return null;
  const takenIn = lives.findLast(({ state, since }) => state === "endOfLife" && since <= now);
  if (!takenIn?.recyclerCountry) return null;
  const scrapped = current.state === "scrapped" ? current : undefined;
  return {
    takenInAt: rfc3339(takenIn.since),
    country: takenIn.recyclerCountry,
    scrappedAt: rfc3339OrNull(scrapped?.since),
    proof: proofOf(scrapped ?? takenIn),
  };
}

function timelineOf({ entries, lot, id }: RobotRecord): z.infer<typeof robot>["timeline"] {
  const shown = entries.toReversed().map(publicEntry);
  const complete = (shown[0]?.seq ?? 1) === 1;
  return complete ? [issuanceEntry(lot, countryOf(id)), ...shown] : shown;
}

function historyOf(record: RobotRecord, { chainId, registry, trust }: ViewContext) {
  const [last] = record.entries;
  return {
    length: last?.ordinal ?? 0,
    head: last?.head ?? seedOf(record, { chainId, registry }),
    ...trust,
  };
}

/** The head before the first entry. */
export function seedOf(
  { id, lot }: Pick<RobotRecord, "id" | "lot">,
  { chainId, registry }: Pick<ViewContext, "chainId" | "registry">,
) {
  const { id: lotId, issuedAt, unitsRoot } = lot;
  const code = toBytes32(id);
  return historySeed({
    chainId,
    registry,
    id: code,
    lot: lotId,
    issuedAt,
    unitsRoot: unitsRoot ?? zeroHash,
  });
}
