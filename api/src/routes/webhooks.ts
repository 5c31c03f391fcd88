import { createRoute, z } from "@hono/zod-openapi";
import { afterParameter, limitParameter } from "../schemas/parameters.js";
import {
  newWebhook,
  replay,
  testOutcome,
  webhook,
  webhookDeadLetters,
  webhookDeliveries,
  webhookRemoved,
  webhooks,
  webhookWithSecret,
} from "../schemas/webhooks.js";
import { ownAnswers, withKey } from "./answers.js";

const params = z.object({
  webhook: z
    .string()
    .regex(
      /^wh_[0-9a-f]{32}$/,
      "expected the id of a webhook, wh_ and 32 characters of 0-9 and a-f",
    )
    .openapi({
      param: { name: "webhook", in: "path" },
      description: "The subscription.",
      example: "wh_5df9f879a1c44be2a0f2b7d1c3e49a55",
    }),
});

const of = { tags: ["webhooks"], security: withKey, request: { params } };

const page = z.object({ after: afterParameter, limit: limitParameter(1000, 100) });

export const createWebhook = createRoute({
  ...of,
  method: "post",
  path: "/v1/webhooks",
  operationId: "createWebhook",
  summary: "Subscribes to changes: they are sent to an address",
  description:
    "Signed as Standard Webhooks has it, in the order of the feed, at least once: docs/webhooks.md. Names robots as `/v1/changes` does for the key.",
  request: { body: { required: true, content: { "application/json": { schema: newWebhook } } } },
  responses: ownAnswers(
    webhookWithSecret,
    "The subscription, and its secret",
    [403, 409, 413, 415],
  ),
});

export const listWebhooks = createRoute({
  method: "get",
  path: "/v1/webhooks",
  operationId: "listWebhooks",
  tags: of.tags,
  security: withKey,
  summary: "The subscriptions of the key",
  responses: ownAnswers(webhooks, "Subscriptions, the oldest first"),
});

export const getWebhook = createRoute({
  ...of,
  method: "get",
  path: "/v1/webhooks/{webhook}",
  operationId: "getWebhook",
  summary: "A subscription: how far it has come, and what is wrong",
  responses: ownAnswers(webhook, "The subscription"),
});

export const deleteWebhook = createRoute({
  ...of,
  method: "delete",
  path: "/v1/webhooks/{webhook}",
  operationId: "deleteWebhook",
  summary: "Ends a subscription, with all that is kept about it",
  responses: ownAnswers(webhookRemoved, "It is removed"),
});

export const pauseWebhook = createRoute({
  ...of,
  method: "post",
  path: "/v1/webhooks/{webhook}/pause",
  operationId: "pauseWebhook",
  summary: "Sends nothing until the subscription is resumed",
  responses: ownAnswers(webhook, "The subscription"),
});

export const resumeWebhook = createRoute({
  ...of,
  method: "post",
  path: "/v1/webhooks/{webhook}/resume",
  operationId: "resumeWebhook",
  summary: "Goes on with the first message that has not arrived",
  responses: ownAnswers(webhook, "The subscription"),
});

export const rotateWebhookSecret = createRoute({
  ...of,
  method: "post",
  path: "/v1/webhooks/{webhook}/rotate",
  operationId: "rotateWebhookSecret",
  summary: "Replaces the secret; for a day both sign",
  responses: ownAnswers(webhookWithSecret, "The subscription, and its new secret", [409]),
});

export const testWebhook = createRoute({
  ...of,
  method: "post",
  path: "/v1/webhooks/{webhook}/test",
  operationId: "testWebhook",
  summary: "Sends a message that is about nothing, once, and says what happened",
  responses: ownAnswers(testOutcome, "What happened to it"),
});

export const replayWebhook = createRoute({
  ...of,
  method: "post",
  path: "/v1/webhooks/{webhook}/replay",
  operationId: "replayWebhook",
  summary: "Sends what is after a cursor, again or for the first time",
  description:
    "As far back as the service replays. A cursor that is ahead of the subscription leaves out what is between them. A paused subscription stays paused.",
  request: {
    params,
    body: { required: true, content: { "application/json": { schema: replay } } },
  },
  responses: ownAnswers(webhook, "The subscription", [413, 415]),
});

export const listWebhookDeliveries = createRoute({
  ...of,
  method: "get",
  path: "/v1/webhooks/{webhook}/deliveries",
  operationId: "listWebhookDeliveries",
  summary: "The last attempts, the last first",
  request: { params, query: page },
  responses: ownAnswers(webhookDeliveries, "Attempts"),
});

export const listWebhookDeadLetters = createRoute({
  ...of,
  method: "get",
  path: "/v1/webhooks/{webhook}/dead-letters",
  operationId: "listWebhookDeadLetters",
  summary: "Messages that did not arrive before the subscription was paused",
  request: { params, query: page },
  responses: ownAnswers(webhookDeadLetters, "Messages, the first first"),
});
