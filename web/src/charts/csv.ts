import { stringify } from "csv-stringify/browser/esm/sync";
import type { Series } from "./series.js";

/** The figures as CSV (RFC 4180): codes and days as they are, numbers without grouping. */
export function toCsv({ by, names, rows }: Series): string {
  const lines = [[by, ...names], ...rows.map(({ key, values }) => [key, ...values])];
  return stringify(lines, { record_delimiter: "windows" });
}
