// Whether an answer may still be called the present. What was fine an hour ago is no reason to say that it is.
import type { Answer } from "../api/answers.js";
import type { AsOf } from "../api/questions.js";

/** Seconds after which an answer is old. */
export const FRESH_FOR = 300;

/**
 * - `current`: says what is so
 * - `lagging`: the index is behind the chain, or has not heard from it for long
 * - `old`: the page has been open for long
 * - `offline`, `unreachable`: it could not be asked again, and this is the last answer
 */
export type Freshness = "current" | "lagging" | "old" | "offline" | "unreachable";

export function freshnessOf({
  last,
  answer,
  online,
  now,
}: {
  /** The answer that is shown. */
  readonly last: Answer<{ readonly asOf: AsOf }>;
  /** The latest, which may have failed. */
  readonly answer: Answer | undefined;
  readonly online: boolean;
  /** In milliseconds. */
  readonly now: number;
}): Freshness {
  if (!online) return "offline";
  if (answer !== undefined && answer.status !== 200) return "unreachable";
  if (last.body?.asOf.lagging) return "lagging";
  return now - Date.parse(last.at) > FRESH_FOR * 1000 ? "old" : "current";
}
