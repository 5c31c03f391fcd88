import { createRoute, z } from "@hono/zod-openapi";
import { epcisDocument } from "../schemas/epcis.js";
import { accesses, liability } from "../schemas/liability.js";
import {
  afterParameter,
  atParameter,
  codeParameter,
  digits,
  limitParameter,
} from "../schemas/parameters.js";
import { batchAnswer, batchRequest, history, parsed, robot } from "../schemas/robot.js";
import {
  answers,
  canonicalRedirect,
  mayHaveKey,
  notModified,
  problemAnswers,
  withKey,
} from "./answers.js";

const params = z.object({ code: codeParameter });

export const getRobot = createRoute({
  method: "get",
  path: "/v1/robots/{code}",
  operationId: "getRobot",
  tags: ["robots"],
  summary: "What everybody may know of a robot",
  description:
    "Verdict, state, maker, model, approvals, recalls, certificates, brands, flags, firmware, wear and a timeline, each with the log that proves it; now, or as it was at a moment.",
  request: { params, query: z.object({ at: atParameter }) },
  responses: { ...answers(robot, "The robot", [404]), ...canonicalRedirect, ...notModified },
});

export const getHistory = createRoute({
  method: "get",
  path: "/v1/robots/{code}/history",
  operationId: "getHistory",
  tags: ["robots"],
  summary: "A robot's history, entry by entry",
  description:
    "With a key that may see accounts, each entry says who made it and everything that it holds.",
  security: mayHaveKey,
  request: {
    params,
    query: z.object({
      at: atParameter,
      after: digits.pipe(z.number().int().min(-1).max(16_777_215)).default(-1).openapi({
        type: "integer",
        minimum: -1,
        maximum: 16_777_215,
        description: "Entries after this number; -1 begins with the issuance.",
        example: -1,
      }),
      limit: limitParameter(1000, 100),
    }),
  },
  responses: {
    ...answers(history, "Entries, the first first", [401, 403, 404]),
    ...canonicalRedirect,
  },
});

export const getEpcis = createRoute({
  method: "get",
  path: "/v1/robots/{code}/history.epcis",
  operationId: "getEpcisHistory",
  tags: ["robots"],
  summary: "A robot's history as EPCIS 2.0 JSON-LD",
  request: { params, query: z.object({ at: atParameter }) },
  responses: {
    200: {
      description: "An EPCIS document, valid against the JSON schema of GS1",
      content: { "application/ld+json": { schema: epcisDocument } },
    },
    ...problemAnswers([404]),
    ...canonicalRedirect,
  },
});

export const getLiability = createRoute({
  method: "get",
  path: "/v1/robots/{code}/liability",
  operationId: "getLiability",
  tags: ["robots"],
  summary:
    "Whose it was, who ran it, what ran on it, when it was serviced, what was known: at a moment",
  description:
    "Needs a key of an insurer, an investigator or an authority. Each look is logged: see `accesses`.",
  security: withKey,
  request: { params, query: z.object({ at: atParameter }) },
  responses: {
    ...answers(liability, "The answers, each with its proof", [401, 403, 404]),
    ...canonicalRedirect,
  },
});

export const getAccesses = createRoute({
  method: "get",
  path: "/v1/robots/{code}/accesses",
  operationId: "getAccesses",
  tags: ["robots"],
  summary: "Who looked at what is not public of a robot",
  security: withKey,
  request: { params, query: z.object({ after: afterParameter, limit: limitParameter(1000, 100) }) },
  responses: {
    ...answers(accesses, "Looks, the last first", [401, 403, 404]),
    ...canonicalRedirect,
  },
});

export const postBatch = createRoute({
  method: "post",
  path: "/v1/robots:batch",
  operationId: "getRobots",
  tags: ["robots"],
  summary: "What is known of up to 1,000 robots, briefly",
  request: { body: { required: true, content: { "application/json": { schema: batchRequest } } } },
  responses: answers(batchAnswer, "One answer for each code, in the order asked", [413, 415]),
});

export const getParsed = createRoute({
  method: "get",
  path: "/v1/parse",
  operationId: "parseCode",
  tags: ["codes"],
  summary: "Takes a code apart, without looking it up",
  request: {
    query: z.object({
      code: z.string().max(512).openapi({
        description:
          "A code as people type it or a scanner gives it, its link, or a sentence with one of them.",
        example: "cn-bh01-tern03-25w07000000000001",
      }),
    }),
  },
  responses: answers(parsed, "The code, taken apart"),
});
