// What a witness reads through: a client that proves, and the anchor in a file.
import { readFileSync } from "node:fs";
import { UserError } from "@openrobotid/kit/command";
import { robotIdChain } from "@openrobotid/sdk/chains";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { type Anchor, anchorOf, parseAnchor, proven } from "@openrobotid/sdk/proof";
import { createClient } from "viem";

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

/**
 * The anchor in a file of its own, or the one that a deployment's file carries: `network init` and `member join` write the latter.
 *
 * @throws UserError where the file is neither, or is a deployment's without an anchor.
 */
export function readAnchorFile(file: string): Anchor {
  let anchor: Anchor | undefined;
  try {
    const text = readFileSync(file, "utf8");
    anchor = isDeployment(text) ? anchorOf(JSON.parse(text)) : parseAnchor(text);
  } catch (error) {
    throw new UserError(
      `${file} cannot be read as an anchor: ${error instanceof Error ? error.message : error}`,
    );
  }
  if (anchor !== undefined) return anchor;
  throw new UserError(
    `${file} is a deployment that carries no anchor. Expected one that \`network init\` wrote, or an anchor in a file of its own (\`robotid anchor show\`).`,
  );
}

/** A file of an anchor says its format; a deployment's has none. What is no JSON is neither: the anchor's reader says so. */
function isDeployment(text: string): boolean {
  try {
    const { format, contracts } = JSON.parse(text) as Partial<Record<string, unknown>>;
    return format === undefined && contracts !== undefined;
  } catch {
    return false;
  }
}
