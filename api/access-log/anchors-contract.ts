// The contract `Anchors` of a chain: read through the client that is given, and written to by the account that anchors.
import { anchorsAbi } from "@openrobotid/sdk/abis";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { readLogOnChain } from "@openrobotid/sdk/vault";
import { type Address, type Client, createWalletClient } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { waitForTransactionReceipt } from "viem/actions";
import type { AnchorsContract } from "./anchoring.js";

/** There is other code at the address. */
export class NotAnchorsError extends Error {
  override readonly name = "NotAnchorsError";
}

/**
 * The contract. Nothing is asked until it is: each answer throws {@link NotAnchorsError} where there is other code at the address.
 *
 * @param client Reads the chain: by proof, where nothing else keeps its node from inventing anchors.
 */
export function anchorsContract(
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
): AnchorsContract {
  const name = `Open Robot ID ${chainId}`;
  const chain = {
    ...{ id: chainId, name, rpcUrls: { default: { http: [node] } } },
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    fees: { maxPriorityFeePerGas: 0n },
  };
  const wallet = createWalletClient({ account: key, chain, transport: endpointTransport(node) });
  const account = key.address;
  return {
    address,
    account,
    anchorsOf: async (topic) => {
      const found = await readLogOnChain(client, { contract: address, account, topic });
      if (found) return found;
      throw new NotAnchorsError(
        `anchors is ${address}, and the code there is not that of Anchors.`,
      );
    },
    send: async (topic, root, leaves) => {
      const hash = await wallet.writeContract({
        ...{ address, abi: anchorsAbi, functionName: "anchor" },
        args: [topic, root, BigInt(leaves)],
      });
      await waitForTransactionReceipt(wallet, { hash, pollingInterval: 200 });
    },
  };
}
