// A window to the chain for pages that verify a robot's signature: reads of the registry's contracts, and nothing else.
import { EndpointError, endpointFetch, parseEndpoint } from "@openrobotid/sdk/endpoint";
import type { Context } from "hono";

/** Methods that read, and change nothing. */
const READS = ["eth_chainId", "eth_blockNumber", "eth_getBlockByNumber", "eth_call"];

/** Most calls in one request. */
const MOST = 50;

const TIMEOUT_MS = 10_000;

interface Call {
  readonly jsonrpc: string;
  readonly id: number | string;
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** Answers a JSON-RPC request that only reads; another is refused with what would have been right. */
export async function answerRpc(
  context: Context,
  {
    rpcUrls,
    contracts,
  }: { readonly rpcUrls: readonly string[]; readonly contracts: ReadonlySet<string> },
): Promise<Response> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const calls = Array.isArray(body) ? body : [body];
  const wrong =
    calls.length === 0 || calls.length > MOST
      ? `Expected 1 to ${MOST} calls, found ${calls.length}.`
      : calls.map((call) => refusalOf(call, contracts)).find((text) => text !== undefined);
  if (wrong !== undefined) {
    const id = isCall(calls[0]) ? calls[0].id : null;
    return context.json({ jsonrpc: "2.0", id, error: { code: -32601, message: wrong } }, 403);
  }
  let refused = false;
  for (const endpoint of rpcUrls.map(parseEndpoint)) {
    try {
      const response = await endpointFetch(endpoint)(endpoint.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) continue;
      return context.json(await response.json(), 200, { "cache-control": "no-store" });
    } catch (error) {
      // The next node may answer; that none did is said below. Where this one is, is for nobody outside.
      refused ||= error instanceof EndpointError;
    }
  }
  const message = refused
    ? "The chain's node refuses this server (401): its token is missing or has expired."
    : "No node of the chain could be reached.";
  const error = { code: -32603, message };
  return context.json({ jsonrpc: "2.0", id: null, error }, 503, { "retry-after": "10" });
}

function refusalOf(call: unknown, contracts: ReadonlySet<string>): string | undefined {
  if (!isCall(call)) return "Expected a JSON-RPC 2.0 call.";
  if (!READS.includes(call.method)) {
    return `${call.method} is not passed on: only ${READS.join(", ")} are.`;
  }
  if (call.method !== "eth_call") return undefined;
  const [request] = call.params ?? [];
  const to = (request as { to?: unknown } | null | undefined)?.to;
  // Several reads travel as code that is run and thrown away: it has no address.
  if (to === undefined || to === null) return undefined;
  return typeof to === "string" && contracts.has(to.toLowerCase())
    ? undefined
    : `${to} is no contract of the registry.`;
}

function isCall(value: unknown): value is Call {
  const call = value as Partial<Call> | null | undefined;
  return (
    typeof call === "object" &&
    call !== null &&
    call.jsonrpc === "2.0" &&
    typeof call.method === "string" &&
    (typeof call.id === "number" || typeof call.id === "string")
  );
}
