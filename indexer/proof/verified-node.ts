// One node that is believed, made of several that are not: it answers what the index asks from what is proven, and nothing
// else. What cannot be proven now is an error, which the asker takes for "wait".
//
// Ponder moves on when it hears of a newer block, and asks for its logs then. So a block is announced only once everything
// that is asked about it has been proven: a lie about the newest block leaves the index where it is.
import { type ProofError, type ProvenTransport, proofErrorOf } from "@openrobotid/sdk/proof";
import { type Address, type Hex, hexToNumber, numberToHex } from "viem";

/** A request of JSON-RPC. */
export interface Asked {
  readonly method: string;
  readonly params?: unknown;
}

/** Answers one, or throws. */
export type Request = (asked: Asked) => Promise<unknown>;

/** What a {@link VerifiedNode} is made of. */
export interface VerifiedNodeOptions {
  /** What proves. */
  readonly transport: ProvenTransport;
  /** Addresses of the contracts that the anchor names. */
  readonly contracts: readonly Address[];
  /** Learns what keeps the index waiting; nothing, once it goes on. */
  readonly waiting: (error: ProofError | undefined) => void;
}

interface Block {
  readonly number: Hex;
  readonly hash: Hex;
  readonly parentHash: Hex;
  readonly transactions: readonly { readonly hash: Hex }[];
}

interface Log {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly blockHash: Hex;
}

/** A block with everything that is asked about it. */
interface Told {
  readonly number: number;
  readonly block: Block;
  readonly logs: readonly Log[];
}

/** How many of the newest blocks are kept: more than a chain without seals gives up at once. */
const KEPT_BLOCKS = 128;
/** How many ranges of logs are kept: those of one range are asked for contract by contract. */
const KEPT_RANGES = 4;

/** Blocks of a piece of a range: at most so many are proven one by one. */
const PIECE = 64;
const PIECES_AT_ONCE = 4;

/** The newest block, among what is waited for. */
const LATEST = "latest";

/** Methods that the index goes on with: while one of them is not proven, it waits. */
const METHODS = ["eth_getBlockByNumber", "eth_getBlockByHash", "eth_getLogs"];

export class VerifiedNode {
  readonly #options: VerifiedNodeOptions;
  readonly #prove: Request;
  readonly #proof;
  readonly #told = new Map<number, Told>();
  #newest: Told | undefined;
  #advancing: Promise<void> | undefined;
  readonly #ranges = new Map<string, Promise<readonly Log[]>>();
  /** What was asked and could not be proven so far: it is asked again until it is. */
  readonly #waiting = new Map<string, ProofError>();

  constructor(options: VerifiedNodeOptions) {
    this.#options = options;
    const { request, value } = options.transport({ retryCount: 0 });
    this.#prove = request as Request;
    this.#proof = value?.proof;
  }

  /** Answers a request. */
  readonly request: Request = async ({ method, params = [] }) => {
    const given = Array.isArray(params) ? (params as unknown[]) : [];
    if (!METHODS.includes(method)) return await this.#prove({ method, params: given });
    const asked = given[0] === "latest" ? LATEST : JSON.stringify([method, given]);
    try {
      const answer = await this.#answer(method, given);
      // Of the newest block an older one may have been told: what keeps the next one back is still so.
      if (asked !== LATEST) this.#proven(asked);
      return answer;
    } catch (error) {
      this.#unproven(asked, error);
      throw error;
    }
  };

  async #answer(method: string, params: readonly unknown[]): Promise<unknown> {
    const [asked] = params;
    if (method === "eth_getLogs") return await this.#logs(asked as Record<string, unknown>);
    const isFull = params[1] === true;
    if (asked === "latest") return shaped(await this.#latest(), isFull);
    const told =
      method === "eth_getBlockByHash"
        ? this.#toldOf(asked)
        : this.#told.get(Number(asked as string));
    if (told) return shaped(told, isFull);
    try {
      return await this.#prove({ method, params });
    } catch (error) {
      // What has not happened is not there, as with any node.
      if (reasonOf(error) === "afterHead") return null;
      throw error;
    }
  }

  // ------------------------------------------------------------------------------------------------- newest blocks

