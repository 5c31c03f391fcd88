// The colours of the SDK's tones.
import type { Tone } from "@openrobotid/sdk/rules";
import type { Paint } from "./text.js";

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
