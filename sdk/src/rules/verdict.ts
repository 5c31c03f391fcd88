// What to tell somebody who has a robot before them: one word, and everything else that must not be left out. The
// command line, the API and the web all ask here, so that they never answer differently.
import type { Flag, RobotState, Severity } from "../words.js";

/**
 * What can be said of a code, the gravest first.
 *
 * - `unknownCode`: it was never issued
 * - `scrapped`: the robot of this code was destroyed: what bears it now is another machine
 * - `stolen`: it is reported as stolen
 * - `stopUse`: a recall says that it must not be run
 * - `endOfLife`: it was handed to a recycler
 * - `disputed`: who owns it is in dispute
 * - `recalled`: a recall is open on it, less grave than `stopUse`
 * - `notOnMarket`: it was issued, and never placed on a market
 * - `notApproved`: it is in service, and its model has no valid approval for its market any more
 * - `inService`: it is in service, and nothing is known against it
 *
 * @example
 * ```ts
 * import { VERDICTS } from "@openrobotid/sdk";
 *
 * VERDICTS.indexOf("stolen") < VERDICTS.indexOf("recalled"); // true
 * ```
 */
export const VERDICTS = [
  "unknownCode",
  "scrapped",
  "stolen",
  "stopUse",
  "endOfLife",
  "disputed",
  "recalled",
  "notOnMarket",
  "notApproved",
  "inService",
] as const;

/** One of {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/**
 * What a verdict follows from. A `Robot` as `getRobot` gives it is one. Nothing may be left out: what is not known is no
 * reason to say that there is none.
 */
export interface VerdictInput {
  /** Its state. */
  readonly state: RobotState;
  /** Country on whose market it is. */
  readonly market: string | null | undefined;
  /** Approval of its model for that market, valid or not. */
  readonly approval: { readonly valid: boolean } | null | undefined;
  /** What it is reported as. */
  readonly flags: readonly { readonly flag: Flag }[];
  /** The recalls that are open on it. */
  readonly openCampaigns: readonly { readonly severity: Severity }[];
}

/**
 * What an open recall says of a robot.
 *
 * @example
 * ```ts
 * import { verdictOfSeverity } from "@openrobotid/sdk/rules";
 *
 * verdictOfSeverity("stopUse"); // "stopUse"
 * verdictOfSeverity("advisory"); // "recalled"
 * ```
 */
export function verdictOfSeverity(severity: Severity): Extract<Verdict, "stopUse" | "recalled"> {
  return severity === "stopUse" ? "stopUse" : "recalled";
}

/** What {@link verdictOf} gives. */
export interface VerdictAnswer {
  /** The gravest of what is true. */
  readonly verdict: Verdict;
  /** What is true besides, the gravest first. A robot that is stolen and recalled says both. */
  readonly also: readonly Verdict[];
}

/**
 * What to say about a robot: the gravest of what is true of it, and whatever else is. `inService` is said only where there is
 * nothing else to say.
 *
 * @param robot - As `getRobot` gives it, or what an answer of the API says.
 *
 * @example
 * ```ts
 * import { verdictOf } from "@openrobotid/sdk";
 *
 * const robot = { state: "inService", market: "ES", approval: { valid: true } } as const;
 * verdictOf({ ...robot, flags: [], openCampaigns: [] }).verdict; // "inService"
 *
 * const openCampaigns = [{ severity: "noTransfer" }] as const;
 * verdictOf({ ...robot, flags: [{ flag: "stolen" }], openCampaigns }); // { verdict: "stolen", also: ["recalled"] }
 * ```
 */
export function verdictOf({
  state,
  market,
  approval,
  flags,
  openCampaigns,
}: VerdictInput): VerdictAnswer {
  const isRunning = state === "inService";
  const recalls = openCampaigns.map(({ severity }) => verdictOfSeverity(severity));
  const holds: Readonly<Record<Exclude<Verdict, "inService">, boolean>> = {
    unknownCode: state === "none",
    scrapped: state === "scrapped",
    stolen: flags.some(({ flag }) => flag === "stolen"),
    stopUse: recalls.includes("stopUse"),
    endOfLife: state === "endOfLife",
    disputed: flags.some(({ flag }) => flag === "disputed"),
    recalled: recalls.includes("recalled"),
    notOnMarket: state === "issued" || (isRunning && !market),
    notApproved: isRunning && !approval?.valid,
  };
  const [verdict = "inService", ...also] = VERDICTS.filter(
    (word) => word !== "inService" && holds[word],
  );
  return { verdict, also };
}
