// Subscriptions to the feed, and what was sent for them.
import { z } from "@hono/zod-openapi";
import { filterParameters } from "../feed/filter.js";
import { count, country, nextPage, orNull, time } from "./common.js";

/** Longest address that is sent to. */
const LONGEST_URL = 2_048;

const url = z.string().min(1).max(LONGEST_URL).openapi({
  description:
    "Where messages go: https, a public address, without name or password. Redirects are not followed.",
  example: "https://receiver.example/robots",
});

const cursor = z.string().openapi({ description: "A place in the feed.", example: "412-3" });

export const newWebhook = z
  .strictObject({
    url,
    filter: z.strictObject(filterParameters).optional().openapi({
      description:
        "Which changes are sent, as `/v1/changes` takes it: everything that is given must hold. Everything is sent where it is left out.",
    }),
    after: z.string().max(64).optional().openapi({
      description:
        "Cursor: changes after it are sent, as far back as may be replayed. Without: what happens from now on.",
      example: "412-3",
    }),
  })
  .openapi("NewWebhook", { description: "What is to be sent, and where to." });

export const replay = z
  .strictObject({
    after: z.string().max(64).openapi({
      description: "Cursor: changes after it are sent, again or for the first time.",
      example: "412-3",
    }),
  })
  .openapi("Replay");

export const webhook = z
  .object({
    id: z.string().openapi({ example: "wh_5df9f879a1c44be2a0f2b7d1c3e49a55" }),
    url,
    filter: z
      .object({
        code: z.string().nullable(),
        fleet: z.enum(["own"]).nullable(),
        maker: z.string().nullable(),
        model: z.string().nullable(),
        country: orNull(country),
        kind: z.string().nullable(),
      })
      .openapi({ description: "Which changes are sent. `null`: no matter which." }),
    state: z.enum(["active", "paused"]),
    reason: z.enum(["owner", "failing", "gone", "keyClosed"]).nullable().openapi({
      description:
        "Why it is paused. `owner`: its owner wished so; `failing`: a message did not arrive for too long; `gone`: the receiver answered 410; `keyClosed`: its key has run out or was revoked.",
    }),
    cursor: cursor.openapi({ description: "Everything up to here was sent, and arrived." }),
    createdAt: time,
    failing: z
      .object({
        attempts: count.openapi({ description: "Attempts at the message that comes next." }),
        since: time,
        nextAt: orNull(time).openapi({ description: "`null`: it is paused." }),
        failure: z.string().openapi({ description: "Why the last attempt failed." }),
      })
      .nullable()
      .openapi({ description: "`null`: the last message arrived, or none was sent yet." }),
    held: z.string().nullable().openapi({
      description: "Why this service sends nothing at all for now. `null`: it sends.",
    }),
    previousSecretUntil: orNull(time).openapi({
      description: "Until when the secret before this one signs too. `null`: one secret signs.",
    }),
  })
  .openapi("Webhook", { description: "A subscription. Its secret is never shown again." });

export const webhookWithSecret = z
  .object({
    webhook,
    secret: z.string().openapi({
      description: "Messages are signed with it. This is the only time that it is shown.",
      example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw3UzS7oXx6zE=",
    }),
  })
  .openapi("WebhookWithSecret");

export const webhooks = z
  .object({
    webhooks: z.array(webhook),
    most: count.openapi({ description: "So many a key may have." }),
  })
  .openapi("Webhooks");

export const webhookRemoved = z.object({ removed: z.string() }).openapi("WebhookRemoved");

const status = z
  .int()
  .nullable()
  .openapi({ description: "Status of the answer. `null`: there was none.", example: 204 });
const failure = z.string().nullable().openapi({
  description: "Why it did not arrive. `null`: it did. Nothing of what a receiver says is kept.",
  example: null,
});
const milliseconds = count.openapi({ description: "How long it took." });
const message = z.string().openapi({
  description: "Its header `webhook-id`: the same however often it is sent.",
  example: "wh_5df9f879a1c44be2a0f2b7d1c3e49a55_412-3",
});

export const testOutcome = z
  .object({ message, status, failure, milliseconds })
  .openapi("WebhookTest", { description: "What happened to a message that is about nothing." });

export const webhookDeliveries = z
  .object({
    deliveries: z.array(
      z.object({
        id: z.string(),
        message,
        cursor,
        attempt: count,
        at: time,
        status,
        failure,
        milliseconds,
      }),
    ),
    next: nextPage,
  })
  .openapi("WebhookDeliveries", { description: "Attempts, the last first." });

export const webhookDeadLetters = z
  .object({
    deadLetters: z.array(
      z.object({
        message,
        cursor,
        kind: z.string().openapi({ description: "What it reports.", example: "placedOnMarket" }),
        attempts: count,
        firstAt: time,
        lastAt: time,
        failure: z.string().openapi({ description: "Why the last attempt failed." }),
        deliveredAt: orNull(time).openapi({ description: "When it arrived after all." }),
      }),
    ),
    next: nextPage,
  })
  .openapi("WebhookDeadLetters", {
    description: "Messages that did not arrive before their subscription was paused.",
  });
