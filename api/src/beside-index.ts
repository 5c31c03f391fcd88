// The API in the process of an index. PGlite opens for one process alone, so that one command can run both.
import { proofStatus } from "@openrobotid/indexer/proof/status";
import { Hono } from "hono";
import pino from "pino";
import { WATCHED } from "./app.js";
import { Database } from "./database.js";
import type { Driver } from "./driver.js";
import { type Fetch, listenAll } from "./listen.js";
import { ApiProblem, problemResponse } from "./problem.js";
import { readApiSettings } from "./settings.js";
import { startApi } from "./start.js";

/** The API beside an index. */
export interface ApiBesideIndex {
  /** Where it listens. */
  readonly port: number;
  /** Takes what the index reaches its database through; until then it answers that it is not ready, and why. */
  take(driver: unknown): void;
  /** Ends it. */
  stop(): Promise<void>;
}

/**
 * Opens it, before the index has its database.
 *
 * @param engineMetrics - Figures of the index, in Prometheus' form.
 * @throws SettingsError where a setting is wrong.
 */
export async function startBesideIndex(
  engineMetrics: () => Promise<string>,
): Promise<ApiBesideIndex> {
  const settings = readApiSettings();
  const logger = pino({ name: "api", level: settings.logLevel });
  const db = new Database(() => {
    const { waiting } = proofStatus() ?? {};
    return waiting ? `The index starts, and waits: ${waiting.detail}` : "The index starts.";
  });
  const api = startApi({ settings, db, logger, engineMetrics });
  const fetch = settings.api ? api.fetch : forMonitoring(api.fetch);
  const server = await listenAll({ fetch, figures: api.figures }, settings);
  return {
    port: server.port,
    take(driver) {
      db.take(driver as Driver);
      api.begin();
    },
    async stop() {
      await server.close();
      await api.stop();
    },
  };
}

/** What monitoring asks, and nothing else: `API=off`. */
function forMonitoring(fetch: Fetch): Fetch {
  return new Hono<{ Bindings: object }>()
    .use(async (c, next) => {
      if (WATCHED.includes(c.req.path)) return await fetch(c.req.raw, c.env);
      return await next();
    })
    .notFound((c) => {
      const detail = `There is no ${c.req.path} here: this process indexes, and others answer the API (API=off).`;
      return problemResponse(new ApiProblem("no-such-path", detail), c);
    }).fetch;
}
