// Ponder opens the database, and loads `src/api/index.ts` with modules of its own. Through a channel of Node that file hands the
// database to what the process runs beside Ponder.
import { channel } from "node:diagnostics_channel";

const handing = channel("open-robot-id:database");

/** Hands over what the database is reached through: a pool of `pg`, or PGlite. */
export function handDatabase(driver: unknown): void {
  handing.publish({ driver });
}

/** Takes it, and again should Ponder load its files again. */
export function onDatabase(take: (driver: unknown) => void): void {
  handing.subscribe((message) => take((message as { driver: unknown }).driver));
}
