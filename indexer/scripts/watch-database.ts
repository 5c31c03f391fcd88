// Ends the process when the database goes away. Ponder would go on by itself once it is back, and has then been seen to
// leave out a block that it was writing: `test/indexing/resilience.test.ts` finds such a gap. A
// process that restarts goes on from what was committed last, and leaves out nothing.
import pg from "pg";

/** `EX_TEMPFAIL` of sysexits.h: who runs this may start it again. */
const TRY_AGAIN = 75;

/** Holds a connection to the database for as long as it lasts. */
export async function watchDatabase(connectionString: string): Promise<void> {
  const application_name = "open-robot-id watch";
  const client = new pg.Client({ connectionString, keepAlive: true, application_name });
  const give = () => {
    process.stderr.write(
      `${JSON.stringify({ level: "error", msg: "The database went away: ends, to be started again" })}\n`,
    );
    process.exit(TRY_AGAIN);
  };
  try {
    await client.connect();
  } catch (error) {
    const reason = (error as Error).message;
    process.stderr.write(
      `${JSON.stringify({ level: "error", msg: "The database cannot be reached", reason })}\n`,
    );
    process.exit(TRY_AGAIN);
  }
  client.on("error", give);
  client.on("end", give);
}
