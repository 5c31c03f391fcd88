// What is asked of the chain about a snapshot: through the node that proves.

import {
  type Abi,
  type Address,
  createPublicClient,
  type Hex,
  http,
  type PublicClient,
  parseAbi,
  toEventSelector,
} from "viem";
import { contracts } from "../contracts.js";
import type { IndexedDeployment } from "../settings.js";
import { addTo, asLogs } from "./log-heads.js";
import type { Logs } from "./manifest.js";
import { ForgedError, SnapshotError } from "./problem.js";

/** What is emitted with every entry, whatever it is about. */
const RECORDED = toEventSelector("Recorded(bytes32,uint16,address,uint256,uint40,bytes32,bytes32)");
const logAbi = parseAbi(["function log() view returns (uint256 count, bytes32 head)"]);

/** Blocks whose entries are asked for at once. */
const BLOCKS = 2048;

/** A block, as a manifest has it. */
export interface Block {
  readonly number: number;
  readonly hash: Hex;
  readonly timestamp: number;
}

/** Asks a node. */
export function ask(url: string): PublicClient {
  return createPublicClient({ transport: http(url, { timeout: 120_000, retryCount: 3 }) });
}

/** A block of the chain. */
export async function blockAt(client: PublicClient, number: number): Promise<Block> {
  try {
    const { hash, timestamp } = await client.getBlock({ blockNumber: BigInt(number) });
    return { number, hash, timestamp: Number(timestamp) };
  } catch (error) {
    throw new SnapshotError(
      `The nodes show no block ${number}: ${messageOf(error)}. Wait until they have it, or name others in RPC_URLS.`,
    );
  }
}

/** The contracts that keep a log, with their addresses. */
export function loggingContracts({
  contracts: deployed,
}: IndexedDeployment): ReadonlyMap<string, Address> {
  const names = Object.entries(contracts as Record<string, Abi>).flatMap(([name, abi]) =>
    abi.some((item) => item.type === "function" && item.name === "log") ? [name] : [],
  ) as (keyof typeof deployed)[];
  return new Map(names.map((name) => [name, deployed[name].address.toLowerCase() as Address]));
}

/**
 * Examines that the chain has a block.
 *
 * @param url - The node that proves.
 * @throws ForgedError where it has another one of that number; SnapshotError where it has none.
 */
export async function requireBlock(url: string, { number, hash, timestamp }: Block): Promise<void> {
  const found = await blockAt(ask(url), number);
  if (found.hash !== hash) {
    throw new ForgedError(
      `Block ${number} has the hash ${found.hash} on this chain, and ${hash} in the manifest: the files are of another chain.`,
    );
  }
  if (found.timestamp !== timestamp) {
    throw new ForgedError(
      `Block ${number} has the time ${found.timestamp} on this chain, and ${timestamp} in the manifest: it was altered.`,
    );
  }
}

/**
 * Compares logs as of a block with those that the contracts commit to. Where no node shows the state of that block any more, the entries
 * since are added, and the newest state is asked: each of them is proven in its block.
 *
 * @param url - The node that proves.
 * @throws ForgedError where they differ; SnapshotError where nothing can be proven now.
 */
export async function requireLogs(
  url: string,
  deployment: IndexedDeployment,
  { block, logs }: { block: Block; logs: Logs },
): Promise<void> {
  const client = ask(url);
  await requireBlock(url, block);
  const all = loggingContracts(deployment);
  const proven = await committed(client, all, BigInt(block.number)).catch(() => undefined);
  if (proven) return requireSame(proven, logs, all, `at block ${block.number}`);
  const last = await client.getBlockNumber();
  const then = await withLater(client, all, logs, { from: block.number + 1, to: Number(last) });
  try {
    const now = await committed(client, all, last);
    requireSame(now, then, all, `at block ${last}, with the entries since block ${block.number}`);
  } catch (error) {
    if (error instanceof SnapshotError) throw error;
    throw new SnapshotError(
      `What the contracts commit to at block ${last} cannot be proven now: ${messageOf(error)}. Try again, or name other nodes in RPC_URLS: what is imported so far is kept.`,
    );
  }
}

/** What each contract commits to in the state of a block. */
async function committed(
  client: PublicClient,
  all: ReadonlyMap<string, Address>,
  blockNumber: bigint,
): Promise<Logs> {
  const found = await Promise.all(
    [...all].map(async ([name, address]) => {
      const call = { address, abi: logAbi, functionName: "log", blockNumber } as const;
      const [count, head] = await client.readContract(call);
      return [name, { count: String(count), head }] as const;
    }),
  );
  return Object.fromEntries(found);
}

/** Logs with the entries of some blocks more. */
async function withLater(
  client: PublicClient,
  all: ReadonlyMap<string, Address>,
  before: Logs,
  { from, to }: { from: number; to: number },
): Promise<Logs> {
  const names = new Map([...all].map(([name, address]) => [address, name]));
  const logs = new Map(
    Object.entries(before).map(([name, { count, head }]) => [
      name,
      { count: BigInt(count), head: head as Hex },
    ]),
  );
  for (let first = from; first <= to; first += BLOCKS) {
    const range = { fromBlock: first, toBlock: Math.min(first + BLOCKS - 1, to) };
    const params = [
      {
        address: [...all.values()],
        topics: [RECORDED],
        fromBlock: `0x${range.fromBlock.toString(16)}`,
        toBlock: `0x${range.toBlock.toString(16)}`,
      },
    ];
    const entries = (await client.request({ method: "eth_getLogs", params } as never)) as Entry[];
    for (const { address, topics, data } of entries) {
      const name = names.get(address.toLowerCase() as Address);
      if (name) addTo(logs, name, topics[1] as Hex, `0x${data.slice(-64)}`);
    }
  }
  return asLogs(logs);
}

interface Entry {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

function requireSame(
  proven: Logs,
  found: Logs,
  all: ReadonlyMap<string, Address>,
  where: string,
): void {
  for (const name of new Set([...all.keys(), ...Object.keys(found)])) {
    const { count, head } = proven[name] ?? EMPTY;
    const of = found[name] ?? EMPTY;
    if (of.count === count && of.head === head) continue;
    throw new ForgedError(
      `The log of ${name} ${where} is proven to have ${count} entries and the head ${head}; the files lead to ${of.count} entries and the head ${of.head}: something is left out, added or altered.`,
    );
  }
}

const EMPTY = { count: "0", head: `0x${"00".repeat(32)}` } as const;

function messageOf(error: unknown): string {
  const { shortMessage, details, message } = error as {
    shortMessage?: string;
    details?: string;
    message: string;
  };
  return details ?? shortMessage ?? message;
}
