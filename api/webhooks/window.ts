// How far back messages are sent again: what is older, the feed has, for those who ask for it.
import type { FeedPage } from "../src/feed/read.js";
import { ApiProblem } from "../src/problem.js";
import { rfc3339 } from "../src/time.js";

const DAY = 86_400;

/**
 * Demands that nothing behind a cursor happened before the days that are sent again.
 *
 * @param after - The cursor, as it was given.
 * @param page - What is behind it: its first change counts.
 * @param days - Before the last block of the index.
 * @throws ApiProblem naming the time of that change, and the earliest one.
 */
export function requireWithin(
  after: string,
  { changes: [first], moment }: Pick<FeedPage, "changes" | "moment">,
  days: number,
): void {
  const oldest = rfc3339(moment.timestamp - days * DAY);
  if (!first || Date.parse(first.time) >= Date.parse(oldest)) return;
  const detail = `found ${after}, behind which something happened at ${first.time}, expected a cursor behind which nothing happened before ${oldest}: ${days} days are sent again. /v1/changes has what is older`;
  const errors = [{ in: "json", name: "after", detail }];
  throw new ApiProblem("invalid-request", `after: ${detail}.`, { errors });
}
