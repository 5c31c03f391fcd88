// What monitoring asks a process: whether it runs, whether it is ready, how far its index is, and its figures.
import { momentOf, progress } from "../as-of.js";
import { getReady } from "../routes/consortium.js";
import { ask } from "../rows.js";
import type { Api, Service } from "../service.js";

/** Where it is asked. */
export const PROCESS_PATHS: readonly string[] = ["/health", "/ready", "/status", "/metrics"];

/** Answers it. */
export function addProcess(api: Api, { db, settings, exposition }: Service): void {
  api.get("/health", (c) => c.body(null));
  api.get("/ready", (c) => api.fetch(new Request(new URL(getReady.path, c.req.url)), c.env));
  api.get("/status", async (c) => {
    const { blockNumber: number, timestamp } = momentOf((await ask(db, { how: progress() })).how);
    return c.json({ registry: { id: settings.deployment.chainId, block: { number, timestamp } } });
  });
  api.get("/metrics", async (c) =>
    c.body(await exposition(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
}
