// What is counted of the whole registry: the names of the rows of `totalFigure`.

import type { words } from "@openrobotid/sdk/actions";

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
