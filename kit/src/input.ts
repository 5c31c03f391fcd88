// Reads the files that people write: JSON with comments, and CSV. What is wrong in one is said with file, line, column,
// the value found and what was expected instead.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { CsvError, parse as parseCsv } from "csv-parse/sync";
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import type { z } from "zod";
import { UserError } from "./command.js";

/** One thing that is wrong, and where. */
export type Fault = {
  file: string;
  /** Counted from 1, as the column. */
  line: number;
  /** Left out where the field's name says it. */
  column?: number;
  /** Field, or path to it, within the file; empty where the file as a whole is meant. */
  field: string;
  /** What is there; undefined where nothing is. */
  value: unknown;
  expected: string;
};

/** A value from a file, and a way to say where in it something is wrong that shows only beside other values. */
export type Sourced<T> = {
  value: T;
  fault: (path: readonly PropertyKey[], expected: string) => Fault;
};

const MOST_SHOWN = 10;

/** An input that cannot be used. The message lists its faults, one a line. */
export class InputError extends UserError {
  override readonly name = "InputError";
  readonly faults: readonly Fault[];

  /** @param count Number of all faults, where not all are given. */
  constructor(faults: readonly Fault[], count = faults.length) {
    const lines = faults.slice(0, MOST_SHOWN).map(describe);
    if (count > lines.length) lines.push(`… and ${count - lines.length} more`);
    super(lines.join("\n"));
    this.faults = faults;
  }
}

/** Throws what was found wrong, all at once. */
export function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new InputError(faults);
}

function describe({ file, line, column, field, value, expected }: Fault): string {
  const place = [relative(process.cwd(), file), line, ...(column ? [column] : [])].join(":");
  const found = value === undefined ? "nothing" : shorten(JSON.stringify(value));
  return `${place}: ${field && `${field}: `}found ${found}, expected ${expected}`;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const fault = { file, line: 1, column: 1, field: "", value: undefined };
    throw new InputError([{ ...fault, expected: `a file that can be read (${reason})` }]);
  }
}

// ------------------------------------------------------------------------------------------------------- JSON

/** Reads a JSON file, which may hold comments. */
export function readJson<T>(file: string, schema: z.ZodType<T>): Sourced<T> {
  const text = readText(file);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (tree === undefined || first !== undefined) {
    const offset = first?.offset ?? 0;
    const expected = `JSON (${first ? printParseErrorCode(first.error) : "the file is empty"})`;
    const value = text.slice(offset, offset + 20);
    throw new InputError([{ file, ...position(text, offset), field: "", value, expected }]);
  }

  const fault = (path: readonly PropertyKey[], expected: string): Fault => {
    const found = nodeAt(tree, path);
    let nearest = found;
    for (let length = path.length - 1; nearest === undefined; length -= 1) {
      nearest = nodeAt(tree, path.slice(0, length));
    }
    return {
      file,
      ...position(text, nearest.offset),
      field: path.join("."),
      value: found && getNodeValue(found),
      expected,
    };
  };
  const result = schema.safeParse(getNodeValue(tree), { error: expectation });
  if (!result.success) {
    refuse(violations(result.error.issues).map(({ path, expected }) => fault(path, expected)));
  }
  return { value: result.data as T, fault };
}

