// Whether the seat of a country has its full power there, from times as the API gives them.
import { actsFully } from "@openrobotid/sdk/rules";
import type { AsOf } from "../api/questions.js";

export function isActingFully({ actsFrom }: { readonly actsFrom: string }, asOf: AsOf): boolean {
  return actsFully({ actsFrom: secondsOf(actsFrom) }, secondsOf(asOf.timestamp));
}

function secondsOf(time: string): number {
  return Date.parse(time) / 1000;
}
