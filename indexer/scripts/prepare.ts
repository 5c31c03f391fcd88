// Prepares for Ponder: examines the command and everything from the environment, before Ponder starts.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { askByEndpoints } from "../endpoints.js";
import { startProving } from "../proof/start.js";
import { readSettings, SettingsError } from "../settings.js";
import { takePgliteTables } from "./pglite-tables.js";
import { watchDatabase } from "./watch-database.js";

const USAGE = `Usage: npm run -w indexer dev|start|serve

  dev    indexes and serves, and starts over whenever a file changes
  start  indexes and serves; goes on where it was stopped
  serve  serves alone, from the PostgreSQL database that a \`start\` fills: any number of them

Settings come from the environment; indexer/README.md lists them.
`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Prepares what was asked for, and gives the module that is Ponder's command; ends the process where it cannot be done. */
export async function prepare(): Promise<string> {
  const [, , command = "", ...others] = process.argv;
  if (!["dev", "start", "serve"].includes(command) || others.length > 0) {
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

async function prepareFor(command: string): Promise<string> {
  const settings = readSettings();
  const { databaseUrl, databaseSchema, dataDir, rpcUrls } = settings;
  askByEndpoints(rpcUrls);
  if (command === "serve" && !databaseUrl) {
    throw new SettingsError(
      "DATABASE_URL is missing: replicas share one PostgreSQL database. PGlite serves the process that fills it alone.",
    );
  }
  if (!databaseUrl) await takePgliteTables(dataDir);
  await startProving(settings);
  // Nothing is reported to anybody.
  process.env.PONDER_TELEMETRY_DISABLED = "true";
  process.env.DATABASE_SCHEMA = databaseSchema;
  const format = process.env.LOG_FORMAT === "pretty" ? "pretty" : "json";
  const level = process.env.LOG_LEVEL ?? "info";
  const bin = ponderBin();
  const options = ["--root", root, "--log-format", format, "--log-level", level];
  process.argv = [process.execPath, bin, ...options, command];
  if (command === "dev") process.argv.push("--disable-ui");
  // Where it listens; on all of the machine's addresses by default.
  if (process.env.HOST) process.argv.push("--hostname", process.env.HOST);
  if (command === "start" && databaseUrl) await watchDatabase(databaseUrl);
  return pathToFileURL(bin).href;
}

/** Ponder's command, in the folder of node_modules that holds it. */
function ponderBin(): string {
  for (let folder = root; ; folder = dirname(folder)) {
    const bin = join(folder, "node_modules", "ponder", "dist", "esm", "bin", "ponder.js");
    if (existsSync(bin)) return bin;
    if (folder === dirname(folder))
      throw new SettingsError("ponder is not installed: run `npm ci`.");
  }
}
