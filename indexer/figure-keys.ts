// How the rows of figures are named.

import type { words } from "@openrobotid/sdk/actions";

/** What is in a row of `unitFigure` for any model, market or level. */
export const ANY = { model: "*", market: "*", level: -1 } as const;

type Severity = (typeof words)["enum IRecallRegistry.Severity"][number];

/**
 * What is counted: makers, models, units that are flagged, units under all recalls by status, and of each severity the
 * campaigns that were opened and those whose closing was announced.
 */
export type TotalName =
  | "makers"
  | "models"
  | "stolen"
  | "disputed"
  | `units.${"open" | "remedied" | "notApplicable"}`
  | `opened.${Severity}`
  | `closed.${Severity}`;
