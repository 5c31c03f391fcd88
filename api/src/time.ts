// Times: seconds inside, RFC 3339 outside.
import { ApiProblem } from "./problem.js";

/** A time as answers carry it. */
export function rfc3339(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** A time as answers carry it, or `null` for none. */
export function rfc3339OrNull(seconds: number | null | undefined): string | null {
  return seconds == null ? null : rfc3339(seconds);
}

/** The moment that a request names, in seconds: what happened in its very second counts. */
export function readMoment(at: string | undefined, latest: number): number | undefined {
  if (at === undefined) return undefined;
  const seconds = Math.floor(Date.parse(at) / 1000);
  if (Number.isNaN(seconds))
    throw new ApiProblem(
      "invalid-request",
      `at: found "${at}", expected a moment such as 2025-06-01T12:00:00Z.`,
    );
  if (seconds <= latest) return seconds;
  throw new ApiProblem(
    "invalid-request",
    `at: found ${at}, expected a moment not after the last block, ${rfc3339(latest)}. What will be is not known.`,
    {
      errors: [
        { in: "query", name: "at", detail: `expected a moment not after ${rfc3339(latest)}` },
      ],
    },
  );
}
