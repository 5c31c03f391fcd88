// The last block of the chain, and whether the index keeps up with it.

import type { ProofStatus } from "@openrobotid/indexer/proof/status";
import { endpointErrorOf, endpointTransport } from "@openrobotid/sdk/endpoint";
import { createPublicClient, fallback } from "viem";
import type { IndexedBlock } from "./as-of.js";

/** Blocks that the index may be behind without being said to lag. */
const TOLERANCE = 5;
/** How long the head of the chain is believed, in milliseconds. */
const BELIEVED = 2_000;
/** How long it is believed where no node has answered since, in milliseconds: about as long as `TOLERANCE` blocks take. */
const BELIEVED_UNANSWERED = 10_000;

/** How strictly an index is judged. */
export interface ChainHeadOptions {
  /** Greatest age of its last block, in seconds; `undefined` where blocks are made only when something happens. */
  readonly maxAge?: number | undefined;
  /** How it reads the chain; nothing where nothing is proven. */
  readonly proof?: () => ProofStatus | undefined;
}

/** Seconds that something may be waited for before an index counts as one that waits: a node may be late. */
const PATIENCE = 5;

/** The head of the chain, as the nodes tell it. */
export class ChainHead {
  readonly #client;
  readonly #options: ChainHeadOptions;
  #known: { blockNumber: number; askedAt: number } | undefined;
  #failure: string | undefined;
  #asking: Promise<void> | undefined;
  #caughtUp = false;

  constructor(urls: readonly string[], options: ChainHeadOptions = {}) {
    this.#options = options;
    const transports = urls.map((url) => endpointTransport(url, { timeout: 2_000, retryCount: 0 }));
    this.#client = createPublicClient({ transport: fallback(transports, { retryCount: 0 }) });
  }

  /** The number of the last block; `undefined` where no node has answered for a while. Never waits for long. */
  async blockNumber(): Promise<number | undefined> {
    const fresh = this.#known && Date.now() - this.#known.askedAt < BELIEVED;
    if (!fresh) {
      const asking = this.#refresh();
      // The first answer is waited for; later ones are refreshed after the request is
      // answered.
      if (!this.#known && !this.#failure) await asking;
    }
    const isLong = !this.#known || Date.now() - this.#known.askedAt > BELIEVED_UNANSWERED;
    return this.#failure && isLong ? undefined : this.#known?.blockNumber;
  }

  /** Why the head is not known. */
  get failure(): string {
    return this.#failure ?? "not asked yet";
  }

  /** What cannot be proven, and has been waited for; `undefined` where the index goes on, or no node answers at all. */
  get waiting(): string | undefined {
    const { waiting } = this.#options.proof?.() ?? {};
    if (!waiting || waiting.reason === "unreachable") return undefined;
    return Date.now() / 1000 - waiting.since >= PATIENCE ? waiting.detail : undefined;
  }

  async #refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
  }

  async #ask(): Promise<void> {
    try {
      const blockNumber = Number(await this.#client.getBlockNumber({ cacheTime: 0 }));
      this.#known = { blockNumber, askedAt: Date.now() };
      this.#failure = undefined;
    } catch (error) {
      // Addresses of nodes may hold keys: what the node said stays here.
      this.#failure =
        endpointErrorOf(error) === undefined
          ? this.#options.proof?.()
            ? "no node of the chain proves its newest block"
            : "no node of the chain answers"
          : "a node of the chain refuses the index (401): its token is missing, has expired, or is of another key";
    }
  }

  /**
   * Whether an index at a block has taken in every block there is; once it has, whether it keeps up. While no node answers
   * nothing speaks against that but the age of the block: answers say themselves that they may lag.
   */
  async isCaughtUp(moment: IndexedBlock): Promise<boolean> {
    const { blockNumber } = moment;
    if (!this.#caughtUp) await this.#refresh();
    if (this.waiting !== undefined || this.#isOld(moment)) return false;
    const head = await this.blockNumber();
    if (this.#caughtUp) return head === undefined || head - blockNumber <= TOLERANCE;
    this.#caughtUp = head !== undefined && blockNumber >= head;
    return this.#caughtUp;
  }

  /** Whether an index at a block lags; where the head is not known, or the block is too old, it must be taken to. */
  async isBehind(moment: IndexedBlock): Promise<boolean> {
    const head = await this.blockNumber();
    return head === undefined || head - moment.blockNumber > TOLERANCE || this.#isOld(moment);
  }

  #isOld({ timestamp }: IndexedBlock): boolean {
    const { maxAge = Number.POSITIVE_INFINITY } = this.#options;
    return Date.now() / 1000 - timestamp > maxAge;
  }
}
