import type { Address, Chain, Client, Hex, Transport } from "viem";
import { RegistryConfigurationError } from "../errors/registry-error.js";

/**
 * The contracts of a registry, by the names they have in `chain.contracts`: the one list, from which the ABIs, the
 * deployment file and all else take them.
 *
 * @example
 * ```ts
 * import { contractNames } from "@openrobotid/sdk/chains";
 *
 * contractNames.includes("robotRegistry"); // true
 * ```
 */
export const contractNames = [
  "accessManager",
  "authorityRegistry",
  "consortium",
  "consortiumGovernor",
  "dossier",
  "recallRegistry",
  "registrarOrders",
  "registryModules",
  "robotFlags",
  "robotRegistry",
  "signedActs",
  "timelockController",
] as const;

/** Name of a contract of the registry. */
export type ContractName = (typeof contractNames)[number];

/** Where a contract is. */
export interface DeployedContract {
  /** Its address. */
  readonly address: Address;
  /** The block it was deployed in: no event of it is older. */
  readonly startBlock: number;
  /** keccak256 of its runtime code. */
  readonly codeHash: Hex;
}

/** What `deployments/<chainId>.json` says. */
export interface Deployment {
  /** The chain's id. */
  readonly chainId: number;
  /** The contracts by their Solidity names, e.g. `RobotRegistry`. */
  readonly contracts: Readonly<Record<string, DeployedContract>>;
}

/** A {@link Deployment} as an import of the JSON file has it, whose types know no addresses. */
export interface DeploymentJson {
  /** The chain's id. */
  readonly chainId: number;
  /** The contracts by their Solidity names. */
  readonly contracts: Readonly<
    Record<
      string,
      { readonly address: string; readonly startBlock: number; readonly codeHash: string }
    >
  >;
}

/**
 * Address of a contract of the registry, as the client's chain says.
 *
 * @internal
 */
export function contractOf(
  client: Client<Transport, Chain | undefined>,
  name: ContractName,
): { address: Address; startBlock: bigint } {
  const contract = client.chain?.contracts?.[name];
  if (!contract || !("address" in contract)) {
    throw new RegistryConfigurationError(
      `The client's chain does not say where ${name} is.`,
      "Make the chain with robotIdChain({ deployment, … }) from `@openrobotid/sdk/chains`.",
    );
  }
  const { address, blockCreated = 0 } = contract as { address: Address; blockCreated?: number };
  return { address, startBlock: BigInt(blockCreated) };
}
