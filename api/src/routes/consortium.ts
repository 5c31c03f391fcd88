import { createRoute, z } from "@hono/zod-openapi";
import { blocks, consortium } from "../schemas/consortium.js";
import { limitParameter } from "../schemas/parameters.js";
import { health, ready, scopeTable } from "../schemas/service.js";
import { answers } from "./answers.js";

export const getConsortium = createRoute({
  method: "get",
  path: "/v1/consortium",
  operationId: "getConsortium",
  tags: ["consortium"],
  summary: "Seats, countries, makers admitted, proposals with votes and timelock",
  responses: answers(consortium, "The consortium", []),
});

export const getBlocks = createRoute({
  method: "get",
  path: "/v1/consortium/blocks",
  operationId: "getBlockProduction",
  tags: ["consortium"],
  summary: "Who made the last blocks",
  request: {
    query: z.object({
      last: limitParameter(1000, 100).openapi({ description: "How many of the last blocks." }),
    }),
  },
  responses: answers(blocks, "Blocks by seat"),
});

export const getHealth = createRoute({
  method: "get",
  path: "/v1/health",
  operationId: "getHealth",
  tags: ["service"],
  summary: "How far the index has come, and whether an alarm is on",
  responses: answers(health, "It works, and says how far behind it is"),
});

export const getReady = createRoute({
  method: "get",
  path: "/v1/ready",
  operationId: "getReady",
  tags: ["service"],
  summary: "Whether the index has taken in every block; `/ready` says the same",
  responses: answers(ready, "It has, and keeps up with the chain"),
});

export const getScopes = createRoute({
  method: "get",
  path: "/v1/scopes",
  operationId: "getScopes",
  tags: ["service"],
  summary: "What the key of a scope may see",
  responses: answers(scopeTable, "The table"),
});
