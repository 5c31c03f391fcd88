// How the engine asks nodes: until one of them answers. Several requests go together in one.
import { setTimeout as wait } from "node:timers/promises";
import { endpointFetch, parseEndpoint, UNPROVEN_CODES } from "@openrobotid/sdk/endpoint";
import { hostOf } from "../proof/words.js";
import type { EngineMetrics } from "./metrics.js";

/** A request of JSON-RPC. */
export interface Asked {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** A node said that a request is none it answers. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Milliseconds before all nodes are asked again. */
const AGAIN = 500;
/** Milliseconds that a node may take, before another is asked. */
const TIMEOUT = 30_000;
/** Requests that go together. */
const TOGETHER = 100;

export interface NodesOptions {
  /** Endpoints, the first one that answers is asked. */
  readonly endpoints: readonly string[];
  /** Requests a second that each is asked at most. */
  readonly rate: number;
  readonly metrics: EngineMetrics;
  readonly signal: AbortSignal;
}

/** Nodes that are asked in turns while one does not answer. */
export class Nodes {
  readonly #nodes: { readonly url: string; readonly fetch: typeof fetch; next: number }[];
  readonly #interval: number;
  readonly #signal: AbortSignal;
  readonly #failures: EngineMetrics["nodeFailures"];
  #preferred = 0;

  constructor({ endpoints, rate, metrics, signal }: NodesOptions) {
    this.#nodes = endpoints.map((endpoint) => {
      const parsed = parseEndpoint(endpoint);
      return { url: parsed.url, fetch: endpointFetch(parsed), next: 0 };
    });
    this.#interval = 1000 / rate;
    this.#signal = signal;
    this.#failures = metrics.nodeFailures;
  }

  /**
   * Asks for something, until it is answered.
   *
   * @throws RefusedError where all nodes answer with an error.
   */
  async ask(method: string, ...params: readonly unknown[]): Promise<unknown> {
    const [answer] = await this.askAll([{ method, params }]);
    return answer;
  }

  /** Asks for several things. */
  async askAll(asked: readonly Asked[]): Promise<unknown[]> {
    const parts: Promise<unknown[]>[] = [];
    for (let from = 0; from < asked.length; from += TOGETHER) {
      parts.push(this.#untilAnswered(asked.slice(from, from + TOGETHER)));
    }
    return (await Promise.all(parts)).flat();
  }

  async #untilAnswered(asked: readonly Asked[]): Promise<unknown[]> {
    for (;;) {
      let refusal: RefusedError | undefined;
      let refusals = 0;
      for (let turn = 0; turn < this.#nodes.length; turn += 1) {
        this.#signal.throwIfAborted();
        const place = (this.#preferred + turn) % this.#nodes.length;
        try {
          const answers = await this.#askNode(place, asked);
          this.#preferred = place;
          return answers;
        } catch (error) {
          this.#failures.inc({ node: hostOf(this.#nodes[place]?.url ?? "") });
          if (error instanceof RefusedError) {
            refusal = error;
            refusals += 1;
          }
        }
      }
      if (refusal && refusals === this.#nodes.length) throw refusal;
      await wait(AGAIN, undefined, { signal: this.#signal });
    }
  }

  async #askNode(place: number, asked: readonly Asked[]): Promise<unknown[]> {
    const node = this.#nodes[place];
    if (!node) throw new Error("no such node");
    await this.#inTurn(node, asked.length);
    const calls = asked.map((call, id) => ({ jsonrpc: "2.0", id, ...call }));
    const response = await node.fetch(node.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(calls.length === 1 ? calls[0] : calls),
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(TIMEOUT)]),
    });
    if (!response.ok) throw new Error(`${response.status}`);
    const replies = [(await response.json()) as Reply | Reply[]].flat();
    const byId = new Map(replies.map((reply) => [reply.id, reply]));
    return asked.map(({ method }, id) => {
      const { result, error } = byId.get(id) ?? {};
      if (error)
        throw unproven(error.code)
          ? new Error(error.message)
          : new RefusedError(`${method}: ${error.message}`);
      // Of a block that is not there nodes say null; a list of logs is there, or else another node is asked.
      if (result === undefined || (result === null && method === "eth_getLogs"))
        throw new Error(`${method}: no answer`);
      return result;
    });
  }

  /** Waits for its turn, so that a node is asked no faster than it may be. */
  async #inTurn(node: { next: number }, calls: number): Promise<void> {
    const now = performance.now();
    const begin = Math.max(now, node.next);
    node.next = begin + calls * this.#interval;
    // A second's worth may go at once.
    const early = begin - now - 1000;
    if (early > 0) await wait(early, undefined, { signal: this.#signal });
  }
}

/** Whether an error of the proving node says that it may be proven later. */
function unproven(code: number): boolean {
  return Object.values(UNPROVEN_CODES).includes(code);
}
