// What was sent for a subscription, and what could not be: for its owner to read. Nothing of what a receiver said is kept.
import { randomBytes } from "node:crypto";
import type { ServiceStore } from "../service-store/store.js";
import type { Tables } from "../service-store/tables.js";
import { type Cursor, cursorText } from "../src/feed/cursor.js";
import type { Message, Outcome } from "./message.js";
import { messageId } from "./message.js";

/** Attempts that are kept of a subscription. */
const MOST_KEPT = 1_000;

/** An attempt as the store has it. */
export type Delivery = Tables["webhookDelivery"];
/** A message that did not arrive. */
export type DeadLetter = Tables["webhookDeadLetter"];

let last = 0;

/** Writes an attempt down. */
export async function recordDelivery(
  store: ServiceStore,
  {
    webhook,
    message,
    cursor,
    attempt,
    outcome,
    now,
  }: {
    readonly webhook: string;
    readonly message: Message;
    readonly cursor: Cursor;
    readonly attempt: number;
    readonly outcome: Outcome;
    /** Milliseconds. */
    readonly now: number;
  },
): Promise<void> {
  const { status, failure, milliseconds } = outcome;
  // In the order of time, also within a millisecond; another process may write one in the same.
  last = Math.max(last + 1, now * 1_000);
  const order = last.toString(16).padStart(14, "0");
  await store
    .insertInto("webhookDelivery")
    .values({
      id: `${order}${randomBytes(4).toString("hex")}`,
      webhook,
      message: message.id,
      cursor: cursorText(cursor),
      attempt,
      at: Math.floor(now / 1000),
      milliseconds,
      status,
      failure,
    })
    .execute();
}

/** Attempts of a subscription, the last first; those before `after`. */
export async function listDeliveries(
  store: ServiceStore,
  webhook: string,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly Delivery[]> {
  const all = store
    .selectFrom("webhookDelivery")
    .selectAll()
    .where("webhook", "=", webhook)
    .orderBy("id", "desc")
    .limit(limit);
  return await (after === undefined ? all : all.where("id", "<", after)).execute();
}

/** Removes the attempts of a subscription that are no longer kept. */
export async function pruneDeliveries(store: ServiceStore, webhook: string): Promise<void> {
  const oldest = await store
    .selectFrom("webhookDelivery")
    .select("id")
    .where("webhook", "=", webhook)
    .orderBy("id", "desc")
    .offset(MOST_KEPT)
    .limit(1)
    .executeTakeFirst();
  if (!oldest) return;
  await store
    .deleteFrom("webhookDelivery")
    .where("webhook", "=", webhook)
    .where("id", "<=", oldest.id)
    .execute();
}

/** Writes down that a message did not arrive however often it was sent. */
export async function recordDeadLetter(
  store: ServiceStore,
  letter: Omit<DeadLetter, "message" | "deliveredAt">,
): Promise<void> {
  const message = messageId(letter.webhook, cursorText(letter));
  const { attempts, lastAt, failure } = letter;
  await store
    .insertInto("webhookDeadLetter")
    .values({ ...letter, message, deliveredAt: null })
    .onConflict((conflict) =>
      conflict
        .columns(["webhook", "blockNumber", "logIndex"])
        .doUpdateSet({ attempts, lastAt, failure, deliveredAt: null }),
    )
    .execute();
}

/** Writes down that a message arrived after all. */
export async function reviveDeadLetter(
  store: ServiceStore,
  webhook: string,
  { blockNumber, logIndex }: Cursor,
  now: number,
): Promise<void> {
  await store
    .updateTable("webhookDeadLetter")
    .set({ deliveredAt: now })
    .where("webhook", "=", webhook)
    .where("blockNumber", "=", blockNumber)
    .where("logIndex", "=", logIndex)
    .execute();
}

/** Messages of a subscription that did not arrive, in their order; those behind `after`. */
export async function listDeadLetters(
  store: ServiceStore,
  webhook: string,
  { after, limit }: { readonly after: Cursor; readonly limit: number },
): Promise<readonly DeadLetter[]> {
  return await store
    .selectFrom("webhookDeadLetter")
    .selectAll()
    .where("webhook", "=", webhook)
    .where(({ or, and, eb }) =>
      or([
        eb("blockNumber", ">", after.blockNumber),
        and([eb("blockNumber", "=", after.blockNumber), eb("logIndex", ">", after.logIndex)]),
      ]),
    )
    .orderBy("blockNumber")
    .orderBy("logIndex")
    .limit(limit)
    .execute();
}
