// Runs the index: examines everything from the environment, opens the API, and then the engine.
import { PGlite } from "@electric-sql/pglite";
import { startBesideIndex } from "@openrobotid/api-server/beside-index";
import { surviving } from "@openrobotid/api-server/service-store/postgres";
import pg from "pg";
import { askByEndpoints } from "../endpoints.js";
import { ReorganisedError, type Say } from "../engine/engine.js";
import { createEngineMetrics } from "../engine/metrics.js";
import { openEngine } from "../engine/open.js";
import { OtherVersionError } from "../engine/progress.js";
import { type Connection, connectPglite } from "../engine/session.js";
import { startProving } from "../proof/start.js";
import { pgliteFolder, readSettings, type Settings, SettingsError } from "../settings.js";
import { requireNoImport } from "../snapshot/import.js";
import { SnapshotError } from "../snapshot/problem.js";
import { takePgliteTables } from "./pglite-tables.js";
import { takeSchema } from "./take-schema.js";
import { connectWhileThere, giveWhereGone } from "./watch-database.js";

/** Runs the index until it is told to end; ends the process where it cannot be done. */
export async function runIndex(): Promise<void> {
  try {
    await start(readSettings());
  } catch (error) {
    if ([SettingsError, OtherVersionError, SnapshotError].some((kind) => error instanceof kind)) {
      process.stderr.write(`${(error as Error).message}\n`);
      process.exit(2);
    }
    giveWhereGone(error);
    const { message, stack } = error as Error;
    say("error", message, error instanceof ReorganisedError ? {} : { stack });
    process.exit(1);
  }
}

async function start(settings: Settings): Promise<void> {
  const { databaseUrl, databaseSchema, dataDir } = settings;
  const stopping = new AbortController();
  askByEndpoints(settings.rpcUrls);
  if (!databaseUrl) await takePgliteTables(dataDir);
  await startProving(settings);
  const metrics = createEngineMetrics();
  const api = await startBesideIndex(async () => await metrics.registry.metrics());
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => stopping.abort());
  }
  const { connection, driver } = await openDatabase(settings);
  if (databaseUrl) {
    await takeSchema(connection, databaseSchema, say, stopping.signal);
    await requireNoImport(connection, databaseSchema);
  }
  const engine = await openEngine({
    settings,
    connection,
    // Tables of this machine alone are rebuilt for another version; nobody else reads them.
    rebuild: databaseUrl === undefined,
    metrics,
    signal: stopping.signal,
    say,
    begun: () => api.take(driver),
  });
  await engine.run();
  await api.stop();
  await connection.close();
  process.exit(0);
}

/** Opens the database: to write it, and what the API of this process reads it through. */
async function openDatabase({
  databaseUrl,
  databaseSchema,
  dataDir,
}: Settings): Promise<{ connection: Connection; driver: unknown }> {
  if (!databaseUrl) {
    const database = await PGlite.create(pgliteFolder(dataDir));
    await database.query(`set search_path to "${databaseSchema}"`);
    return { connection: connectPglite(database), driver: database };
  }
  const driver = new pg.Pool({
    connectionString: databaseUrl,
    application_name: "open-robot-id index api",
    options: `-c search_path=${databaseSchema} -c default_transaction_read_only=on`,
  });
  // Where the database goes away the process ends by its other connection.
  return { connection: await connectWhileThere(databaseUrl), driver: surviving(driver) };
}

const LEVELS = ["error", "warn", "info", "debug"];

const say: Say = (level, msg, what = {}) => {
  const least = process.env.LOG_LEVEL ?? "info";
  if (LEVELS.indexOf(level) > LEVELS.indexOf(least)) return;
  const line =
    process.env.LOG_FORMAT === "pretty"
      ? `${new Date().toISOString()} ${level.toUpperCase()} ${msg} ${JSON.stringify(what)}`
      : JSON.stringify({ level, time: Date.now(), msg, ...what });
  process.stdout.write(`${line}\n`);
};
