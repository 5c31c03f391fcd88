// Ends the process when PostgreSQL goes away: it goes on from what was committed last once it is started again.
import pg from "pg";
import { type Connection, connectPostgres } from "../engine/session.js";

/** `EX_TEMPFAIL` of sysexits.h: what runs this may start it again. */
export const TRY_AGAIN = 75;

/** Classes of PostgreSQL's errors that say that the server goes away, is not there yet, or has no room for a connection. */
const GONE = /^(08|57P|53300)/;

/** Connects, for as long as the database is there. */
export async function connectWhileThere(connectionString: string): Promise<Connection> {
  try {
    return await connectPostgres(connectionString, () => {
      give("The database went away: ends, to be started again");
    });
  } catch (error) {
    give("The database cannot be reached", (error as Error).message);
  }
}

/** Ends the process where an error says that the database has gone. */
export function giveWhereGone(error: unknown): void {
  if (saysGone(error)) give("The database went away: ends, to be started again");
}

/** Whether an error says that the database has gone. */
export function saysGone(error: unknown): boolean {
  const { code = "", message } = error as { code?: string; message?: string };
  return (
    (error instanceof pg.DatabaseError && GONE.test(code)) ||
    /^Connection terminated|^Client has encountered a connection error/.test(message ?? "")
  );
}

function give(msg: string, reason?: string): never {
  process.stderr.write(`${JSON.stringify({ level: "error", msg, reason })}\n`);
  process.exit(TRY_AGAIN);
}
