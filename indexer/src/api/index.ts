// Where Ponder finds the API.

import { db } from "ponder:api";
import { Hono } from "hono";
import pino from "pino";
import { Registry } from "prom-client";
import { openServiceStore } from "../service-store/store.js";
import { createApi } from "./app.js";
import { ChainHead } from "./as-of.js";
import { rateLimits } from "./limits/rate-limits.js";
import { createMetrics } from "./metrics.js";
import { readApiSettings } from "./settings.js";

/** Ponder's own figures, which it serves under /metrics: ours stand among them. */
const ponder = (globalThis as { PONDER_COMMON?: { metrics: { registry: Registry } } })
  .PONDER_COMMON;

const settings = readApiSettings();
const api = createApi({
  db,
  store: openServiceStore({ DATABASE_URL: settings.databaseUrl, DATA_DIR: settings.dataDir }),
  head: new ChainHead(settings.rpcUrls),
  limits: rateLimits(settings.limits),
  metrics: createMetrics(ponder?.metrics.registry ?? new Registry()),
  logger: pino({ name: "api", level: settings.logLevel }),
  settings,
});

// Ponder demands Hono itself.
export default new Hono().route("/", api);
