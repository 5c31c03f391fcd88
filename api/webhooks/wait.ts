// When a message that did not arrive is tried again: less and less often, and not all at the same moment.

/** Seconds until the first repeat, and at most until any. */
const FIRST = 5;
export const LONGEST_WAIT = 60 * 60;

/**
 * Seconds until the next attempt: exponential, with a random half of it.
 *
 * @param attempts - Attempts that failed so far, at least 1.
 * @param retryAfter - Header `Retry-After` of the answer: seconds or a date. A wait may become longer by it, up to an hour.
 * @param random - From 0 to 1.
 * @param now - Seconds.
 */
export function waitAfter(
  attempts: number,
  retryAfter: string | undefined,
  { random, now }: { readonly random: number; readonly now: number },
): number {
  const longest = Math.min(LONGEST_WAIT, FIRST * 2 ** Math.min(attempts - 1, 30));
  const wait = Math.ceil(longest / 2 + (longest / 2) * random);
  return Math.max(wait, Math.min(LONGEST_WAIT, askedFor(retryAfter, now)));
}

/** What a receiver asks for, in seconds; 0 where it asks for nothing that can be read. */
function askedFor(retryAfter: string | undefined, now: number): number {
  if (retryAfter === undefined) return 0;
  if (/^[0-9]{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? 0 : Math.ceil(date / 1000 - now);
}
