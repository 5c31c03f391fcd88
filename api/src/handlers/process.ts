// What monitoring asks a process: whether it runs, whether it is ready, and how far its index is. Its figures have an address of
// their own: they say which operations are asked how often, and with keys of which scopes.
import { Hono } from "hono";
import { momentOf, progress } from "../as-of.js";
import type { Fetch } from "../listen.js";
import { ApiProblem, problemResponse } from "../problem.js";
import { getReady } from "../routes/consortium.js";
import { ask } from "../rows.js";
import type { Api, Service } from "../service.js";

/** Where it is asked. */
export const PROCESS_PATHS: readonly string[] = ["/health", "/ready", "/status"];

/** Answers it. */
export function addProcess(api: Api, { db, settings }: Service): void {
  api.get("/health", (c) => c.body(null));
  api.get("/ready", (c) => api.fetch(new Request(new URL(getReady.path, c.req.url)), c.env));
  api.get("/status", async (c) => {
    const { blockNumber: number, timestamp } = momentOf((await ask(db, { how: progress() })).how);
    return c.json({ registry: { id: settings.deployment.chainId, block: { number, timestamp } } });
  });
}

/** Answers for the figures of a process, and for nothing else. */
export function figuresOf(exposition: () => Promise<string>): Fetch {
  return new Hono<{ Bindings: object }>()
    .get("/metrics", async (c) =>
      c.body(await exposition(), 200, {
        "content-type": "text/plain; version=0.0.4; charset=utf-8",
      }),
    )
    .notFound((c) =>
      problemResponse(
        new ApiProblem("no-such-path", `There is no ${c.req.path} here, only /metrics.`),
        c,
      ),
    ).fetch;
}
