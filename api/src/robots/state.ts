// What was so of a robot at the moment asked about: the answers to single questions.
import type { UnitStatus } from "@openrobotid/sdk/actions";
import {
  countryAnswering,
  isApprovalValid,
  isCampaignOpen,
  isCertificateValid,
  isOrderPending,
  unitStatusOf,
  verdictOf,
} from "@openrobotid/sdk/rules";
import type { Settled } from "../figures/affected.js";
import { groupedBy } from "../grouped.js";
import { rfc3339, rfc3339OrNull } from "../time.js";
import type { RobotRecord } from "./load.js";
import { held, heldAt, proofOf } from "./periods.js";

type Campaign = RobotRecord["campaigns"][number];

/** What is asked of a record about authorities. */
export type Authorities = Pick<RobotRecord, "assignments" | "seats" | "now">;

/** Its state. */
export function stateOf({ lives, now }: RobotRecord) {
  return heldAt(lives, now)?.state ?? "issued";
}

/** The log since which it has this state. */
export function stateProofOf(record: RobotRecord) {
  return proofOf(heldAt(record.lives, record.now) ?? record.lot);
}

/** The market it was on. */
export function marketOf({ placements, now }: RobotRecord) {
  return heldAt(placements, now);
}

/** Who answered for a country. */
export function authorityOf({ assignments, seats, now }: Authorities, country: string) {
  const assignment = heldAt(
    assignments.filter((each) => each.country === country),
    now,
  );
  const seat = seats.find((each) => each.seat === assignment?.seat);
  return { country, seat: seat ? { number: seat.seat, name: seat.name } : null };
}

/** The last approval of a model for each country by a moment, valid or not. */
export function approvalsOf(record: Pick<RobotRecord, "approvals"> & Authorities) {
  const { approvals, now } = record;
  const given = approvals.filter(({ since }) => since <= now);
  return [...new Set(given.map(({ country }) => country))].flatMap((country) => {
    const approval = given.findLast((each) => each.country === country);
    if (!approval) return [];
    const { level, since, expiry, withdrawnAt } = approval;
    const withdrawn = withdrawnAt !== null && withdrawnAt <= now ? withdrawnAt : null;
    return {
      country,
      valid: isApprovalValid({ approvedAt: since, expiry, withdrawnAt }, now),
      level,
      approvedAt: rfc3339(since),
      expiry: rfc3339(expiry),
      withdrawnAt: rfc3339OrNull(withdrawn),
      authority: authorityOf(record, country),
      proof: proofOf(approval),
    };
  });
}

/** Its maker's standing. */
export function makerStatusOf({ standings, now }: Pick<RobotRecord, "standings" | "now">) {
  return heldAt(standings, now)?.status ?? "active";
}

/** A campaign that concerns a robot, and its status under it. */
export interface Concern {
  readonly campaign: Campaign;
  readonly status: Settled;
  /** Whether the campaign was open. */
  readonly running: boolean;
  /** What made it concern the robot. */
  readonly binding: ReturnType<typeof proofOf>;
  readonly outcome: RobotRecord["outcomes"][number] | undefined;
}

/** The campaigns that concerned a robot at a moment: those that bound it, and those that were settled for it. */
export function concernsOf(record: RobotRecord, at = record.now): Concern[] {
  const market = heldAt(record.placements, at);
  const marks = groupedBy(record.marks, ({ campaign }) => campaign);
  const outcomes = groupedBy(record.outcomes, ({ campaign }) => campaign);
  const allSuspensions = groupedBy(record.suspensions, ({ campaign }) => campaign);
  return record.campaigns.flatMap((campaign): Concern[] => {
    if (campaign.openedAt > at) return [];
    const mark = marks.get(campaign.id)?.find(({ blockTime }) => blockTime <= at);
    const outcome = outcomes.get(campaign.id)?.find((each) => held(each, at));
    const suspensions = suspensionsOf(campaign, allSuspensions.get(campaign.id) ?? [], at);
    const status = unitStatusOf(
      { ...campaign, suspendedIn: suspensions.map(({ country }) => country) },
      { id: record.id, market: market?.country, isMarked: mark !== undefined },
      outcome && settledAs(outcome.status),
    );
    if (status === "unaffected") return [];
    const running = isCampaignOpen(campaign, at);
    // It came to bind the robot when all of this was so: opened, marked, on the market.
    const reasons = [campaign, mark, campaign.country === null ? undefined : market];
    const [last = campaign] = reasons
      .filter((reason) => reason !== undefined)
      .toSorted((a, b) => b.blockNumber - a.blockNumber || b.logIndex - a.logIndex);
    return [{ campaign, status, running, binding: proofOf(last), outcome }];
  });
}

/** What was done to a unit under a campaign. An outcome that is neither is not written down. */
function settledAs(status: UnitStatus) {
  return status === "remedied" ? status : "notApplicable";
}

/** Who opened a campaign. The maker's are for all markets, an authority's for its own. */
export function openerOf({ country }: Pick<Campaign, "country">): "maker" | "authority" {
  return country === null ? "maker" : "authority";
}

/** Where a campaign was suspended by a moment, the first first. */
export function suspensionsOf(
  { id }: Pick<Campaign, "id">,
  suspensions: RobotRecord["suspensions"],
  at: number,
) {
  return suspensions.filter((each) => each.campaign === id && each.blockTime <= at);
}

