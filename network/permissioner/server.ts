// What the permissioner answers over HTTP: its health and its metrics. It takes no orders.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Metrics } from "./metrics.js";
import type { Permissioner } from "./permissioner.js";

/** Serves `/health` and `/metrics`. */
export async function serveStanding(
  permissioner: Permissioner,
  { registry }: Metrics,
  { host, port }: { host: string; port: number },
): Promise<{ url: string; close: () => Promise<void> }> {
  const app = new Hono()
    .get("/health", (context) => {
      const standing = permissioner.standing();
      return context.json(standing, standing.healthy ? 200 : 503);
    })
    .get("/metrics", async (context) =>
      context.body(await registry.metrics(), 200, { "content-type": registry.contentType }),
    );
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, ({ port: taken }) => {
      resolve({
        url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
        close: async () => await new Promise((done) => server.close(() => done())),
      });
    });
    server.once("error", reject);
  });
}
