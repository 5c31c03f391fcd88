// Puts the API together: what it works with, and what runs beside its answers.
import { proofStatus } from "@openrobotid/indexer/proof/status";
import { isDevelopmentChain } from "@openrobotid/indexer/settings";
import type { Logger } from "pino";
import { Registry } from "prom-client";
import { ManifestFetcher } from "../manifests/fetcher.js";
import { openServiceStore, type ServiceStore } from "../service-store/store.js";
import { createApi } from "./app.js";
import { ChainHead } from "./chain-head.js";
import type { Database } from "./database.js";
import { databaseProblemOf } from "./database-problem.js";
import { HeadWatch } from "./head-watch.js";
import { rateLimits } from "./limits/rate-limits.js";
import type { Fetch } from "./listen.js";
import { createMetrics } from "./metrics.js";
import { namedLots } from "./named-lots.js";
import { nodesOf, registryOf } from "./service.js";
import type { ApiSettings } from "./settings.js";

/** What the API is given. */
export interface ApiOptions {
  readonly settings: ApiSettings;
  readonly db: Database;
  readonly logger: Logger;
  /** Figures of the engine in the same process, in Prometheus' form. */
  readonly engineMetrics?: () => Promise<string>;
}

/** An API. */
export interface RunningApi {
  readonly fetch: Fetch;
  /** Begins what runs beside its answers: once there is a database. */
  begin(): void;
  /** Ends that, and closes the store. */
  stop(): Promise<void>;
}

/** Milliseconds between two tries to open the store. */
const AGAIN = 1_000;

/** Makes the API. It answers at once: that it is not ready, where it is not. */
export function startApi({ settings, db, logger, engineMetrics }: ApiOptions): RunningApi {
  const registry = new Registry();
  const rpcUrls = nodesOf(settings);
  const stopping = new AbortController();
  const store = openStore(settings, logger, stopping.signal);
  const heads = new HeadWatch({
    db,
    rpcUrls,
    registry: registryOf(settings).registry,
    logger,
  });
  const metrics = createMetrics(registry, async () => (db.isThere ? await heads.mismatches() : 0));
  const api = createApi({
    db,
    store,
    head: new ChainHead(rpcUrls, { maxAge: settings.maxAge, proof: proofStatus }),
    heads,
    limits: rateLimits(settings.limits),
    metrics,
    exposition: async () =>
      `${await registry.metrics()}${engineMetrics ? await engineMetrics() : ""}`,
    logger,
    settings,
  });
  let fetcher: Promise<ManifestFetcher> | undefined;
  return {
    fetch: (request, env) => api.fetch(request, env),
    begin() {
      if (fetcher) return;
      heads.start();
      fetcher = store.then((opened) => {
        const made = new ManifestFetcher({
          store: opened,
          logger,
          lots: () => namedLots(db),
          rules: { allowLoopback: isDevelopmentChain(settings.deployment.chainId) },
        });
        if (!stopping.signal.aborted) made.start();
        return made;
      });
    },
    async stop() {
      stopping.abort();
      await heads.stop();
      // Where the store did not open there is nothing to end.
      await fetcher?.then(
        (made) => made.stop(),
        () => undefined,
      );
      await store.then(
        (opened) => opened.destroy(),
        () => undefined,
      );
    },
  };
}

/** Opens the store. While its database does not answer, it is tried again. */
async function openStore(
  { databaseUrl, dataDir }: ApiSettings,
  logger: Logger,
  signal: AbortSignal,
): Promise<ServiceStore> {
  for (;;) {
    try {
      return await openServiceStore({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir });
    } catch (error) {
      const problem = databaseProblemOf(error);
      if (!problem || signal.aborted) throw error;
      logger.warn({ reason: problem.detail }, "The store is not open yet");
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}