/** The notice of a campaign, as of a moment. */
export function noticeOf(campaign: Campaign, suspensions: RobotRecord["suspensions"], at: number) {
  const { closedAt } = campaign;
  const announced = campaign.closingBlockTime !== null && campaign.closingBlockTime <= at;
  return {
    campaign: campaign.id,
    campaignNumber: campaign.campaignNumber,
    component: campaign.component,
    summary: campaign.summary,
    consequence: campaign.consequence,
    remedy: campaign.remedy,
    parkIt: campaign.parkIt,
    overTheAirUpdate: campaign.overTheAirUpdate,
    severity: given(campaign.severity),
    openedBy: openerOf(campaign),
    country: campaign.country,
    openedAt: rfc3339(campaign.openedAt),
    closedAt: isCampaignOpen(campaign, at) ? null : rfc3339OrNull(closedAt),
    closesAt: announced && isCampaignOpen(campaign, at) ? rfc3339OrNull(closedAt) : null,
    makerRemedies: campaign.makerRemedies,
    suspendedIn: suspensionsOf(campaign, suspensions, at).map(({ country }) => country),
  };
}

/** The registrar order against it that was pending: there is at most one at a time. */
export function pendingOrderOf({ orders, orderSteps, now }: RobotRecord) {
  return orders.find(({ id, proposedAt, expiresAt, lapsedAt, answerableUntil }) => {
    if (now < proposedAt) return false;
    const last = orderSteps.findLast((step) => step.order === id && step.blockTime <= now);
    const isWithSeat = lapsedAt === null || now < lapsedAt;
    const status = last?.status ?? "proposed";
    return isOrderPending({ status, expiresAt, answerableUntil, isWithSeat }, now);
  });
}

/** What it was reported as. */
export function flagsOf({ flags, now }: RobotRecord) {
  return flags.filter((flag) => held(flag, now));
}

/** The verdict on it. */
export function verdictOn(record: RobotRecord) {
  const market = marketOf(record)?.country;
  return verdictOf({
    state: stateOf(record),
    market,
    approval: approvalsOf(record).find(({ country }) => country === market),
    flags: flagsOf(record).flatMap(({ flag }) => (flag === "none" ? [] : { flag })),
    openCampaigns: concernsOf(record)
      .filter(({ running, status }) => running && status === "open")
      .map(({ campaign }) => ({ severity: given(campaign.severity) })),
  });
}

/** The country that answers for it, and why. */
export function answeringCountry(record: RobotRecord) {
  const market = marketOf(record)?.country;
  const because = market ? ("market" as const) : ("maker" as const);
  return { country: countryAnswering(record.id, market), because };
}

/** The firmware that ran on it, as recorded. */
export function firmwareOf({ installations, releases, now }: RobotRecord) {
  const installation = heldAt(installations, now);
  if (!installation) return { status: "unknown" as const };
  const release = releases.find(({ imageDigest }) => imageDigest === installation.imageDigest);
  if (!release) return { status: "unknown" as const };
  const { withdrawnAt } = release;
  return {
    status: "recorded" as const,
    version: release.version,
    release: {
      imageDigest: release.imageDigest,
      uri: release.uri || null,
      publishedAt: rfc3339(release.publishedAt),
      withdrawnAt: withdrawnAt !== null && withdrawnAt <= now ? rfc3339(withdrawnAt) : null,
    },
    installedAt: rfc3339(installation.since),
    proof: proofOf(installation),
  };
}

/** Its certificates issued by the moment, and whether each held then. */
export function certificatesOf({ certificates, now }: RobotRecord) {
  return certificates
    .filter(({ since }) => since <= now)
    .map((certificate) => {
      const { seq, scope, since, expiry, withdrawnAt, capacity, jurisdiction, issuer } =
        certificate;
      return {
        seq,
        scope,
        valid: isCertificateValid({ issuedAt: since, expiry, withdrawnAt }, now),
        issuedAt: rfc3339(since),
        expiry: rfc3339(expiry),
        withdrawnAt: withdrawnAt !== null && withdrawnAt <= now ? rfc3339(withdrawnAt) : null,
        issuer: { capacity: given(capacity), jurisdiction },
        issuerAccount: issuer,
        proof: proofOf(certificate),
      };
    });
}

/** The brands on its title. */
export function brandsOf({ brands, corrections, now }: RobotRecord) {
  const corrected = new Set(
    corrections.map(({ fields }) => Number(fieldOf(fields, "correctedSeq"))),
  );
  return brands
    .filter(({ blockTime }) => blockTime <= now)
    .map((brand) => ({
      seq: brand.seq,
      code: given(brand.code),
      asReported: brand.asReported,
      capacity: given(brand.capacity),
      jurisdiction: brand.jurisdiction,
      since: rfc3339(brand.blockTime),
      corrected: corrected.has(brand.seq),
      proof: proofOf(brand),
    }));
}

/** A field of a typed event. */
export function fieldOf(fields: unknown, name: string): unknown {
  return (fields as Record<string, unknown> | null)?.[name];
}

/** A word that is never `none` where it is used: the contracts refuse it there. */
export function given<word extends string>(word: word): Exclude<word, "none" | "unaffected"> {
  return word as Exclude<word, "none" | "unaffected">;
}
