import { createRoute, z } from "@hono/zod-openapi";
import { countryView, maker, model } from "../schemas/makers.js";
import { robot } from "../schemas/robot.js";
import { linkset } from "../schemas/service.js";
import { canonicalRedirect, notModified, problemAnswers } from "./answers.js";

const segments = {
  cc: z
    .string()
    .max(64)
    .openapi({
      param: { name: "cc", in: "path" },
      description: "Country, 2 characters.",
      example: "CN",
    }),
  mfr: z
    .string()
    .max(64)
    .openapi({
      param: { name: "mfr", in: "path" },
      description: "Manufacturer, 4 characters.",
      example: "BH01",
    }),
  model: z
    .string()
    .max(64)
    .openapi({
      param: { name: "model", in: "path" },
      description: "Model, 6 characters.",
      example: "TERN03",
    }),
  serial: z
    .string()
    .max(64)
    .openapi({
      param: { name: "serial", in: "path" },
      description:
        "Serial, 17 characters; `-` and the check character may follow, and are redirected away.",
      example: "25W07000000000001",
    }),
};

const query = z.object({
  linkType: z.string().max(128).optional().openapi({
    description:
      "Which link is wanted, in the manner of GS1 Digital Link: `linkset` for all of them, or one of the types of the linkset, e.g. `gs1:pip`, `gs1:dpp`, `gs1:recallStatus`, `gs1:certificationInfo`, `gs1:epcis`. `all` is the deprecated name of `linkset`. Every other parameter goes on to the link.",
    example: "linkset",
  }),
});

function resolve<const path extends string, params extends z.ZodObject, answer extends z.ZodType>(
  path: path,
  operationId: string,
  summary: string,
  params: params,
  answer: answer,
) {
  return createRoute({
    method: "get",
    path,
    operationId,
    tags: ["resolver"],
    summary,
    description:
      "By `Accept`: the page for people (redirect), JSON, JSON-LD or a linkset. `HEAD` and `OPTIONS` are answered; `Link` leads to the linkset.",
    request: { params, query },
    responses: {
      200: {
        description: "The record, or its links",
        headers: {
          Link: { schema: { type: "string" as const } },
          ETag: { schema: { type: "string" as const } },
        },
        content: {
          "application/json": { schema: answer },
          "application/ld+json": { schema: z.looseObject({ "@context": z.unknown() }) },
          "application/linkset+json": { schema: linkset },
        },
      },
      307: {
        description: "To the page for people, or to the link of the type asked for",
        headers: { Location: { schema: { type: "string" as const } } },
      },
      ...canonicalRedirect,
      ...notModified,
      ...problemAnswers([404, 406]),
    },
  });
}

const { cc, mfr, model: modelSegment, serial } = segments;

export const resolveCountry = resolve(
  "/{cc}",
  "resolveCountry",
  "The link of a country",
  z.object({ cc }),
  countryView,
);
export const resolveMaker = resolve(
  "/{cc}/{mfr}",
  "resolveMaker",
  "The link of a manufacturer",
  z.object({ cc, mfr }),
  maker,
);
export const resolveModel = resolve(
  "/{cc}/{mfr}/{model}",
  "resolveModel",
  "The link of a model",
  z.object({ cc, mfr, model: modelSegment }),
  model,
);
export const resolveRobot = resolve(
  "/{cc}/{mfr}/{model}/{serial}",
  "resolveRobot",
  "The link of a robot: what its QR code holds",
  z.object({ cc, mfr, model: modelSegment, serial }),
  robot,
);
