import { type Chain, type ChainContract, defineChain, isAddress } from "viem";
import { RegistryConfigurationError } from "../errors/registry-error.js";
import { type ContractName, contractNames, type DeploymentJson } from "./contracts.js";

/** What {@link robotIdChain} is given. */
export interface RobotIdChainParameters {
  /** Content of `deployments/<chainId>.json`, read or imported. */
  readonly deployment: DeploymentJson;
  /** Endpoints of the chain's nodes, over HTTP or WebSocket. */
  readonly rpcUrls: readonly [string, ...string[]];
  /** Name to show; `Open Robot ID <chainId>` by default. */
  readonly name?: string;
}

/** A viem chain that knows the contracts of a registry. */
export type RobotIdChain = Chain & { contracts: Record<ContractName, ChainContract> };

/**
 * The viem chain of a registry: what a client needs to find the contracts.
 *
 * @throws RegistryConfigurationError where the deployment leaves a contract out.
 *
 * @example
 * ```ts
 * import { createPublicClient, http } from "viem";
 * import { robotIdActions } from "@openrobotid/sdk/actions";
 * import { robotIdChain } from "@openrobotid/sdk/chains";
 *
 * const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
 * const client = createPublicClient({ chain, transport: http() }).extend(robotIdActions());
 * ```
 */
export function robotIdChain({ deployment, rpcUrls, name }: RobotIdChainParameters): RobotIdChain {
  const contracts = {} as Record<ContractName, ChainContract>;
  for (const key of contractNames) {
    const contract = deployment.contracts[`${key[0]?.toUpperCase()}${key.slice(1)}`];
    if (!contract) {
      throw new RegistryConfigurationError(
        `The deployment of chain ${deployment.chainId} leaves ${key} out.`,
        "Give it the whole content of deployments/<chainId>.json.",
      );
    }
    const { address, startBlock } = contract;
    if (!isAddress(address, { strict: false })) {
      throw new RegistryConfigurationError(
        `The deployment of chain ${deployment.chainId} gives ${key} the address ${JSON.stringify(address)}.`,
        "Expected 0x and 40 hexadecimal digits: give it the whole content of deployments/<chainId>.json.",
      );
    }
    contracts[key] = { address, blockCreated: startBlock };
  }
  const chain = defineChain({
    id: deployment.chainId,
    name: name ?? `Open Robot ID ${deployment.chainId}`,
    // Gas is free on a consortium chain: the currency has a name because every chain's must.
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [...rpcUrls] } },
    // Nor does anyone bid for a place in a block: an account that has nothing can write.
    fees: { maxPriorityFeePerGas: 0n },
    // Said before a node is asked to fill the transaction in: some offer a tip of their own, which nobody here could pay.
    prepareTransactionRequest: async (request) =>
      request.gasPrice === undefined
        ? ({
            ...request,
            maxPriorityFeePerGas: request.maxPriorityFeePerGas ?? 0n,
          } as typeof request)
        : request,
    contracts,
  });
  return chain as unknown as RobotIdChain;
}
