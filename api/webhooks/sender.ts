// Sends what the feed holds for each subscription, beside the API: in the order of the chain, one message after the other, each
// until it arrives. Any number of processes share the work: a subscription is sent for by the one that has its lease.
import { randomBytes } from "node:crypto";
import type { RobotId } from "@openrobotid/sdk";
import type { Logger } from "pino";
import type { FetchRules } from "../manifests/fetch.js";
import { type ApiKey, findKeyById } from "../service-store/keys.js";
import type { ServiceStore } from "../service-store/store.js";
import { seesOf } from "../src/access/bearer.js";
import type { Change } from "../src/feed/change.js";
import { type Cursor, readCursor } from "../src/feed/cursor.js";
import { readFilter } from "../src/feed/filter.js";
import type { FeedPage, FeedQuestion } from "../src/feed/read.js";
import { ApiProblem } from "../src/problem.js";
import { Rounds } from "../src/rounds.js";
import {
  pruneDeliveries,
  recordDeadLetter,
  recordDelivery,
  reviveDeadLetter,
} from "./deliveries.js";
import { messageOf, type Outcome, sendMessage } from "./message.js";
import { SealedElsewhereError, type SecretBox } from "./secrets.js";
import {
  advance,
  claim,
  cursorOf,
  dueSubscriptions,
  filterOf,
  placeOf,
  release,
  renew,
  type Subscription,
  secretsOf,
  skipTo,
} from "./subscriptions.js";
import { waitAfter } from "./wait.js";

/** What the sender works with. */
export interface SenderOptions {
  readonly store: ServiceStore;
  readonly logger: Pick<Logger, "info" | "warn" | "error">;
  readonly box: SecretBox;
  /** Reads the feed, as `/v1/changes` does. */
  readonly read: (question: FeedQuestion) => Promise<FeedPage>;
  /** The block that the index has come to. */
  readonly block: () => Promise<number>;
  /** Whether the index must not be relied on: then nothing is sent. */
  readonly isAlarmed: () => Promise<boolean>;
  readonly rules?: FetchRules | undefined;
  /** Hears of each attempt. */
  readonly attempted?: ((outcome: "delivered" | "failed") => void) | undefined;
  /** From 0 to 1. */
  readonly random?: (() => number) | undefined;
  /** Milliseconds. */
  readonly now?: (() => number) | undefined;
  /** Seconds that one message may fail before its subscription is paused. */
  readonly giveUpAfter?: number | undefined;
  /** Seconds that a sender which ended has a subscription for. */
  readonly lease?: number | undefined;
}

/** Milliseconds between two rounds. */
const INTERVAL = 1_000;
/** Subscriptions that a round looks at. */
const LOOKED_AT = 500;
/** Subscriptions that are sent for at once, in all and for one key: a key whose receivers are slow delays no other. */
const AT_ONCE = 24;
const AT_ONCE_OF_KEY = 3;
/** Milliseconds for one subscription before others have their turn. */
const TURN = 30_000;
/** Changes that are read at once. */
const PAGE = 100;
/** Subscriptions that the feed is read for at once, and pages without anything for one of them in a round. */
const LOOKS_AT_ONCE = 8;
const LOOKS = 10;
/** Subscriptions that are remembered to have nothing to be sent. */
const MOST_REMEMBERED = 10_000;
const GIVE_UP_AFTER = 72 * 60 * 60;
/** Longer than an answer may take, by far: clocks of processes differ. */
const LEASE = 60;
/** Blocks without anything for a subscription after which that is written down. */
const WRITTEN_AFTER = 1_000;
/** Milliseconds that a subscription is left alone whose secret cannot be opened here. */
const UNREADABLE = 60_000;

/** How far the feed was read for a subscription without finding anything. */
interface Looked {
  readonly place: string;
  readonly next: Cursor;
  /** The block that the index had come to; nothing where the feed goes on. */
  readonly block: number | undefined;
}

