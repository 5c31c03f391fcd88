// What a witness answers over HTTP: its checkpoints, the list of witnesses, its health and its metrics. It takes no orders.
import { WITNESS_LIST_MEDIA_TYPE } from "@openrobotid/sdk/witness";
import { Hono } from "hono";
import { serveStanding } from "../src/service.js";
import type { Metrics } from "./metrics.js";

/** What is served. */
export interface Served {
  /** Its checkpoints as JSON. */
  readonly checkpoints: () => Promise<string>;
  /** The list of witnesses; nothing while there is none. */
  readonly list: () => Uint8Array | undefined;
  readonly standing: () => { readonly healthy: boolean };
  readonly metrics: Metrics;
}

/** Serves `/checkpoint`, `/witnesses`, `/health` and `/metrics`. */
export async function serveWitness(
  { checkpoints, list, standing, metrics: { registry } }: Served,
  { host, port }: { host: string; port: number },
): Promise<{ url: string; close: () => Promise<void> }> {
  // Anyone's page may ask: what is served is public, and signed.
  const open = { "access-control-allow-origin": "*", "x-content-type-options": "nosniff" };
  const app = new Hono()
    .get("/checkpoint", async (context) =>
      context.body(await checkpoints(), 200, {
        ...open,
        "content-type": "application/json",
        "cache-control": "no-store",
      }),
    )
    .get("/witnesses", (context) => {
      const file = list();
      if (!file) return context.text("There is no list of witnesses yet.\n", 503, open);
      const headers = { ...open, "content-type": WITNESS_LIST_MEDIA_TYPE };
      return context.body(file as Uint8Array<ArrayBuffer>, 200, {
        ...headers,
        "cache-control": "max-age=300",
      });
    });
  return await serveStanding(standing, registry, { host, port }, app);
}
