// Cosigns blocks: a seat's word that the block of this height is this one. It never gives that word twice for one height, for an older block,
// or for a block that does not follow from the last one it gave it for.
import type { DeviceSigner } from "@openrobotid/sdk/device";
import {
  type BlockHeader,
  type CosignedCheckpoint,
  type Proof,
  signCheckpoint,
} from "@openrobotid/sdk/proof";
import type { Journal } from "./journal.js";

/** Most blocks between two signatures of which each is looked at. After a longer pause, the last signed block is looked up alone. */
const MOST_BETWEEN = 5_000n;

/** What a witness works with. */
export interface WitnessOptions {
  readonly chainId: number;
  readonly seat: number;
  readonly signer: DeviceSigner;
  readonly journal: Journal;
  /** What is proven of the chain, without asking witnesses. */
  readonly proof: Pick<Proof, "header">;
  /** Seconds between two signatures: the first block of each such stretch of time is signed. With 0, every block that is looked at. */
  readonly interval: number;
  /** Seconds now. */
  readonly now?: (() => number) | undefined;
}

/** The node shows a chain that this witness's own signature contradicts. */
export class ContradictionError extends Error {
  override readonly name = "ContradictionError";
}

/** Cosigns the blocks of one chain. */
export class Witness {
  readonly #options: WitnessOptions;
  /** The stretch of time in which it signed last. */
  #stretch: number | undefined;
  #looking: Promise<CosignedCheckpoint | undefined> | undefined;

  constructor(options: WitnessOptions) {
    this.#options = options;
  }

  /** What was signed, the newest first. */
  get checkpoints(): readonly CosignedCheckpoint[] {
    return this.#options.journal.checkpoints;
  }

  /**
   * Looks at the newest block, and signs it where it is time. One look at a time.
   *
   * @param always Whether to sign also where it is not time yet.
   * @returns What was signed last.
   * @throws ContradictionError where the chain is another one than was signed; ProofError where nothing is proven.
   */
  async look(always = false): Promise<CosignedCheckpoint | undefined> {
    while (this.#looking) await this.#looking.catch(() => undefined);
    this.#looking = this.#look(always).finally(() => {
      this.#looking = undefined;
    });
    return await this.#looking;
  }

  async #look(always: boolean): Promise<CosignedCheckpoint | undefined> {
    const { chainId, seat, signer, journal, proof, interval } = this.#options;
    const { last } = journal;
    const stretch = interval === 0 ? undefined : Math.floor(this.#now() / interval);
    const isTime = stretch === undefined || stretch !== this.#stretch;
    if (last && !isTime && !always) return last;
    const header = await proof.header();
    const { number, hash, stateRoot, timestamp } = header;
    if (last) {
      if (number < last.number) return last;
      await this.#requireSameChain(last, header);
      if (number === last.number) return last;
    }
    const statement = { chainId, seat, number, hash, stateRoot, timestamp };
    const checkpoint = { ...(await signCheckpoint(statement, signer)), header: wireOf(header) };
    journal.add(checkpoint);
    this.#stretch = stretch;
    return checkpoint;
  }

  /** Each block names the one before it, back to the one that was signed. */
  async #requireSameChain(last: CosignedCheckpoint, header: BlockHeader): Promise<void> {
    const { proof } = this.#options;
    let block = header;
    if (header.number - last.number > MOST_BETWEEN) block = await proof.header(last.number);
    while (block.number > last.number) {
      const before = await proof.header(block.number - 1n);
      if (before.hash !== block.parentHash) {
        throw new ContradictionError(
          `Block ${block.number} names ${block.parentHash} as the one before it; block ${before.number} was ${before.hash}.`,
        );
      }
      block = before;
    }
    if (block.hash === last.hash) return;
    throw new ContradictionError(
      `The node shows block ${last.number} as ${block.hash}; this witness cosigned ${last.hash}.`,
    );
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now() / 1000;
  }
}

/** A header as it goes over the wire. */
export function wireOf({ fields, hash }: BlockHeader) {
  return { ...fields, hash };
}
