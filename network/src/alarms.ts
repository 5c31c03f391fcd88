// What is wrong with a service of a member's machine: in its log, in its metrics, and in what it says of itself.
import type { Logger } from "pino";
import type { Gauge } from "prom-client";

/** What there is to be wrong, and where it is said. */
export interface AlarmOptions<kind extends string> {
  /** Everything that can be wrong. */
  readonly kinds: readonly kind[];
  /** Those with which the service does not do its work. */
  readonly grave: ReadonlySet<kind>;
  /** 1 while a kind is wrong, 0 while it is not. */
  readonly gauge: Gauge<"kind">;
  readonly log: Logger;
}

/** The alarms of a service. */
export class Alarms<kind extends string> {
  readonly #options: AlarmOptions<kind>;
  readonly #sounding = new Map<kind, readonly string[]>();

  constructor(options: AlarmOptions<kind>) {
    this.#options = options;
    for (const of of options.kinds) options.gauge.set({ kind: of }, 0);
  }

  /** Sounds an alarm, or ends it where there are no sentences. Each sentence is told once, not with every look. */
  set(of: kind, sentences: readonly string[]): void {
    const { grave, gauge, log } = this.#options;
    const before = this.#sounding.get(of) ?? [];
    if (sentences.length === 0) {
      if (this.#sounding.delete(of)) log.info({ alarm: of }, "This alarm is over.");
    } else {
      this.#sounding.set(of, sentences);
      for (const sentence of sentences.filter((one) => !before.includes(one)))
        log[grave.has(of) ? "error" : "warn"]({ alarm: of }, sentence);
    }
    gauge.set({ kind: of }, sentences.length === 0 ? 0 : 1);
  }

  /** Whether a grave one sounds. */
  get isGrave(): boolean {
    return [...this.#sounding.keys()].some((of) => this.#options.grave.has(of));
  }

  /** Those that sound, by kind. */
  get sounding(): Readonly<Partial<Record<kind, readonly string[]>>> {
    return Object.fromEntries(this.#sounding) as Partial<Record<kind, readonly string[]>>;
  }
}
