// What is sent, in the form of Standard Webhooks (standardwebhooks.com), and how it goes.
import { Webhook as Signer } from "standardwebhooks";
import {
  FetchRefusedError,
  type FetchRules,
  type PostAnswer,
  postPublic,
} from "../manifests/fetch.js";
import type { Change } from "../src/feed/change.js";

/** A message. Sent again, it is the same to the byte. */
export interface Message {
  /** Follows from subscription and cursor, so that a receiver knows a repeat. */
  readonly id: string;
  readonly body: string;
}

/** What happened to a message. */
export interface Outcome {
  /** Status of the answer; nothing where there was none. */
  readonly status: number | null;
  /** Why it did not arrive; nothing where it did. */
  readonly failure: string | null;
  /** What the receiver asks to wait for. */
  readonly retryAfter: string | undefined;
  readonly milliseconds: number;
}

/** How long a receiver may take to answer, in milliseconds. */
const TIMEOUT = 10_000;

/** The message about a change. */
export function messageOf(webhook: string, change: Change): Message {
  const id = messageId(webhook, change.cursor);
  return {
    id,
    body: JSON.stringify({ type: "change", timestamp: change.time, webhook, data: change }),
  };
}

/** The name of the message about what is at a cursor. */
export function messageId(webhook: string, cursor: string): string {
  return `${webhook}_${cursor}`;
}

/** A message that is about nothing. */
export function testMessage(webhook: string, name: string, time: string): Message {
  return {
    id: `${webhook}_test_${name}`,
    body: JSON.stringify({ type: "test", timestamp: time, webhook, data: null }),
  };
}

/** Signs a message and sends it, once. */
export async function sendMessage(
  { id, body }: Message,
  {
    url,
    secrets,
    rules,
    now,
  }: {
    readonly url: string;
    /** Each of them signs. */
    readonly secrets: readonly string[];
    readonly rules: FetchRules;
    /** Milliseconds. */
    readonly now: number;
  },
): Promise<Outcome> {
  const time = new Date(now);
  const headers = {
    "content-type": "application/json",
    "user-agent": "open-robot-id",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now / 1000)),
    "webhook-signature": secrets.map((secret) => new Signer(secret).sign(id, time, body)).join(" "),
  };
  const begin = performance.now();
  const took = () => Math.round(performance.now() - begin);
  let answer: PostAnswer;
  try {
    answer = await postPublic(url, { headers, body }, { timeout: TIMEOUT, ...rules });
  } catch (error) {
    return { status: null, failure: reasonOf(error), retryAfter: undefined, milliseconds: took() };
  }
  const { status, retryAfter } = answer;
  return { status, failure: failureOf(status), retryAfter, milliseconds: took() };
}

function failureOf(status: number): string | null {
  if (status >= 200 && status <= 299) return null;
  const led = status >= 300 && status <= 399 ? ": redirects are not followed" : "";
  return `Answered ${status}, expected 200 to 299${led}.`;
}

/** Why there was no answer: nothing that the other side said. */
function reasonOf(error: unknown): string {
  if (error instanceof FetchRefusedError) return error.message;
  const { code, name } = error as NodeJS.ErrnoException;
  return `The connection failed: ${code ?? name}.`;
}
