// The last block of a chain that stopped: proven from its anchor, as two thirds of its validators sealed it. Blocks under an override
// are none of that; of the others it must be the last that changed anything.
import { UserError } from "@openrobotid/kit/command";
import { getProposals, type RecordedProposal } from "@openrobotid/sdk/actions";
import { robotIdChain, type Deployment as SdkDeployment } from "@openrobotid/sdk/chains";
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

/** What blocks are proven with. */
export type Old = {
  /** What proofs of the old chain begin with. */
  anchor: Anchor;
  /** Where its contracts are. */
  deployment: SdkDeployment;
  /** Endpoints of nodes that have it: of several members, where there are. */
  nodes: readonly string[];
};

/**
 * Proves a block from the anchor of its chain, and that nothing was written after it.
 *
 * @throws UserError where it cannot be proven, with why; and where a later block is proven whose state is another one.
 */
export async function proveLastBlock(old: Old, number: number): Promise<LastBlock> {
  const block = await proveBlock(old, number);
  if (typeof block === "string") {
    throw new UserError(
      `Block ${number} is not proven: ${block}\nExpected a block that two thirds of the contract's validators sealed, before any override.`,
    );
  }
  const last = await lastProven(old, block);
  if (last.stateRoot === block.stateRoot) return block;
  throw new UserError(
    `Block ${last.number} is proven too, and something was written after block ${number}: it would be lost. Give --block ${last.number}, and let the other members know.`,
  );
}

/** The proposals that are not over at a block: what of them is passed can be carried out on the chain that comes after. */
export async function openProposals(
  old: Old,
  { number }: LastBlock,
): Promise<readonly RecordedProposal[]> {
  const state = ["pending", "active", "succeeded", "queued"] as const;
  return await getProposals(clientAt(old, number), { state });
}

/** A block, or why it is not proven. */
async function proveBlock(old: Old, number: number): Promise<LastBlock | string> {
  const { transport } = clientAt(old, number);
  try {
    const head = await transport.proof.head();
    const { hash, stateRoot, timestamp }: BlockHeader = await transport.proof.header();
    const sealers = head.sealers ?? [];
    return { number, hash, stateRoot, timestamp: Number(timestamp), sealers };
  } catch (error) {
    const why = proofErrorOf(error);
    if (why === undefined) throw error;
    return why.message;
  }
}

/** The newest block that is proven, of those that the nodes have. What an override made comes after it, or between. */
async function lastProven(old: Old, block: LastBlock): Promise<LastBlock> {
  const heights = await Promise.all(old.nodes.map(heightOf));
  const newest = Math.max(block.number, ...heights.flatMap((height) => height ?? []));
  let [last, above] = [block, newest + 1];
  // The newest one first: after an override that ended, it is proven although some before it are not.
  for (let number = newest; last.number + 1 < above; ) {
    const found = await proveBlock(old, number);
    if (typeof found === "string") above = number;
    else last = found;
    number = Math.floor((last.number + above) / 2);
  }
  return last;
}

/** `undefined` where a node does not answer: of several one is enough. */
async function heightOf(node: string): Promise<number | undefined> {
  const { request } = endpointTransport(node, { timeout: 20_000 })({});
  return await request({ method: "eth_blockNumber", params: [] }).then(Number, () => undefined);
}

/** A client that proves, of the chain as it was when a block was the newest. */
function clientAt({ anchor, deployment, nodes }: Old, number: number) {
  const transports = nodes.map((node) =>
    endingAt(endpointTransport(node, { timeout: 20_000, batch: true }), toHex(number)),
  );
  // However long ago the chain stopped: the block says when it was made, and no witness signs any more.
  const options = { anchor, maxAge: Number.POSITIVE_INFINITY, cosigners: 0 };
  const chain = robotIdChain({ deployment, rpcUrls: ["http://127.0.0.1"] });
  return createClient({ chain, transport: proven(transports, options), cacheTime: 0 });
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
