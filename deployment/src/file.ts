// deployments/<chainId>.json: where the contracts of a chain are. The one truth for SDK, indexer
// and web.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contractNames } from "@openrobotid/sdk/chains";

export const DEPLOYMENTS_FOLDER = fileURLToPath(new URL("../../deployments", import.meta.url));

/** The contracts of a registry by their Solidity names. */
export type ContractName = Capitalize<(typeof contractNames)[number]>;

export const CONTRACT_NAMES = contractNames.map(
  (name) => `${name[0]?.toUpperCase()}${name.slice(1)}` as ContractName,
);

/**
 * Contracts that are deployed beside the registry: nothing of it asks them, so that a chain can get them at any time, and no deployment file
 * must name them.
 */
export const CONTRACTS_BESIDE = ["Anchors"] as const;

export type DeployedContract = {
  address: string;
  /** Block in which it was deployed: its events begin here. */
  startBlock: number;
  /** keccak256 of its runtime code. */
  codeHash: string;
};

/** What proofs begin with, beside the addresses and code hashes of the contracts. */
export type DeploymentAnchor = {
  genesisHash: string;
  /** The set that seals block 1; empty where nobody seals. */
  validators: string[];
  seals: "qbft" | "none";
  /** Count and head of the logs that block 0 begins with, where the registry is in it. */
  founding?: Partial<Record<ContractName, { count: number; head: string }>>;
  /** Keys that cosign checkpoints, and how many of them must have. */
  witnesses?: { seat: number; key: string; url?: string }[];
  cosigners?: number;
};

export type Deployment = {
  chainId: number;
  /** Name of the set of parameters it was made with. */
  parameters: string;
  anchor: DeploymentAnchor;
  contracts: Record<ContractName, DeployedContract>;
};

export function deploymentFile(chainId: number, folder = DEPLOYMENTS_FOLDER): string {
  return join(folder, `${chainId}.json`);
}

/** Writes the file of a chain and tells its path. */
export function writeDeployment(deployment: Deployment, folder = DEPLOYMENTS_FOLDER): string {
  mkdirSync(folder, { recursive: true });
  const file = deploymentFile(deployment.chainId, folder);
  writeFileSync(file, `${JSON.stringify(deployment, null, 2)}\n`);
  return file;
}

export function readDeployment(chainId: number, folder = DEPLOYMENTS_FOLDER): Deployment {
  return JSON.parse(readFileSync(deploymentFile(chainId, folder), "utf8")) as Deployment;
}
