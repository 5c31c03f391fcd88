// What is kept of what was proven. Bounded, so that no host can fill the memory of who asks it.

/** A map that forgets what was used least recently. */
export class Kept<key, value> {
  readonly #most: number;
  readonly #weigh: (value: value) => number;
  readonly #entries = new Map<key, value>();
  #weight = 0;

  /** @param most How many values; where each has a weight, how much all of them. */
  constructor(most: number, weigh: (value: value) => number = () => 1) {
    this.#most = most;
    this.#weigh = weigh;
  }

  get(key: key): value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: key, value: value): void {
    this.#forget(key);
    this.#entries.set(key, value);
    this.#weight += this.#weigh(value);
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#most) return;
      this.#forget(oldest);
    }
  }

  #forget(key: key): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#weight -= this.#weigh(value);
  }
}
