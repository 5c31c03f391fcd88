// The newest block. A node may tell its height before the block can be read: Besu answers `eth_getBlockByNumber` with null
// for a moment. Null at the head means "not yet", and past the head "there is none".

import { getBlock } from "viem/actions";
import type { ReadOptions, RegistryClient } from "./client.js";

/** Milliseconds between two looks, and the most that is waited. */
const INTERVAL = 100;
const PATIENCE = 15_000;

type Request = (call: never, options?: never) => Promise<unknown>;
type Call = { readonly method: string; readonly params?: readonly unknown[] };

/**
 * Wraps the request function of a client or transport: a block that the node's height covers is waited for, up to 15 s.
 * Everything else, a block past the head included, is answered as the node answers.
 */
export function waitForHead<request extends Request>(request: request): request {
  const ask = request as unknown as (call: Call, options?: unknown) => Promise<unknown>;
  const waiting = async (call: Call, options?: unknown): Promise<unknown> => {
    let answer = await ask(call, options);
    if (call.method !== "eth_getBlockByNumber") return answer;
    const deadline = Date.now() + PATIENCE;
    while (answer === null && Date.now() < deadline && (await isTold(call.params?.[0]))) {
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
      answer = await ask(call, options);
    }
    return answer;
  };
  /** Whether the node says that there is such a block. */
  const isTold = async (block: unknown): Promise<boolean> => {
    // Every chain has a latest block.
    if (block === "latest") return true;
    if (typeof block !== "string" || !block.startsWith("0x")) return false;
    return BigInt(block) <= BigInt((await ask({ method: "eth_blockNumber" })) as string);
  };
  return waiting as unknown as request;
}

/** A block to read at, so that everything that is read is of one moment. */
export interface Moment {
  /** Number of the block. */
  readonly blockNumber: bigint;
  /** Block time, in seconds. */
  readonly timestamp: number;
}

/** What a transport that proves reports of a block. */
interface HeaderProof {
  header(number?: bigint): Promise<{ readonly number: bigint; readonly timestamp: number }>;
}

/**
 * The block to read at: the one asked for, or the latest. One that the node announces and cannot give yet is waited for. Where the transport
 * proves, its header is enough.
 */
export async function momentOf(
  client: RegistryClient,
  { blockNumber }: Pick<ReadOptions, "blockNumber">,
): Promise<Moment> {
  const { proof } = client.transport as { proof?: HeaderProof };
  if (proof) {
    const { number, timestamp } = await proof.header(blockNumber);
    return { blockNumber: number, timestamp };
  }
  const waiting = { ...client, request: waitForHead(client.request) };
  const block = await getBlock(waiting, blockNumber === undefined ? {} : { blockNumber });
  if (block.number === null) throw new Error("The node gave a block without a number.");
  return { blockNumber: block.number, timestamp: Number(block.timestamp) };
}
