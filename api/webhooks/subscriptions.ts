// Subscriptions in the store: what their owners ask for, and which sender has which of them.
import { randomBytes } from "node:crypto";
import type { ApiKey } from "../service-store/keys.js";
import type { ServiceStore } from "../service-store/store.js";
import type { PauseReason, Tables } from "../service-store/tables.js";
import { type Cursor, cursorText } from "../src/feed/cursor.js";
import type { GivenFilter } from "../src/feed/filter.js";
import { newSecret, type SecretBox } from "./secrets.js";

/** A subscription as the store has it. */
export type Subscription = Tables["webhook"];

/** For how long a secret that was replaced signs as well, in seconds. */
export const BOTH_SIGN = 24 * 60 * 60;

/** What a subscription is to be. */
export interface NewSubscription {
  readonly url: string;
  /** As it was read. */
  readonly filter: GivenFilter;
  /** What comes first is behind it. */
  readonly after: Cursor;
}

/** The place in the feed that a subscription has come to. */
export function cursorOf({ blockNumber, logIndex }: Subscription): Cursor {
  return { blockNumber, logIndex };
}

/** The filter of a subscription, as it was given. */
export function filterOf({ filter }: Subscription): GivenFilter {
  return JSON.parse(filter) as GivenFilter;
}

/** Makes a subscription; nothing where the key has as many as it may. The secret is the only copy in the clear. */
export async function subscribe(
  { store, box, now }: { store: ServiceStore; box: SecretBox; now: number },
  key: ApiKey,
  { url, filter, after }: NewSubscription,
  most: number,
): Promise<{ readonly made: Subscription; readonly secret: string } | undefined> {
  const taken = new Set((await subscriptionsOf(store, key.id)).map(({ place }) => place));
  const id = `wh_${randomBytes(16).toString("hex")}`;
  const secret = newSecret();
  const values = {
    id,
    keyId: key.id,
    url,
    filter: JSON.stringify(filter),
    secret: await box.seal(id, secret),
    previousSecret: null,
    previousUntil: null,
    ...after,
    state: "active",
    reason: null,
    createdAt: now,
    attempts: 0,
    failingSince: null,
    dueAt: 0,
    lastFailure: null,
    lease: null,
    leaseUntil: 0,
  } as const;
  // However many are asked for at once, a place is taken once.
  for (let place = 0; place < most; place += 1) {
    if (taken.has(place)) continue;
    const made = await store
      .insertInto("webhook")
      .values({ ...values, place })
      .onConflict((conflict) => conflict.columns(["keyId", "place"]).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (made) return { made, secret };
  }
  return undefined;
}

/** The subscriptions of a key, the oldest first. */
export async function subscriptionsOf(
  store: ServiceStore,
  keyId: string,
): Promise<readonly Subscription[]> {
  return await store
    .selectFrom("webhook")
    .selectAll()
    .where("keyId", "=", keyId)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
}

/** A subscription of a key; `undefined` where it is not there, or another key's. */
export async function findSubscription(
  store: ServiceStore,
  keyId: string,
  id: string,
): Promise<Subscription | undefined> {
  return await store
    .selectFrom("webhook")
    .selectAll()
    .where("id", "=", id)
    .where("keyId", "=", keyId)
    .executeTakeFirst();
}

/** Removes a subscription with all that is kept about it. */
export async function unsubscribe(store: ServiceStore, id: string): Promise<void> {
  await store.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("webhook").where("id", "=", id).execute();
    await transaction.deleteFrom("webhookDelivery").where("webhook", "=", id).execute();
    await transaction.deleteFrom("webhookDeadLetter").where("webhook", "=", id).execute();
  });
}

/** Pauses a subscription. A message that is under way still counts where it arrives. */
export async function pause(
  store: ServiceStore,
  id: string,
  reason: PauseReason,
): Promise<Subscription | undefined> {
  return await change(store, id, { state: "paused", reason });
}

/** What a subscription begins again with. */
const FRESH = { attempts: 0, failingSince: null, dueAt: 0, lastFailure: null } as const;

/** Goes on where a subscription has come to. */
export async function resume(store: ServiceStore, id: string): Promise<Subscription | undefined> {
  return await change(store, id, { state: "active", reason: null, ...FRESH });
}

/** Sends what is behind a place, again or for the first time. A sender that is at work notices, and leaves off. */
export async function moveTo(
  store: ServiceStore,
  id: string,
  { blockNumber, logIndex }: Cursor,
): Promise<Subscription | undefined> {
  return await change(store, id, { blockNumber, logIndex, lease: null, leaseUntil: 0, ...FRESH });
}

