// Everything that goes wrong leaves as problem details (RFC 9457).
import type { z } from "@hono/zod-openapi";
import { RobotIdError } from "@openrobotid/sdk";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { SignInRefusedError } from "../access-log/sign-in.js";
import { databaseProblemOf } from "./database-problem.js";
import type { problem } from "./schemas/common.js";

/** A problem as it is sent. */
export type ProblemBody = z.infer<typeof problem>;

/** The kinds of problems, and what each is called. `docs/api.md` describes them. */
export const PROBLEM_KINDS = {
  "invalid-code": [400, "Not a robot code"],
  "invalid-request": [400, "The request is malformed"],
  "key-needed": [401, "A key is needed"],
  "key-refused": [401, "The key opens nothing"],
  "sign-in-refused": [401, "The sign-in is refused"],
  "scope-refused": [403, "The key's scope may not see this"],
  "not-found": [404, "Not in the registry"],
  "no-such-path": [404, "There is nothing at this path"],
  "method-not-allowed": [405, "Not a method of this path"],
  "not-acceptable": [406, "No such form is available"],
  conflict: [409, "It contradicts what is there"],
  "too-large": [413, "Too large"],
  "unsupported-type": [415, "A type that is not read"],
  "manifest-refused": [422, "The manifest is not that of the lot"],
  "too-many-requests": [429, "Too many requests"],
  internal: [500, "A fault of this service"],
  "not-ready": [503, "The index is not complete yet"],
  "not-proven": [503, "It cannot be proven here"],
  unavailable: [503, "The service cannot answer now"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** A kind of problem. */
export type ProblemKind = keyof typeof PROBLEM_KINDS;

/** Something went wrong that the one who asked is told about. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  readonly kind: ProblemKind;
  readonly more: Partial<ProblemBody>;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param kind - What kind of problem.
   * @param detail - What was found, and what would have been right.
   * @param more - Further members of the body.
   * @param headers - Headers of the answer.
   */
  constructor(
    kind: ProblemKind,
    detail: string,
    more: Partial<ProblemBody> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.kind = kind;
    this.more = more;
    this.headers = headers;
  }
}

/** Reads a code, or says what is wrong with it. */
export function readingCode<id>(read: () => id): id {
  try {
    return read();
  } catch (error) {
    if (error instanceof RobotIdError) throw problemOfCode(error);
    throw error;
  }
}

/** What is wrong with a code. */
export function problemOfCode(error: RobotIdError): ApiProblem {
  const { reason, position, expected, found, message } = error;
  return new ApiProblem("invalid-code", message, {
    reason,
    ...(position !== undefined && { position }),
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
  });
}

/** The answer that a problem makes. Of a fault of our own nothing is told but that there was one. */
export function problemResponse(error: unknown, c: Context): Response {
  const { kind, message, more, headers } = asProblem(error);
  const [status, title] = PROBLEM_KINDS[kind];
  const body: ProblemBody = {
    type: `urn:openrobotid:problem:${kind}`,
    title,
    status,
    detail: message,
    instance: c.req.path,
    ...more,
  };
  return c.body(JSON.stringify(body), status as ContentfulStatusCode, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...headers,
  });
}

/** An error as the problem that is told. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof RobotIdError) return problemOfCode(error);
  if (error instanceof SignInRefusedError) return new ApiProblem("sign-in-refused", error.message);
  if (error instanceof HTTPException) return ofException(error);
  const problem = databaseProblemOf(error);
  if (problem) {
    const { kind, detail, retryAfter } = problem;
    return new ApiProblem(kind, detail, {}, { "retry-after": String(retryAfter) });
  }
  return new ApiProblem("internal", "Something failed in this service; it has been logged.");
}

/** What Hono itself refuses. */
function ofException({ status, message }: HTTPException): ApiProblem {
  if (status === 400)
    return new ApiProblem("invalid-request", message || "The body cannot be read.");
  if (status === 413) return new ApiProblem("too-large", message || "The body is too large.");
  if (status === 415) return new ApiProblem("unsupported-type", message);
  if (status >= 500) return new ApiProblem("unavailable", "The answer took too long.");
  return new ApiProblem("invalid-request", message);
}
