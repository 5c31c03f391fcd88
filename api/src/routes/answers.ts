// What every route has in common: how its answers are described.
import type { z } from "@hono/zod-openapi";
import { problem } from "../schemas/common.js";

const headers = {
  "x-block-number": {
    description: "Last block that the index has taken in.",
    schema: { type: "integer" as const },
  },
};

const PROBLEMS = {
  400: "What was asked for is malformed: what was found, and what was expected",
  401: "A bearer key is needed, or the one shown is unknown, has run out or was revoked",
  403: "The key's scope may not see this",
  404: "There is no such thing in the registry",
  406: "No form that was asked for is available",
  409: "What was sent contradicts what is there",
  413: "What was sent is too large",
  415: "What was sent is of a type that is not read",
  422: "What was sent can be read, and is wrong",
  429: "Too many requests; `Retry-After` says when to come back",
  500: "A fault of this service",
  503: "The index or the chain does not answer now",
} as const;

type ProblemStatus = keyof typeof PROBLEMS;

/** Problems that every operation can answer with. */
const ALWAYS = [400, 401, 429, 500, 503] as const satisfies readonly ProblemStatus[];

/** The answers of an operation that gives JSON, problems included. */
export function answers<schema extends z.ZodType>(
  schema: schema,
  description: string,
  problems: readonly ProblemStatus[] = [],
) {
  return {
    200: { description, headers, content: { "application/json": { schema } } },
    ...problemAnswers(problems),
  } as const;
}

/** The answers of an operation that is of this service and no block. */
export function ownAnswers<schema extends z.ZodType>(
  schema: schema,
  description: string,
  problems: readonly ProblemStatus[] = [],
) {
  return {
    200: { description, content: { "application/json": { schema } } },
    ...problemAnswers([404, ...problems]),
  } as const;
}

/** The problems of an operation. */
export function problemAnswers(problems: readonly ProblemStatus[]) {
  const statuses = [...new Set<ProblemStatus>([...ALWAYS, ...problems])];
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: PROBLEMS[status],
        ...(status === 429 && {
          headers: {
            "Retry-After": { description: "Seconds.", schema: { type: "integer" as const } },
          },
        }),
        content: { "application/problem+json": { schema: problem } },
      },
    ]),
  );
}

/** A code in another spelling is sent on to the canonical one. */
export const canonicalRedirect = {
  308: {
    description:
      "The code is right, and spelled differently: the canonical address is in `Location`",
    headers: { Location: { schema: { type: "string" as const } } },
  },
};

/** What was asked for has not changed. */
export const notModified = {
  304: { description: "Not changed since the `ETag` given in `If-None-Match`" },
};

/** For operations that need a key. */
export const withKey = [{ bearerKey: [] as string[] }];

/** For operations that show more with a key. */
export const mayHaveKey = [{}, { bearerKey: [] as string[] }];
