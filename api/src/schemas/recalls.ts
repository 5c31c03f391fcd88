// Recalls: the campaigns, their units, and how far they have come.
import { z } from "@hono/zod-openapi";
import { words } from "@openrobotid/sdk/actions";
import {
  account,
  asOf,
  count,
  country,
  given,
  makerId,
  modelId,
  nextPage,
  orNull,
  proof,
  robotCode,
  state,
  time,
  unitStatus,
} from "./common.js";
import { recallNotice } from "./robot.js";

const unitCounts = z
  .object({
    affected: count.openapi({
      description: "Units it binds or has settled, those never touched included.",
    }),
    open: count,
    remedied: count,
    notApplicable: count,
  })
  .openapi("RecallCounts", { description: "Units of a recall by status, exact." });

const recallFields = {
  ...recallNotice,
  links: z.object({
    self: z.string().openapi({ example: "/v1/recalls/1" }),
    units: z.string().openapi({
      description: "Every unit under it, for a key.",
      example: "/v1/recalls/1/units",
    }),
    page: z.string().openapi({
      description: "The page for people.",
      example: "http://127.0.0.1:8080/recalls/1",
    }),
    maker: z.string().openapi({ example: "/v1/makers/CNBH01" }),
    model: z.string().openapi({ example: "/v1/models/CNBH01TERN03" }),
  }),
  model: modelId,
  modelName: z.string().openapi({ example: "Tern 3" }),
  maker: makerId,
  scope: z.enum(given(words["enum IRecallRegistry.ScopeKind"])).openapi({
    description: "How it says which units it binds: a range of codes, or a marked list.",
    example: "range",
  }),
  suspensions: z
    .array(z.object({ country, suspendedAt: time, proof }))
    .openapi({ description: "Its suspensions, the first first: one for each of `suspendedIn`." }),
  units: unitCounts,
  proof: proof.openapi({ description: "Its opening." }),
  closing: orNull(proof).openapi({
    description: "Its closing. `null`: it is open.",
    example: null,
  }),
};

export const recallSummary = z
  .object(recallFields)
  .openapi("Recall", { description: "A recall campaign." });

export const recalls = z
  .object({ recalls: z.array(recallSummary), next: nextPage, asOf })
  .openapi("Recalls");

export const recall = z
  .object({
    ...recallFields,
    progress: z.object({
      byCountry: z
        .array(
          z.object({
            country: orNull(country).openapi({
              description: "Market of the units. `null`: on no market yet, or taken off.",
            }),
            ...unitCounts.shape,
          }),
        )
        .openapi({ description: "Units by the market they are on." }),
      byWeek: z
        .array(
          z.object({
            week: z.iso
              .date()
              .openapi({ description: "Monday of the ISO week, UTC.", example: "2025-06-02" }),
            remedied: count.openapi({ description: "Units remedied in that week." }),
            notApplicable: count.openapi({
              description: "Units found not to have the defect in that week.",
            }),
            reopened: count.openapi({
              description:
                "Units opened again in that week. They stay counted where they had been settled.",
            }),
          }),
        )
        .openapi({ description: "Every week from the opening on, to the closing or to now." }),
    }),
    asOf,
  })
  .openapi("RecallProgress", { description: "A recall campaign and how far it has come." });

export const recallUnit = z
  .object({
    robot: robotCode,
    status: z.enum(unitStatus.options),
    state: z.enum(state.options),
    market: orNull(country).openapi({ description: "`null`: on no market." }),
    holder: account.openapi({
      description: "Whom to notify: its owner, or its maker while it is unsold.",
    }),
    settledAt: orNull(time).openapi({ description: "When it was settled. `null`: it is open." }),
    touched: z.boolean().openapi({ description: "Whether it has a history beyond its issuance." }),
  })
  .openapi("RecallUnit", { description: "A unit under a recall." });

export const recallUnits = z
  .object({ campaign: z.int().min(1), units: z.array(recallUnit), next: nextPage, asOf })
  .openapi("RecallUnits");
