// A receiver of webhooks: a real HTTP server on this machine, which answers as a test wants.
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A message as it came. */
export interface Received {
  readonly path: string;
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into messages of every shape
  readonly json: any;
}

/** Answers a message. */
export type Answerer = (response: ServerResponse, message: Received) => unknown;

/** A receiver. */
export class Receiver {
  /** What came, in its order. */
  readonly received: Received[] = [];
  /** Messages for each path that are being answered, and the most that ever were at once. */
  readonly #open = new Map<string, number>();
  mostOpen = 0;
  /** Answers; 204 by default. */
  answer: Answerer = (response) => response.writeHead(204).end();
  readonly #server: Server = createServer(async (request, response) => {
    const path = request.url ?? "";
    const open = (this.#open.get(path) ?? 0) + 1;
    this.#open.set(path, open);
    this.mostOpen = Math.max(this.mostOpen, open);
    response.once("close", () => this.#open.set(path, (this.#open.get(path) ?? 1) - 1));
    const body = await text(request);
    const { headers } = request;
    const id = String(headers["webhook-id"]);
    const message = { path, id, headers, body, json: JSON.parse(body) };
    this.received.push(message);
    await this.answer(response, message);
  });

  static async start(port = 0): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(port, "127.0.0.1", resolve));
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** Names of the messages for a path, in their order. */
  ids(path = "/hook"): string[] {
    return this.received.filter((each) => each.path === path).map(({ id }) => id);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
