// What many answers hold. Every schema here becomes a named component of the OpenAPI document.
import { z } from "@hono/zod-openapi";
import { words } from "@openrobotid/sdk/actions";

/** A list of words of the SDK without its first, `none`. */
type Given<list extends readonly string[]> = list extends readonly [string, ...infer rest]
  ? rest
  : never;

/** The words of an enum of the contracts, without `none`. */
export function given<const list extends readonly [string, string, ...string[]]>(
  all: list,
): Given<list> {
  return all.slice(1) as Given<list>;
}

/** A value, or `null`. A component cannot be narrowed to take `null` as well, so this is a choice between the two. */
export function orNull<schema extends z.ZodType>(schema: schema) {
  return z.union([schema, z.null()]);
}

/** A time: RFC 3339, UTC, whole seconds. */
export const time = z.iso.datetime().openapi("Time", {
  description: "A moment: RFC 3339, in UTC, to the second, from the time of a block.",
  example: "2025-03-10T09:00:00Z",
});

export const hash = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .openapi("Hash", {
    description: "32 bytes in hexadecimal.",
    example: "0x6c3fd336b49dcb1c57dd4fbeaf5f898320b0da06a5ef64e798c6497600bb79f2",
  });

export const account = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .openapi("Account", {
    description: "An account on the chain, a pseudonym. Never part of a public answer.",
    example: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  });

export const robotCode = z
  .string()
  .regex(/^[A-Z]{2}[0-9A-Z]{27}$/)
  .openapi("RobotCode", {
    description: "The 29 characters of a robot's code, without separators and check character.",
    example: "CNBH01TERN0325W07000000000001",
  });

export const modelId = z
  .string()
  .regex(/^[A-Z]{2}[0-9A-Z]{10}$/)
  .openapi("ModelId", {
    description: "Country, manufacturer and product model: the first 12 characters of a code.",
    example: "CNBH01TERN03",
  });

export const makerId = z
  .string()
  .regex(/^[A-Z]{2}[0-9A-Z]{4}$/)
  .openapi("MakerId", {
    description: "Country and manufacturer: the first 6 characters of a code.",
    example: "CNBH01",
  });

export const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .openapi("Country", { description: "ISO 3166-1 alpha-2.", example: "CN" });

export const level = z.int().min(1).max(5).openapi("IntelligenceLevel", {
  description: "Intelligence level: 1 to 5 for L1 to L5 of T/CIE 298.",
  example: 3,
});

export const count = z.int().min(0).openapi({ example: 10 });

export const proof = z
  .object({
    transactionHash: hash,
    blockNumber: z
      .int()
      .min(0)
      .openapi({ description: "Block that holds the transaction.", example: 412 }),
    logIndex: z
      .int()
      .min(0)
      .openapi({ description: "Number of the log in that block.", example: 3 }),
    timestamp: time,
  })
  .openapi("Proof", {
    description: "The log on the chain that says so. Anyone who runs a node of it can look it up.",
  });

/** What vouches for the blocks that an index reads. */
export const seals = z.enum(["qbft", "none"]).nullable().openapi({
  description:
    "What vouches for the block: `qbft`: at least two thirds of the validators sealed it, which was proven; `none`: nobody does on this chain. `null`: the index believes its nodes.",
  example: "qbft",
});

export const asOf = z
  .object({
    blockNumber: z
      .int()
      .min(0)
      .openapi({ description: "Last block that the index has taken in.", example: 431 }),
    timestamp: time.openapi({ description: "Time of that block." }),
    ageSeconds: z.int().min(0).openapi({
      description:
        "Seconds from that block to the making of this answer: how far behind it can be.",
      example: 2,
    }),
    at: orNull(time).openapi({
      description:
        "The moment asked for with `at`; everything is as it was then. `null`: as of the block.",
      example: null,
    }),
    lagging: z.boolean().openapi({
      description:
        "Whether the index is known to be behind the chain, or has not heard from it for long.",
      example: false,
    }),
    seals,
  })
  .openapi("AsOf", {
    description: "What the answer is as of. `x-block-number` says the block too.",
  });

export const capacity = z.enum(given(words["enum Capacity"])).openapi("Capacity", {
  description: "In what capacity somebody acted.",
  example: "workshop",
});

export const state = z.enum(given(words["enum IRobotHistory.State"])).openapi("RobotState", {
  description: "The state of a robot.",
  example: "inService",
});

export const severity = z.enum(given(words["enum IRecallRegistry.Severity"])).openapi("Severity", {
  description: "How grave a recall is; `stopUse` says that the robot must not be run.",
  example: "stopUse",
});

export const unitStatus = z
  .enum(given(words["enum IRecallRegistry.UnitStatus"]))
  .openapi("UnitStatus", { description: "The status of a unit under a recall.", example: "open" });

export const seat = z
  .object({
    number: z
      .int()
      .min(1)
      .openapi({ description: "Number of the seat, never reused.", example: 1 }),
    name: z.string().openapi({
      description: "Name of the standards body.",
      example: "Beihe Standards Institute",
    }),
  })
  .openapi("Seat", { description: "A seat of the consortium." });

export const unknown = z.object({ status: z.literal("unknown") }).openapi("Unknown", {
  description: "Nothing about this was ever recorded. That is not to say that there is nothing.",
});

export const authority = z
  .object({
    country,
    seat: orNull(seat).openapi({ description: "`null`: no seat answers for this country." }),
  })
  .openapi("Authority", { description: "Who answers for a country." });

/** Where a page ends and the next begins. */
export const nextPage = z.string().nullable().openapi({
  description: "Give it as `after` for the next page. `null`: this is the last one.",
  example: null,
});

export const problem = z
  .object({
    type: z.string().openapi({
      description: "What kind of problem; docs/api.md lists them.",
      example: "urn:openrobotid:problem:invalid-code",
    }),
    title: z.string().openapi({ description: "The kind in words.", example: "Not a robot code" }),
    status: z.int().openapi({ description: "Status code of the answer.", example: 400 }),
    detail: z.string().openapi({
      description: "What was found, and what would have been right.",
      example: 'Position 1: found "Ü", expected A-Z.',
    }),
    instance: z
      .string()
      .openapi({ description: "Path that was asked for.", example: "/v1/robots/CÜ" }),
    reason: z.string().optional().openapi({
      description: "Why a code was refused, in a word of the SDK.",
      example: "lookAlike",
    }),
    position: z
      .int()
      .optional()
      .openapi({ description: "First wrong position of a code, counted from 0.", example: 1 }),
    expected: z
      .string()
      .optional()
      .openapi({ description: "What was expected there.", example: "A-Z" }),
    found: z.string().optional().openapi({ description: "What was found there.", example: "Ü" }),
    errors: z
      .array(
        z.object({
          in: z
            .string()
            .openapi({ description: "Where: query, path, header or body.", example: "query" }),
          name: z.string().openapi({ description: "Which parameter or field.", example: "limit" }),
          detail: z.string().openapi({
            description: "What was expected.",
            example: "expected a whole number from 1 to 1000",
          }),
        }),
      )
      .optional()
      .openapi({ description: "Every wrong parameter." }),
  })
  .openapi("Problem", { description: "What went wrong: problem details of RFC 9457." });