/** Replaces the secret of a subscription. For a day the one before signs as well. */
export async function rotate(
  { store, box, now }: { store: ServiceStore; box: SecretBox; now: number },
  { id, secret: previousSecret }: Subscription,
): Promise<{ readonly made: Subscription; readonly secret: string } | undefined> {
  const secret = newSecret();
  const made = await store
    .updateTable("webhook")
    .set({ secret: await box.seal(id, secret), previousSecret, previousUntil: now + BOTH_SIGN })
    .where("id", "=", id)
    // Of two that rotate at once one does: what the other was shown would not sign.
    .where("secret", "=", previousSecret)
    .returningAll()
    .executeTakeFirst();
  return made && { made, secret };
}

/** The secrets that sign at a moment, the newest first. */
export async function secretsOf(
  box: SecretBox,
  { id, secret, previousSecret, previousUntil }: Subscription,
  now: number,
): Promise<readonly string[]> {
  const sealed = [
    secret,
    ...(previousSecret && (previousUntil ?? 0) > now ? [previousSecret] : []),
  ];
  return await Promise.all(sealed.map((each) => box.open(id, each)));
}

async function change(
  store: ServiceStore,
  id: string,
  values: Partial<Subscription>,
): Promise<Subscription | undefined> {
  return await store
    .updateTable("webhook")
    .set(values)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
}

/** Subscriptions that a sender may look at, by their names, those behind `after`. */
export async function dueSubscriptions(
  store: ServiceStore,
  { now, after, limit }: { readonly now: number; readonly after: string; readonly limit: number },
): Promise<readonly Subscription[]> {
  return await store
    .selectFrom("webhook")
    .selectAll()
    .where("state", "=", "active")
    .where("dueAt", "<=", now)
    .where("leaseUntil", "<=", now)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** A sender that has a subscription for a while: no other one sends for it meanwhile. */
export interface Lease {
  readonly id: string;
  readonly token: string;
  /** From when on another sender may take it, in seconds. */
  readonly until: number;
}

/** Takes a subscription where nobody has it. It is still where it was when it was looked at. */
export async function claim(
  store: ServiceStore,
  { id, blockNumber, logIndex }: Subscription,
  { token, until, now }: Omit<Lease, "id"> & { readonly now: number },
): Promise<Subscription | undefined> {
  return await store
    .updateTable("webhook")
    .set({ lease: token, leaseUntil: until })
    .where("id", "=", id)
    .where("state", "=", "active")
    .where("leaseUntil", "<=", now)
    .where("blockNumber", "=", blockNumber)
    .where("logIndex", "=", logIndex)
    .returningAll()
    .executeTakeFirst();
}

/** Keeps it; nothing where it was paused, removed, moved, or taken by another sender since. */
export async function renew(
  store: ServiceStore,
  { id, token, until }: Lease,
): Promise<Subscription | undefined> {
  return await store
    .updateTable("webhook")
    .set({ leaseUntil: until })
    .where("id", "=", id)
    .where("lease", "=", token)
    .where("state", "=", "active")
    .returningAll()
    .executeTakeFirst();
}

/** Gives it back, with what is to be written down. Gives whether the sender still had it. */
export async function release(
  store: ServiceStore,
  lease: Omit<Lease, "until">,
  values: Partial<Subscription> = {},
): Promise<boolean> {
  return await writeHeld(store, lease, { ...values, lease: null, leaseUntil: 0 });
}

/** Writes down that everything up to a place has arrived. Gives whether the sender still had it. */
export async function advance(
  store: ServiceStore,
  lease: Omit<Lease, "until">,
  { blockNumber, logIndex }: Cursor,
): Promise<boolean> {
  return await writeHeld(store, lease, { blockNumber, logIndex, ...FRESH });
}

async function writeHeld(
  store: ServiceStore,
  { id, token }: Omit<Lease, "until">,
  values: Partial<Subscription>,
): Promise<boolean> {
  const rows = await store
    .updateTable("webhook")
    .set(values)
    .where("id", "=", id)
    .where("lease", "=", token)
    .returning("id")
    .execute();
  return rows.length > 0;
}

/** Writes down how far the feed holds nothing for a subscription that nobody has and that is where it was. */
export async function skipTo(
  store: ServiceStore,
  { id, blockNumber, logIndex }: Subscription,
  to: Cursor,
  now: number,
): Promise<void> {
  await store
    .updateTable("webhook")
    .set({ blockNumber: to.blockNumber, logIndex: to.logIndex })
    .where("id", "=", id)
    .where("blockNumber", "=", blockNumber)
    .where("logIndex", "=", logIndex)
    .where("leaseUntil", "<=", now)
    .execute();
}

/** Text that tells a place of a subscription from all others. */
export function placeOf(subscription: Subscription): string {
  return `${subscription.id} ${cursorText(cursorOf(subscription))}`;
}
