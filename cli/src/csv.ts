// Lines of CSV (RFC 4180).
import { stringify } from "csv-stringify/sync";

/** How a spreadsheet takes a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A line. What a spreadsheet would take for a formula, which a stranger may have written, is a text with a quote before it. */
export function csvLine(fields: readonly unknown[]): string {
  const safe = fields.map((field) =>
    typeof field === "string" && FORMULA.test(field) ? `'${field}` : field,
  );
  return stringify([safe], { record_delimiter: "windows" });
}
