// The contract `Anchors` of a chain: read by proof, and written to by the account of the vault.

import { UserError } from "@openrobotid/kit/command";
import { anchorsAbi } from "@openrobotid/sdk/abis";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { anchorsCodeHash } from "@openrobotid/sdk/vault";
import { type Address, createWalletClient, keccak256 } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { getCode, readContract, waitForTransactionReceipt } from "viem/actions";
import type { AnchorsContract } from "./anchoring.js";

/**
 * Connects to it.
 *
 * @throws UserError where there is other code at the address.
 */
export async function connectAnchors(
  client: ProvingClient,
  {
    address,
    key,
    node,
  }: { readonly address: Address; readonly key: PrivateKeyAccount; readonly node: string },
): Promise<AnchorsContract> {
  const code = await getCode(client, { address });
  if (code === undefined || keccak256(code) !== anchorsCodeHash) {
    throw new UserError(`anchors is ${address}, and the code there is not that of Anchors.`);
  }
  const chainId = client.transport.proof.anchor.chainId;
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
