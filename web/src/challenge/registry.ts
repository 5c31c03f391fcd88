// The registry on the chain, read through this site's server, which passes on nothing but reads. The signature is verified
// here, in the browser; what is trusted is the node that tells which key belongs to the code.
import { robotIdActions } from "@openrobotid/sdk/actions";
import { type Deployment, robotIdChain } from "@openrobotid/sdk/chains";
import { createClient, http } from "viem";

function clientOf(deployment: Deployment) {
  const rpcUrl = `${location.origin}/rpc`;
  const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
  return createClient({
    chain,
    transport: http(rpcUrl, { timeout: 10_000, retryCount: 1 }),
  }).extend(robotIdActions());
}

/** A client of the registry. */
export type Registry = ReturnType<typeof clientOf>;

/** Asks the server where the registry is. */
export async function openRegistry(): Promise<Registry> {
  const response = await fetch("/deployment.json", { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`/deployment.json: ${response.status}`);
  return clientOf((await response.json()) as Deployment);
}
