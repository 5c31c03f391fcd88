// Reads the chain block by block, has handlers change rows, and writes rows and progress together: after a crash it goes on from
// exactly where it was. Blocks that the chain gives up are taken back.
import { setTimeout as wait } from "node:timers/promises";
import type { Chain, Header, RawLog } from "./chain.js";
import type { EngineMetrics } from "./metrics.js";
import { FINAL, type Progress } from "./progress.js";
import type { Batch, Connection } from "./session.js";
import type { Store } from "./store.js";
import type { Tables } from "./tables.js";

/** What is done with the logs of a chain. */
export interface Handlers {
  /** Rows that logs will ask for are read together. */
  expect(store: Store, logs: readonly RawLog[]): Promise<void>;
  /** Takes a log in. Gives whether it was an event. */
  handle(db: Tables, log: RawLog, header: Header): Promise<boolean>;
}

/** Writes a line of the log. */
export type Say = (level: "info" | "warn" | "error", msg: string, what?: object) => void;

export interface EngineOptions {
  readonly chain: Chain;
  readonly connection: Connection;
  readonly progress: Progress;
  readonly store: Store;
  readonly handlers: Handlers;
  /** The first block. */
  readonly from: number;
  /** Milliseconds between two looks at the newest block. */
  readonly interval: number;
  readonly metrics: EngineMetrics;
  readonly signal: AbortSignal;
  readonly say: Say;
  /** Is called once the newest block is known: before, there is nothing to answer from. */
  begun(): void;
  /** Is called once everything up to that block is taken in. */
  complete?(): void;
}

/** The chain gave up blocks that count as final. */
export class ReorganisedError extends Error {
  override readonly name = "ReorganisedError";
}

