// A window to the chain for pages that verify a robot's signature: reads of the registry's contracts, and nothing else.
import { EndpointError, endpointFetch, parseEndpoint } from "@openrobotid/sdk/endpoint";
import type { Context } from "hono";

/** Methods that read, and change nothing. */
const READS = ["eth_chainId", "eth_blockNumber", "eth_getBlockByNumber", "eth_call"];

/** Most calls in one request. */
const MOST = 50;

const TIMEOUT_MS = 10_000;

/** Most gas that a call may use: enough for every read of a page, and little work for a node. */
const MOST_GAS = "0xe4e1c0";

/** Fields of a call that reads. Others choose who pays, or lists that a node must look up. */
const CALL_FIELDS = ["to", "data", "input", "from"];

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
  const bounded = Array.isArray(body) ? calls.map(bound) : bound(calls[0]);
  let refused = false;
  for (const endpoint of rpcUrls.map(parseEndpoint)) {
    try {
      const response = await endpointFetch(endpoint)(endpoint.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(bounded),
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
  const { method, params = [] } = call;
  if (method === "eth_getBlockByNumber") {
    // With its transactions, a block tells who did what.
    const isHeader = params.length === 2 && typeof params[0] === "string" && params[1] === false;
    return isHeader ? undefined : `${method} is passed on with a block and false, and no more.`;
  }
  if (method !== "eth_call") {
    return params.length === 0 ? undefined : `${method} is passed on without parameters.`;
  }
  // A third parameter would replace state or code of the chain.
  if (params.length > 2) return "eth_call is passed on with a call and a block, and no more.";
  const [request] = params;
  if (typeof request !== "object" || request === null) return "eth_call: expected a call.";
  const other = Object.keys(request).find((field) => !CALL_FIELDS.includes(field));
  if (other !== undefined) {
    return `eth_call: found "${other}", expected no more than ${CALL_FIELDS.join(", ")}.`;
  }
  const { to } = request as { to?: unknown };
  // Several reads travel as code that is run and thrown away: it has no address.
  if (to === undefined || to === null) return undefined;
  return typeof to === "string" && contracts.has(to.toLowerCase())
    ? undefined
    : `${to} is no contract of the registry.`;
}

/** A call that was found right, with a bound on the work of the node. */
function bound(call: Call): Call {
  if (call.method !== "eth_call") return call;
  const [request, ...block] = call.params ?? [];
  return { ...call, params: [{ ...(request as object), gas: MOST_GAS }, ...block] };
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
