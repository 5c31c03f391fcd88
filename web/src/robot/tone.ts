// How a verdict looks: colour and icon always go together, so that neither is needed alone.
import type { Verdict } from "@openrobotid/sdk";
import type { Maker } from "../api/questions.js";

/** `unsure`: nothing can be said now, because the answer is old or there is none. */
export type Tone = "good" | "notice" | "stop" | "ended" | "unknown" | "waiting" | "unsure";

export const toneOf: Readonly<Record<Verdict | "unknown", Tone>> = {
  unknown: "unsure",
  inService: "good",
  recalled: "notice",
  disputed: "notice",
  notApproved: "notice",
  stopUse: "stop",
  stolen: "stop",
  endOfLife: "ended",
  scrapped: "ended",
  unknownCode: "unknown",
  notOnMarket: "waiting",
};

/** How the standing of a maker looks. */
export const toneOfMaker: Readonly<Record<Maker["status"], Tone>> = {
  active: "good",
  suspended: "notice",
  revoked: "notice",
  compromised: "stop",
};
