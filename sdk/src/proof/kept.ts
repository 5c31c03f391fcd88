// What is kept of what was proven. Bounded, so that no host can fill the memory of who asks it.

/** A map that forgets what was used least recently. */
export class Kept<key, value> {
  readonly #most: number;
  readonly #entries = new Map<key, value>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: key): value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: key, value: value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#most) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}