  /** The newest block of which everything is proven. */
  async #latest(): Promise<Told> {
    this.#advancing ??= this.#advance().finally(() => {
      this.#advancing = undefined;
    });
    try {
      await this.#advancing;
      this.#proven(LATEST);
    } catch (error) {
      if (!this.#newest) throw error;
      this.#unproven(LATEST, error);
    }
    if (!this.#newest) throw new Error("No block was proven.");
    return this.#newest;
  }

  /** Proves everything about the blocks since the newest one that was announced. */
  async #advance(): Promise<void> {
    const head = await this.#proof?.head();
    if (!head) return;
    const last = Number(head.number);
    // It is the newest one, or one before it: of a node that is behind.
    if (this.#told.get(last)?.block.hash === head.hash) return;
    const [oldest = last] = this.#told.keys();
    const first = Math.max(oldest, last - KEPT_BLOCKS + 1);
    const added: Told[] = [];
    let hash = head.hash;
    for (let number = last; number >= first; number -= 1) {
      // It may follow on another block than the one that was announced under its number.
      if (this.#told.get(number)?.block.hash === hash) break;
      const told = await this.#proveAll(hash);
      added.unshift(told);
      hash = told.block.parentHash;
    }
    const from = added[0]?.number ?? last;
    for (const number of this.#told.keys()) if (number >= from) this.#told.delete(number);
    for (const block of added) this.#told.set(block.number, block);
    for (const number of this.#told.keys()) if (number < first) this.#told.delete(number);
    this.#newest = this.#told.get(last);
  }

  async #proveAll(hash: Hex): Promise<Told> {
    const block = (await this.#prove({
      method: "eth_getBlockByHash",
      params: [hash, true],
    })) as Block;
    const logs = (await this.#prove({
      method: "eth_getLogs",
      params: [{ blockHash: hash }],
    })) as Log[];
    if (logs.some(({ blockHash }) => blockHash !== hash)) {
      throw new Error("The chain gave a block up while it was read.");
    }
    return { number: hexToNumber(block.number), block, logs };
  }

  #toldOf(hash: unknown): Told | undefined {
    return [...this.#told.values()].find(({ block }) => block.hash === hash);
  }

  // ---------------------------------------------------------------------------------------------------------- logs

  async #logs(filter: Record<string, unknown>): Promise<unknown> {
    const { blockHash, fromBlock, toBlock, address, topics = [] } = filter;
    if (blockHash !== undefined) {
      const told = this.#toldOf(blockHash);
      if (told) return told.logs;
      return await this.#prove({ method: "eth_getLogs", params: [filter] });
    }
    const wanted = [address].flat().map((one) => String(one).toLowerCase());
    const known = this.#options.contracts.map((one) => one.toLowerCase());
    const isKnown = typeof fromBlock === "string" && typeof toBlock === "string";
    if (!isKnown || address === undefined || !wanted.every((one) => known.includes(one))) {
      return await this.#prove({ method: "eth_getLogs", params: [filter] });
    }
    const logs = await this.#range(fromBlock, toBlock);
    const positions = topics as readonly (null | Hex | readonly Hex[])[];
    return logs.filter(
      (log) =>
        wanted.includes(log.address) &&
        positions.every((topic, index) => {
          if (topic === null) return true;
          return [topic].flat().includes(log.topics[index] as Hex);
        }),
    );
  }

  /** The logs of all contracts in a range: they are proven together, so that no block is read twice. */
  async #range(fromBlock: string, toBlock: string): Promise<readonly Log[]> {
    const key = `${fromBlock}-${toBlock}`;
    const kept = this.#ranges.get(key);
    if (kept) return await kept;
    const proving = this.#readRange(Number(fromBlock), Number(toBlock));
    this.#ranges.set(key, proving);
    const [oldest] = this.#ranges.keys();
    if (this.#ranges.size > KEPT_RANGES && oldest !== undefined) this.#ranges.delete(oldest);
    try {
      return await proving;
    } catch (error) {
      if (this.#ranges.get(key) === proving) this.#ranges.delete(key);
      throw error;
    }
  }

  /**
   * Piece by piece, each so short that it is proven block by block, by the headers alone: it takes no state of earlier blocks,
   * which a node need not have kept, and holds of contracts that keep no log, too.
   */
  async #readRange(from: number, to: number): Promise<readonly Log[]> {
    const pieces: (readonly Log[])[] = [];
    const starts = Array.from(
      { length: Math.ceil((to - from + 1) / PIECE) },
      (_, index) => from + index * PIECE,
    );
    const work = async () => {
      for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
        const filter = {
          address: this.#options.contracts,
          fromBlock: numberToHex(start),
          toBlock: numberToHex(Math.min(start + PIECE - 1, to)),
        };
        const logs = await this.#prove({ method: "eth_getLogs", params: [filter] });
        pieces[(start - from) / PIECE] = logs as Log[];
      }
    };
    await Promise.all(Array.from({ length: PIECES_AT_ONCE }, work));
    return pieces.flat();
  }

  // ------------------------------------------------------------------------------------------------------- waiting

  #unproven(asked: string, error: unknown): void {
    const reason = proofErrorOf(error);
    if (!reason) return;
    this.#waiting.set(asked, reason);
    this.#options.waiting(reason);
  }

  #proven(asked: string): void {
    if (!this.#waiting.delete(asked)) return;
    this.#options.waiting([...this.#waiting.values()].at(-1));
  }
}

/** The block as it is asked for: with its transactions, or with their hashes alone. */
function shaped({ block }: Told, isFull: boolean): object {
  return isFull ? block : { ...block, transactions: block.transactions.map(({ hash }) => hash) };
}

function reasonOf(error: unknown): string | undefined {
  const unproven = proofErrorOf(error);
  return unproven && "reason" in unproven ? String(unproven.reason) : undefined;
}
