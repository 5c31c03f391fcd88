import { SdkError } from "../errors/sdk-error.js";

/** Something in a production file that keeps all of it from being issued. */
export interface FileIssue {
  /** Line in the file where the row begins, counted from 1. */
  readonly line: number;
  /** Name of the column; `undefined` where the fault is in no single one. */
  readonly column: string | undefined;
  /** What was there, cut after 100 characters. */
  readonly value: string;
  /** What is wrong with it and what would have been right. */
  readonly reason: string;
}

const LONGEST_VALUE = 100;
const SHOWN_IN_MESSAGE = 10;

/** Keeps the first issues, and counts all of them. */
export class IssueList {
  readonly issues: FileIssue[] = [];
  readonly #limit: number;
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Number of issues, those that were not kept too. */
  get count(): number {
    return this.#count;
  }

  add(issue: FileIssue): void {
    this.#count += 1;
    if (this.issues.length >= this.#limit) return;
    const value =
      issue.value.length > LONGEST_VALUE ? `${issue.value.slice(0, LONGEST_VALUE)}…` : issue.value;
    this.issues.push({ ...issue, value });
  }
}

/**
 * A production file was refused as a whole; nothing was written and nothing sent.
 *
 * @example
 * ```ts
 * import { ProductionFileError } from "@openrobotid/sdk/batch";
 *
 * const error = new ProductionFileError("units.csv", [
 *   { line: 7, column: "serial", value: "26W0500000000000", reason: "expected 17 characters" },
 * ], 1);
 * error.issues[0]?.line; // 7
 * ```
 */
export class ProductionFileError extends SdkError {
  override readonly name = "ProductionFileError";
  /** The first issues, in the order of the file. */
  readonly issues: readonly FileIssue[];
  /** Number of all issues. */
  readonly issueCount: number;

  constructor(file: string, issues: readonly FileIssue[], issueCount: number) {
    const shown = issues.slice(0, SHOWN_IN_MESSAGE).map(renderIssue);
    const more = issueCount - shown.length;
    const count = issueCount === 1 ? "1 fault" : `${issueCount} faults`;
    super(`${file} has ${count}; nothing was issued.`, {
      lines: more > 0 ? [...shown, `… and ${more} more.`] : shown,
    });
    this.issues = issues;
    this.issueCount = issueCount;
  }
}

function renderIssue({ line, column, value, reason }: FileIssue): string {
  const place = column === undefined ? `Line ${line}` : `Line ${line}, ${column}`;
  return `${place}: ${reason}, found ${JSON.stringify(value)}.`;
}
