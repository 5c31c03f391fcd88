// The last block of a chain that stopped: proven from its anchor, as two thirds of its validators sealed it. What came after it,
// such as blocks under an override, is not looked at.
import { UserError } from "@openrobotid/kit/command";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { type Anchor, type BlockHeader, proofErrorOf, proven } from "@openrobotid/sdk/proof";
import { type Address, createClient, custom, type Hex, type Transport, toHex } from "viem";

/** A block that was proven, and who sealed it. */
export type LastBlock = {
  number: number;
  hash: Hex;
  stateRoot: Hex;
  /** In seconds. */
  timestamp: number;
  sealers: readonly Address[];
};

/**
 * Proves a block from the anchor of its chain.
 *
 * @param nodes Endpoints of nodes that have it: of several members, where there are.
 * @throws UserError where it cannot be proven, with why.
 */
export async function proveLastBlock(
  anchor: Anchor,
  nodes: readonly string[],
  number: number,
): Promise<LastBlock> {
  const transports = nodes.map((node) =>
    endingAt(endpointTransport(node, { timeout: 20_000 }), toHex(number)),
  );
  // However long ago the chain stopped: the block says when it was made, and no witness signs any more.
  const options = { anchor, maxAge: Number.POSITIVE_INFINITY, cosigners: 0 };
  const { transport } = createClient({ transport: proven(transports, options) });
  try {
    const head = await transport.proof.head();
    const { hash, stateRoot, timestamp }: BlockHeader = await transport.proof.header();
    const sealers = head.sealers ?? [];
    return { number, hash, stateRoot, timestamp: Number(timestamp), sealers };
  } catch (error) {
    const why = proofErrorOf(error);
    if (why === undefined) throw error;
    throw new UserError(
      `Block ${number} is not proven: ${why.message}\nExpected a block that two thirds of the contract's validators sealed, before any override.`,
    );
  }
}

/** A node as it was when a block was its newest. */
function endingAt(node: Transport, number: Hex): Transport {
  return (config) => {
    const { request } = node(config);
    return custom({
      request: async ({ method, params }) => {
        const [block, ...rest] = (params ?? []) as unknown[];
        const isNewest = method === "eth_getBlockByNumber" && block === "latest";
        return await request({ method, params: isNewest ? [number, ...rest] : params } as never);
      },
    })(config);
  };
}
