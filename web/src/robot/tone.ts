// How a verdict looks: colour and icon always go together, so that neither is needed alone.
import type { Verdict } from "@openrobotid/sdk";

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
