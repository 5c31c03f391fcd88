// How what is said of a robot looks, on pages, in a terminal and elsewhere: one word that each of them has a colour for.
import type { ChallengeAnswer, ManufacturerStatus, Severity } from "../words.js";

/**
 * How something looks.
 *
 * - `good`: nothing is known against it
 * - `waiting`: it is on its way, and that is as it should be
 * - `notice`: something is to be looked at
 * - `unsure`: nothing can be said now
 * - `ended`: its life is over
 * - `unknown`: there is no such thing
 * - `stop`: keep away from it
 *
 * @example
 * ```ts
 * import { TONES } from "@openrobotid/sdk/rules";
 *
 * TONES.includes("good"); // true
 * ```
 */
export const TONES = ["good", "waiting", "notice", "unsure", "ended", "unknown", "stop"] as const;

/** One of {@link TONES}. */
export type Tone = (typeof TONES)[number];

/**
 * Whether something looks as if nothing were wrong. What nobody vouches for, or what is old, must not look so.
 *
 * @example
 * ```ts
 * import { isCalm } from "@openrobotid/sdk/rules";
 *
 * isCalm("good"); // true
 * isCalm("notice"); // false
 * ```
 */
export function isCalm(tone: Tone): boolean {
  return tone === "good" || tone === "waiting";
}

const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  advisory: "waiting",
  noTransfer: "notice",
  stopUse: "stop",
};

/**
 * How grave a recall looks.
 *
 * @example
 * ```ts
 * import { toneOfSeverity } from "@openrobotid/sdk/rules";
 *
 * toneOfSeverity("advisory"); // "waiting"
 * ```
 */
export function toneOfSeverity(severity: Severity): Tone {
  return SEVERITY_TONES[severity];
}

const MAKER_TONES: Readonly<Record<ManufacturerStatus, Tone>> = {
  none: "unknown",
  active: "good",
  suspended: "notice",
  revoked: "notice",
  compromised: "stop",
};

/**
 * How the standing of a manufacturer looks.
 *
 * @example
 * ```ts
 * import { toneOfMaker } from "@openrobotid/sdk/rules";
 *
 * toneOfMaker("suspended"); // "notice"
 * ```
 */
export function toneOfMaker(status: ManufacturerStatus): Tone {
  return MAKER_TONES[status];
}

const ANSWER_TONES: Readonly<Record<ChallengeAnswer, Tone>> = {
  genuine: "good",
  wrongKey: "stop",
  notActivated: "waiting",
  unknownCode: "unknown",
  scrapped: "ended",
  expired: "unsure",
};

/**
 * How an answer to a challenge looks.
 *
 * @example
 * ```ts
 * import { toneOfChallengeAnswer } from "@openrobotid/sdk/rules";
 *
 * toneOfChallengeAnswer("wrongKey"); // "stop"
 * ```
 */
export function toneOfChallengeAnswer(answer: ChallengeAnswer): Tone {
  return ANSWER_TONES[answer];
}
