// The log of looks: in the shapes of a vault, so that one client reads both.
import { z } from "@hono/zod-openapi";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const hex = z.string().regex(/^0x[0-9a-fA-F]*$/);
const account = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const seconds = z.number().int().min(0).describe("Seconds since 1970.");
const whole = z.number().int().min(0);

/** A signed head. */
export const logHead = z
  .object({
    vault: z.string().describe("Address of the log."),
    chainId: z.number().int(),
    size: whole.describe("Lines of the log."),
    root: digest.describe("Root of the tree over them (RFC 9162)."),
    at: seconds,
    signature: hex.describe("EIP-712, by the key of the log."),
  })
  .openapi("LogHead");

/** A proof. */
export const logProof = z.object({ proof: z.array(digest) }).openapi("LogProof");

/** Heads on the chain. */
export const logAnchors = z
  .object({
    account: account.nullable().describe("Who anchors; `null` where nobody does."),
    topic: hex.describe("Name of the log on the chain."),
    anchors: z.array(z.object({ root: hex, leaves: whole, at: seconds })),
    continued: z
      .array(z.array(digest))
      .describe(
        "Shows of each that the next one continues it; of the last one, that the head does.",
      ),
  })
  .openapi("LogAnchors");

/** A nonce. */
export const logNonce = z.object({ nonce: z.string(), expiresAt: seconds }).openapi("LogNonce");

/** What is signed in with. */
export const logSignIn = z
  .strictObject({
    message: z.string().describe("EIP-4361, with the nonce."),
    signature: z.string().describe("Of the message, by the account."),
  })
  .openapi("LogSignIn");

/** A session. */
export const logSession = z
  .object({
    token: z.string().describe("Shown as a bearer key; it opens the log alone."),
    account,
    expiresAt: seconds,
  })
  .openapi("LogSession");

const line = {
  position: whole,
  line: z.string().describe("JSON, exactly as it is hashed."),
  proof: z.array(digest),
};

/** Lines. */
export const logLines = z
  .object({
    head: logHead,
    entries: z.array(
      z.object({
        ...line,
        own: z
          .object(line)
          .optional()
          .describe(
            "Where the line is of several robots: what it says of this one, in the tree that `robots` of the line names.",
          ),
      }),
    ),
  })
  .openapi("LogLines");
