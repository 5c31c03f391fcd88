import { createRoute, z } from "@hono/zod-openapi";
import { country } from "../schemas/common.js";
import {
  capabilityParameter,
  certificateParameter,
  levelParameter,
  offers,
  qualifies,
} from "../schemas/offers.js";
import { atParameter, codeParameter } from "../schemas/parameters.js";
import { answers, canonicalRedirect, notModified } from "./answers.js";

export const getQualifies = createRoute({
  method: "get",
  path: "/v1/robots/{code}/qualifies",
  operationId: "getQualifies",
  tags: ["robots"],
  summary: "Whether a robot fulfils conditions: yes, no or unknown, with evidence",
  description: "At least one condition. Nothing is told that was not asked for.",
  request: {
    params: z.object({ code: codeParameter }),
    query: z.object({
      level: levelParameter,
      capability: capabilityParameter,
      certificate: certificateParameter,
      market: country
        .optional()
        .openapi({ description: "It is on this market, where its model is approved." }),
      at: atParameter,
    }),
  },
  responses: {
    ...answers(qualifies, "The answer", [404]),
    ...canonicalRedirect,
    ...notModified,
  },
});

export const getOffers = createRoute({
  method: "get",
  path: "/v1/offers",
  operationId: "getOffers",
  tags: ["figures"],
  summary: "Models with units that fulfil conditions on a market, and how many",
  request: {
    query: z.object({
      market: country.openapi({
        description: "Units on this market, of models that are approved there.",
      }),
      level: levelParameter,
      capability: capabilityParameter,
      certificate: certificateParameter,
    }),
  },
  responses: { ...answers(offers, "Models, those with most units first"), ...notModified },
});
