// What every handler works with: the database of the index, the store, the chain's head, the limits.
import type { OpenAPIHono } from "@hono/zod-openapi";
import { proofStatus } from "@openrobotid/indexer/proof/status";
import type { Context } from "hono";
import type { Logger } from "pino";
import type { Address } from "viem";
import type { FetchRules } from "../manifests/fetch.js";
import type { ApiKey } from "../service-store/keys.js";
import type { ServiceStore } from "../service-store/store.js";
import type { SecretBox } from "../webhooks/secrets.js";
import type { ServedLog } from "./access/served-log.js";
import type { Moment } from "./as-of.js";
import type { ChainHead } from "./chain-head.js";
import type { Database } from "./database.js";
import type { HeadWatch } from "./head-watch.js";
import type { RateLimits } from "./limits/rate-limits.js";
import type { Metrics } from "./metrics.js";
import type { ApiSettings } from "./settings.js";
import { rfc3339, rfc3339OrNull } from "./time.js";

/** How webhooks are sent. */
export interface Webhooks {
  readonly box: SecretBox;
  readonly rules: FetchRules;
  /** Whether none are sent for now, because the index must not be relied on. */
  readonly isAlarmed: () => Promise<boolean>;
}

/** What every handler works with. */
export interface Service {
  readonly db: Database;
  readonly store: Promise<ServiceStore>;
  readonly head: ChainHead;
  readonly heads: HeadWatch;
  readonly limits: RateLimits;
  readonly metrics: Metrics;
  /** How webhooks are sent; nothing where this service sends none. */
  readonly webhooks: Webhooks | undefined;
  readonly accessLog: ServedLog;
  readonly logger: Logger;
  readonly settings: ApiSettings;
}

/** What is known of the one who asks. */
export interface Env {
  readonly Variables: {
    /** The address that the request comes from; not logged. */
    address: string;
    /** The key that was shown, and opens. */
    key: ApiKey | undefined;
    /** The account that signed in to read the log of looks, where no key was shown. */
    account: Address | undefined;
  };
}

/** The API as Hono knows it. */
export type Api = OpenAPIHono<Env>;

/** Says what an answer is as of: in its header, and in its body. */
export async function asOfAnswer(
  c: Context<Env>,
  { head }: Pick<Service, "head">,
  moment: Moment,
  at?: number,
) {
  c.header("x-block-number", String(moment.blockNumber));
  return {
    blockNumber: moment.blockNumber,
    timestamp: rfc3339(moment.timestamp),
    // A chain of tests may have a clock that runs ahead.
    ageSeconds: Math.max(0, Math.floor(Date.now() / 1000) - moment.timestamp),
    at: rfc3339OrNull(at),
    lagging: await head.isBehind(moment),
    seals: moment.isProven ? (proofStatus()?.seals ?? null) : null,
  };
}

/** The nodes that the API asks: where the index proves what it reads, the one that proves. */
export function nodesOf({ rpcUrls }: Pick<ApiSettings, "rpcUrls">): readonly string[] {
  const verified = proofStatus();
  return verified ? [verified.url] : rpcUrls;
}

/** The registry of robots: chain and contract. */
export function registryOf({ deployment }: ApiSettings): { chainId: number; registry: Address } {
  return {
    chainId: deployment.chainId,
    registry: deployment.contracts.RobotRegistry.address as Address,
  };
}
