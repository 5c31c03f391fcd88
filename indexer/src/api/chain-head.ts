// The last block of the chain, and whether the index keeps up with it.
import { endpointErrorOf, endpointTransport } from "@openrobotid/sdk/endpoint";
import { createPublicClient, fallback } from "viem";
import type { Moment } from "./as-of.js";

/** Blocks that the index may be behind without being said to lag. */
const TOLERANCE = 5;
/** How long the head of the chain is believed, in milliseconds. */
const BELIEVED = 2_000;

/** The head of the chain, as the nodes tell it. */
export class ChainHead {
  readonly #client;
  #known: { blockNumber: number; askedAt: number } | undefined;
  #failure: string | undefined;
  #asking: Promise<void> | undefined;
  #caughtUp = false;

  constructor(urls: readonly string[]) {
    const transports = urls.map((url) => endpointTransport(url, { timeout: 2_000, retryCount: 0 }));
    this.#client = createPublicClient({ transport: fallback(transports, { retryCount: 0 }) });
  }

  /** The number of the last block; `undefined` where no node answers. Never waits for long. */
  async blockNumber(): Promise<number | undefined> {
    const fresh = this.#known && Date.now() - this.#known.askedAt < BELIEVED;
    if (!fresh) {
      const asking = this.#refresh();
      // The first answer is waited for; later ones are refreshed behind the back of whoever asks.
      if (!this.#known && !this.#failure) await asking;
    }
    return this.#failure ? undefined : this.#known?.blockNumber;
  }

  /** Why the head is not known. */
  get failure(): string {
    return this.#failure ?? "not asked yet";
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
          ? "no node of the chain answers"
          : "a node of the chain refuses the index (401): its token is missing, has expired, or is of another key";
    }
  }

  /**
   * Whether an index at a block has taken in every block there is; once it has, whether it keeps up. While no node answers
   * nothing speaks against that: answers say themselves that they may lag.
   */
  async isCaughtUp({ blockNumber }: Moment): Promise<boolean> {
    if (!this.#caughtUp) await this.#refresh();
    const head = await this.blockNumber();
    if (this.#caughtUp) return head === undefined || head - blockNumber <= TOLERANCE;
    this.#caughtUp = head !== undefined && blockNumber >= head;
    return this.#caughtUp;
  }

  /** Whether an index at a block lags; where the head is not known, it must be taken to. */
  async isBehind({ blockNumber }: Moment): Promise<boolean> {
    const head = await this.blockNumber();
    return head === undefined || head - blockNumber > TOLERANCE;
  }
}
