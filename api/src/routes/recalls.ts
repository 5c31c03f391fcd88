import { createRoute, z } from "@hono/zod-openapi";
import { country, severity, unitStatus } from "../schemas/common.js";
import { afterParameter, campaignParameter, limitParameter } from "../schemas/parameters.js";
import { recall, recalls, recallUnit, recallUnits } from "../schemas/recalls.js";
import { answers, problemAnswers, withKey } from "./answers.js";

export const getRecalls = createRoute({
  method: "get",
  path: "/v1/recalls",
  operationId: "getRecalls",
  tags: ["recalls"],
  summary: "Recall campaigns, the last first",
  request: {
    query: z.object({
      open: z
        .enum(["true", "false"])
        .optional()
        .openapi({ description: "Only open, or only closed ones." }),
      model: z
        .string()
        .max(64)
        .optional()
        .openapi({ description: "Only of this model.", example: "CNBH01TERN03" }),
      maker: z
        .string()
        .max(64)
        .optional()
        .openapi({ description: "Only of this maker.", example: "CNBH01" }),
      severity: severity.optional().openapi({ description: "Only those of this severity." }),
      country: country
        .optional()
        .openapi({ description: "Only those that bind units on this market." }),
      after: afterParameter,
      limit: limitParameter(100, 20),
    }),
  },
  responses: answers(recalls, "Campaigns with exact counts of their units"),
});

export const getRecall = createRoute({
  method: "get",
  path: "/v1/recalls/{campaign}",
  operationId: "getRecall",
  tags: ["recalls"],
  summary: "A recall campaign, and how far it has come by country and week",
  request: { params: z.object({ campaign: campaignParameter }) },
  responses: answers(recall, "The campaign", [404]),
});

export const getRecallUnits = createRoute({
  method: "get",
  path: "/v1/recalls/{campaign}/units",
  operationId: "getRecallUnits",
  tags: ["recalls"],
  summary: "Every unit under a recall, exactly, untouched ones included",
  description:
    "Needs a key of the model's maker, an investigator or an authority. As a page of JSON, or streamed whole as CSV (`Accept: text/csv`) or JSON Lines (`Accept: application/x-ndjson`); `format` decides without the header.",
  security: withKey,
  request: {
    params: z.object({ campaign: campaignParameter }),
    query: z.object({
      status: z
        .enum(unitStatus.options)
        .optional()
        .openapi({ description: "Only units in these states." }),
      after: z.string().max(64).optional().openapi({ description: "Units after this code." }),
      limit: limitParameter(1000, 100),
      format: z.enum(["json", "csv", "ndjson"]).optional().openapi({
        description: "The form of the answer, whatever `Accept` says.",
      }),
    }),
  },
  responses: {
    200: {
      description: "Units in the order of their codes",
      content: {
        "application/json": { schema: recallUnits },
        "text/csv": {
          schema: z
            .string()
            .openapi({ description: "robot,status,state,market,holder,settledAt,touched" }),
        },
        "application/x-ndjson": { schema: recallUnit },
      },
    },
    ...problemAnswers([401, 403, 404, 406]),
  },
});