function nodeAt(tree: Node, path: readonly PropertyKey[]): Node | undefined {
  return findNodeAtLocation(
    tree,
    path.map((key) => (typeof key === "number" ? key : String(key))),
  );
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

// -------------------------------------------------------------------------------------------------------- CSV

/** Reads a CSV file with a header line. Lines that begin with `#` are comments. */
export function readCsv<T>(file: string, row: z.ZodType<T>, columns: string[]): Sourced<T>[] {
  const text = readText(file);
  const lines = text.split(/\r?\n/);
  const [header, ...records] = parseRecords(file, text);
  if (header === undefined) {
    const fault = { file, line: 1, column: 1, field: "", value: undefined };
    throw new InputError([{ ...fault, expected: `a header line: ${columns.join(",")}` }]);
  }

  const place = (line: number, index: number) => ({
    line,
    column: columnOf(lines[line - 1], index),
  });
  const misnamed = header.fields.flatMap((field, index) =>
    columns.includes(field) && header.fields.indexOf(field) === index
      ? []
      : [
          {
            file,
            ...place(header.line, index),
            field: "",
            value: field,
            expected: "no such column",
          },
        ],
  );
  const missing = columns
    .filter((column) => !header.fields.includes(column))
    .map((column) => ({
      file,
      line: header.line,
      column: 1,
      field: "",
      value: header.fields.join(","),
      expected: `a column ${column}`,
    }));
  refuse([...misnamed, ...missing]);

  refuse(
    records.flatMap(({ fields, line }) =>
      fields.length === header.fields.length
        ? []
        : [
            {
              file,
              line,
              column: 1,
              field: "",
              value: fields.join(","),
              expected: `${header.fields.length} fields, as the header has`,
            },
          ],
    ),
  );

  const faults: Fault[] = [];
  const rows = records.flatMap(({ fields, line }) => {
    const object = Object.fromEntries(header.fields.map((name, index) => [name, fields[index]]));
    const fault = ([name]: readonly PropertyKey[], expected: string): Fault => {
      const index = header.fields.indexOf(String(name));
      return {
        file,
        ...place(line, Math.max(0, index)),
        field: String(name),
        value: object[String(name)],
        expected,
      };
    };
    const result = row.safeParse(object, { error: expectation });
    if (result.success) return [{ value: result.data, fault }];
    faults.push(...violations(result.error.issues).map((of) => fault(of.path, of.expected)));
    return [];
  });
  refuse(faults);
  return rows;
}

/** Rows whose value in a column an earlier row has. */
export function repetitions<T extends object>(
  rows: Sourced<T>[],
  column: string & keyof T,
): Fault[] {
  const first = new Map<unknown, Sourced<T>>();
  return rows.flatMap((row) => {
    const value = row.value[column];
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, row);
      return [];
    }
    return [row.fault([column], `another one: line ${earlier.fault([column], "").line} has it`)];
  });
}

function parseRecords(file: string, text: string): { fields: string[]; line: number }[] {
  try {
    const records = parseCsv(text, {
      bom: true,
      comment: "#",
      comment_no_infix: true,
      // Said below, with what the header asks for.
      relax_column_count: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => {
      const breaks = record.join("").split("\n").length - 1;
      return { fields: record, line: info.lines - breaks };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines = 1, record } = error as CsvError & { lines?: number; record?: string[] };
    const fault = { file, line: lines, column: 1, field: "", value: record?.join(",") };
    throw new InputError([{ ...fault, expected: `well-formed CSV (${error.message})` }]);
  }
}

/** Where the field with this index begins in a line, counted from 1. */
function columnOf(line = "", index: number): number {
  let quoted = false;
  let remaining = index;
  for (let position = 0; position < line.length; position += 1) {
    if (remaining === 0) return position + 1;
    if (line[position] === '"') quoted = !quoted;
    if (line[position] === "," && !quoted) remaining -= 1;
  }
  return remaining === 0 ? line.length + 1 : 1;
}

// ------------------------------------------------------------------------------------------ what was expected

type Violation = { path: PropertyKey[]; expected: string };

function violations(issues: readonly z.core.$ZodIssue[]): Violation[] {
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: [...issue.path, key], expected: "no such field" }))
      : [{ path: issue.path, expected: issue.message }],
  );
}

/** What to say where a schema does not say itself what it expects. */
function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return `${/^[aeio]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
    case "invalid_value":
      return issue.values.map((value) => JSON.stringify(value)).join(" or ");
    case "too_small":
      return `at least ${issue.minimum}${issue.origin === "array" ? " entries" : ""}`;
    case "too_big":
      return `at most ${issue.maximum}${issue.origin === "array" ? " entries" : ""}`;
    default:
      return undefined;
  }
}
