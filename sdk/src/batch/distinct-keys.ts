import { GrowingWords } from "./growing-words.js";

/** Words of a key: 96 bits hold the 17 characters of a serial exactly. */
export const KEY_WORDS = 3;

/**
 * Keys of 96 bits in the order in which they came, each once. A hash table with open addressing in typed arrays: 20 to 28
 * bytes a key, where a `Set` of strings takes a hundred of the heap.
 */
export class DistinctKeys {
  readonly #keys = new GrowingWords(KEY_WORDS);
  /** Index of a key plus one; 0 where nothing is. At most half of it is taken. */
  #slots = new Uint32Array(2048);

  /** Number of keys. */
  get count(): number {
    return this.#keys.count;
  }

  /** Adds a key; gives the index of the equal one that is there already, or `undefined` where it is new. */
  add(high: number, middle: number, low: number): number | undefined {
    if (this.#keys.count * 2 >= this.#slots.length) this.#grow();
    const at = this.#keys.add();
    const { words } = this.#keys;
    words[at] = high;
    words[at + 1] = middle;
    words[at + 2] = low;
    const earlier = this.#place(at);
    if (earlier !== undefined) this.#keys.drop();
    return earlier;
  }

  /** The words of all keys, `KEY_WORDS` each. */
  get words(): Uint32Array {
    return this.#keys.words;
  }

  #place(at: number): number | undefined {
    const { words } = this.#keys;
    const mask = this.#slots.length - 1;
    let slot = scatter(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0) & mask;
    for (let taken = this.#slots[slot]; taken; taken = this.#slots[slot]) {
      const other = (taken - 1) * KEY_WORDS;
      if (
        words[other] === words[at] &&
        words[other + 1] === words[at + 1] &&
        words[other + 2] === words[at + 2]
      ) {
        return taken - 1;
      }
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = at / KEY_WORDS + 1;
    return undefined;
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let index = 0; index < this.#keys.count; index += 1) this.#place(index * KEY_WORDS);
  }
}

/** Spreads keys that differ in few bits, such as consecutive serials, over the table. */
function scatter(high: number, middle: number, low: number): number {
  let hash = Math.imul(high, 0x9e3779b1) ^ Math.imul(middle, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15) ^ low, 0xc2b2ae3d);
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}
