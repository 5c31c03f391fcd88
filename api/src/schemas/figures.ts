// Search and statistics: counts, never lists of units.
import { z } from "@hono/zod-openapi";
import type { Flag, UnitStatus } from "@openrobotid/sdk/actions";
import { asOf, count, country, level, makerId, modelId, orNull, severity } from "./common.js";
import { makerSummary, modelSummary, unitsByState } from "./makers.js";

export const search = z
  .object({
    makers: z.array(makerSummary).openapi({ description: "Makers that fit, at most `limit`." }),
    models: z.array(modelSummary).openapi({ description: "Models that fit, at most `limit`." }),
    units: z
      .object({
        ...unitsByState.shape,
        byCountry: z.array(
          z.object({
            country: orNull(country).openapi({ description: "Market. `null`: on none." }),
            count,
          }),
        ),
        byModel: z.array(z.object({ model: modelId, count })),
        byLevel: z.array(
          z.object({ level: orNull(level).openapi({ description: "`null`: has none." }), count }),
        ),
      })
      .openapi({ description: "How many units fit. Counts only: units are not listed." }),
    asOf,
  })
  .openapi("SearchAnswer");

export const stats = z
  .object({
    units: unitsByState,
    issued: z.object({
      byWeek: z.array(
        z.object({
          week: z.iso.date().openapi({ description: "Monday of the ISO week, UTC." }),
          count,
        }),
      ),
      byCountry: z.array(
        z.object({
          country: country.openapi({ description: "Country that the codes begin with." }),
          count,
        }),
      ),
      byMaker: z.array(z.object({ maker: makerId, count })),
      byModel: z.array(z.object({ model: modelId, count })),
      byLevel: z.array(
        z.object({ level: orNull(level).openapi({ description: "`null`: has none." }), count }),
      ),
    }),
    onMarket: z
      .array(z.object({ country, count }))
      .openapi({ description: "Units in service on each market." }),
    flagged: z.object({ stolen: count, disputed: count } satisfies Record<Flag, typeof count>),
    recalls: z.object({
      open: count,
      closed: count,
      bySeverity: z.array(z.object({ severity, open: count, closed: count })),
      units: z
        .object({ open: count, remedied: count, notApplicable: count } satisfies Record<
          Exclude<UnitStatus, "unaffected">,
          typeof count
        >)
        .openapi({
          description: "Units under all recalls; one under two recalls counts twice.",
        }),
    }),
    makers: count,
    models: count,
    seats: count,
    asOf,
  })
  .openapi("Stats");
