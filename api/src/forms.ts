// The forms of an answer: canonical addresses, validators for caches, and codes that must not be guessed.
import { createHash } from "node:crypto";
import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Moment } from "./as-of.js";
import { ApiProblem } from "./problem.js";
import { UnknownCode } from "./robots/load.js";
import type { asOf } from "./schemas/common.js";
import type { Env, Service } from "./service.js";

/** How long a public answer may be used again, in seconds: about a block. */
const FRESH = 2;

/**
 * Redirects another spelling to the canonical address; the query
 * stays.
 */
export function canonical(c: Context<Env>, path: string): Response {
  const { search } = new URL(c.req.url);
  return c.redirect(`${path}${search}`, 308);
}

/**
 * Marks a public answer for caches, and says so where the client has it already: what an answer
 * holds follows from the block, the address and the form, except for what may come out or come in later.
 *
 * @param later - Of a robot, what is to be held of its history; of a lot, its manifest.
 */
export function etagged(
  c: Context<Env>,
  { blockNumber, lagging }: Pick<z.infer<typeof asOf>, "blockNumber" | "lagging">,
  later?: string | null,
): Response | undefined {
  const { pathname, search } = new URL(c.req.url);
  const accept = c.req.header("accept") ?? "";
  const digest = createHash("sha256").update(
    `${pathname}${search}\n${accept}\n${lagging}\n${later}`,
  );
  const etag = `W/"${blockNumber}-${digest.digest("base64url").slice(0, 16)}"`;
  c.header("etag", etag);
  if (!c.get("key")) c.header("cache-control", `public, max-age=${FRESH}, must-revalidate`);
  const had = c.req
    .header("if-none-match")
    ?.split(",")
    .map((tag) => tag.trim());
  return had?.includes(etag) || had?.includes("*") ? c.body(null, 304) : undefined;
}

/**
 * Looks a code up. Anyone who has no key and asks for codes that were never issued is soon refused.
 * An index that lags does not know what was never issued, and does not say it.
 */
export async function guardingCodes<found>(
  c: Context<Env>,
  { limits, head }: Pick<Service, "limits" | "head">,
  look: () => Promise<found>,
): Promise<found> {
  const address = c.get("address");
  const counted = c.get("key") === undefined;
  if (counted) await limits.refuseGuessing(address);
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof UnknownCode)) throw error;
    if (counted) await limits.countUnknown(address, 1);
    await refuseToGuess(head, error.moment);
    throw error;
  }
}

/** Refuses to call a code unknown where the chain goes on behind what the index has taken in. */
export async function refuseToGuess(head: Service["head"], moment: Moment): Promise<void> {
  if (!(await head.isBehind(moment))) return;
  throw new ApiProblem(
    "not-ready",
    `The index has come to block ${moment.blockNumber} and is behind the chain: what it does not hold may have been issued since.`,
    {},
    { "retry-after": "5" },
  );
}
