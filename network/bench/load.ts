// Load: transactions that are signed beforehand, sent as fast as the nodes take them, and timed by when they are in blocks.
import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "viem";

/** Asks a node. */
export type Request = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** What was measured. */
export interface Measured {
  /** Transactions in blocks. */
  readonly count: number;
  /** Blocks that hold one of them at least. */
  readonly blocks: number;
  /** From the first that was sent to the block with the last. */
  readonly seconds: number;
  /** Transactions a second. */
  readonly tps: number;
}

/** How load is sent. */
export interface LoadOptions {
  /** Nodes to send to, in turn: a client of each. */
  readonly nodes: readonly Request[];
  /** Transactions under way at once that no node has taken yet. */
  readonly atOnce?: number;
  /** Most seconds to wait for the last one. */
  readonly mostSeconds?: number;
}

/**
 * Sends signed transactions, those of one sender in order and to one node, and waits until all of them are in blocks.
 *
 * @param bySender Signed transactions of each sender, in the order of their nonces.
 * @throws where one is refused by a node or fails in its block: what failed must not be counted as done.
 */
export async function measure(
  bySender: readonly (readonly Hex[])[],
  { nodes, atOnce = 64, mostSeconds = 600 }: LoadOptions,
): Promise<Measured> {
  const [first] = nodes;
  if (first === undefined) throw new Error("There is no node to send to.");
  const started = performance.now();
  const hashes: Hex[] = [];
  const senders = bySender.map((transactions, index) => ({
    transactions,
    send: nodes[index % nodes.length] ?? first,
  }));
  const lanes = Math.max(1, Math.min(atOnce, senders.length));
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < senders.length) {
        const { transactions, send } = senders[next++] as (typeof senders)[number];
        // One after the other: a node keeps those of one sender in order.
        for (const transaction of transactions) {
          hashes.push((await send("eth_sendRawTransaction", [transaction])) as Hex);
        }
      }
    }),
  );
  const deadline = started + mostSeconds * 1000;
  const open = new Set(hashes);
  let height = 0;
  let blocks = 0;
  let seen = Number(await first("eth_blockNumber", [])) - 200;
  while (open.size > 0) {
    height = Number(await first("eth_blockNumber", []));
    for (let number = Math.max(seen + 1, 0); number <= height; number += 1) {
      const block = (await first("eth_getBlockByNumber", [`0x${number.toString(16)}`, false])) as {
        transactions: Hex[];
      };
      const found = block.transactions.filter((hash) => open.delete(hash));
      if (found.length > 0) blocks += 1;
    }
    seen = height;
    if (open.size > 0 && performance.now() > deadline) {
      throw new Error(
        `After ${mostSeconds} s ${open.size} of ${hashes.length} transactions are in no block.`,
      );
    }
    if (open.size > 0) await sleep(50);
  }
  const seconds = (performance.now() - started) / 1000;
  // The clock has stopped. What is in a block may have failed in it.
  const failed = await failures(hashes, first);
  if (failed.length > 0) {
    throw new Error(
      `${failed.length} of ${hashes.length} transactions failed, ${failed[0]} first.`,
    );
  }
  return { count: hashes.length, blocks, seconds, tps: hashes.length / seconds };
}

async function failures(hashes: readonly Hex[], ask: Request): Promise<Hex[]> {
  const failed: Hex[] = [];
  for (let from = 0; from < hashes.length; from += 32) {
    const part = hashes.slice(from, from + 32);
    const receipts = (await Promise.all(
      part.map((hash) => ask("eth_getTransactionReceipt", [hash])),
    )) as ({ status: Hex } | null)[];
    failed.push(...part.filter((_, index) => receipts[index]?.status !== "0x1"));
  }
  return failed;
}
