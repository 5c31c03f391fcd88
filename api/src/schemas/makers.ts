// Makers, their models, and where these are approved.
import { z } from "@hono/zod-openapi";
import { words } from "@openrobotid/sdk/actions";
import {
  asOf,
  authority,
  count,
  given,
  modelId,
  orNull,
  proof,
  seat,
  state,
  time,
} from "./common.js";
import { approval, makerStatus, robotMaker, robotModel } from "./robot.js";

export const unitsByState = z
  .object({
    total: count,
    byState: z
      .array(z.object({ state, count }))
      .openapi({ description: "Every state, also where none is in it." }),
  })
  .openapi("UnitCounts", { description: "Counts of units, exact, those never touched included." });

export const makerSummary = z
  .object({
    ...robotMaker.shape,
    authority: authority.openapi({ description: "Who answers for its country now." }),
    admittedAt: time,
    admittedBy: orNull(seat).openapi({
      description:
        "The seat that admitted it. `null`: the country's seat of that time cannot be told.",
    }),
  })
  .openapi("MakerSummary", { description: "A manufacturer." });

export const modelSummary = z
  .object({
    ...robotModel.shape,
    scheme: z.enum(given(words["enum IAuthorityRegistry.SerialScheme"])).openapi({
      description: "How its serials are made: a stem and a counter, or as listed.",
      example: "sequential",
    }),
    registeredAt: time,
  })
  .openapi("ModelSummary", { description: "A model." });

export const maker = z
  .object({
    ...makerSummary.shape,
    standing: z
      .array(z.object({ status: makerStatus, since: time, proof }))
      .openapi({ description: "How its standing changed, the first first." }),
    models: z.array(modelSummary),
    units: unitsByState,
    asOf,
  })
  .openapi("Maker", { description: "A manufacturer, its standing and its models." });

export const model = z
  .object({
    ...modelSummary.shape,
    maker: makerSummary,
    approvals: z.array(approval).openapi({ description: "By country; the last one of each." }),
    releases: z
      .array(
        z.object({
          version: z.string().openapi({ example: "3.1.0" }),
          imageDigest: z.string().openapi({ description: "SHA-256 of the image." }),
          uri: z.string().nullable(),
          publishedAt: time,
          withdrawnAt: orNull(time),
          proof,
        }),
      )
      .openapi({ description: "Firmware releases." }),
    recalls: z
      .array(z.object({ campaign: z.int(), campaignNumber: z.string(), open: z.boolean() }))
      .openapi({ description: "Recalls of this model." }),
    units: unitsByState,
    asOf,
  })
  .openapi("Model", { description: "A model, where it is approved, and how many there are." });

export const countryView = z
  .object({
    ...authority.shape,
    tenancy: orNull(
      z.object({
        since: time.openapi({ description: "Since when its seat answers for it." }),
        actsFrom: time.openapi({
          description:
            "From when that seat acts in orders and admits manufacturers there: later, where another seat held the country before.",
        }),
        proof,
      }),
    ).openapi({ description: "`null`: no seat answers for this country." }),
    makers: z.array(makerSummary),
    approvals: z.array(
      z.object({ model: modelId, ...approval.omit({ country: true, authority: true }).shape }),
    ),
    asOf,
  })
  .openapi("CountryView", {
    description: "Who answers for a country, whom it admitted, and what it approved.",
  });
