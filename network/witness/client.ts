// What a witness reads through: a client that proves, and the anchor in a file.
import { readFileSync } from "node:fs";
import { robotIdChain } from "@openrobotid/sdk/chains";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { type Anchor, parseAnchor, proven } from "@openrobotid/sdk/proof";
import { createClient } from "viem";
import { UserError } from "../../scripts/command.js";

/** A client that proves. A witness asks no other one. */
export function clientOver(
  anchor: Anchor,
  endpoints: readonly string[],
  now?: (() => number) | undefined,
  cosigners = 0,
): ProvingClient {
  const contracts = Object.entries(anchor.contracts).map(([name, one]) => {
    return [name, { ...one, startBlock: 0 }] as const;
  });
  const deployment = { chainId: anchor.chainId, contracts: Object.fromEntries(contracts) };
  const chain = robotIdChain({ deployment, rpcUrls: ["http://127.0.0.1"] });
  const nodes = endpoints.map((url) => endpointTransport(url, { batch: true, timeout: 20_000 }));
  const transport = proven(nodes, { anchor, cosigners, ...(now && { now }) });
  return createClient({ chain, transport, cacheTime: 0 }) as unknown as ProvingClient;
}

/** The anchor in a file of its own, or in a deployment's. */
export function readAnchorFile(file: string): Anchor {
  try {
    return parseAnchor(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(
      `${file} cannot be read as an anchor: ${error instanceof Error ? error.message : error}`,
    );
  }
}
