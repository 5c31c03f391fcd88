// The verifier of the public view, for who runs it beside a page that is not of this site.
import { readPublic } from "./public.js";
import type { Question, Result } from "./results.js";
import { failureOf, verify as verifyWith } from "./verify.js";

export type { Result };

/** Verifies the evidence of a robot's public view. Never throws: that it cannot be verified is an answer. */
export type Verify = (question: Question) => Promise<Result>;

export const verify: Verify = async (question) =>
  await verifyWith(question, readPublic).catch(failureOf);
