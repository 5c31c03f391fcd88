// Problems as they are sent (RFC 9457). Of a fault of our own nothing is told but that there was one.
import { SignInRefusedError } from "@openrobotid/api-server/access-log/sign-in";
import type { Context } from "hono";
import { PROBLEM_KINDS, VaultProblem } from "../problem.js";

/** The answer that an error makes. */
export function problemResponse(error: unknown, c: Context): Response {
  const problem = asProblem(error);
  const [status, title] = PROBLEM_KINDS[problem.kind];
  const body = {
    type: `urn:openrobotid:problem:${problem.kind}`,
    title,
    status,
    detail: problem.message,
    instance: c.req.path,
  };
  return c.body(JSON.stringify(body), status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
}

/** An error as the problem that is told. */
export function asProblem(error: unknown): VaultProblem {
  // Where it is kept, and what its keeper's cloud says about that, is for the keeper.
  if (error instanceof VaultProblem && error.kind === "no-storage") {
    return new VaultProblem(
      "no-storage",
      "The sealed files do not answer. Come back later.",
      error,
    );
  }
  if (error instanceof VaultProblem) return error;
  if (error instanceof SignInRefusedError)
    return new VaultProblem("sign-in-refused", error.message);
  return new VaultProblem(
    "internal",
    "Something failed in this service; it has been written down.",
  );
}
