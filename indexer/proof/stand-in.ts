// Answers until Ponder does. Ponder opens its server only once it knows the newest block: while no node proves one, somebody must
// say so, and why.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Registry } from "prom-client";
import { PROBLEM_KINDS, type ProblemBody } from "../src/api/problem.js";
import { addProofMetrics } from "./metrics.js";
import { proofStatus } from "./status.js";

/** Where Ponder listens unless it is set. */
const PONDERS_PORT = 42_069;

/** Ponder loads the API with modules of its own, so the server is kept where every part of the process finds it. */
const shared = globalThis as { OPEN_ROBOT_ID_STAND_IN?: Server };

/** Opens the server at the address that will be Ponder's. Where that is taken, nothing answers until Ponder does. */
export async function openStandIn({ PORT, HOST }: NodeJS.ProcessEnv): Promise<void> {
  const registry = new Registry();
  addProofMetrics(registry);
  const server = createServer((request, response) => void answer(registry, request, response));
  // It does not keep the process.
  server.unref();
  await new Promise<void>((resolve) => {
    server.once("listening", resolve).on("error", () => resolve());
    server.listen(PORT ? Number(PORT) : PONDERS_PORT, HOST || undefined);
  });
  if (server.listening) shared.OPEN_ROBOT_ID_STAND_IN = server;
}

/** Closes it, so that Ponder can listen. */
export async function closeStandIn(): Promise<void> {
  const server = shared.OPEN_ROBOT_ID_STAND_IN;
  if (!server) return;
  delete shared.OPEN_ROBOT_ID_STAND_IN;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

async function answer(registry: Registry, request: IncomingMessage, response: ServerResponse) {
  request.resume();
  const [path = "/"] = (request.url ?? "/").split("?");
  response.setHeader("access-control-allow-origin", "*");
  // As Ponder has it: the process runs.
  if (path === "/health") return response.end();
  if (path === "/metrics") {
    return response.setHeader("content-type", registry.contentType).end(await registry.metrics());
  }
  const [status, title] = PROBLEM_KINDS["not-ready"];
  const { waiting } = proofStatus() ?? {};
  const body: ProblemBody = {
    type: "urn:openrobotid:problem:not-ready",
    title,
    status,
    detail: waiting ? `The index starts, and waits: ${waiting.detail}` : "The index starts.",
    instance: path,
  };
  return response
    .writeHead(status, {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "retry-after": "5",
    })
    .end(JSON.stringify(body));
}
