/** Records of some 32-bit words each, one behind the other outside of the heap, in an array that grows by doubling. */
export class GrowingWords {
  readonly #width: number;
  #words: Uint32Array;
  #count = 0;

  constructor(width: number) {
    this.#width = width;
    this.#words = new Uint32Array(width * 1024);
  }

  /** Number of records. */
  get count(): number {
    return this.#count;
  }

  /** Makes room for one more record; gives the index of its first word. */
  add(): number {
    const at = this.#count * this.#width;
    if (at === this.#words.length) {
      const words = new Uint32Array(this.#words.length * 2);
      words.set(this.#words);
      this.#words = words;
    }
    this.#count += 1;
    return at;
  }

  /** Takes the last record away. */
  drop(): void {
    this.#count -= 1;
  }

  /** The words as they are now; the next `add` may put others in their place. */
  get words(): Uint32Array {
    return this.#words;
  }
}
