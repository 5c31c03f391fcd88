// The verdicts of the SDK in a sentence each, and the colours of its tones.
import type { Verdict } from "@openrobotid/sdk";
import type { Tone } from "@openrobotid/sdk/rules";
import type { Paint } from "./text.js";

export const VERDICT_SENTENCES: Readonly<Record<Verdict, string>> = {
  unknownCode: "This code was never issued. Whatever bears it is not registered under it.",
  scrapped: "The robot of this code was destroyed. Whatever bears the code now is not that robot.",
  stolen: "It is reported as stolen.",
  stopUse: "A recall says that it must not be run.",
  endOfLife: "It was handed to a recycler, to be destroyed.",
  disputed: "Who owns it is in dispute.",
  recalled: "A recall is open on it.",
  notOnMarket: "It was issued, and never placed on a market.",
  notApproved: "It is in service, and its model has no valid approval for its market.",
  inService: "It is in service, and nothing is known against it.",
};

/** How a tone of the SDK is painted: a terminal has fewer colours than a page. */
export const TONE_PAINTS: Readonly<Record<Tone, Paint>> = {
  good: "green",
  waiting: "yellow",
  notice: "yellow",
  unsure: "yellow",
  ended: "red",
  unknown: "red",
  stop: "red",
};