/** Sends until it is stopped. */
export class WebhookSender {
  readonly #options: SenderOptions;
  readonly #rounds: Rounds;
  readonly #looked = new Map<string, Looked>();
  readonly #unreadable = new Map<string, number>();
  readonly #working = new Map<string, { readonly keyId: string; readonly work: Promise<void> }>();
  /** The subscription that the turn has reached. */
  #turn = "";
  #said: string | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#rounds = new Rounds({
      interval: INTERVAL,
      round: () => this.round(),
      failed: (error) => this.#say(error.message),
    });
  }

  /** Begins. Never throws: what goes wrong is logged. */
  start(): void {
    this.#rounds.start();
  }

  /** Ends when the messages that are under way have arrived, or have not. */
  async stop(): Promise<void> {
    await this.#rounds.stop();
    await this.settled();
  }

  /** Waits for what the rounds so far began. */
  async settled(): Promise<void> {
    while (this.#working.size > 0) {
      await Promise.all([...this.#working.values()].map(({ work }) => work));
    }
  }

  /** Begins to send for each subscription that has something to be sent. */
  async round(): Promise<void> {
    const { store, block, isAlarmed } = this.#options;
    const now = this.#seconds();
    const due = await dueSubscriptions(store, { now, after: this.#turn, limit: LOOKED_AT });
    this.#turn = due.length < LOOKED_AT ? "" : (due.at(-1)?.id ?? "");
    // Where nobody subscribed the index is not even asked how far it is.
    if (due.length === 0) return;
    if (await isAlarmed()) {
      this.#say("The index must not be relied on: /v1/health has an alarm");
      return;
    }
    const newest = await block();
    if (this.#looked.size > MOST_REMEMBERED) this.#looked.clear();
    const queue = due.filter((one) => !this.#hasNothing(one, newest)).values();
    const look = async () => {
      for (const one of queue) {
        if (!this.#rounds.stopped && !this.#isBusy(one)) await this.#begin(one);
      }
    };
    await Promise.all(Array.from({ length: LOOKS_AT_ONCE }, look));
    this.#said = undefined;
  }

  /** Looks what there is for a subscription, and begins to send it. */
  async #begin(subscription: Subscription): Promise<void> {
    const { id, keyId } = subscription;
    let page: FeedPage | undefined;
    try {
      page = await this.#find(subscription);
    } catch (error) {
      this.#failed(id, error as Error);
    }
    // While it was looked for, others may have begun.
    if (!page || this.#isBusy(subscription)) return;
    const work = this.#serve(subscription, page)
      .catch((error: Error) => this.#failed(id, error))
      .finally(() => this.#working.delete(id));
    this.#working.set(id, { keyId, work });
  }

  #isBusy({ id, keyId }: Subscription): boolean {
    if (this.#working.has(id) || this.#working.size >= AT_ONCE) return true;
    const ofKey = [...this.#working.values()].filter((each) => each.keyId === keyId);
    return ofKey.length >= AT_ONCE_OF_KEY;
  }

  #hasNothing(subscription: Subscription, newest: number): boolean {
    const { block, place } = this.#looked.get(subscription.id) ?? {};
    if ((this.#unreadable.get(subscription.id) ?? 0) > this.#now()) return true;
    return place === placeOf(subscription) && block !== undefined && block >= newest;
  }

  /** Sends what there is for a subscription, for a turn. */
  async #serve(found: Subscription, first: FeedPage): Promise<void> {
    const { store } = this.#options;
    const end = performance.now() + TURN;
    let subscription = found;
    for (let page: FeedPage | undefined = first; page; page = await this.#find(subscription)) {
      const token = randomBytes(16).toString("hex");
      const lease = { token, until: this.#until(), now: this.#seconds() };
      const taken = await claim(store, subscription, lease);
      if (!taken) return;
      const moved = await this.#send(taken, { token, end }, page.changes);
      await pruneDeliveries(store, taken.id);
      if (!moved) return;
      subscription = moved;
    }
  }

  /** What comes next for a subscription; nothing where there is nothing yet. */
  async #find(subscription: Subscription): Promise<FeedPage | undefined> {
    const key = await this.#keyOf(subscription);
    if (!key) return undefined;
    for (let looks = 0; looks < LOOKS && !this.#rounds.stopped; looks += 1) {
      const page = await this.#look(subscription, key);
      if (page.changes.length > 0) return page;
      await this.#nothingIn(subscription, page);
      if (!page.more) return undefined;
    }
    return undefined;
  }

  /** Reads on where nothing was found before. */
  async #look(subscription: Subscription, key: ApiKey): Promise<FeedPage> {
    const looked = this.#looked.get(subscription.id);
    const after = looked?.place === placeOf(subscription) ? looked.next : cursorOf(subscription);
    return await this.#options.read({
      after,
      limit: PAGE,
      filter: readFilter(filterOf(subscription), key),
      names: (robot: RobotId) => seesOf(key, "changedRobots", robot),
    });
  }

  async #nothingIn(subscription: Subscription, { next, more, moment }: FeedPage): Promise<void> {
    const { id, blockNumber } = subscription;
    const block = more ? undefined : moment.blockNumber;
    if (next.blockNumber - blockNumber < WRITTEN_AFTER) {
      this.#looked.set(id, { place: placeOf(subscription), next, block });
      return;
    }
    await skipTo(this.#options.store, subscription, next, this.#seconds());
    this.#looked.set(id, { place: placeOf({ ...subscription, ...next }), next, block });
  }

  /** Sends messages, the first first. Gives the subscription behind the last one; nothing where it is to be left alone for now. */
  async #send(
    { id }: Subscription,
    { token, end }: { readonly token: string; readonly end: number },
    changes: readonly Change[],
  ): Promise<Subscription | undefined> {
    const { store, box } = this.#options;
    const lease = { id, token };
    let current: Subscription | undefined;
    try {
      for (const change of changes) {
        if (this.#rounds.stopped || performance.now() > end) return undefined;
        if (await this.#options.isAlarmed()) return undefined;
        current = await renew(store, { ...lease, until: this.#until() });
        if (!current || !(await this.#keyOf(current))) return undefined;
        const secrets = await secretsOf(box, current, this.#seconds());
        const cursor = readCursor(change.cursor);
        const outcome = await this.#post(current, change, secrets);
        const arrived = outcome.failure === null;
        if (arrived && !(await advance(store, lease, cursor))) return undefined;
        await this.#record(current, change, outcome);
        if (!arrived) {
          await this.#notArrived(current, token, change, outcome);
          return undefined;
        }
        current = { ...current, ...cursor };
      }
      return current;
    } finally {
      await release(store, lease);
    }
  }

  async #post(
    { id, url }: Subscription,
    change: Change,
    secrets: readonly string[],
  ): Promise<Outcome> {
    const { rules = {} } = this.#options;
    return await sendMessage(messageOf(id, change), { url, secrets, rules, now: this.#now() });
  }

  async #record(subscription: Subscription, change: Change, outcome: Outcome): Promise<void> {
    const { store, attempted } = this.#options;
    const { id, attempts } = subscription;
    const cursor = readCursor(change.cursor);
    const arrived = outcome.failure === null;
    attempted?.(arrived ? "delivered" : "failed");
    await recordDelivery(store, {
      webhook: id,
      message: messageOf(id, change),
      cursor,
      attempt: attempts + 1,
      outcome,
      now: this.#now(),
    });
    if (arrived) await reviveDeadLetter(store, id, cursor, this.#seconds());
  }

  /** Tries again later, or gives up. */
  async #notArrived(
    { id, attempts: before, failingSince }: Subscription,
    token: string,
    { cursor, kind }: Change,
    { status, failure, retryAfter }: Outcome,
  ): Promise<void> {
    const { store, logger, random = Math.random, giveUpAfter = GIVE_UP_AFTER } = this.#options;
    const now = this.#seconds();
    const attempts = before + 1;
    const since = failingSince ?? now;
    const values = { attempts, failingSince: since, lastFailure: failure };
    const reason = status === 410 ? "gone" : now - since >= giveUpAfter ? "failing" : undefined;
    if (!reason) {
      const wait = waitAfter(attempts, retryAfter, { random: random(), now });
      await release(store, { id, token }, { ...values, dueAt: now + wait });
      return;
    }
    if (await release(store, { id, token }, { ...values, state: "paused", reason })) {
      await recordDeadLetter(store, {
        ...{ webhook: id, ...readCursor(cursor), kind, attempts, firstAt: since, lastAt: now },
        failure: failure ?? "",
      });
      logger.warn({ webhook: id, reason, attempts }, "A webhook is paused");
    }
  }

  /** The key of a subscription. Where it opens nothing any more, nothing is sent with it either. */
  async #keyOf(subscription: Subscription): Promise<ApiKey | undefined> {
    const { store, logger } = this.#options;
    const { id, keyId } = subscription;
    const key = await findKeyById(store, keyId);
    if (key) return key;
    const paused = await store
      .updateTable("webhook")
      .set({ state: "paused", reason: "keyClosed" })
      .where("id", "=", id)
      .where("state", "=", "active")
      .returning("id")
      .execute();
    if (paused.length > 0) logger.info({ webhook: id }, "A webhook is paused: its key is closed");
    return undefined;
  }

  #failed(webhook: string, error: Error): void {
    // An index that is being rebuilt has not come to the place of a subscription yet.
    if (error instanceof ApiProblem) return;
    if (error instanceof SealedElsewhereError) {
      this.#unreadable.set(webhook, this.#now() + UNREADABLE);
    }
    this.#options.logger.error({ webhook, reason: error.message }, "A webhook was not sent");
  }

  /** Logs once what goes on. */
  #say(reason: string): void {
    if (this.#said !== reason) this.#options.logger.warn({ reason }, "No webhooks are sent");
    this.#said = reason;
  }

  #until(): number {
    return this.#seconds() + (this.#options.lease ?? LEASE);
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }
}
