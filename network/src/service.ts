// What the services of a member's machine have in common: how they are started, what they say of themselves, how they wait.
import { setTimeout } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { command } from "@openrobotid/kit/command";
import { Hono } from "hono";
import type { Registry } from "prom-client";

/** A service that runs. */
export interface Service {
  stop(): Promise<void>;
}

/** Runs a service until it is told to end; with `--check` it only reads the settings. */
export async function serviceCommand<settings>(
  usage: string,
  readSettings: (file: string | undefined, environment: NodeJS.ProcessEnv) => settings,
  start: (settings: settings) => Promise<Service>,
): Promise<void> {
  await command(
    usage,
    { config: { type: "string" }, check: { type: "boolean" } },
    async ({ config, check }) => {
      const settings = readSettings(config, process.env);
      if (check) return;
      const running = await start(settings);
      await new Promise<void>((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      });
      await running.stop();
    },
  );
}

/** Serves `/health` and `/metrics`, and the paths of an app beside them. */
export async function serveStanding(
  standing: () => { readonly healthy: boolean },
  registry: Registry,
  { host, port }: { host: string; port: number },
  app = new Hono(),
): Promise<{ url: string; close: () => Promise<void> }> {
  app
    .get("/health", (context) => {
      const now = standing();
      return context.json(now, now.healthy ? 200 : 503);
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

/** Waits; not longer than until somebody says stop. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
