import { createReadStream } from "node:fs";
import { CsvError, parse } from "csv-parse";

/** Most characters of a row; a longer one ends the reading. */
export const LONGEST_ROW = 4096;

/** What receives the rows, and the faults in their place. */
export interface CsvHandlers {
  /** A row and the line it begins in, counted from 1. Blank lines are left out. */
  readonly row: (fields: readonly string[], line: number) => void;
  /** The file cannot be read as CSV from this line on: quotes, or a row that is too long. Comes last. */
  readonly broken: (line: number, reason: string, value: string) => void;
  /** Awaited after each piece of the file, with the bytes read so far: time to write, to report, to stop. */
  readonly piece: (bytes: number) => Promise<void>;
}

const faults: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: "expected a comma or the end of the line behind a closing quote",
  CSV_MAX_RECORD_SIZE: `expected rows of at most ${LONGEST_ROW} characters`,
  CSV_QUOTE_NOT_CLOSED: "expected a closing quote before the end of the file",
  INVALID_OPENING_QUOTE: "expected quotes only around a whole value, doubled inside of one",
};

const FORMULA =
  'expected values alone, and a spreadsheet wrote formulas such as ="0012": take the file as the production line wrote it';

/** Streams the rows of a CSV file (RFC 4180; UTF-8 with or without byte order mark; CRLF or LF). */
export async function readCsv(file: string, { row, broken, piece }: CsvHandlers): Promise<void> {
  const parser = parse({
    bom: true,
    max_record_size: LONGEST_ROW,
    record_delimiter: ["\r\n", "\n"],
    relax_column_count: true,
    skip_empty_lines: true,
    // Rows are handled as they are found and none is queued: a stream of them would be several times slower.
    on_record: (fields: string[], { lines }: { lines: number }) => {
      row(fields, lines - lineBreaksIn(fields));
      return null;
    },
  });
  let failure: unknown;
  parser.on("error", (error) => {
    failure = error;
  });
  const ended = new Promise<void>((resolve) => parser.on("close", resolve));
  parser.resume();
  const input = createReadStream(file);
  try {
    let bytes = 0;
    for await (const chunk of input) {
      await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
      if (failure) break;
      bytes += (chunk as Buffer).length;
      await piece(bytes);
    }
    if (!failure) {
      parser.end();
      await ended;
    }
  } finally {
    input.destroy();
    parser.destroy();
  }
  if (failure instanceof CsvError) {
    const { lines = 1 } = failure as CsvError & { lines?: number };
    const value = await lineOf(file, lines);
    const isFormula = failure.code === "INVALID_OPENING_QUOTE" && value.includes('="');
    broken(lines, isFormula ? FORMULA : (faults[failure.code] ?? failure.message), value);
  } else if (failure) {
    throw failure;
  }
}

/** A line of a file as it is, cut after the longest row. */
async function lineOf(file: string, wanted: number): Promise<string> {
  let line = 1;
  let text = "";
  for await (const chunk of createReadStream(file, { encoding: "utf8" })) {
    for (const part of (chunk as string).split(/(?<=\n)/)) {
      if (line === wanted && text.length < LONGEST_ROW) text += part;
      if (part.endsWith("\n")) line += 1;
      if (line > wanted) return text.trimEnd();
    }
  }
  return text.trimEnd();
}

/** Quoted values may go over several lines. */
function lineBreaksIn(fields: readonly string[]): number {
  let count = 0;
  for (const field of fields) {
    for (let at = field.indexOf("\n"); at >= 0; at = field.indexOf("\n", at + 1)) count += 1;
  }
  return count;
}
