// Work beside the API that is done in rounds, until it is stopped.

/** What is done in each round, and how often. */
export interface RoundsOptions {
  readonly round: () => Promise<void>;
  /** Milliseconds between two rounds, or what gives them after each. */
  readonly interval: number | (() => number);
  /** Learns why a round failed. The next one comes all the same. */
  readonly failed: (error: Error) => void;
}

/** Rounds, one after the other. */
export class Rounds {
  readonly #options: RoundsOptions;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #stopped = false;

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  /** Whether no other round comes: one that is under way may end early. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Begins. Never throws. */
  start(): void {
    const { round, interval, failed } = this.#options;
    const next = () => {
      if (this.#stopped) return;
      this.#round = round()
        .catch(failed)
        .finally(() => {
          this.#timer = setTimeout(next, typeof interval === "number" ? interval : interval());
          this.#timer.unref();
        });
    };
    next();
  }

  /** Ends with the round that is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }
}
