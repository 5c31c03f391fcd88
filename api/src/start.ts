// Puts the API together: what it works with, and what runs beside its answers.
import { join } from "node:path";
import { proofStatus } from "@openrobotid/indexer/proof/status";
import { isDevelopmentChain } from "@openrobotid/indexer/settings";
import type { Logger } from "pino";
import { Registry } from "prom-client";
import { ManifestFetcher } from "../manifests/fetcher.js";
import { openServiceStore, type ServiceStore } from "../service-store/store.js";
import { readSealKey, SecretBox } from "../webhooks/secrets.js";
import { WebhookSender } from "../webhooks/sender.js";
import { openServedLog } from "./access/served-log.js";
import { createApi } from "./app.js";
import { momentOf, progress } from "./as-of.js";
import { ChainHead } from "./chain-head.js";
import type { Database } from "./database.js";
import { databaseProblemOf } from "./database-problem.js";
import { readFeed } from "./feed/read.js";
import { figuresOf } from "./handlers/process.js";
import { HeadWatch } from "./head-watch.js";
import { rateLimits } from "./limits/rate-limits.js";
import type { Fetch } from "./listen.js";
import { createMetrics } from "./metrics.js";
import { namedLots } from "./named-lots.js";
import { ask } from "./rows.js";
import { nodesOf, registryOf, type Webhooks } from "./service.js";
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
  /** Answers for the figures of the process. */
  readonly figures: Fetch;
  /** Begins what runs beside its answers: once there is a database. */
  begin(): void;
  /** Ends that, and closes the store. */
  stop(): Promise<void>;
}

/** Milliseconds between two tries to open the store. */
const AGAIN = 1_000;

/** Makes the API. It answers at once: that it is not ready, where it is not. */
export function startApi({ settings, db, logger, engineMetrics }: ApiOptions): RunningApi {
  const box = openBox(settings);
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
  const isAlarmed = async () => (await heads.mismatches()) > 0;
  const { allowLoopback, giveUpHours } = settings.webhooks;
  const webhooks: Webhooks | undefined = box && { box, rules: { allowLoopback }, isAlarmed };
  const accessLog = openServedLog({ settings, store, logger, rpcUrls });
  const api = createApi({
    db,
    store,
    accessLog,
    head: new ChainHead(rpcUrls, { maxAge: settings.maxAge, proof: proofStatus }),
    heads,
    limits: rateLimits(settings.limits),
    metrics,
    webhooks,
    logger,
    settings,
  });
  /** What runs beside the answers. */
  let beside: Promise<readonly { start(): void; stop(): Promise<void> }[]> | undefined;
  return {
    fetch: (request, env) => api.fetch(request, env),
    figures: figuresOf(
      async () => `${await registry.metrics()}${engineMetrics ? await engineMetrics() : ""}`,
    ),
    begin() {
      if (beside) return;
      heads.start();
      beside = store.then((opened) => {
        const fetcher = new ManifestFetcher({
          store: opened,
          logger,
          lots: () => namedLots(db),
          rules: { allowLoopback: isDevelopmentChain(settings.deployment.chainId) },
        });
        const sender =
          webhooks &&
          new WebhookSender({
            ...webhooks,
            store: opened,
            logger,
            read: (question) => readFeed(db, question),
            block: async () => momentOf((await ask(db, { how: progress() })).how).blockNumber,
            attempted: (outcome) => metrics.webhooks.inc({ outcome }),
            giveUpAfter: giveUpHours * 60 * 60,
          });
        const all = [fetcher, accessLog, ...(sender ? [sender] : [])];
        if (!stopping.signal.aborted) for (const each of all) each.start();
        return all;
      });
    },
    async stop() {
      stopping.abort();
      await heads.stop();
      // Where the store did not open there is nothing to end.
      await beside?.then(
        (all) => Promise.all(all.map((each) => each.stop())),
        () => undefined,
      );
      await store.then(
        (opened) => opened.destroy(),
        () => undefined,
      );
    },
  };
}

/**
 * What seals the secrets of webhooks. Processes that share a database must be given the same key; one that has a folder of its own
 * makes it there.
 */
function openBox({ webhooks, databaseUrl, dataDir }: ApiSettings): SecretBox | undefined {
  if (webhooks.keyFile !== undefined) return new SecretBox(readSealKey(webhooks.keyFile, false));
  if (databaseUrl) return undefined;
  return new SecretBox(readSealKey(join(dataDir, "webhook.key"), true));
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
