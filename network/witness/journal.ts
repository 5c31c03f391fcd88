// What a witness has signed, on disk before anybody gets it. Without it, a witness that was started again could contradict itself: so it does not start.
import { readFileSync } from "node:fs";
import { UserError } from "@openrobotid/kit/command";
import { type Lock, takeLock } from "@openrobotid/kit/lock";
import { type CosignedCheckpoint, formatCheckpoint, parseCheckpoint } from "@openrobotid/sdk/proof";
import type { Hex } from "viem";
import { z } from "zod";
import { writeWhole } from "../permissioner/whole-file.js";

/** How many checkpoints are kept, and served. */
export const MOST_CHECKPOINTS = 16;

const file = z.strictObject({
  key: z.string(),
  checkpoints: z.array(z.unknown()).max(MOST_CHECKPOINTS),
});

/** Writes the journal of a key that never signed anything. */
export function beginJournal(path: string, key: Hex): void {
  write(path, key, []);
}

/**
 * Reads the journal of a key, and keeps it from other processes until the lock is released or this process ends: each would remember its own
 * signatures alone. Throws `UserError` where another one has it, and where it is not what was written.
 */
export async function openJournal(
  path: string,
  key: Hex,
): Promise<{ readonly journal: Journal; readonly lock: Lock }> {
  // What is wrong with it is said before a file is made beside it.
  read(path, key);
  const lock = await takeLock(
    `${path}.lock`,
    (holder) =>
      new UserError(
        `${path} is in use by process ${holder}: two witnesses of one key could contradict each other. End that one first.`,
      ),
  );
  try {
    return { journal: new Journal(path, key), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The journal of one key. */
export class Journal {
  readonly #path: string;
  readonly #key: Hex;
  #checkpoints: readonly CosignedCheckpoint[];

  /** Reads it. Throws `UserError` where it is missing, damaged or of another key: nothing may be signed then. */
  constructor(path: string, key: Hex) {
    this.#path = path;
    this.#key = key;
    this.#checkpoints = read(path, key);
  }

  /** The newest first. */
  get checkpoints(): readonly CosignedCheckpoint[] {
    return this.#checkpoints;
  }

  /** The block that was signed last. */
  get last(): CosignedCheckpoint | undefined {
    return this.#checkpoints[0];
  }

  /** Adds one that is higher than all before, on disk first. */
  add(checkpoint: CosignedCheckpoint): void {
    if (this.last && checkpoint.number <= this.last.number) {
      throw new Error(`Block ${checkpoint.number} is not after block ${this.last.number}.`);
    }
    const all = [checkpoint, ...this.#checkpoints].slice(0, MOST_CHECKPOINTS);
    write(this.#path, this.#key, all);
    this.#checkpoints = all;
  }
}

function write(path: string, key: Hex, checkpoints: readonly CosignedCheckpoint[]): void {
  const written = checkpoints.map((one) => JSON.parse(formatCheckpoint(one)));
  writeWhole(path, `${JSON.stringify({ key, checkpoints: written })}\n`, 0o600);
}

function read(path: string, key: Hex): readonly CosignedCheckpoint[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(
      `${path}, where the witness keeps what it signed, cannot be read: ${error instanceof Error ? error.message : error}\n` +
        "Put back the newest one; where it is lost, make a new key with `witness keygen` and name that in the seat's directory entry.",
    );
  }
  try {
    const { key: of, checkpoints } = file.parse(JSON.parse(text));
    if (of !== key) throw new Error(`it is of the key ${of}, not of ${key}`);
    return checkpoints.map(parseCheckpoint);
  } catch (error) {
    throw new UserError(
      `${path} is not what this witness wrote: ${error instanceof Error ? error.message : error}\n` +
        "Put back the newest one; where it is lost, make a new key with `witness keygen`.",
    );
  }
}
