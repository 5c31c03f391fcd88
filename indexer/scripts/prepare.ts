// Prepares for Ponder: examines the command and everything from the environment, and opens the API, before Ponder starts.
import { startBesideIndex } from "@openrobotid/api-server/beside-index";
import { freePort } from "@openrobotid/kit/ports";
import { askByEndpoints } from "../endpoints.js";
import { onDatabase } from "../handed-database.js";
import { startProving } from "../proof/start.js";
import { readSettings, SettingsError } from "../settings.js";
import { connect } from "../snapshot/database.js";
import { requireNoImport } from "../snapshot/import.js";
import { SnapshotError } from "../snapshot/problem.js";
import { goOn } from "../snapshot/resume.js";
import { type EngineStart, engineStart } from "./engine.js";
import { takePgliteTables } from "./pglite-tables.js";
import { watchDatabase } from "./watch-database.js";

const USAGE = `Usage: npm run -w indexer dev|start

  dev    indexes and answers the API, and starts over whenever a file of the index changes
  start  indexes and answers the API; goes on where it was stopped

Settings come from the environment; indexer/README.md lists them. More processes that answer the API: npm run -w api start
`;

/** How Ponder is started. */
export interface Engine extends EngineStart {
  /** Is called when Ponder starts: from then on it ends the process when it is told to. */
  running(): void;
  /** Is called by Ponder once it has its database. */
  readonly onBuild: typeof goOn;
}

/** Prepares what was asked for; ends the process where it cannot be done. */
export async function prepare([command = "", ...others]: readonly string[]): Promise<Engine> {
  if (!["dev", "start"].includes(command) || others.length > 0) {
    process.stderr.write(USAGE);
    process.exit(command === "--help" ? 0 : 2);
  }
  try {
    return await prepareFor(command);
  } catch (error) {
    if (!(error instanceof SettingsError || error instanceof SnapshotError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function prepareFor(command: string): Promise<Engine> {
  const settings = readSettings();
  const { databaseUrl, databaseSchema, dataDir, rpcUrls } = settings;
  askByEndpoints(rpcUrls);
  if (databaseUrl) await refuseUnfinished(databaseUrl, databaseSchema);
  else await takePgliteTables(dataDir);
  await startProving(settings);
  const port = await freePort();
  const api = await startBesideIndex(() => engineMetrics(port));
  onDatabase(api.take);
  if (command === "start" && databaseUrl) await watchDatabase(databaseUrl);
  return {
    ...engineStart(command, { schema: databaseSchema, port }),
    onBuild: goOn,
    running() {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, api.stop);
    },
  };
}

/** Ponder's own figures; none while its server is not open. */
async function engineMetrics(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => undefined);
  return answer?.ok ? await answer.text() : "";
}

/** Nothing is indexed into tables that an import was filling when it was stopped. */
async function refuseUnfinished(databaseUrl: string, schema: string): Promise<void> {
  const client = await connect(databaseUrl, schema);
  try {
    await requireNoImport(client, schema);
  } finally {
    await client.end();
  }
}
