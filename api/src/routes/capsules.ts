import { createRoute, z } from "@hono/zod-openapi";
import { LABEL_LANGUAGES } from "@openrobotid/sdk/label";
import { CAPSULE_MEDIA_TYPE } from "@openrobotid/sdk/witness";
import { codeParameter } from "../schemas/parameters.js";
import { canonicalRedirect, problemAnswers } from "./answers.js";

const params = z.object({ code: codeParameter });

const language = z.enum(LABEL_LANGUAGES).default("en").openapi({
  description: "Language of the words on the label.",
  example: "en",
});

export const getCapsule = createRoute({
  method: "get",
  path: "/v1/robots/{code}/capsule",
  operationId: "getCapsule",
  tags: ["robots"],
  summary: "What this member says of a robot, signed, in the text of one QR code",
  description:
    "For where there is no network: verdict, level, market and open recalls of now, signed by the witness of the member's seat, good for a day. It names no account. 404 where this member signs none.",
  request: { params },
  responses: {
    200: {
      description: "The text of the capsule: at most 600 characters",
      content: { [CAPSULE_MEDIA_TYPE]: { schema: z.string().max(600) } },
    },
    ...problemAnswers([404]),
    ...canonicalRedirect,
  },
});

const label = (format: "svg" | "pdf", type: string) =>
  createRoute({
    method: "get",
    path: `/v1/robots/{code}/label.${format}`,
    operationId: format === "svg" ? "getLabelSvg" : "getLabelPdf",
    tags: ["robots"],
    summary: `A label of a robot to print, as ${format.toUpperCase()}`,
    description:
      "105 × 74 mm: the code, a QR code with its link, and one with a capsule where this member signs capsules.",
    request: { params, query: z.object({ language }) },
    responses: {
      200: { description: "The label", content: { [type]: { schema: z.string() } } },
      ...problemAnswers([404]),
      ...canonicalRedirect,
    },
  });

export const getLabelSvg = label("svg", "image/svg+xml");
export const getLabelPdf = label("pdf", "application/pdf");
