import { createRoute, z } from "@hono/zod-openapi";
import { dumpManifest, dumps } from "../schemas/dumps.js";
import { answers, notModified, problemAnswers } from "./answers.js";

export const getDumps = createRoute({
  method: "get",
  path: "/v1/dumps",
  operationId: "getDumps",
  tags: ["dumps"],
  summary: "Public files of the whole, for researchers and mirrors",
  responses: answers(dumps, "The dumps that are here", [404]),
});

export const getDumpFile = createRoute({
  method: "get",
  path: "/v1/dumps/{dump}/{file}",
  operationId: "getDumpFile",
  tags: ["dumps"],
  summary: "A file of a dump, or its manifest",
  description:
    "A file never changes under its address: `ETag` is its SHA-256. `Range` gives a part of it, so that a download goes on where it was broken off.",
  request: {
    params: z.object({
      dump: z
        .string()
        .max(64)
        .openapi({
          param: { name: "dump", in: "path" },
          description: "Its name.",
          example: "full-000000000412",
        }),
      file: z
        .string()
        .max(64)
        .openapi({
          param: { name: "file", in: "path" },
          description: "Name of the file: `manifest.json`, or one that the manifest names.",
          example: "manifest.json",
        }),
    }),
  },
  responses: {
    200: {
      description: "The file",
      content: {
        "application/gzip": {
          schema: z.string().openapi({ format: "binary", description: "CSV, in gzip." }),
        },
        "application/json": { schema: dumpManifest },
      },
    },
    206: {
      description: "The part that `Range` asked for",
      content: {
        "application/gzip": {
          schema: z.string().openapi({ format: "binary", description: "A part of the file." }),
        },
      },
    },
    416: { description: "`Range` asks for what the file does not have" },
    ...notModified,
    ...problemAnswers([404]),
  },
});
