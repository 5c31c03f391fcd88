// The chain as the engine reads it: blocks, and the logs of the contracts in them.
import { type Address, type Hex, numberToHex } from "viem";
import { type Nodes, RefusedError } from "./nodes.js";

/** The header of a block. */
export interface Header {
  readonly number: number;
  readonly hash: Hex;
  readonly parentHash: Hex;
  /** In seconds. */
  readonly timestamp: bigint;
}

/** A log. */
export interface RawLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: number;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  readonly logIndex: number;
}

/** Blocks that are taken in together. */
export interface Range {
  readonly logs: readonly RawLog[];
  /** Headers of the blocks with logs, by number. */
  readonly headers: ReadonlyMap<number, Header>;
  /** The last block. */
  readonly last: Header;
  /** Number of blocks. */
  readonly blocks: number;
}

interface RpcBlock {
  readonly number: Hex;
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly timestamp: Hex;
}

type RpcLog = Omit<RawLog, "blockNumber" | "logIndex"> & {
  readonly blockNumber: Hex;
  readonly logIndex: Hex;
};

/** Logs that a range should have, and no more than. */
const LOGS = { few: 2_000, many: 6_000 };

export class Chain {
  readonly #nodes: Nodes;
  readonly #addresses: readonly Address[];
  readonly #most: number;
  /** Blocks of the next range. */
  #blocks: number;

  /** @param most - Most blocks that one request asks for logs of. */
  constructor(nodes: Nodes, addresses: readonly Address[], most: number) {
    this.#nodes = nodes;
    this.#addresses = addresses;
    this.#most = most;
    this.#blocks = Math.min(most, 64);
  }

  /** The newest block. */
  async newest(): Promise<Header> {
    const header = await this.#header("latest");
    if (!header) throw new Error("No node has a newest block.");
    return header;
  }

  /** A block; `undefined` where no node has it. */
  async block(number: number): Promise<Header | undefined> {
    return await this.#header(numberToHex(number));
  }

  /** The logs of one block. */
  async logsOf({ hash }: Header): Promise<readonly RawLog[]> {
    return await this.#logs({ blockHash: hash });
  }

  /** A range that begins with a block and ends at the latest with another: as many blocks as have a good number of logs. */
  async range(from: number, until: number): Promise<Range> {
    const to = Math.min(until, from + this.#blocks - 1);
    let logs: readonly RawLog[];
    try {
      logs = await this.#logs({ fromBlock: numberToHex(from), toBlock: numberToHex(to) });
    } catch (error) {
      if (!(error instanceof RefusedError) || to === from) throw error;
      // Nodes answer no more than so many logs.
      this.#blocks = Math.max(1, (to - from + 1) >> 1);
      return await this.range(from, until);
    }
    if (logs.length < LOGS.few) this.#blocks = Math.min(this.#most, this.#blocks * 2);
    if (logs.length > LOGS.many) this.#blocks = Math.max(1, this.#blocks >> 1);
    const numbers = [...new Set([...logs.map(({ blockNumber }) => blockNumber), to])];
    const found = await this.#nodes.askAll(
      numbers.map((number) => ({
        method: "eth_getBlockByNumber",
        params: [numberToHex(number), false],
      })),
    );
    const headers = new Map<number, Header>();
    for (const block of found) {
      if (!block) throw new Error("The chain gave a block up while it was read.");
      const header = headerOf(block as RpcBlock);
      headers.set(header.number, header);
    }
    if (logs.some(({ blockNumber, blockHash }) => headers.get(blockNumber)?.hash !== blockHash)) {
      throw new Error("The chain gave a block up while it was read.");
    }
    const last = headers.get(to);
    if (!last) throw new Error("The chain gave a block up while it was read.");
    return { logs, headers, last, blocks: to - from + 1 };
  }

  async #header(block: string): Promise<Header | undefined> {
    const found = (await this.#nodes.ask("eth_getBlockByNumber", block, false)) as RpcBlock | null;
    return found ? headerOf(found) : undefined;
  }

  async #logs(filter: Readonly<Record<string, string>>): Promise<readonly RawLog[]> {
    const asked = { address: this.#addresses, ...filter };
    const found = (await this.#nodes.ask("eth_getLogs", asked)) as readonly RpcLog[];
    return found
      .map((log) => ({
        ...log,
        address: log.address.toLowerCase() as Address,
        blockNumber: Number(log.blockNumber),
        logIndex: Number(log.logIndex),
      }))
      .sort((one, other) => one.blockNumber - other.blockNumber || one.logIndex - other.logIndex);
  }
}

function headerOf({ number, hash, parentHash, timestamp }: RpcBlock): Header {
  return { number: Number(number), hash, parentHash, timestamp: BigInt(timestamp) };
}
