// How long the steps of a start took.

/** Seconds since a moment of `performance.now()`, as people read them. */
export function secondsSince(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}

export class Timer {
  readonly #began = performance.now();
  readonly #steps: [name: string, seconds: number][] = [];

  /** Does something and remembers how long it took. */
  async time<T>(name: string, step: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await step();
    } finally {
      this.#steps.push([name, (performance.now() - began) / 1000]);
    }
  }

  /** The sum since the beginning, and the steps. */
  toString(): string {
    const steps = this.#steps.map(([name, seconds]) => `${name} ${seconds.toFixed(1)}`);
    return `${secondsSince(this.#began)} (${steps.join(", ")})`;
  }
}
