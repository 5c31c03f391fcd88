// What a job wrote down of itself, so that a resumed one asks the chain less: JSON Lines, a first line that says which
// job it is of, then one line a list that is in a block. Nothing in it is believed without the chain; without it a
// resumed job asks about every unit of a listed model and does the same.

import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import type { Address, Hex } from "viem";
import { SdkError } from "../errors/sdk-error.js";

const FORMAT = "open-robot-id-journal-1";

/** What every journal begins with. */
const START = `{"format":"${FORMAT}",`;

/** Which job a journal is of: another chain, registry or file has another journal. */
export interface JournalSubject {
  readonly chainId: number;
  readonly registry: Address;
  readonly unitsRoot: Hex;
  /** Digest of the manifest: rows are counted in its order. */
  readonly manifest: string;
}

/** A list that was issued: rows of the file from one on. */
export interface JournalledList {
  readonly lot: Hex;
  readonly row: number;
  readonly count: number;
}

/**
 * There is another file where a journal would be written.
 *
 * @example
 * ```ts
 * import { JournalExistsError } from "@openrobotid/sdk/batch";
 *
 * new JournalExistsError("units.csv").shortMessage; // "units.csv is no journal, and was left as it is."
 * ```
 */
export class JournalExistsError extends SdkError {
  override readonly name = "JournalExistsError";

  constructor(path: string) {
    super(`${path} is no journal, and was left as it is.`, {
      lines: ["Name another path with `journal`."],
    });
  }
}

/** The journal of a job. */
export class Journal {
  readonly lists: JournalledList[] = [];
  readonly #path: string;
  readonly #head: string;
  /** The part of it that is in the file already; `undefined` where another journal is there, or none. */
  readonly #kept: string | undefined;

  private constructor(path: string, head: string, content: string) {
    this.#path = path;
    this.#head = head;
    const [first, ...lines] = content.split("\n");
    this.#kept = first === head ? content : undefined;
    if (first === head) for (const line of lines) this.#take(line);
  }

  /**
   * Reads the journal of the same job, or prepares a new one. Writes nothing.
   *
   * @throws JournalExistsError where the file is no journal.
   */
  static open(path: string, subject: JournalSubject): Journal {
    const { chainId, registry, unitsRoot, manifest } = subject;
    const head = JSON.stringify({ format: FORMAT, chainId, registry, unitsRoot, manifest });
    const content = readIfThere(path);
    const beginning = content.slice(0, START.length);
    // One that was cut while its first line was written is one too.
    if (!START.startsWith(beginning)) throw new JournalExistsError(path);
    return new Journal(path, head, content);
  }

  /** Begins the file, or goes on with it. */
  begin(): void {
    if (this.#kept === undefined) writeFileSync(this.#path, `${this.#head}\n`);
    // A line that was cut when the job was killed must not take the next one with it.
    else if (!this.#kept.endsWith("\n")) appendFileSync(this.#path, "\n");
  }

  /** Writes down that a list is in a block. */
  issued({ lot, row, count }: JournalledList): void {
    appendFileSync(this.#path, `${JSON.stringify({ lot, row, count })}\n`);
  }

  #take(line: string): void {
    const { lot, row, count } = parseLine(line) ?? {};
    if (isHex(lot) && Number.isSafeInteger(row) && Number.isSafeInteger(count)) {
      this.lists.push({ lot, row: Number(row), count: Number(count) });
    }
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

function parseLine(line: string): Record<string, unknown> | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "object" && entry !== null ? { ...entry } : undefined;
  } catch {
    return undefined;
  }
}

function isHex(value: unknown): value is Hex {
  return typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value);
}
