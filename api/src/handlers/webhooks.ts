import { randomBytes } from "node:crypto";
import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { FetchRefusedError, requirePublic } from "../../manifests/fetch.js";
import type { ApiKey } from "../../service-store/keys.js";
import { listDeadLetters, listDeliveries } from "../../webhooks/deliveries.js";
import { sendMessage, testMessage } from "../../webhooks/message.js";
import { SealedElsewhereError } from "../../webhooks/secrets.js";
import {
  cursorOf,
  filterOf,
  findSubscription,
  moveTo,
  pause,
  resume,
  rotate,
  type Subscription,
  secretsOf,
  subscribe,
  subscriptionsOf,
  unsubscribe,
} from "../../webhooks/subscriptions.js";
import { requireWithin } from "../../webhooks/window.js";
import { demand } from "../access/bearer.js";
import { momentOf, progress } from "../as-of.js";
import { type Cursor, cursorText, readCursor } from "../feed/cursor.js";
import { givenFilter, readFilter } from "../feed/filter.js";
import { readFeed } from "../feed/read.js";
import { guardingCodes } from "../forms.js";
import { ApiProblem } from "../problem.js";
import { requireIssued } from "../robots/issued.js";
import type * as routes from "../routes/webhooks.js";
import { ask } from "../rows.js";
import type { webhook } from "../schemas/webhooks.js";
import type { Env, Service, Webhooks } from "../service.js";
import { rfc3339, rfc3339OrNull } from "../time.js";
import type { Handler } from "./handler.js";

/** Behind every log of a block. */
const BLOCK_END = 999_999_999;
/** What it counts to have a message sent, in requests. */
const COST = 20;
/** Milliseconds that the host of an address is looked up for. */
const LOOK_UP = 5_000;

/** Keeps subscriptions to the feed, for those who hold a key. */
export function webhookHandlers(service: Service) {
  const { db, store, limits, settings } = service;
  const { most, replayDays } = settings.webhooks;

  const createWebhook: Handler<typeof routes.createWebhook> = async (c) => {
    const { sending, key } = demandSending(c);
    const { url, filter: given = {}, after } = c.req.valid("json");
    const filter = readFilter(given, key);
    const { codes } = filter;
    await requireReachable(url, sending);
    if (codes) await guardingCodes(c, service, () => requireIssued(db, codes));
    const subscription = {
      url: new URL(url).href,
      filter: givenFilter(filter),
      after: after === undefined ? await newestPlace() : await placeAfter(after),
    };
    const made = await subscribe(await context(sending), key, subscription, most);
    if (!made) {
      throw new ApiProblem("conflict", `The key has ${most} webhooks, and may have no more.`);
    }
    return c.json({ webhook: await view(made.made, sending), secret: made.secret }, 200);
  };

  const listWebhooks: Handler<typeof routes.listWebhooks> = async (c) => {
    const { sending, key } = demandSending(c);
    const found = await subscriptionsOf(await store, key.id);
    return c.json(
      { webhooks: await Promise.all(found.map((one) => view(one, sending))), most },
      200,
    );
  };

  const getWebhook: Handler<typeof routes.getWebhook> = async (c) => {
    const { subscription, sending } = await find(c, c.req.valid("param").webhook);
    return c.json(await view(subscription, sending), 200);
  };

  const deleteWebhook: Handler<typeof routes.deleteWebhook> = async (c) => {
    const { subscription } = await find(c, c.req.valid("param").webhook);
    await unsubscribe(await store, subscription.id);
    return c.json({ removed: subscription.id }, 200);
  };

  const pauseWebhook: Handler<typeof routes.pauseWebhook> = async (c) => {
    const { subscription, sending } = await find(c, c.req.valid("param").webhook);
    const { id } = subscription;
    // Why it is paused already is worth more than that its owner agrees.
    const paused =
      subscription.state === "paused" ? subscription : await pause(await store, id, "owner");
    return c.json(await view(paused ?? gone(id), sending), 200);
  };

  const resumeWebhook: Handler<typeof routes.resumeWebhook> = async (c) => {
    const { subscription, sending } = await find(c, c.req.valid("param").webhook);
    const { id } = subscription;
    return c.json(await view((await resume(await store, id)) ?? gone(id), sending), 200);
  };

  const rotateWebhookSecret: Handler<typeof routes.rotateWebhookSecret> = async (c) => {
    const { subscription, sending } = await find(c, c.req.valid("param").webhook);
    const rotated = await rotate(await context(sending), subscription);
    if (!rotated) {
      const detail = "The secret was replaced at the same moment. Expected one at a time.";
      throw new ApiProblem("conflict", detail);
    }
    return c.json({ webhook: await view(rotated.made, sending), secret: rotated.secret }, 200);
  };

  const testWebhook: Handler<typeof routes.testWebhook> = async (c) => {
    const { subscription, sending, key } = await find(c, c.req.valid("param").webhook);
    await limits.countKey(key.id, COST);
    const now = Date.now();
    const seconds = Math.floor(now / 1000);
    const name = randomBytes(8).toString("hex");
    const message = testMessage(subscription.id, name, rfc3339(seconds));
    const secrets = await secretsOf(sending.box, subscription, seconds).catch((error: unknown) => {
      if (!(error instanceof SealedElsewhereError)) throw error;
      throw new ApiProblem("unavailable", error.message);
    });
    const { rules } = sending;
    const { url } = subscription;
    const { status, failure, milliseconds } = await sendMessage(message, {
      ...{ url, secrets, rules, now },
    });
    return c.json({ message: message.id, status, failure, milliseconds }, 200);
  };

  const replayWebhook: Handler<typeof routes.replayWebhook> = async (c) => {
    const { subscription, sending } = await find(c, c.req.valid("param").webhook);
    const { id } = subscription;
    const place = await placeAfter(c.req.valid("json").after);
    return c.json(await view((await moveTo(await store, id, place)) ?? gone(id), sending), 200);
  };

  const listWebhookDeliveries: Handler<typeof routes.listWebhookDeliveries> = async (c) => {
    const { subscription } = await find(c, c.req.valid("param").webhook);
    const { after, limit } = c.req.valid("query");
    const found = await listDeliveries(await store, subscription.id, { after, limit: limit + 1 });
    const deliveries = found
      .slice(0, limit)
      .map(({ webhook: _, at, ...delivery }) => ({ ...delivery, at: rfc3339(at) }));
    const next = found.length > limit ? (deliveries.at(-1)?.id ?? null) : null;
    return c.json({ deliveries, next }, 200);
  };

  const listWebhookDeadLetters: Handler<typeof routes.listWebhookDeadLetters> = async (c) => {
    const { subscription } = await find(c, c.req.valid("param").webhook);
    const { after: text, limit } = c.req.valid("query");
    const after = readCursor(text);
    const found = await listDeadLetters(await store, subscription.id, { after, limit: limit + 1 });
    const deadLetters = found
      .slice(0, limit)
      .map(({ message, kind, attempts, firstAt, lastAt, failure, deliveredAt, ...place }) => ({
        ...{ message, cursor: cursorText(place), kind, attempts, failure },
        firstAt: rfc3339(firstAt),
        lastAt: rfc3339(lastAt),
        deliveredAt: rfc3339OrNull(deliveredAt),
      }));
    const next = found.length > limit ? (deadLetters.at(-1)?.cursor ?? null) : null;
    return c.json({ deadLetters, next }, 200);
  };

  async function context({ box }: Webhooks) {
    return { store: await store, box, now: Math.floor(Date.now() / 1000) };
  }

  /** What sends, and the key that is shown. */
  function demandSending(c: Context<Env>): { sending: Webhooks; key: ApiKey } {
    const key = demand(c.get("key"), "webhooks");
    const { webhooks: sending } = service;
    if (sending) return { sending, key };
    throw new ApiProblem(
      "not-found",
      "This service sends no webhooks: it has no WEBHOOK_KEY_FILE.",
    );
  }

  async function find(c: Context<Env>, id: string) {
    const { sending, key } = demandSending(c);
    const subscription = await findSubscription(await store, key.id, id);
    return { sending, key, subscription: subscription ?? gone(id) };
  }

  /** Behind everything that the index has taken in. */
  async function newestPlace(): Promise<Cursor> {
    const { blockNumber } = momentOf((await ask(db, { how: progress() })).how);
    return { blockNumber, logIndex: BLOCK_END };
  }

  /** The place that somebody names, where it is not further back than is replayed. */
  async function placeAfter(text: string): Promise<Cursor> {
    const after = readCursor(text);
    const everything = { after, limit: 1, filter: {}, names: () => false };
    requireWithin(text, await readFeed(db, everything), replayDays);
    return after;
  }

  return {
    createWebhook,
    listWebhooks,
    getWebhook,
    deleteWebhook,
    pauseWebhook,
    resumeWebhook,
    rotateWebhookSecret,
    testWebhook,
    replayWebhook,
    listWebhookDeliveries,
    listWebhookDeadLetters,
  };
}

