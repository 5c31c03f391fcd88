import { createRoute, z } from "@hono/zod-openapi";
import { country, level, state } from "../schemas/common.js";
import { search, stats } from "../schemas/figures.js";
import { countryView, maker, model } from "../schemas/makers.js";
import { digits, limitParameter, makerParameter, modelParameter } from "../schemas/parameters.js";
import { answers, canonicalRedirect } from "./answers.js";

export const getMaker = createRoute({
  method: "get",
  path: "/v1/makers/{id}",
  operationId: "getMaker",
  tags: ["makers"],
  summary: "A manufacturer, its standing and its models",
  request: { params: z.object({ id: makerParameter }) },
  responses: { ...answers(maker, "The manufacturer", [404]), ...canonicalRedirect },
});

export const getModel = createRoute({
  method: "get",
  path: "/v1/models/{id}",
  operationId: "getModel",
  tags: ["makers"],
  summary: "A model, its approvals by country, its releases and recalls",
  request: { params: z.object({ id: modelParameter }) },
  responses: { ...answers(model, "The model", [404]), ...canonicalRedirect },
});

export const getCountry = createRoute({
  method: "get",
  path: "/v1/countries/{country}",
  operationId: "getCountry",
  tags: ["makers"],
  summary: "Who answers for a country, whom it admitted, what it approved",
  request: {
    params: z.object({
      country: z
        .string()
        .max(64)
        .openapi({
          param: { name: "country", in: "path" },
          description: "ISO 3166-1 alpha-2; lower case is read.",
          example: "CN",
        }),
    }),
  },
  responses: { ...answers(countryView, "The country", [404]), ...canonicalRedirect },
});

export const getSearch = createRoute({
  method: "get",
  path: "/v1/search",
  operationId: "search",
  tags: ["figures"],
  summary: "Makers, models, and counts of units that fit",
  request: {
    query: z.object({
      q: z
        .string()
        .max(100)
        .optional()
        .openapi({ description: "Part of the name or code of a maker or model.", example: "tern" }),
      country: country.optional().openapi({ description: "Units on this market." }),
      maker: z
        .string()
        .max(64)
        .optional()
        .openapi({ description: "Units of this maker.", example: "CNBH01" }),
      model: z
        .string()
        .max(64)
        .optional()
        .openapi({ description: "Units of this model.", example: "CNBH01TERN03" }),
      state: state.optional().openapi({ description: "Units in this state." }),
      level: digits.pipe(level).optional().openapi({
        type: "integer",
        minimum: 1,
        maximum: 5,
        description: "Units of this intelligence level or higher.",
        example: 3,
      }),
      limit: limitParameter(100, 20),
    }),
  },
  responses: answers(search, "What fits"),
});

export const getStats = createRoute({
  method: "get",
  path: "/v1/stats",
  operationId: "getStats",
  tags: ["figures"],
  summary: "How many were issued, where they are, in which state they are, and the recalls",
  responses: answers(stats, "Figures of the whole registry"),
});
