// Chains for the tests of witnesses, of which a block is known at once: two of them are one up to a block, and differ from there on.
import type { BlockHeader, Proof } from "@openrobotid/sdk/proof";
import { type Hex, keccak256, toHex } from "viem";

const hashOf = (chain: string, number: bigint): Hex => keccak256(toHex(`${chain} ${number}`));

/** A chain that is `trunk` up to a block, and another one after it. */
export class Fork {
  readonly #name: string;
  readonly #from: bigint;
  height: bigint;

  constructor(name: string, from: bigint, height: bigint) {
    this.#name = name;
    this.#from = from;
    this.height = height;
  }

  header(number: bigint = this.height): BlockHeader {
    const of = (at: bigint) => hashOf(at > this.#from ? this.#name : "trunk", at);
    const [hash, parentHash] = [of(number), of(number - 1n)];
    const stateRoot = keccak256(hash);
    const timestamp = 1_767_225_600 + 5 * Number(number);
    return { number, hash, parentHash, stateRoot, timestamp, fields: {} } as unknown as BlockHeader;
  }

  /** What a node of this chain proves. */
  get proof(): Pick<Proof, "header"> {
    return { header: async (number) => this.header(number) };
  }
}
