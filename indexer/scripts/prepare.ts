// Prepares for Ponder: examines the command and everything from the environment, and opens the API, before Ponder starts.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startBesideIndex } from "@openrobotid/api-server/beside-index";
import { freePort } from "@openrobotid/kit/ports";
import { askByEndpoints } from "../endpoints.js";
import { onDatabase } from "../handed-database.js";
import { startProving } from "../proof/start.js";
import { readSettings, SettingsError } from "../settings.js";
import { takePgliteTables } from "./pglite-tables.js";
import { watchDatabase } from "./watch-database.js";

const USAGE = `Usage: npm run -w indexer dev|start

  dev    indexes and answers the API, and starts over whenever a file of the index changes
  start  indexes and answers the API; goes on where it was stopped

Settings come from the environment; indexer/README.md lists them. More processes that answer the API: npm run -w api start
`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** How Ponder is started: its module of a command, and what its own command line would give that. */
export interface Engine {
  readonly command: string;
  readonly options: Readonly<Record<string, unknown>> & { readonly command: string };
  /** Is called when Ponder starts: from then on it ends the process when it is told to. */
  running(): void;
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
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function prepareFor(command: string): Promise<Engine> {
  const settings = readSettings();
  const { databaseUrl, databaseSchema, dataDir, rpcUrls } = settings;
  askByEndpoints(rpcUrls);
  if (!databaseUrl) await takePgliteTables(dataDir);
  await startProving(settings);
  const port = await freePort();
  const api = await startBesideIndex(() => engineMetrics(port));
  onDatabase(api.take);
  // Ponder takes these from the environment alone. Its own server is for this process, and nothing is reported to anybody.
  process.env.PORT = String(port);
  process.env.PONDER_TELEMETRY_DISABLED = "true";
  if (command === "start" && databaseUrl) await watchDatabase(databaseUrl);
  return {
    command: pathToFileURL(join(ponder, "dist", "esm", "bin", "commands", `${command}.js`)).href,
    options: {
      command,
      version: (JSON.parse(readFileSync(join(ponder, "package.json"), "utf8")) as Version).version,
      root,
      config: "ponder.config.ts",
      schema: databaseSchema,
      hostname: "127.0.0.1",
      logFormat: process.env.LOG_FORMAT === "pretty" ? "pretty" : "json",
      logLevel: process.env.LOG_LEVEL ?? "info",
      disableUi: true,
    },
    running() {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, api.stop);
    },
  };
}

interface Version {
  readonly version: string;
}

/** Where Ponder is installed. */
const ponder = fileURLToPath(new URL("../..", import.meta.resolve("ponder")));

/** Ponder's own figures; none while its server is not open. */
async function engineMetrics(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => undefined);
  return answer?.ok ? await answer.text() : "";
}
