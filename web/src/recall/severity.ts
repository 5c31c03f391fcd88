import type { Severity } from "@openrobotid/sdk";
import type { Tone } from "../robot/tone.js";

/** How grave a recall looks. */
export const toneOfSeverity: Readonly<Record<Severity, Tone>> = {
  advisory: "waiting",
  noTransfer: "notice",
  stopUse: "stop",
};
