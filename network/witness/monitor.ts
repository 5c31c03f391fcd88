// Compares what the witnesses of all members cosigned. Two blocks of one height are a second chain: it raises the alarm, and writes the file that shows it.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  type BlockHeader,
  type ChainSide,
  type CosignedCheckpoint,
  formatSecondChain,
  type Proof,
  parseCheckpoint,
  type SecondChain,
  verifyCheckpoint,
} from "@openrobotid/sdk/proof";
import { writeWhole } from "../permissioner/whole-file.js";
import { wireOf } from "./witness.js";

/** Most checkpoints of a witness that are compared at once, and most bytes that one may give. */
const MOST_CHECKPOINTS = 64;
const MOST_BYTES = 2 ** 20;
const TIMEOUT = 10_000;
/** Most files that are written: a witness that signs anything could fill the disk. */
const MOST_FILES = 100;
/** Most blocks from one that was cosigned down to the one where the chains differ. */
const MOST_BETWEEN = 5_000n;

/** A witness that is asked. */
export interface Watched {
  readonly seat: number;
  readonly key: `0x${string}`;
  readonly url: string;
}

/** What a monitor works with. */
export interface MonitorOptions {
  readonly chainId: number;
  /** The witnesses of the members, its own among them. */
  readonly witnesses: () => readonly Watched[];
  /** What is proven of the chain. */
  readonly proof: Pick<Proof, "header">;
  /** What the witness here cosigned, and what makes it cosign the newest block now. */
  readonly own: () => readonly CosignedCheckpoint[];
  readonly sign: () => Promise<unknown>;
  /** Where what shows a second chain is written. */
  readonly folder: string;
}

/** What was found in one look. */
export interface Findings {
  /** Files that show a second chain, of now and before. */
  readonly secondChains: readonly string[];
  /** Sentences about what is wrong with witnesses, by seat. */
  readonly silent: ReadonlyMap<number, string>;
  /** Number of the newest block that each cosigned. */
  readonly newest: ReadonlyMap<number, bigint>;
}

/** Watches the witnesses of all members. */
export class Monitor {
  readonly #options: MonitorOptions;
  /** By signature: what was compared already. */
  readonly #compared = new Set<string>();

  constructor(options: MonitorOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
  }

  /** Asks each witness, and compares. */
  async look(): Promise<Findings> {
    const witnesses = this.#options.witnesses();
    const silent = new Map<number, string>();
    const newest = new Map<number, bigint>();
    const given = await Promise.all(
      witnesses.map(async (witness) => {
        try {
          return await this.#checkpointsOf(witness);
        } catch (error) {
          silent.set(witness.seat, error instanceof Error ? error.message : String(error));
          return [];
        }
      }),
    );
    for (const checkpoint of given.flat()) {
      const { seat, number } = checkpoint;
      if (number > (newest.get(seat) ?? -1n)) newest.set(seat, number);
    }
    await this.#compareWithEachOther(given.flat());
    const head = await this.#options.proof.header();
    for (const checkpoint of given.flat()) {
      try {
        await this.#compareWithChain(checkpoint, head);
      } catch (error) {
        // What one of them cosigned must not keep the others from being compared.
        silent.set(checkpoint.seat, error instanceof Error ? error.message : String(error));
      }
    }
    return { secondChains: this.#found(), silent, newest };
  }

  async #checkpointsOf({ seat, key, url }: Watched): Promise<CosignedCheckpoint[]> {
    const answer = await fetchJson(url);
    const list = (Array.isArray(answer) ? answer : [answer]).slice(0, MOST_CHECKPOINTS);
    const signed: CosignedCheckpoint[] = [];
    for (const one of list) {
      const checkpoint = parseCheckpoint(one);
      const isOf = checkpoint.seat === seat && checkpoint.chainId === this.#options.chainId;
      if (!isOf || !(await verifyCheckpoint(checkpoint, key))) {
        throw new Error(`The witness of seat ${seat} serves what it did not sign.`);
      }
      signed.push(checkpoint);
    }
    return signed;
  }

  /** Two witnesses, one height, two blocks: no chain is needed to see it. */
  async #compareWithEachOther(all: readonly CosignedCheckpoint[]): Promise<void> {
    const first = new Map<bigint, CosignedCheckpoint>();
    for (const checkpoint of all) {
      const known = first.get(checkpoint.number);
      if (!known) first.set(checkpoint.number, checkpoint);
      else if (known.hash !== checkpoint.hash) {
        this.#write(checkpoint.number, [sideOf(known), sideOf(checkpoint)]);
      }
    }
  }

  /** A witness and the chain that is proven here. */
  async #compareWithChain(checkpoint: CosignedCheckpoint, head: BlockHeader): Promise<void> {
    const { proof, own } = this.#options;
    const { number, hash, signature } = checkpoint;
    if (this.#compared.has(signature)) return;
    // What is not here yet is compared at the next look.
    if (number > head.number) return;
    const here = number === head.number ? head : await proof.header(number);
    if (here.hash === hash) {
      this.#remember(signature);
      return;
    }
    const later = () => own().findLast((one) => one.number >= number);
    if (!later()) await this.#options.sign();
    const ours = later();
    if (!ours) return;
    this.#write(number, [await this.#sideDownTo(ours, number), sideOf(checkpoint)]);
    this.#remember(signature);
  }

  async #sideDownTo(checkpoint: CosignedCheckpoint, number: bigint): Promise<ChainSide> {
    const { proof } = this.#options;
    const headers: BlockHeader[] = [];
    const from = checkpoint.number;
    if (from - number > MOST_BETWEEN) {
      throw new Error(
        `It cosigned another block ${number} than there is, and that is too far back for a file that shows it.`,
      );
    }
    for (let at = from; at >= number; at -= 1n) headers.push(await proof.header(at));
    return { checkpoint, headers: headers.map(wireOf) };
  }

  #remember(signature: string): void {
    this.#compared.add(signature);
    for (const oldest of this.#compared) {
      if (this.#compared.size <= 10_000) return;
      this.#compared.delete(oldest);
    }
  }

  /** One file for each pair of blocks: written once. */
  #write(number: bigint, sides: SecondChain["sides"]): void {
    const { folder, chainId } = this.#options;
    const seats = sides.map(({ checkpoint }) => checkpoint.seat).join("-");
    const path = join(folder, `second-chain-${number}-seats-${seats}.json`);
    if (existsSync(path) || this.#found().length >= MOST_FILES) return;
    writeWhole(path, formatSecondChain({ chainId, number, sides }), 0o644);
  }

  #found(): string[] {
    const { folder } = this.#options;
    return readdirSync(folder)
      .filter((name) => /^second-chain-.*\.json$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  }
}

/** A block that was cosigned itself, with its header where the witness gives one. */
function sideOf(checkpoint: CosignedCheckpoint): ChainSide {
  return { checkpoint, headers: checkpoint.header ? [checkpoint.header] : [] };
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT), redirect: "error" });
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST_BYTES) throw new Error(`${url} gives more than ${MOST_BYTES} bytes.`);
  }
  return JSON.parse(text);
}
