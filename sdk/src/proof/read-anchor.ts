// The anchor as a node tells it: for who founds a chain, or deploys to one, on a node of their own.
import { type Chain, type Client, type Hex, type Transport, toFunctionSelector } from "viem";
import { readContract } from "viem/actions";
import { consortiumAbi } from "../abis/consortium.js";
import type { Deployment } from "../chains/contracts.js";
import { keccak256 } from "../internal/keccak.js";
import type { Anchor, AnchoredContract, FoundingLog, Seals } from "./anchor.js";
import { NotProvenError } from "./errors.js";
import { readBlockHeader } from "./header.js";

/** What the code of a contract compares with to find `log()`: PUSH4 and the selector. */
const DISPATCH_TO_LOG = `63${toFunctionSelector("log()").slice(2)}`;

/** What {@link readAnchor} is given. */
export interface ReadAnchorParameters {
  /** Content of `deployments/<chainId>.json`. */
  readonly deployment: Deployment;
  /** Whether validators seal the blocks of the chain. */
  readonly seals: Seals;
}

/**
 * Reads an anchor from a node, which is believed. It is worth what the way is worth on which it was
 * obtained: anyone who founds the chain calls this on a node of their own and gives the anchor on;
 * anyone who wants to check that node must not.
 *
 * @throws NotProvenError with reason `codeHash` where the code is not the one of the deployment.
 *
 * @example
 * ```ts
 * import { readAnchor } from "@openrobotid/sdk/proof";
 *
 * const anchor = await readAnchor(client, { deployment, seals: "none" });
 * anchor.chainId === deployment.chainId; // true
 * anchor.validators; // []
 * ```
 */
export async function readAnchor(
  client: Client<Transport, Chain | undefined>,
  { deployment, seals }: ReadAnchorParameters,
): Promise<Anchor> {
  const isSealed = seals === "qbft";
  const block = await client.request({ method: "eth_getBlockByNumber", params: ["0x0", false] });
  const { hash } = readBlockHeader(block, seals);
  const contracts: Record<string, AnchoredContract> = {};
  const founding: Record<string, FoundingLog> = {};
  for (const [name, { address, codeHash }] of Object.entries(deployment.contracts)) {
    const code = await client.request({ method: "eth_getCode", params: [address, "latest"] });
    const found = keccak256(code);
    if (found !== codeHash) {
      throw new NotProvenError("codeHash", {
        message: `The code of ${name} at ${address} hashes to ${found}; the deployment says ${codeHash}.`,
        suggestion: "Give the deployment of this node's chain.",
      });
    }
    contracts[name] = { address, codeHash };
    // Where nobody seals, the registry is deployed later: block 0 holds nothing of it.
    const log = isSealed && code && (await foundingLogOf(client, address, code));
    if (log) founding[name] = log;
  }
  return {
    chainId: deployment.chainId,
    genesisHash: hash,
    validators: isSealed ? await foundersOf(client, contracts.Consortium?.address) : [],
    contracts,
    seals,
    ...(isSealed && { founding }),
  };
}

/** The log of a contract in block 0; `undefined` where it has no entry yet, or keeps none. */
async function foundingLogOf(
  client: Client<Transport, Chain | undefined>,
  address: Hex,
  code: Hex,
): Promise<FoundingLog | undefined> {
  if (!code.includes(DISPATCH_TO_LOG)) return undefined;
  // Every log has the same view.
  const view = { abi: consortiumAbi, address, functionName: "log", blockNumber: 0n } as const;
  const [count, head] = await readContract(client, view);
  return count > 0n ? { count, head } : undefined;
}

/** The set that seals block 1. */
async function foundersOf(
  client: Client<Transport, Chain | undefined>,
  address: Hex | undefined,
): Promise<readonly Hex[]> {
  if (!address) return [];
  return await readContract(client, {
    abi: consortiumAbi,
    address,
    functionName: "getValidators",
    blockNumber: 0n,
  });
}
