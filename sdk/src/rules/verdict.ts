// What to tell somebody who has a robot before them: one word, and everything else that must not be left out. The
// command line, the API and the web all ask here, so that they never answer differently.
import type { Flag, RobotState, Severity } from "../words.js";
import type { Tone } from "./tone.js";

/**
 * What can be said of a code, the gravest first. {@link sentenceOfVerdict} says what each means.
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

const TONES_OF_VERDICTS: Readonly<Record<Verdict | "unknown", Tone>> = {
  unknown: "unsure",
  unknownCode: "unknown",
  scrapped: "ended",
  stolen: "stop",
  stopUse: "stop",
  endOfLife: "ended",
  disputed: "notice",
  recalled: "notice",
  notOnMarket: "waiting",
  notApproved: "notice",
  inService: "good",
};

/**
 * How a verdict looks.
 *
 * @param verdict - As `verdictOf` or the API gives it; `unknown` where the API says that nothing can be said.
 *
 * @example
 * ```ts
 * import { toneOfVerdict } from "@openrobotid/sdk/rules";
 *
 * toneOfVerdict("stolen"); // "stop"
 * toneOfVerdict("scrapped"); // "ended"
 * ```
 */
export function toneOfVerdict(verdict: Verdict | "unknown"): Tone {
  return TONES_OF_VERDICTS[verdict];
}

const SENTENCES: Readonly<Record<Verdict, string>> = {
  unknownCode: "This code was never issued. Whatever bears it is not registered under it.",
  scrapped: "The robot of this code was destroyed. Whatever bears the code now is not that robot.",
  stolen: "It is reported as stolen.",
  stopUse: "A recall says that it must not be run.",
  endOfLife: "It was handed to a recycler, to be destroyed.",
  disputed: "Who owns it is in dispute.",
  recalled: "A recall is open on it.",
  notOnMarket: "It was issued, and never placed on a market.",
  notApproved: "It is in service, and its model has no valid approval for its market.",
  inService:
    "It is in service: nobody reported it, no recall is open on it, and its model is approved for its market.",
};

/**
 * A verdict in an English sentence.
 *
 * @example
 * ```ts
 * import { sentenceOfVerdict } from "@openrobotid/sdk/rules";
 *
 * sentenceOfVerdict("stolen"); // "It is reported as stolen."
 * ```
 */
export function sentenceOfVerdict(verdict: Verdict): string {
  return SENTENCES[verdict];
}
