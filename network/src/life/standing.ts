// How far a node has followed the chain, compared with others. No node should become a validator before it has caught up: a validator
// that is listed and absent counts among those that may fail.

import { UserError } from "@openrobotid/kit/command";
import { parseEndpoint } from "@openrobotid/sdk/endpoint";
import { type Hash, type Hex, numberToHex } from "viem";
import { requestsOf } from "../rpc.js";

/** Blocks by which a node may be behind and still count as caught up: what comes while one asks. */
const MOST_BEHIND = 3;

/** What a node says of itself. */
export type Standing = {
  /** Its address. */
  url: string;
  /** How it is asked: the address, with token and authority. */
  endpoint: string;
  genesis: Hash;
  height: number;
  syncing: boolean;
};

type Block = { hash: Hash } | null;

/** Asks a node how far it has followed the chain. */
export async function standingOf(endpoint: string): Promise<Standing> {
  const request = requestsOf(endpoint);
  const { url } = parseEndpoint(endpoint);
  const [first, height, syncing] = await Promise.all([
    request("eth_getBlockByNumber", ["0x0", false]) as Promise<Block>,
    request("eth_blockNumber", []) as Promise<Hex>,
    request("eth_syncing", []),
  ]);
  if (first === null) throw new UserError(`The node at ${url} has no block 0.`);
  const standing = { genesis: first.hash, height: Number(height), syncing: syncing !== false };
  return { url, endpoint, ...standing };
}

/**
 * Makes sure that a node is on the chain of the others and has caught up with them.
 *
 * @throws UserError where it is on another chain, behind, or alone.
 */
export async function requireCaughtUp(
  endpoint: string,
  others: readonly string[],
): Promise<Standing> {
  if (others.length === 0) {
    throw new UserError(
      "A node can be compared with others only: name one of another member at least.",
    );
  }
  const own = await standingOf(endpoint);
  const { url } = own;
  for (const other of await Promise.all(others.map(standingOf))) {
    if (other.genesis !== own.genesis) {
      throw new UserError(
        `${url} began with block ${own.genesis}, ${other.url} with ${other.genesis}: another chain.`,
      );
    }
    if (own.height < other.height - MOST_BEHIND) {
      throw new UserError(
        `${url} is at block ${own.height}, ${other.url} at ${other.height}: it has not caught up.`,
      );
    }
    const height = Math.min(own.height, other.height);
    const [mine, theirs] = await Promise.all([
      blockHash(own.endpoint, height),
      blockHash(other.endpoint, height),
    ]);
    if (mine !== theirs) {
      throw new UserError(
        `Block ${height} is ${mine} at ${url} and ${theirs} at ${other.url}: they are on different chains.`,
      );
    }
  }
  if (own.syncing) throw new UserError(`${url} says that it is still syncing.`);
  return own;
}

async function blockHash(endpoint: string, height: number): Promise<Hash | undefined> {
  const block = (await requestsOf(endpoint)("eth_getBlockByNumber", [
    numberToHex(height),
    false,
  ])) as Block;
  return block?.hash;
}
