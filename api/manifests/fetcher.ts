// Fetches the manifests that the lots on the chain name, one after the other, beside the API. What cannot be fetched is
// tried again, less and less often: a maker may publish late.
import type { Logger } from "pino";
import type { ServiceStore } from "../service-store/store.js";
import { Rounds } from "../src/rounds.js";
import { type FetchRules, fetchPublic } from "./fetch.js";
import { type ManifestLot, putManifest } from "./keep.js";

/** A lot that names a manifest. */
export interface NamedLot extends ManifestLot {
  readonly manifestUri: string;
}

/** What the fetcher works with. */
export interface FetcherOptions {
  readonly store: ServiceStore;
  readonly logger: Pick<Logger, "info" | "warn">;
  /** Lots that have a root and name a manifest, as the index knows them now. */
  readonly lots: () => Promise<readonly NamedLot[]>;
  readonly rules?: FetchRules | undefined;
  /** Milliseconds between two rounds. */
  readonly interval?: number | undefined;
}

const INTERVAL = 30_000;
const FIRST_WAIT = 60;
const LONGEST_WAIT = 24 * 60 * 60;

/** Fetches manifests until it is stopped. */
export class ManifestFetcher {
  readonly #options: FetcherOptions;
  readonly #rounds: Rounds;

  constructor(options: FetcherOptions) {
    const { interval = INTERVAL, logger } = options;
    this.#options = options;
    this.#rounds = new Rounds({
      interval,
      round: () => this.round(),
      failed: ({ message: reason }) => logger.warn({ reason }, "No manifest was fetched"),
    });
  }

  /** Begins. Never throws: what goes wrong is logged. */
  start(): void {
    this.#rounds.start();
  }

  /** Ends when the manifest that is being fetched is kept or refused. */
  async stop(): Promise<void> {
    await this.#rounds.stop();
  }

  /** Tries every manifest that is not here and is due, once. */
  async round(): Promise<void> {
    const roots = new Set<string>();
    for (const lot of await this.#options.lots()) {
      if (this.#rounds.stopped) return;
      const root = lot.unitsRoot ?? "";
      if (root === "" || roots.has(root)) continue;
      roots.add(root);
      if (await this.#claim(root)) await this.#fetch(lot);
    }
  }

  /** Whether a manifest is to be fetched now, and by this process: replicas do not all fetch the same. */
  async #claim(root: string): Promise<boolean> {
    const { store } = this.#options;
    const now = Math.floor(Date.now() / 1000);
    const kept = await store
      .selectFrom("manifest")
      .select("unitsRoot")
      .where("unitsRoot", "=", root)
      .executeTakeFirst();
    if (kept) return false;
    const tried = await store
      .selectFrom("manifestAttempt")
      .select(["attempts", "dueAt"])
      .where("unitsRoot", "=", root)
      .executeTakeFirst();
    const { attempts = 0, dueAt = now } = tried ?? {};
    if (dueAt > now) return false;
    const next = {
      attempts: attempts + 1,
      dueAt: now + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempts),
    };
    // Of those that read the same count, one writes the next.
    const claimed = await store
      .insertInto("manifestAttempt")
      .values({ unitsRoot: root, ...next })
      .onConflict((conflict) =>
        conflict
          .column("unitsRoot")
          .doUpdateSet(next)
          .where("manifestAttempt.attempts", "=", attempts),
      )
      .returning("unitsRoot")
      .execute();
    return claimed.length > 0;
  }

  async #fetch(lot: NamedLot): Promise<void> {
    const { store, logger, rules } = this.#options;
    try {
      const { units } = await putManifest(store, lot, await fetchPublic(lot.manifestUri, rules));
      logger.info({ lot: lot.id, units }, "Fetched a manifest");
    } catch (error) {
      logger.info({ lot: lot.id, reason: (error as Error).message }, "A manifest was not fetched");
    }
  }
}
