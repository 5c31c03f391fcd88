// Where Ponder finds the API.

import { db } from "ponder:api";
import { Hono } from "hono";
import pino from "pino";
import { Registry } from "prom-client";
import type { Address } from "viem";
import { ManifestFetcher } from "../../manifests/fetcher.js";
import { closeStandIn } from "../../proof/stand-in.js";
import { proofStatus } from "../../proof/status.js";
import { openServiceStore } from "../../service-store/store.js";
import { isDevelopmentChain } from "../../settings.js";
import { createApi } from "./app.js";
import { ChainHead } from "./chain-head.js";
import { standInFront } from "./front.js";
import { HeadWatch } from "./head-watch.js";
import { rateLimits } from "./limits/rate-limits.js";
import { createMetrics } from "./metrics.js";
import { namedLots } from "./named-lots.js";
import type { Asked } from "./rows.js";
import { nodesOf } from "./service.js";
import { readApiSettings } from "./settings.js";

/** What Ponder lets its own parts see: its figures, under /metrics, and its end. */
interface PonderCommon {
  readonly metrics: { readonly registry: Registry };
  readonly apiShutdown: { add(end: () => unknown): void };
}

const ponder = (globalThis as { PONDER_COMMON?: PonderCommon }).PONDER_COMMON;
const settings = readApiSettings();
const logger = pino({ name: "api", level: settings.logLevel });
/** Its type does not say what it is reached through. */
const asked = db as unknown as Asked;
const store = openServiceStore({
  DATABASE_URL: settings.databaseUrl,
  DATA_DIR: settings.dataDir,
});
const rpcUrls = nodesOf(settings);
const heads = new HeadWatch({
  db: asked,
  rpcUrls,
  registry: settings.deployment.contracts.RobotRegistry.address as Address,
  logger,
});
heads.start();
const api = createApi({
  db: asked,
  store,
  head: new ChainHead(rpcUrls, { maxAge: settings.maxAge, proof: proofStatus }),
  heads,
  limits: rateLimits(settings.limits),
  metrics: createMetrics(ponder?.metrics.registry ?? new Registry(), () => heads.mismatches()),
  logger,
  settings,
});

const fetching = store.then((opened) => {
  const fetcher = new ManifestFetcher({
    store: opened,
    logger,
    lots: () => namedLots(asked),
    rules: { allowLoopback: isDevelopmentChain(settings.deployment.chainId) },
  });
  fetcher.start();
  return { opened, fetcher };
});
// Ponder opens its own server next.
await closeStandIn();
const stepAside = standInFront();
ponder?.apiShutdown.add(async () => {
  stepAside();
  const { opened, fetcher } = await fetching;
  await heads.stop();
  await fetcher.stop();
  await opened.destroy();
});

// Ponder demands Hono itself.
export default new Hono().route("/", api);
