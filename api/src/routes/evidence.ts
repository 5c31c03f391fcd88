import { createRoute, z } from "@hono/zod-openapi";
import { EVIDENCE_MEDIA_TYPE } from "@openrobotid/sdk/evidence";
import { WITNESS_LIST_MEDIA_TYPE } from "@openrobotid/sdk/witness";
import { anchor, checkpoints, evidence, validatorPath } from "../schemas/evidence.js";
import { atParameter, codeParameter, digits } from "../schemas/parameters.js";
import { answers, canonicalRedirect, mayHaveKey, notModified, problemAnswers } from "./answers.js";

export const getEvidence = createRoute({
  method: "get",
  path: "/v1/robots/{code}/evidence",
  operationId: "getEvidence",
  tags: ["evidence"],
  summary:
    "A file that proves what is recorded of a robot, with no node and no trust in this service",
  description:
    "Without a key it proves what everybody may see, and discloses no account of the robot: verdict, state, market, flags, approval and open recalls; or that the code was never issued. With a key that may see `liability` it proves everything, and discloses it. `at` needs such a key.",
  security: mayHaveKey,
  request: { params: z.object({ code: codeParameter }), query: z.object({ at: atParameter }) },
  responses: {
    200: {
      description: "The file, as of the block in `x-block-number`",
      headers: {
        "x-block-number": {
          description: "Block that the file is of.",
          schema: { type: "integer" as const },
        },
      },
      content: {
        [EVIDENCE_MEDIA_TYPE]: {
          schema: z.string().openapi({ format: "binary", description: "Deflated CBOR." }),
        },
        "application/json": { schema: evidence },
      },
    },
    ...problemAnswers([403, 406]),
    ...canonicalRedirect,
    ...notModified,
  },
});

export const getAnchor = createRoute({
  method: "get",
  path: "/v1/anchor",
  operationId: "getAnchor",
  tags: ["evidence"],
  summary: "The anchor that this service proves from",
  description:
    "To compare with an anchor got elsewhere. By itself it says nothing about this service.",
  responses: answers(anchor, "The anchor", [404]),
});

export const getCheckpoints = createRoute({
  method: "get",
  path: "/v1/checkpoints",
  operationId: "getCheckpoints",
  tags: ["evidence"],
  summary: "Blocks that the witness of this member cosigned",
  responses: answers(checkpoints, "Checkpoints with their signatures", [404]),
});

export const getWitnesses = createRoute({
  method: "get",
  path: "/v1/witnesses",
  operationId: "getWitnesses",
  tags: ["evidence"],
  summary: "The list of the seats' witness keys, itself proven from the chain",
  responses: {
    200: {
      description: "The list, to verify capsules with: `verifyWitnessList` of the SDK",
      content: {
        [WITNESS_LIST_MEDIA_TYPE]: { schema: z.string().openapi({ format: "binary" }) },
      },
    },
    ...problemAnswers([404]),
  },
});

export const getValidatorPath = createRoute({
  method: "get",
  path: "/v1/validators/path",
  operationId: "getValidatorPath",
  tags: ["evidence"],
  summary: "How the validators changed since a block, each step sealed by those before it",
  request: {
    query: z.object({
      from: digits.pipe(z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)).default(0).openapi({
        type: "integer",
        minimum: 0,
        description: "Number of the block of the anchor or of the last step that is known.",
        example: 0,
      }),
    }),
  },
  responses: answers(validatorPath, "Up to 100 steps"),
});
