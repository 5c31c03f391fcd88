// The contract `Anchors` of a chain: read through the client that is given, and written to by the account that anchors.
import { anchorsAbi } from "@openrobotid/sdk/abis";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { anchorsCodeHash } from "@openrobotid/sdk/vault";
import { type Address, type Client, createWalletClient, keccak256 } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { getCode, readContract, waitForTransactionReceipt } from "viem/actions";
import type { AnchorsContract } from "./anchoring.js";

/** There is other code at the address. */
export class NotAnchorsError extends Error {
  override readonly name = "NotAnchorsError";
}

/**
 * Connects to it.
 *
 * @param client Reads the chain: by proof, where nothing else keeps its node from inventing anchors.
 * @throws NotAnchorsError where there is other code at the address.
 */
export async function connectAnchors(
  client: Client,
  {
    address,
    key,
    node,
    chainId,
  }: {
    readonly address: Address;
    readonly key: PrivateKeyAccount;
    readonly node: string;
    readonly chainId: number;
  },
): Promise<AnchorsContract> {
  const code = await getCode(client, { address });
  if (code === undefined || keccak256(code) !== anchorsCodeHash) {
    throw new NotAnchorsError(`anchors is ${address}, and the code there is not that of Anchors.`);
  }
  const name = `Open Robot ID ${chainId}`;
  const chain = {
    ...{ id: chainId, name, rpcUrls: { default: { http: [node] } } },
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    fees: { maxPriorityFeePerGas: 0n },
  };
  const wallet = createWalletClient({ account: key, chain, transport: endpointTransport(node) });
  const contract = { address, abi: anchorsAbi } as const;
  return {
    account: key.address,
    anchorsOf: async (topic) => {
      const [count, head, anchoredAt] = await readContract(client, {
        ...contract,
        functionName: "anchorsOf",
        args: [key.address, topic],
      });
      return { count: Number(count), head, anchoredAt };
    },
    send: async (topic, root, leaves) => {
      const hash = await wallet.writeContract({
        ...contract,
        functionName: "anchor",
        args: [topic, root, BigInt(leaves)],
      });
      await waitForTransactionReceipt(wallet, { hash, pollingInterval: 200 });
    },
  };
}
