import { createRoute, z } from "@hono/zod-openapi";
import { lot, manifestStored } from "../schemas/lots.js";
import { lotParameter } from "../schemas/parameters.js";
import { answers, problemAnswers, withKey } from "./answers.js";

const params = z.object({ lot: lotParameter });

export const getLot = createRoute({
  method: "get",
  path: "/v1/lots/{lot}",
  operationId: "getLot",
  tags: ["lots"],
  summary: "A lot, and whether its manifest is here",
  request: { params },
  responses: answers(lot, "The lot", [404]),
});

export const putManifest = createRoute({
  method: "put",
  path: "/v1/lots/{lot}/manifest",
  operationId: "putManifest",
  tags: ["lots"],
  summary: "Takes the manifest of a lot, from anybody: the root on the chain decides",
  description:
    "JSON Lines, as `docs/production-files.md` describes. Kept where its leaves give the root of the lot, refused otherwise.",
  request: {
    params,
    body: {
      required: true,
      content: {
        "application/x-ndjson": { schema: z.string().openapi({ description: "The manifest." }) },
      },
    },
  },
  responses: answers(manifestStored, "It is stored", [404, 409, 413, 415, 422]),
});

export const getManifest = createRoute({
  method: "get",
  path: "/v1/lots/{lot}/manifest",
  operationId: "getManifest",
  tags: ["lots"],
  summary: "The manifest of a lot, byte for byte as it was brought",
  description:
    "Needs a key of the lot's maker, an investigator or an authority: a manifest names codes.",
  security: withKey,
  request: { params },
  responses: {
    200: {
      description: "The manifest, whose leaves give the root of the lot",
      content: { "application/x-ndjson": { schema: z.string() } },
    },
    ...problemAnswers([401, 403, 404]),
  },
});
