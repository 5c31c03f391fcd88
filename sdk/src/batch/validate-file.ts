import { stat } from "node:fs/promises";
import {
  composeRobotId,
  findAmbiguous,
  type ModelId,
  parseModelId,
  type RobotId,
} from "../robot-id.js";
import { RobotIdError } from "../robot-id-error.js";
import { LENGTH } from "../robot-id-reading.js";
import { readCsv } from "./csv.js";
import { digestDeviceKey } from "./device-key.js";
import { digestFault } from "./digest.js";
import { DistinctKeys } from "./distinct-keys.js";
import { formFault } from "./file-form.js";
import { GrowingWords } from "./growing-words.js";
import { type Header, readHeaderRow } from "./header.js";
import { type FileIssue, IssueList } from "./issues.js";
import type { OnProgress } from "./progress.js";
import { serialToKey } from "./serial-key.js";
import { hasZeroedEnd, serialOfValue, spreadsheetDamage, ZEROED } from "./serial-value.js";

/** What {@link validateFile} is given. */
export interface ValidateFileParameters {
  /** Path of the production file. */
  readonly file: string;
  /** The model of all its units. */
  readonly model: ModelId;
  /** Digits of the counter, where the model's serials are sequential; left out where they are listed. */
  readonly counterWidth?: number | undefined;
  /** Number of units that the file must have: the one way to notice a file that was cut at the end of a row. */
  readonly expectedRows?: number | undefined;
  /** Columns of the file that are none of the registry's business. */
  readonly ignoreColumns?: readonly string[] | undefined;
  /** How many issues are kept; all are counted. Default 100. */
  readonly maxIssues?: number | undefined;
  /** Hears how far it is. */
  readonly onProgress?: OnProgress | undefined;
  /** Ends the reading early; what it throws is the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link validateFile} gives. */
export interface ValidateFileReturnType {
  /** Number of rows behind the first. */
  readonly rows: number;
  /** Number of issues. The file can be issued where it is 0. */
  readonly issueCount: number;
  /** The first of them, in the order of the file. */
  readonly issues: readonly FileIssue[];
}

/** A row that was found good. */
export interface UnitRow {
  /** The unit's code. */
  readonly robotId: string;
  /** Digest of its device key. */
  readonly deviceKeyDigest: Uint8Array;
  /** Digest of its birth record: 64 hexadecimal digits in lower case. */
  readonly birthRecordDigest: string;
}

/** What is to be done with the good rows while they are read. */
export interface UnitSink {
  /** Takes a row. Rows come in the order of the file, also where others of it are bad. */
  readonly unit: (row: UnitRow) => void;
  /** Awaited after each piece of the file. */
  readonly piece: () => Promise<void>;
}

/** What is known of a file that was read. */
export interface ReadFile extends ValidateFileReturnType {
  /** The serials of the good rows, as keys. */
  readonly serials: DistinctKeys;
  /** The line of each of them. */
  readonly lines: Uint32Array;
}

/**
 * Reads a production file and says everything that is wrong with it, without asking the chain and without writing
 * anything. A million rows take about 100 MB, none of it in the heap.
 *
 * The file is CSV (RFC 4180) in UTF-8 with a first row of names, in any order: `serial` (17 characters, taken as
 * `composeRobotId` takes them: lower case, spaces and hyphens are put right; or the whole code), `deviceKey` (P-256 public
 * key in any form that `parseDeviceKey` takes) and `birthRecordDigest` (32 bytes, hexadecimal). A
 * serial or a key that occurs in two rows is an issue: a code is issued once, and a key is bound to
 * one code for ever.
 *
 * @returns Number of rows and issues, and the first issues with line, column, value and reason.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 * import { validateFile } from "@openrobotid/sdk/batch";
 *
 * const model = parseModelId("CN-UT01-G1PRO1");
 * const { rows, issues } = await validateFile({ file: "units.csv", model, counterWidth: 12 });
 * for (const { line, column, value, reason } of issues) console.error(line, column, value, reason);
 * ```
 */
export async function validateFile(
  parameters: ValidateFileParameters,
): Promise<ValidateFileReturnType> {
  const { rows, issueCount, issues } = await readUnits(parameters);
  return { rows, issueCount, issues };
}

/** Validates a file, and hands its good rows over. */
export async function readUnits(
  parameters: ValidateFileParameters,
  sink?: UnitSink,
): Promise<ReadFile> {
  const { file, counterWidth, expectedRows, ignoreColumns = [], onProgress, signal } = parameters;
  const model = parseModelId(parameters.model);
  const issues = new IssueList(parameters.maxIssues ?? 100);
  const serials = new DistinctKeys();
  const keys = new DistinctKeys();
  const lines = new GrowingWords(1);
  const keyLines = new GrowingWords(1);
  const { size } = await stat(file);
  let header = "missing" as Header | "missing" | "refused";
  let rows = 0;
  let isBroken = false;

  const report = (line: number, column: string, value: string, reason: string): undefined => {
    issues.add({ line, column, value, reason });
  };

  /** The code of a row, in canonical form and never seen before; `undefined` where it is reported. */
  const readSerial = (value: string, line: number): string | undefined => {
    let robotId: RobotId;
    try {
      robotId = composeRobotId(model, serialOfValue(value, model));
    } catch (error) {
      if (!(error instanceof RobotIdError)) throw error;
      return report(line, "serial", value, spreadsheetDamage(value) ?? inWords(error));
    }
    if (counterWidth !== undefined) {
      const wrong = robotId.slice(-counterWidth).search(/[^0-9]/);
      if (wrong >= 0) {
        const reason = `expected a counter of ${counterWidth} digits at the end`;
        return report(line, "serial", value, reason);
      }
      if (findAmbiguous(robotId) !== undefined) {
        const reason = "expected neither I nor O in a serial that is counted";
        return report(line, "serial", value, reason);
      }
    }
    const earlier = serials.add(...serialToKey(robotId.slice(12)));
    if (earlier !== undefined) {
      const zeroed = hasZeroedEnd(value) ? `; ${ZEROED}` : "";
      const reason = `expected each serial once, and line ${lines.words[earlier]} has it${zeroed}`;
      return report(line, "serial", value, reason);
    }
    lines.words[lines.add()] = line;
    return robotId;
  };

  const readKey = (value: string, line: number): Uint8Array | undefined => {
    const digest = digestDeviceKey(value);
    if ("fault" in digest) {
      const { fault, isSecret } = digest;
      return report(line, "deviceKey", isSecret ? "(not shown: it may be secret)" : value, fault);
    }
    const view = new DataView(digest.buffer, digest.byteOffset);
    const earlier = keys.add(view.getUint32(0), view.getUint32(4), view.getUint32(8));
    if (earlier !== undefined) {
      const first = keyLines.words[earlier];
      const reason = `expected a key for each robot, and line ${first} has the same`;
      return report(line, "deviceKey", value, reason);
    }
    keyLines.words[keyLines.add()] = line;
    return digest;
  };

  const readRow = (fields: readonly string[], { width, names, ...at }: Header, line: number) => {
    // Spreadsheets write the rows below a table too, as commas alone.
    if (fields.every((field) => field.trim() === "")) return;
    rows += 1;
    if (fields.length !== width) {
      const column = names[fields.length];
      const reason = `expected ${width} values, and the row has ${fields.length}`;
      issues.add({ line, column, value: fields.join(","), reason });
      return;
    }
    const serial = fields[at.serial] ?? "";
    const birthRecordDigest = fields[at.birthRecordDigest] ?? "";
    const robotId = readSerial(serial, line);
    const digest = readKey(fields[at.deviceKey] ?? "", line);
    const wrong = digestFault(birthRecordDigest);
    if (wrong) {
      report(line, "birthRecordDigest", birthRecordDigest, wrong);
    } else if (robotId !== undefined && digest) {
      sink?.unit({
        robotId,
        deviceKeyDigest: digest,
        birthRecordDigest: birthRecordDigest.slice(-64).toLowerCase(),
      });
    }
  };

  const form = await formFault(file);
  if (form) {
    issues.add(form);
    return { rows, issueCount: 1, issues: issues.issues, serials, lines: lines.words };
  }
  await readCsv(file, {
    row: (fields, line) => {
      if (header === "missing") {
        header =
          readHeaderRow(fields, ignoreColumns, (issue) => issues.add({ ...issue, line })) ??
          "refused";
      } else if (header !== "refused") {
        readRow(fields, header, line);
      }
    },
    broken: (line, reason, value) => {
      isBroken = true;
      issues.add({ line, column: undefined, value, reason });
    },
    piece: async (bytes) => {
      signal?.throwIfAborted();
      await sink?.piece();
      onProgress?.({ phase: "validating", done: bytes, total: size });
    },
  });

  const fault = (reason: string) =>
    issues.add({ line: rows + 1, column: undefined, value: "", reason });
  // What the reading of a broken file did not come to is not missing.
  if (!isBroken) {
    if (header === "missing") fault("expected a first row of names, and the file is empty");
    else if (header !== "refused" && rows === 0) fault("expected at least one unit");
    if (expectedRows !== undefined && header !== "refused" && rows !== expectedRows) {
      fault(`expected ${expectedRows} units, and the file has ${rows}`);
    }
  }
  return {
    rows,
    issueCount: issues.count,
    issues: issues.issues,
    serials,
    lines: lines.words,
  };
}

/** The reason alone: line and column are said beside it. */
function inWords({ expected, found, position }: RobotIdError): string {
  const place =
    position === undefined
      ? ""
      : position === LENGTH
        ? " as the check character"
        : ` at character ${position - 11} of the serial`;
  return `expected ${expected}${place}, and there is ${found}`;
}
