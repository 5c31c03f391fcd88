// What a job wrote down of itself, so that a resumed one asks the chain less: JSON Lines, a first line that says which
// job it is of, then one line a list that is in a block. Nothing in it is believed without the chain; without it a
// resumed job asks about every unit of a listed model and does the same.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import type { Address, Hex } from "viem";

const FORMAT = "open-robot-id-journal-1";

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

/** The journal of a job. */
export class Journal {
  readonly lists: JournalledList[] = [];
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Goes on with the journal of the same job, or begins a new one. */
  static open(path: string, subject: JournalSubject): Journal {
    const journal = new Journal(path);
    const { chainId, registry, unitsRoot, manifest } = subject;
    const head = JSON.stringify({ format: FORMAT, chainId, registry, unitsRoot, manifest });
    const [first, ...lines] = readIfThere(path).split("\n");
    if (first !== head) {
      writeFileSync(path, `${head}\n`);
      return journal;
    }
    for (const line of lines) journal.#take(line);
    // A line that was cut when the job was killed must not take the next one with it.
    if (lines.at(-1) !== "") appendFileSync(path, "\n");
    return journal;
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
