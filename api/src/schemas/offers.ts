// Which robots fit what a developer builds for.
import { z } from "@hono/zod-openapi";
import { CAPABILITIES, type Capability } from "@openrobotid/sdk/rules";
import { asOf, count, country, level, modelId, orNull, proof, robotCode } from "./common.js";
import { digits } from "./parameters.js";

/** Longest scope of a certificate that the contracts take, in bytes. */
const LONGEST_SCOPE = 31;

const scope = z.string().min(1).max(LONGEST_SCOPE);

/** An intelligence level or higher, as a parameter. */
export const levelParameter = digits.pipe(level).optional().openapi({
  type: "integer",
  minimum: 1,
  maximum: 5,
  description: "This intelligence level or higher.",
  example: 2,
});

export const certificateParameter = scope.optional().openapi({
  description: "A certificate of this scope, word for word, that is valid.",
  example: "ISO 13482",
});

export const capabilityParameter = z
  .enum(Object.keys(CAPABILITIES) as [Capability, ...Capability[]])
  .optional()
  .openapi({
    description:
      "Something that the robot can do. A valid certificate of it says yes, and nothing says no: what nobody certified it may be able to do all the same.",
    example: "carrying",
  });

const answer = z.enum(["yes", "no", "unknown"]);

export const qualifies = z
  .object({
    id: robotCode,
    answer: answer.openapi({
      description:
        "`no` where one condition fails, else `unknown` where one is not known, else `yes`.",
      example: "yes",
    }),
    conditions: z.array(
      z.object({
        condition: z.enum(["use", "level", "capability", "certificate", "market"]).openapi({
          description:
            "What was asked for; `use` is always asked: in service, not reported stolen, and under no recall that stops its use.",
          example: "level",
        }),
        answer,
        proof: orNull(proof).openapi({
          description: "The log that says so. `null`: it follows from what is not recorded.",
        }),
      }),
    ),
    asOf,
  })
  .openapi("Qualifies", { description: "Whether a robot fulfils conditions, and nothing else." });

export const offers = z
  .object({
    market: country,
    models: z.array(
      z.object({
        model: modelId,
        name: z.string(),
        units: count.openapi({
          description:
            "Units in service on the market that fulfil the conditions, those that are stolen or under a recall included: ask each with `qualifies`.",
        }),
        approval: proof.openapi({
          description: "The approval of the model for the market, valid.",
        }),
      }),
    ),
    complete: z.boolean().openapi({
      description:
        "Whether every unit was counted: of those with a certificate, only the 5,000 whose certificates last longest are.",
      example: true,
    }),
    asOf,
  })
  .openapi("Offers", { description: "Models, and how many of their units qualify." });
