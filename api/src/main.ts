// The API as a process of its own, over the PostgreSQL database that an index fills: any number of them.
import { askByEndpoints } from "@openrobotid/indexer/endpoints";
import { startProving } from "@openrobotid/indexer/proof/start";
import { SettingsError } from "@openrobotid/indexer/settings";
import pino from "pino";
import { Database, openPool } from "./database.js";
import { listenAll } from "./listen.js";
import { readProcessSettings } from "./settings.js";
import { startApi } from "./start.js";

try {
  await serve();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

async function serve(): Promise<void> {
  const settings = readProcessSettings();
  const { databaseUrl, databaseSchema, rpcUrls, host } = settings;
  askByEndpoints(rpcUrls);
  await startProving(settings);
  const logger = pino({ name: "api", level: settings.logLevel });
  const pool = openPool(databaseUrl, databaseSchema);
  const db = new Database(() => "The API starts.");
  db.take(pool as never);
  const api = startApi({ settings, db, logger });
  const server = await listenAll(api, settings);
  api.begin();
  logger.info({ host, port: server.port }, "The API answers");
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, async () => {
      logger.info({ signal }, "The API ends");
      await server.close();
      await api.stop();
      await pool.end();
      process.exit(0);
    });
  }
}
