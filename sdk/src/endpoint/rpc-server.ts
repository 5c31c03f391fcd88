// JSON-RPC 2.0 over HTTP on this machine alone, over a transport that proves.
import type { IncomingMessage, ServerResponse } from "node:http";
import { BaseError, RpcRequestError, type Transport } from "viem";
import { type ProofAnswer, proofErrorOf } from "../proof/errors.js";
import { bodyOf, isLocal, type LocalServer, listenLocally, MOST_BYTES } from "./local-http.js";

/** Most calls in one request. */
const MOST_CALLS = 1000;

/** Codes of JSON-RPC for the answers that are none, from the range that it leaves to servers. */
export const UNPROVEN_CODES: Readonly<Record<ProofAnswer, number>> = {
  notProven: -32_090,
  conflict: -32_091,
  unreachable: -32_092,
};

type Reply = { readonly jsonrpc: "2.0"; readonly id: unknown } & (
  | { readonly result: unknown; readonly error?: undefined }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } }
);

/**
 * Starts to answer JSON-RPC at a port of 127.0.0.1, for programs that know nothing of proofs. What was not proven is an error
 * with the code -32090 (not proven), -32091 (conflict) or -32092 (unreachable), and the reason in its `data`. `GET /health` answers
 * 200 while the newest block is proven, else 503.
 *
 * @param transport What answers: one that `proven` gave.
 * @param port The port; 0 for any that is free.
 * @param options Another address of this machine, and names under which it is asked beside localhost, such as that of a container.
 *
 * @example
 * ```ts
 * import { startRpcServer } from "@openrobotid/sdk/endpoint";
 * import { http } from "viem";
 *
 * const server = await startRpcServer(http(rpcUrl), 0);
 * new URL(server.url).hostname; // "127.0.0.1"
 * await server.close();
 * ```
 */
export async function startRpcServer(
  transport: Transport,
  port: number,
  { host, names = [] }: { host?: string | undefined; names?: readonly string[] | undefined } = {},
): Promise<LocalServer> {
  const request = transport({}).request as Request;
  return await listenLocally(
    async (incoming, outgoing) => await answer(request, names, incoming, outgoing),
    port,
    host,
  );
}

type Request = (args: { method: string; params: unknown }) => Promise<unknown>;

async function answer(
  request: Request,
  names: readonly string[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  const say = (status: number, body: unknown) => {
    outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  if (!isLocal(incoming.headers.host, names)) {
    const expected = ["127.0.0.1", "localhost", ...names].join(" or ");
    return say(403, failed(null, -32_600, `Expected the host ${expected}.`));
  }
  if (incoming.method === "GET" && incoming.url === "/health") {
    const { error } = await replyTo(request, { method: "eth_blockNumber" });
    return say(error ? 503 : 200, error ?? { healthy: true });
  }
  if (incoming.method !== "POST") {
    outgoing.setHeader("allow", "POST");
    return say(405, failed(null, -32_600, "Expected JSON-RPC by POST."));
  }
  const body = await bodyOf(incoming);
  if (body === undefined) {
    return say(413, failed(null, -32_600, `Expected a request of at most ${MOST_BYTES} bytes.`));
  }
  let calls: unknown;
  try {
    calls = JSON.parse(body);
  } catch {
    return say(400, failed(null, -32_700, "Expected JSON."));
  }
  if (!Array.isArray(calls)) return say(200, await replyTo(request, calls));
  if (calls.length === 0 || calls.length > MOST_CALLS) {
    return say(400, failed(null, -32_600, `Expected 1 to ${MOST_CALLS} calls.`));
  }
  return say(200, await Promise.all(calls.map((call) => replyTo(request, call))));
}

async function replyTo(request: Request, call: unknown): Promise<Reply> {
  const { id = null, method, params = [] } = (call ?? {}) as Record<string, unknown>;
  if (typeof method !== "string") return failed(id, -32_600, "Expected a method.");
  try {
    return { jsonrpc: "2.0", id, result: await request({ method, params }) };
  } catch (error) {
    return replyWith(id, error);
  }
}

function replyWith(id: unknown, error: unknown): Reply {
  const unproven = proofErrorOf(error);
  if (unproven) {
    const { answer: kind, shortMessage, suggestion, node } = unproven;
    const reason = "reason" in unproven ? unproven.reason : undefined;
    const isUnknown = reason === "notProvable";
    const data = { answer: kind, reason, node, suggestion };
    return failed(id, isUnknown ? -32_004 : UNPROVEN_CODES[kind], shortMessage, data);
  }
  const ofCall = error instanceof BaseError ? error.walk(isRpcError) : undefined;
  if (ofCall instanceof RpcRequestError) {
    return failed(id, ofCall.code, ofCall.details, ofCall.data);
  }
  return failed(id, -32_603, error instanceof Error ? error.message : String(error));
}

function isRpcError(error: unknown): boolean {
  return error instanceof RpcRequestError;
}

function failed(id: unknown, code: number, message: string, data?: unknown): Reply {
  return { jsonrpc: "2.0", id, error: { code, message, ...(data !== undefined && { data }) } };
}
