// One process to a folder. The system holds the lock for the process, and lets go of it when the process ends, no matter how.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** What SQLite says while another connection holds the lock. */
const SQLITE_BUSY = 5;

export type Lock = {
  /** Whether the process that had it before ended without giving it back. */
  wasLeft: boolean;
  /** Gives it back. */
  release: () => void;
};

/**
 * Takes a lock: a database of SQLite, which one process at a time may write to. Beside it a file says which process that is.
 * Throws what `refuse` makes of that number while another process has it.
 */
export async function takeLock(file: string, refuse: (holder: number) => Error): Promise<Lock> {
  // Asked of the process: bundlers do not know this module, and take its name apart.
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  const holder = `${file}.pid`;
  const database = new DatabaseSync(file);
  try {
    database.exec("begin immediate");
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    // It has only just taken it.
    for (let looked = 0; looked < 100 && !existsSync(holder); looked += 1) await setTimeout(10);
    throw refuse(Number(readFileSync(holder, "utf8")));
  }
  const wasLeft = existsSync(holder);
  writeFileSync(holder, String(process.pid));
  const release = () => {
    rmSync(holder, { force: true });
    database.close();
  };
  return { wasLeft, release };
}
