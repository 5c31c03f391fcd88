import { createRoute, z } from "@hono/zod-openapi";
import { EVIDENCE_MEDIA_TYPE } from "@openrobotid/sdk/evidence";
import {
  logAnchors,
  logHead,
  logLines,
  logNonce,
  logProof,
  logSession,
  logSignIn,
} from "../schemas/access-log.js";
import { codeParameter, digits, limitParameter } from "../schemas/parameters.js";
import { ownAnswers, problemAnswers, withKey } from "./answers.js";

const tags = ["access log"];
const lines = (description: string) =>
  digits.pipe(z.number().int().min(0)).openapi({ type: "integer", minimum: 0, description });

export const getLogHead = createRoute({
  ...{ method: "get", path: "/v1/access-log/log/head", operationId: "getLogHead", tags },
  summary: "The head of the log of looks, signed",
  responses: ownAnswers(logHead, "The head over all looks that were written down"),
});

export const getLogConsistency = createRoute({
  ...{ method: "get", path: "/v1/access-log/log/consistency", operationId: "getLogConsistency" },
  tags,
  summary: "That the log of looks continues one that was seen before",
  request: {
    query: z.object({
      from: lines("Lines of the log that was seen."),
      to: lines("Lines of the log that continues it."),
    }),
  },
  responses: ownAnswers(logProof, "The proof of consistency of RFC 9162"),
});

export const getLogAnchors = createRoute({
  ...{ method: "get", path: "/v1/access-log/log/anchors", operationId: "getLogAnchors", tags },
  summary: "Heads of the log of looks that are on the chain",
  request: { query: z.object({ to: lines("Lines of the log that continues them.").optional() }) },
  responses: ownAnswers(logAnchors, "The heads, and that each continues the one before"),
});

export const createLogNonce = createRoute({
  ...{ method: "post", path: "/v1/access-log/nonces", operationId: "createLogNonce", tags },
  summary: "A nonce to sign in with, for who holds or held a robot",
  responses: ownAnswers(logNonce, "The nonce, good for 5 minutes and once"),
});

export const createLogSession = createRoute({
  ...{ method: "post", path: "/v1/access-log/sessions", operationId: "createLogSession", tags },
  summary: "Signs an account in (EIP-4361), to read the log of looks",
  request: { body: { required: true, content: { "application/json": { schema: logSignIn } } } },
  responses: ownAnswers(logSession, "The session, of 15 minutes at most", [413]),
});

export const getLogOfRobot = createRoute({
  ...{ method: "get", path: "/v1/access-log/robots/{code}/log", operationId: "getLogOfRobot" },
  ...{ tags, security: withKey },
  summary:
    "Who looked at what is not public of a robot: lines with proofs, for who holds or held it",
  description:
    "Needs the token of a session as bearer key. To read the log is a line of it, before the answer.",
  request: {
    params: z.object({ code: codeParameter }),
    query: z.object({
      after: lines("Position of the last line of the page before.").optional(),
      limit: limitParameter(500, 100),
      size: lines("Lines of the log that all pages are of.").optional(),
    }),
  },
  responses: ownAnswers(logLines, "Lines of the time that the account held it", [403]),
});

export const getLogEvidence = createRoute({
  ...{
    method: "get",
    path: "/v1/access-log/robots/{code}/evidence",
    operationId: "getLogEvidence",
  },
  ...{ tags, security: withKey },
  summary: "A file that proves which heads of the log of looks the chain has, with no node",
  description:
    "Needs the token of a session as bearer key. For one who was shown the log of the robot: the file proves what everybody may see of it, and what the contract in `anchors-contract` has of the log. 404 where this service anchors no heads.",
  request: { params: z.object({ code: codeParameter }) },
  responses: {
    200: {
      description: "The file, as of its newest block",
      headers: {
        "anchors-contract": {
          description: "Address of `Anchors`.",
          schema: { type: "string" as const },
        },
      },
      content: {
        [EVIDENCE_MEDIA_TYPE]: {
          schema: z.string().openapi({ format: "binary", description: "Deflated CBOR." }),
        },
      },
    },
    ...problemAnswers([403, 404]),
  },
});
