import { type Hex, toHex } from "viem";
import { keccak } from "../internal/keccak.js";
import { HASH_BYTES } from "./unit-digests.js";

/** Leaves of a tree in the order of the units, 32 bytes each, outside of the heap. */
export class Leaves {
  #bytes = new Uint8Array(1024 * HASH_BYTES);
  #count = 0;

  /** Number of leaves. */
  get count(): number {
    return this.#count;
  }

  /** Adds the leaf of the next unit. */
  add(leaf: Uint8Array): void {
    const at = this.#count * HASH_BYTES;
    if (at === this.#bytes.length) {
      const bytes = new Uint8Array(this.#bytes.length * 2);
      bytes.set(this.#bytes);
      this.#bytes = bytes;
    }
    this.#bytes.set(leaf, at);
    this.#count += 1;
  }

  /** All leaves, one behind the other. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#count * HASH_BYTES);
  }
}

/**
 * The Merkle tree over the units of a file: root and proofs are those of `StandardMerkleTree` of
 * `@openzeppelin/merkle-tree`, with the types bytes32, bytes32, bytes32. It is one array of 64 bytes a unit.
 */
export class UnitsTree {
  /** The root is the first node; the children of node i are 2i+1 and 2i+2; the leaves are at the end. */
  readonly #nodes: Uint8Array;
  readonly #order: Uint32Array;

  private constructor(nodes: Uint8Array, order: Uint32Array) {
    this.#nodes = nodes;
    this.#order = order;
  }

  /** Builds the tree. Throws a RangeError for no leaves. */
  static of(leaves: Leaves): UnitsTree {
    if (leaves.count === 0) throw new RangeError("A tree needs at least one leaf.");
    const { bytes, count } = leaves;
    const order = ascending(bytes, count);
    const nodes = new Uint8Array((2 * count - 1) * HASH_BYTES);
    for (const [rank, index] of order.entries()) {
      const from = index * HASH_BYTES;
      nodes.set(bytes.subarray(from, from + HASH_BYTES), nodes.length - (rank + 1) * HASH_BYTES);
    }
    const swapped = new Uint8Array(2 * HASH_BYTES);
    for (let node = count - 2; node >= 0; node -= 1) {
      const children = (2 * node + 1) * HASH_BYTES;
      const pair = nodes.subarray(children, children + 2 * HASH_BYTES);
      if (compareHashes(pair, 0, HASH_BYTES) <= 0) {
        nodes.set(keccak(pair), node * HASH_BYTES);
      } else {
        swapped.set(pair.subarray(HASH_BYTES), 0);
        swapped.set(pair.subarray(0, HASH_BYTES), HASH_BYTES);
        nodes.set(keccak(swapped), node * HASH_BYTES);
      }
    }
    return new UnitsTree(nodes, order);
  }

  /** The root, as the lots carry it. */
  get root(): Hex {
    return this.#hash(0);
  }

  /** What proves that the unit added with this index is in the tree: the siblings from its leaf up. */
  proof(index: number): Hex[] {
    const rank = this.#order.indexOf(index);
    if (rank < 0)
      throw new RangeError(`The tree has ${this.#order.length} leaves, and no ${index}.`);
    const siblings: Hex[] = [];
    let node = this.#nodes.length / HASH_BYTES - 1 - rank;
    while (node > 0) {
      siblings.push(this.#hash(node % 2 === 1 ? node + 1 : node - 1));
      node = Math.floor((node - 1) / 2);
    }
    return siblings;
  }

  #hash(node: number): Hex {
    return toHex(this.#nodes.subarray(node * HASH_BYTES, (node + 1) * HASH_BYTES));
  }
}

/**
 * The indices of hashes in ascending order. Sorts 64-bit numbers of the first four bytes and the index, which needs no
 * comparison in JavaScript, then puts right the few that begin alike.
 */
function ascending(bytes: Uint8Array, count: number): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const keys = new BigUint64Array(count);
  const words = new Uint32Array(keys.buffer);
  const [indexWord, prefixWord] = WORDS_OF_64_BITS;
  for (let index = 0; index < count; index += 1) {
    words[2 * index + indexWord] = index;
    words[2 * index + prefixWord] = view.getUint32(index * HASH_BYTES);
  }
  keys.sort();
  const order = new Uint32Array(count);
  for (let rank = 0; rank < count; rank += 1) {
    const index = words[2 * rank + indexWord] ?? 0;
    let to = rank;
    for (; to > 0; to -= 1) {
      const before = order[to - 1] ?? 0;
      if (compareHashes(bytes, before * HASH_BYTES, index * HASH_BYTES) <= 0) break;
      order[to] = before;
    }
    order[to] = index;
  }
  return order;
}

/** Where the low and the high half of a 64-bit number lie: depends on the machine. */
const WORDS_OF_64_BITS =
  new Uint32Array(new BigUint64Array([1n]).buffer)[0] === 1 ? ([0, 1] as const) : ([1, 0] as const);

function compareHashes(bytes: Uint8Array, left: number, right: number): number {
  for (let offset = 0; offset < HASH_BYTES; offset += 1) {
    const difference = (bytes[left + offset] ?? 0) - (bytes[right + offset] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