/** Follows a chain until it is stopped. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #metrics: EngineMetrics;
  /** A batch that is being written while the next one is handled. */
  #writing: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#metrics = options.metrics;
  }

  /** Runs until the signal; resolves once everything is written. */
  async run(): Promise<void> {
    const { signal } = this.#options;
    try {
      await this.#takeInThePast();
      await this.#follow();
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await this.#writing;
    }
    if (this.#failure) throw this.#failure;
  }

  get #next(): number {
    return (this.#options.progress.last?.number ?? this.#options.from - 1) + 1;
  }

  /** Takes in what counts as final, many blocks at once. */
  async #takeInThePast(): Promise<void> {
    const { chain, progress, connection, from, say, begun } = this.#options;
    const newest = await chain.newest();
    begun();
    await this.#stayOnChain();
    const until = newest.number - FINAL;
    say("info", "Started backfill indexing", { from: this.#next, until });
    if (this.#next <= until && !progress.mayGoBack) await this.#takeInRanges(until);
    for (;;) {
      await this.#catchUp();
      if ((progress.last?.number ?? from) >= newest.number) break;
    }
    await this.#written();
    await progress.ready(connection);
    this.#metrics.follows.set(1);
    this.#options.complete?.();
    say("info", "Follows the chain", { endpoint: "/ready", block: progress.last?.number });
  }

  async #follow(): Promise<void> {
    const { interval, signal } = this.#options;
    for (;;) {
      await wait(interval, undefined, { signal });
      await this.#catchUp();
    }
  }

  /** Ranges of blocks: the next one is read while one is taken in. */
  async #takeInRanges(until: number): Promise<void> {
    const { chain, say } = this.#options;
    const read = (from: number) => {
      const reading = chain.range(from, until);
      // It is waited for below; until then nothing has failed.
      reading.catch(() => undefined);
      return reading;
    };
    let reading = read(this.#next);
    for (;;) {
      const range = await reading;
      this.#options.signal.throwIfAborted();
      if (range.last.number < until) reading = read(range.last.number + 1);
      const events = await this.#takeIn(range.logs, range.headers, range.last, false);
      say("info", "Indexed block range", { block: range.last.number, event_count: events });
      if (range.last.number >= until) return;
    }
  }

  /** Takes in everything up to the newest block, block by block; takes back what is on the chain no more. */
  async #catchUp(): Promise<void> {
    const { chain, progress, signal } = this.#options;
    const newest = await chain.newest();
    const { last } = progress;
    if (last && newest.number <= last.number) {
      // Of a node that is behind, or of another chain.
      const known = progress.known.find(({ number }) => number === newest.number);
      const isBehind = !progress.mayGoBack || newest.number === last.number;
      if (isBehind && (!known || known.hash === newest.hash)) return;
    }
    await this.#stayOnChain();
    const isFar = newest.number - FINAL > this.#next + FINAL;
    // What is taken in by ranges cannot be taken back.
    if (isFar && !progress.mayGoBack) await this.#takeInRanges(newest.number - FINAL);
    while (this.#next <= newest.number) {
      signal.throwIfAborted();
      const header = this.#next === newest.number ? newest : await chain.block(this.#next);
      // The chain became shorter meanwhile: it is looked at again.
      if (!header || (progress.last && header.parentHash !== progress.last.hash)) {
        return;
      }
      const logs = await chain.logsOf(header);
      const headers = new Map([[header.number, header]]);
      await this.#takeIn(logs, headers, header, true);
    }
  }

  /** Goes back to the last block that is on the chain. */
  async #stayOnChain(): Promise<void> {
    const { chain, connection, progress, store, say } = this.#options;
    const isOnChain = async ({ number, hash }: { number: number; hash: string }) =>
      (await chain.block(number))?.hash === hash;
    const { known, last } = progress;
    if (!last || (await isOnChain(last))) return;
    for (const block of known.toReversed().slice(1)) {
      const header = await chain.block(block.number);
      if (header?.hash !== block.hash) continue;
      await this.#written();
      await connection.transaction(
        async (session) => await progress.goBackTo(session, header, store.shapes),
      );
      store.clear();
      this.#metrics.reorganisations.inc();
      this.#metrics.block.set(header.number);
      say("warn", "The chain gave blocks up: they are taken back", {
        from: header.number + 1,
        to: last.number,
      });
      return;
    }
    throw new ReorganisedError(
      `The chain has another block ${last.number}, and none of the ${known.length} before that is known. Blocks that old count as final: ask other nodes, or drop the tables to index again.`,
    );
  }

  async #takeIn(
    logs: readonly RawLog[],
    headers: ReadonlyMap<number, Header>,
    last: Header,
    canBeUndone: boolean,
  ): Promise<number> {
    const { connection, store, handlers } = this.#options;
    const batch = await connection.begin();
    let events = 0;
    try {
      store.use(batch.session);
      if (!canBeUndone) await handlers.expect(store, logs);
      for (const log of logs) {
        const header = headers.get(log.blockNumber);
        if (header && (await handlers.handle(store.db, log, header))) events += 1;
      }
    } catch (error) {
      await batch.rollback();
      throw error;
    }
    // The one before is written by now, or else it is waited for: there are never more than two.
    await this.#written();
    const writing = this.#write(batch, last, canBeUndone);
    this.#writing = writing.catch((error: unknown) => {
      this.#failure = error;
    });
    // A block of the present is announced when it is written.
    if (canBeUndone) await this.#written();
    store.shrink();
    this.#metrics.events.inc(events);
    this.#metrics.block.set(last.number);
    this.#metrics.timestamp.set(Number(last.timestamp));
    return events;
  }

  async #write(batch: Batch, last: Header, canBeUndone: boolean): Promise<void> {
    const { progress, store } = this.#options;
    const { session } = batch;
    const rows = store.flush(session);
    const settled = store.settle(canBeUndone);
    const undo = canBeUndone ? settled : undefined;
    await batch.commit(Promise.all([rows, progress.advance(session, last, undo)]));
  }

  async #written(): Promise<void> {
    await this.#writing;
    if (this.#failure) throw this.#failure;
  }
}