/** Refuses a subscription that the key does not have: whether another key has it is not told. */
function gone(id: string): never {
  throw new ApiProblem("not-found", `The key has no webhook ${id}.`);
}

async function requireReachable(url: string, { rules }: Webhooks): Promise<void> {
  try {
    await requirePublic(url, { ...rules, timeout: LOOK_UP });
  } catch (error) {
    if (!(error instanceof FetchRefusedError)) throw error;
    const errors = [{ in: "json", name: "url", detail: error.message }];
    throw new ApiProblem("invalid-request", `url: ${error.message}`, { errors });
  }
}

/** A subscription as answers have it. */
async function view(
  subscription: Subscription,
  { isAlarmed }: Webhooks,
): Promise<z.infer<typeof webhook>> {
  const { id, url, state, reason, createdAt, attempts, failingSince, dueAt } = subscription;
  const { previousUntil } = subscription;
  const now = Math.floor(Date.now() / 1000);
  const {
    code = null,
    fleet = null,
    maker = null,
    model = null,
    country = null,
    kind = null,
  } = filterOf(subscription);
  return {
    ...{ id, url, state, reason },
    filter: { code, fleet, maker, model, country, kind },
    cursor: cursorText(cursorOf(subscription)),
    createdAt: rfc3339(createdAt),
    failing:
      failingSince === null
        ? null
        : {
            attempts,
            since: rfc3339(failingSince),
            nextAt: state === "paused" ? null : rfc3339(dueAt),
            failure: subscription.lastFailure ?? "",
          },
    held: (await isAlarmed())
      ? "The index must not be relied on: /v1/health has an alarm. What it holds is sent once that is over."
      : null,
    previousSecretUntil: (previousUntil ?? 0) > now ? rfc3339OrNull(previousUntil) : null,
  };
}
