// An API that answers what the real one answered over the example world: the recorded answers of the OpenAPI document.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

const file = new URL("../../../api/examples.json", import.meta.url);
const recorded = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>;

/** A request as the API got it. */
export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

/** Answers in place of what is recorded; gives `undefined` to leave it at that. */
export type Answerer = (asked: Asked) => [status: number, body: unknown] | undefined;

/** The recorded answer to `method path`, with its type; `undefined` where there is none. */
export function recordedAnswer(
  method: string,
  path: string,
): readonly [string, unknown] | undefined {
  const found: [type: string, answer: unknown][] = [];
  for (const [key, answer] of Object.entries(recorded)) {
    const [verb = "", template = "", type = ""] = key.split(" ");
    if (verb !== method.toLowerCase() || type === "text/event-stream") continue;
    const pattern = template.replaceAll(/[.:]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+");
    if (template.startsWith("/v1/") && new RegExp(`^${pattern}$`).test(path)) {
      found.push([type, answer]);
    }
  }
  // Of several forms, JSON is the one that comes unasked.
  return found.find(([type]) => type === "application/json") ?? found[0];
}

/** An API on a port of its own. */
export class RecordedApi {
  /** What it was asked, in its order. */
  readonly asked: Asked[] = [];
  /** Overrides what is recorded. */
  answer: Answerer = () => undefined;
  readonly #server: Server = createServer(
    (request, response) => void this.#serve(request, response),
  );

  static async start(): Promise<RecordedApi> {
    const api = new RecordedApi();
    await new Promise<void>((resolve) => api.#server.listen(0, "127.0.0.1", resolve));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url: path = "", headers } = request;
    const { authorization, "content-type": type } = headers;
    const asked = { method, path, authorization, type, body: await text(request) };
    this.asked.push(asked);
    const own = this.answer(asked);
    if (own) {
      const [status, body] = own;
      const kind = status < 400 ? "application/json" : "application/problem+json";
      response.writeHead(status, { "content-type": kind, "retry-after": "7" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
      return;
    }
    const [form, body] = recordedAnswer(method, path.replace(/\?.*$/, "")) ?? [undefined, ""];
    response.writeHead(form ? 200 : 404, { "content-type": form ?? "text/plain" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  }
}
