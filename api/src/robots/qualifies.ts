// Whether a robot fulfils conditions. What is not recorded is `unknown`, unless the record is complete about it.
import type { z } from "@hono/zod-openapi";
import { type Capability, scopeOfCapability } from "@openrobotid/sdk/rules";
import type { qualifies } from "../schemas/offers.js";
import type { RobotRecord } from "./load.js";
import { proofOf } from "./periods.js";
import {
  approvalsOf,
  certificatesOf,
  concernsOf,
  fieldOf,
  flagsOf,
  marketOf,
  stateOf,
  stateProofOf,
} from "./state.js";
import type { Trust } from "./trust.js";

type Condition = z.infer<typeof qualifies>["conditions"][number];
type Answer = Condition["answer"];

/** What is asked. */
export interface Conditions {
  /** Least intelligence level. */
  readonly level?: number | undefined;
  /** What it is to be certified to do. */
  readonly capability?: Capability | undefined;
  /** Scope of a certificate. */
  readonly certificate?: string | undefined;
  /** The market that it is to be on. */
  readonly market?: string | undefined;
}

/** Whether a robot fulfils conditions. While its history differs, nothing is known of it. */
export function qualificationOf(
  record: RobotRecord,
  { level, capability, certificate, market }: Conditions,
  { verified }: Trust,
): Pick<z.infer<typeof qualifies>, "answer" | "conditions"> {
  const found = [
    inUse(record),
    level === undefined ? undefined : ofLevel(record, level),
    capability === undefined
      ? undefined
      : certifiedFor(record, "capability", scopeOfCapability(capability)),
    certificate === undefined ? undefined : certifiedFor(record, "certificate", certificate),
    market === undefined ? undefined : onMarket(record, market),
  ].filter((condition) => condition !== undefined);
  const conditions =
    verified === "differs"
      ? found.map(({ condition }) => ({ condition, answer: "unknown" as const, proof: null }))
      : found;
  const given = conditions.map((each) => each.answer);
  const answer: Answer = given.includes("no")
    ? "no"
    : given.includes("unknown")
      ? "unknown"
      : "yes";
  return { answer, conditions };
}

/** Nobody builds for a robot that must not run. */
function inUse(record: RobotRecord): Condition {
  const condition = "use" as const;
  if (stateOf(record) !== "inService") {
    return { condition, answer: "no", proof: stateProofOf(record) };
  }
  const stolen = flagsOf(record).find(({ flag }) => flag === "stolen");
  if (stolen) return { condition, answer: "no", proof: proofOf(stolen) };
  const stopped = concernsOf(record).find(
    ({ running, status, campaign }) =>
      running && status === "open" && campaign.severity === "stopUse",
  );
  if (stopped) return { condition, answer: "no", proof: proofOf(stopped.campaign) };
  return { condition, answer: "yes", proof: stateProofOf(record) };
}

/** Its own grade counts before that of the approval, which counts while it is valid. */
function ofLevel(record: RobotRecord, least: number): Condition {
  const condition = "level" as const;
  const told = (level: number): Answer => (level >= least ? "yes" : "no");
  const [grade] = record.grades;
  if (grade) {
    const level = Number(fieldOf(grade.fields, "level"));
    return { condition, answer: told(level), proof: proofOf(grade) };
  }
  const market = marketOf(record)?.country;
  const approval = approvalsOf(record).find(({ country, valid }) => valid && country === market);
  if (!approval) return { condition, answer: "unknown", proof: null };
  return { condition, answer: told(approval.level), proof: approval.proof };
}

/** Every certificate is recorded, so that none of a scope is a no; a capability need not be certified. */
function certifiedFor(
  record: RobotRecord,
  condition: "capability" | "certificate",
  asked: string,
): Condition {
  const found = certificatesOf(record).find(({ scope, valid }) => valid && scope === asked);
  if (found) return { condition, answer: "yes", proof: found.proof };
  return { condition, answer: condition === "certificate" ? "no" : "unknown", proof: null };
}

function onMarket(record: RobotRecord, asked: string): Condition {
  const condition = "market" as const;
  const placed = marketOf(record);
  if (placed?.country !== asked) return { condition, answer: "no", proof: null };
  const approval = approvalsOf(record).find(({ country }) => country === asked);
  if (approval?.valid) return { condition, answer: "yes", proof: proofOf(placed) };
  return { condition, answer: "no", proof: approval?.proof ?? null };
}
