// Chains for the tests of the index: embedded in the process, with the registry deployed on them, and answering over HTTP
// on 127.0.0.1 as any node does. Everything is played by `world`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Contracts, connectContracts } from "@openrobotid/deployment/contracts";
import { deploy } from "@openrobotid/deployment/deploy";
import { type Deployment, writeDeployment } from "@openrobotid/deployment/file";
import { readParameters } from "@openrobotid/deployment/parameters";
import { throwawayClient, type WorldClient } from "@openrobotid/world/client";
import { readWorld } from "@openrobotid/world/files";
import type { Play } from "@openrobotid/world/play";
import { issueAtScale } from "@openrobotid/world/scale";
import { dayBefore } from "@openrobotid/world/show";
import { playYear } from "@openrobotid/world/year";
import type { Eip1193Provider, JsonRpcApiProvider } from "ethers";
import { network } from "hardhat";
import type { Hex } from "viem";
import { anchorsOn, type TestAnchors } from "./anchors.js";
import { contractsAs } from "./parties.js";
import { type RpcServer, serveRpc } from "./rpc-server.js";
import { ThrowawayProvider } from "./throwaway-provider.js";

/** A chain with the registry on it. */
export interface TestChain {
  /** The same chain, asked within the process: by the SDK, and by ethers. */
  readonly client: WorldClient;
  readonly provider: JsonRpcApiProvider;
  /** Where everything is, as `deployments/<chainId>.json` says it. */
  readonly deployment: Deployment;
  /** That file, for `DEPLOYMENT`. */
  readonly deploymentFile: string;
  /** A folder of the chain's own: for manifests, production files, databases. */
  readonly folder: string;
  /** Its node, for `RPC_URLS`. */
  readonly rpc: RpcServer;
  /** The contracts, for reading: the oracle of the tests. */
  readonly contracts: Contracts;
  /** Deploys `Anchors` on it, for an account whose key is given. */
  anchors(key: Hex): Promise<TestAnchors>;
  /** Asks the node for something. */
  request(method: string, ...params: unknown[]): Promise<unknown>;
  /** Stops it and removes its folder. */
  close(): Promise<void>;
}

/** A chain on which the year of the example world has been played. */
export interface ExampleChain extends TestChain {
  /** What playing it left: accounts by party, campaigns and orders by name, manifests. */
  readonly play: Play;
  /** The contracts as a party calls them, by ethers. */
  readonly as: (party: string) => Contracts;
}

/** Starts a chain and deploys the registry for the example world: its founding seats, nothing else. */
export async function startChain(initialDate: Date): Promise<TestChain> {
  const connection = await network.create({ override: { initialDate } });
  const { provider: eip1193 } = connection;
  const request = (method: string, ...params: unknown[]) => eip1193.request({ method, params });
  const provider = new ThrowawayProvider(eip1193 as unknown as Eip1193Provider);
  const name = "development";
  const deployment = await deploy(connection, { name, parameters: readParameters(name) });
  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-indexer-"));
  const rpc = await serveRpc(request);
  return {
    client: throwawayClient(deployment, eip1193),
    provider,
    deployment,
    deploymentFile: writeDeployment(deployment, folder),
    folder,
    rpc,
    contracts: connectContracts(deployment, provider),
    anchors: async (key) => await anchorsOn(connection, key, folder),
    request,
    async close() {
      await rpc.close();
      await connection.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a chain and plays the year of the example world on it. */
export async function startExampleChain(): Promise<ExampleChain> {
  const world = await readWorld();
  const chain = await startChain(dayBefore(world));
  const { client, provider, deployment, folder } = chain;
  const manifests = join(folder, "manifests");
  const { play, differences } = await playYear({ client, world, manifests });
  if (differences.length > 0) throw new Error("the example world did not end as expected");
  return { ...chain, play, as: contractsAs(world, deployment, provider) };
}

/** Starts a chain and issues many units on it: of 200 models of 100 makers, half by the lot, half by the list. */
export async function startScaleChain(units: number): Promise<TestChain> {
  const chain = await startChain(new Date("2026-01-05T08:00:00Z"));
  await issueAtScale(chain.client, units, chain.folder, () => {});
  return chain;
}

let example: Promise<ExampleChain> | undefined;

/**
 * The example chain that all suites of a process share: for those that only read. It stops when all of them are done.
 */
export function exampleChain(): Promise<ExampleChain> {
  example ??= startExampleChain();
  return example;
}

// Outside of every `describe`: runs once, when all tests of the process are done. There is none in a benchmark.
globalThis.after?.(async () => await (await example)?.close());
