// The codes that may have been meant, those first that were issued.

import type { components } from "@openrobotid/api";
import { type RobotId, suggestRobotIds } from "@openrobotid/sdk";
import { apiAddress } from "../api/address.js";

type BatchAnswer = components["schemas"]["BatchAnswer"];

/** How many are shown. */
const SHOWN = 5;

/** Codes that are one slip away from a text, the likeliest first. No one is asked. */
export function suggestionsFor(text: string): readonly RobotId[] {
  return suggestRobotIds(text).slice(0, SHOWN);
}

/** As `suggestionsFor`, but of those that were issued, where the API can say so; all where none was, or it cannot. */
export async function issuedSuggestionsFor(text: string): Promise<readonly RobotId[]> {
  const all = suggestRobotIds(text);
  if (all.length === 0) return all;
  try {
    const response = await fetch(apiAddress("/v1/robots:batch"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ codes: all.slice(0, 200) }),
    });
    if (!response.ok) return all.slice(0, SHOWN);
    const { robots } = (await response.json()) as BatchAnswer;
    const issued = new Set(robots.filter(({ state }) => state !== null).map(({ id }) => id));
    const known = all.filter((id) => issued.has(id));
    return (known.length > 0 ? known : all).slice(0, SHOWN);
  } catch {
    return all.slice(0, SHOWN);
  }
}
