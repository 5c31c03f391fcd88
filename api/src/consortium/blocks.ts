// Who made the last blocks, where the chain says so: Besu counts the signers of QBFT; elsewhere the coinbase of a block may
// name its validator. Where neither does, it is not known.
import type { z } from "@hono/zod-openapi";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { createPublicClient, fallback, type Hex, numberToHex } from "viem";
import type { blocks } from "../schemas/consortium.js";

type Production = Omit<z.infer<typeof blocks>, "asOf">;

/** A validator node and its seat. */
export interface Validator {
  readonly address: string;
  readonly seat: { readonly number: number; readonly name: string };
}

/** Blocks that are read one by one where the node does not count. */
const MOST_READ = 100;
/** How long an answer is kept, in milliseconds. */
const KEPT = 10_000;

const UNKNOWN: Production = {
  status: "unknown",
  source: null,
  from: null,
  to: null,
  producers: [],
};

/** Asks the chain who makes its blocks. */
export class BlockProducers {
  readonly #client;
  readonly #kept = new Map<number, { at: number; answer: Promise<Production> }>();

  constructor(urls: readonly string[]) {
    const transports = urls.map((url) =>
      endpointTransport(url, { timeout: 5_000, retryCount: 0, batch: true }),
    );
    this.#client = createPublicClient({ transport: fallback(transports, { retryCount: 0 }) });
  }

  /** Who made the last blocks. Asked of the node at most every few seconds. */
  async last(count: number, validators: readonly Validator[]): Promise<Production> {
    const kept = this.#kept.get(count);
    if (kept && Date.now() - kept.at < KEPT) return await kept.answer;
    const answer = this.#ask(count, validators).catch(() => UNKNOWN);
    this.#kept.set(count, { at: Date.now(), answer });
    return await answer;
  }

  async #ask(count: number, validators: readonly Validator[]): Promise<Production> {
    const head = Number(await this.#client.getBlockNumber({ cacheTime: 0 }));
    const from = Math.max(0, head - count + 1);
    const made = (await this.#signers(from, head)) ?? (await this.#coinbases(from, head));
    if (!made) return UNKNOWN;
    const seatOf = (address: string) =>
      validators.find((each) => each.address.toLowerCase() === address)?.seat ?? null;
    // A chain whose blocks name none of the validators does not say who made them.
    if (![...made.blocks.keys()].some(seatOf)) return UNKNOWN;
    const idle = validators
      .filter(({ address }) => !made.blocks.has(address.toLowerCase()))
      .map(({ seat }) => ({ seat, blocks: 0, lastBlock: null }));
    const producers = [...made.blocks].map(([address, each]) => ({
      seat: seatOf(address),
      ...each,
    }));
    return {
      status: "known",
      source: made.source,
      from: made.from,
      to: head,
      producers: [...producers, ...idle].toSorted((a, b) => b.blocks - a.blocks),
    };
  }

  /** What Besu counts. */
  async #signers(from: number, to: number) {
    try {
      const signers = (await this.#client.request({
        method: "qbft_getSignerMetrics",
        params: [numberToHex(from), numberToHex(to)],
      } as never)) as { address: Hex; proposedBlockCount: Hex; lastProposedBlockNumber: Hex }[];
      const blocks = new Map(
        signers.map((each) => [
          each.address.toLowerCase(),
          {
            blocks: Number(each.proposedBlockCount),
            lastBlock: Number(each.lastProposedBlockNumber),
          },
        ]),
      );
      return { source: "signers" as const, from, blocks };
    } catch {
      // Not Besu, or its QBFT methods are not enabled.
      return undefined;
    }
  }

  async #coinbases(from: number, to: number) {
    const first = Math.max(from, to - MOST_READ + 1);
    const numbers = Array.from({ length: to - first + 1 }, (_, index) => first + index);
    const headers = await Promise.all(
      numbers.map((number) => this.#client.getBlock({ blockNumber: BigInt(number) })),
    );
    const blocks = new Map<string, { blocks: number; lastBlock: number }>();
    for (const { miner, number } of headers) {
      if (!miner || number === null) continue;
      const each = blocks.get(miner.toLowerCase()) ?? { blocks: 0, lastBlock: 0 };
      blocks.set(miner.toLowerCase(), { blocks: each.blocks + 1, lastBlock: Number(number) });
    }
    return { source: "coinbase" as const, from: first, blocks };
  }
}
