// Puts an engine together: over a database that is open, with the handlers of the contracts.
import type { Address } from "viem";
import { proofStatus } from "../proof/status.js";
import type { Settings } from "../settings.js";
import { handlersFor } from "../src/index.js";
import * as tables from "../tables.js";
import { Chain } from "./chain.js";
import { Engine, type EngineOptions } from "./engine.js";
import { Nodes } from "./nodes.js";
import { Progress } from "./progress.js";
import { Store } from "./store.js";
import { indexVersion } from "./version.js";

export interface OpenOptions
  extends Pick<EngineOptions, "connection" | "metrics" | "signal" | "say" | "begun" | "complete"> {
  readonly settings: Settings;
  /** Whether tables that another version filled are made again. */
  readonly rebuild: boolean;
  /** Whether its one node may take back any block: a chain of tests. */
  readonly mayGoBack?: boolean;
}

/**
 * Opens an engine, and its tables where there are none.
 *
 * @throws OtherVersionError where another version filled the tables, and they are not to be made again.
 */
export async function openEngine(options: OpenOptions): Promise<Engine> {
  const { settings, rebuild, mayGoBack = false, ...given } = options;
  const { databaseSchema: schema, deployment } = settings;
  const { chainId } = deployment;
  const version = indexVersion();
  const progress = new Progress({ tables, schema, chainId, version, mayGoBack });
  await given.connection.transaction(async (session) => await progress.open(session, { rebuild }));
  const verified = proofStatus();
  const nodes = new Nodes({
    endpoints: verified ? [verified.url] : settings.rpcUrls,
    rate: verified ? Number.POSITIVE_INFINITY : settings.requestRate,
    metrics: given.metrics,
    signal: given.signal,
  });
  const contracts = Object.values(deployment.contracts);
  const addresses = contracts.map(({ address }) => address as Address);
  return new Engine({
    ...given,
    chain: new Chain(nodes, addresses, settings.blockRange),
    progress,
    store: new Store(tables, schema, progress.last === undefined),
    handlers: handlersFor(deployment),
    from: Math.min(...contracts.map(({ startBlock }) => startBlock)),
    interval: settings.pollingInterval,
  });
}
