// The anchor as a node tells it: for who founds a chain, or deploys to one, on a node of their own.
import type { Chain, Client, Hex, Transport } from "viem";
import { readContract } from "viem/actions";
import { consortiumAbi } from "../abis/consortium.js";
import type { Deployment } from "../chains/contracts.js";
import { keccak256 } from "../internal/keccak.js";
import type { Anchor, AnchoredContract, Seals } from "./anchor.js";
import { NotProvenError } from "./errors.js";
import { readBlockHeader } from "./header.js";

/** What {@link readAnchor} is given. */
export interface ReadAnchorParameters {
  /** Content of `deployments/<chainId>.json`. */
  readonly deployment: Deployment;
  /** Whether validators seal the blocks of the chain. */
  readonly seals: Seals;
}

/**
 * Reads an anchor from a node, which is believed. It is worth what the way is worth on which it was got: whoever founds the
 * chain calls this on a node of their own and gives the anchor on; whoever wants to check that node must not.
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
  const block = await client.request({ method: "eth_getBlockByNumber", params: ["0x0", false] });
  const { hash } = readBlockHeader(block, seals);
  const contracts: Record<string, AnchoredContract> = {};
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
  }
  return {
    chainId: deployment.chainId,
    genesisHash: hash,
    validators: seals === "qbft" ? await foundersOf(client, contracts.Consortium?.address) : [],
    contracts,
    seals,
  };
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
