import type { Series } from "./figure.js";

/** The figures as CSV (RFC 4180): codes and days as they are, numbers without grouping. */
export function toCsv({ by, names, rows }: Series): string {
  const lines = [[by, ...names], ...rows.map(({ key, values }) => [key, ...values.map(String)])];
  return `${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
