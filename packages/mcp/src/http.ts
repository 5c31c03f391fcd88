// The server over HTTP, for agents on this machine alone.
import type { IncomingMessage, ServerResponse } from "node:http";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import {
  bodyOf,
  isLocal,
  type LocalServer,
  listenLocally,
  MOST_BYTES,
} from "@openrobotid/cli/embed";
import { createServer, type ServerOptions } from "./server.js";

const PATH = "/mcp";

/** Starts to answer at a port of 127.0.0.1. */
export async function serveHttp(options: ServerOptions, port: number): Promise<LocalServer> {
  const server = await listenLocally(
    async (incoming, outgoing) => await answer(options, incoming, outgoing),
    port,
  );
  return { ...server, url: `${server.url}${PATH}` };
}

/** Every request is a session of its own: no tool remembers anything. */
async function answer(
  options: ServerOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const refuse = (status: number, message: string) => {
    const error = { code: -32_600, message };
    outgoing.writeHead(status, { "content-type": "application/json" });
    outgoing.end(JSON.stringify({ jsonrpc: "2.0", id: null, error }));
  };
  const { host, origin } = incoming.headers;
  if (!isLocal(host)) return refuse(403, "Expected the host 127.0.0.1 or localhost.");
  // An agent names none, and a page has no business here.
  if (origin !== undefined) return refuse(403, "Expected no origin: pages are not answered.");
  if (incoming.url !== PATH) return refuse(404, `Expected the path ${PATH}.`);
  if (incoming.method !== "POST") {
    outgoing.setHeader("allow", "POST");
    return refuse(405, "Expected POST.");
  }
  const body = await bodyOf(incoming);
  if (body === undefined) return refuse(413, `Expected a request of at most ${MOST_BYTES} bytes.`);
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return refuse(400, "Expected JSON.");
  }
  const server = createServer(options);
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  outgoing.on("close", () => void server.close());
  // The transport's own types were written for other settings of the compiler.
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  await transport.handleRequest(incoming, outgoing, message);
}
