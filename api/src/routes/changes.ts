import { createRoute, z } from "@hono/zod-openapi";
import { filterParameters } from "../feed/filter.js";
import { change, changes } from "../schemas/changes.js";
import { afterParameter, limitParameter } from "../schemas/parameters.js";
import { mayHaveKey, problemAnswers } from "./answers.js";

export const getChanges = createRoute({
  method: "get",
  path: "/v1/changes",
  operationId: "getChanges",
  tags: ["changes"],
  summary: "What happened since",
  description:
    "A page after a cursor, or with `Accept: text/event-stream` server-sent events that go on; `Last-Event-ID` is read. Codes of robots only with a key that may see them, or where they were asked for. A page of a filter may hold fewer changes than `limit`, or none, while `more` is `true`: go on from `next`.",
  security: mayHaveKey,
  request: {
    query: z.object({
      after: afterParameter.openapi({
        description: "Cursor: changes after it. Without: from the first.",
      }),
      limit: limitParameter(1000, 100),
      ...filterParameters,
    }),
    headers: z.object({
      "last-event-id": z
        .string()
        .max(64)
        .optional()
        .openapi({ description: "Of a stream that broke off: its last cursor." }),
    }),
  },
  responses: {
    200: {
      description: "Changes, the first first",
      content: {
        "application/json": { schema: changes },
        "text/event-stream": { schema: change },
      },
    },
    ...problemAnswers([403, 404, 406]),
  },
});
