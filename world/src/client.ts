// The client through which a world is played.
import type { Deployment } from "@openrobotid/deployment/file";
import { type RobotIdChain, robotIdChain } from "@openrobotid/sdk/chains";
import { type Client, createClient, custom, type Transport } from "viem";

/** A client of a chain with the registry on it. */
export type WorldClient = Client<Transport, RobotIdChain>;

/** What answers requests to a node, as EIP-1193 says. */
type Eip1193 = { request(request: { method: string; params?: unknown[] }): Promise<unknown> };

/** Milliseconds between two looks for a receipt on a chain that makes a block at once. */
const SOON = 20;

/**
 * A client of a chain with the registry on it.
 *
 * @param pause Milliseconds between two looks for a receipt.
 */
export function clientOf(
  deployment: Deployment,
  transport: Transport,
  { pause = SOON } = {},
): WorldClient {
  // Not asked: the transport is.
  const rpcUrls = ["http://127.0.0.1:8545"] as const;
  const chain = robotIdChain({ deployment, rpcUrls });
  return createClient({ chain, transport, pollingInterval: pause });
}

/** As `clientOf`, of a chain of Hardhat's, by the provider of its connection. */
export function throwawayClient(deployment: Deployment, provider: Eip1193): WorldClient {
  // A refusal is an answer: nothing is asked again.
  return clientOf(deployment, custom(provider as never, { retryCount: 0 }));
}

/**
 * The same client, for sending on a chain whose time is moved on: what it simulates first is simulated in the next block, whose
 * time was set, and not in the latest one, which may be long ago.
 */
export function ahead(client: WorldClient): WorldClient {
  return { ...client, experimental_blockTag: "pending" };
}
