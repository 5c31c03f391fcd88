// One process fills a schema of PostgreSQL. It holds a lock for as long as its connection lasts: another one waits for it, and goes
// on as soon as it is gone.
import { setTimeout as wait } from "node:timers/promises";
import type { Say } from "../engine/engine.js";
import type { Session } from "../engine/session.js";

/** Milliseconds between two tries. */
const AGAIN = 1_000;

/** Takes the schema for this connection, once no other process fills it. */
export async function takeSchema(
  session: Session,
  schema: string,
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const [[isTaken] = []] = await session.query(
      "select pg_try_advisory_lock(hashtext('open-robot-id index'), hashtext($1))",
      [schema],
    );
    if (isTaken) return;
    if (tries === 0) {
      say("warn", "Another process fills this schema: waits until it ends", { schema });
    }
    await wait(AGAIN, undefined, { signal });
  }
}
