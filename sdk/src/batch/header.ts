import type { FileIssue } from "./issues.js";

/** The columns of a production file. Their order is free. */
export const COLUMNS = ["serial", "deviceKey", "birthRecordDigest"] as const;

/** Name of a column of a production file. */
export type Column = (typeof COLUMNS)[number];

/** Where the columns are. */
export interface Header extends Readonly<Record<Column, number>> {
  /** Number of columns, those that are ignored too. */
  readonly width: number;
  /** The names as they are in the file. */
  readonly names: readonly string[];
}

/** Finds the columns in the first row; hands what is wrong with it to `report`. */
export function readHeaderRow(
  given: readonly string[],
  ignored: readonly string[],
  report: (issue: Omit<FileIssue, "line">) => void,
): Header | undefined {
  const names = given.map(nameOf);
  let faults = 0;
  const fault = (column: string | undefined, value: string, reason: string) => {
    faults += 1;
    report({ column, value, reason });
  };
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) !== index) {
      fault(name, name, "expected each column once");
    } else if (!isColumn(name) && !ignored.includes(name)) {
      fault(
        undefined,
        name,
        `expected one of the columns ${COLUMNS.join(", ")}, or one that is to be ignored by name`,
      );
    }
  }
  for (const column of COLUMNS) {
    if (!names.includes(column)) {
      fault(column, names.join(","), `expected the column ${column} in the first row`);
    }
  }
  if (faults > 0) return undefined;
  const [serial, deviceKey, birthRecordDigest] = COLUMNS.map((column) => names.indexOf(column)) as [
    number,
    number,
    number,
  ];
  return { serial, deviceKey, birthRecordDigest, width: names.length, names };
}

/** A name as it is meant: blanks around it and its case do not matter where it is one of ours. */
function nameOf(given: string): string {
  const name = given.trim();
  return COLUMNS.find((column) => column.toLowerCase() === name.toLowerCase()) ?? name;
}

function isColumn(name: string): name is Column {
  return (COLUMNS as readonly string[]).includes(name);
}
