// The process of the API: an index over tables that the package brings, which follows the chain of the sandbox, and the API beside
// it. Settings come from the environment, as those of every index.
import { rmSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { startBesideIndex } from "@openrobotid/api-server/beside-index";
import { createKey, SCOPES } from "@openrobotid/api-server/service-store/keys";
import { openServiceStore } from "@openrobotid/api-server/service-store/store";
import { createEngineMetrics } from "@openrobotid/indexer/engine/metrics";
import { openEngine } from "@openrobotid/indexer/engine/open";
import { connectPglite } from "@openrobotid/indexer/engine/session";
import { readSettings } from "@openrobotid/indexer/settings";
import type { ManufacturerId } from "@openrobotid/sdk";
import { SCHEMA, unpacked } from "./tables.js";
import { readTables, readWorld } from "./world.js";

const settings = readSettings();
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stopping.abort());
}
process.once("exit", () => rmSync(settings.dataDir, { recursive: true, force: true }));
const metrics = createEngineMetrics();
const api = await startBesideIndex(async () => await metrics.registry.metrics());
const database = await PGlite.create({ loadDataDir: unpacked(readTables()) });
await database.query(`set search_path to "${SCHEMA}"`);
const engine = await openEngine({
  settings,
  connection: connectPglite(database),
  rebuild: true,
  mayGoBack: true,
  metrics,
  signal: stopping.signal,
  say: (level, msg, what) => {
    if (level === "error") process.stderr.write(`${msg} ${JSON.stringify(what)}\n`);
  },
  begun: () => api.take(database),
});
const running = engine.run();
const keys = await makeKeys();
process.stdout.write(`Answers on port ${api.port} with ${JSON.stringify(keys)}\n`);
await running;
process.exit(0);

/** A key for everything that a key may be for. */
async function makeKeys(): Promise<Record<string, string>> {
  const store = await openServiceStore({ DATA_DIR: settings.dataDir });
  const codes = readWorld().robots.map(({ code }) => code.replaceAll("-", ""));
  const makers = [...new Set(codes.map((code) => code.slice(0, 6) as ManufacturerId))];
  const made: Record<string, string> = {};
  for (const scope of SCOPES) {
    const label = "Sandbox";
    const key = { scope, label, makers: scope === "maker" ? makers : [], expiresAt: undefined };
    made[scope] = (await createKey(store, key)).key;
  }
  await store.destroy();
  return made;
}
