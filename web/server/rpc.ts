// A window to the chain for pages that verify a robot's signature: the reads that they need, and nothing else. None of them names an
// account, so that nobody learns here whose a robot is.
import { getConnInfo } from "@hono/node-server/conninfo";
import { clientAddress, type TrustedProxies } from "@openrobotid/api-server/client-address";
import { robotRegistryAbi } from "@openrobotid/sdk/abis";
import { EndpointError, endpointFetch, parseEndpoint } from "@openrobotid/sdk/endpoint";
import type { Context } from "hono";
import { toFunctionSelector } from "viem";

/** Methods that read, and change nothing. */
const READS = ["eth_chainId", "eth_blockNumber", "eth_getBlockByNumber", "eth_call"];

/** Most calls in one request. */
const MOST = 50;

const TIMEOUT_MS = 10_000;

/** Most gas that a call may use: enough for every read of a page, and little work for a node. */
const MOST_GAS = "0x1e8480";

/** Views of the registry of robots that a page asks. */
const VIEWS: readonly string[] = ["status", "deviceKeyOf"];

/** How calls of them begin, and how many characters they have: a selector and one word. */
const SELECTORS = robotRegistryAbi
  .filter((item) => item.type === "function" && VIEWS.includes(item.name))
  .map((item) => toFunctionSelector(item as Parameters<typeof toFunctionSelector>[0]));
const CALL_LENGTH = 2 + 2 * (4 + 32);

/** Fields of a call that reads. Others choose who pays, or lists that a node must look up. */
const CALL_FIELDS = ["to", "data", "input", "from"];

interface Call {
  readonly jsonrpc: string;
  readonly id: number | string;
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** What a window needs to know. */
interface Window {
  readonly rpcUrls: readonly string[];
  readonly registry: string;
  readonly trustedProxies: TrustedProxies;
  /** Counts calls of an address; gives the seconds to wait where they are too many. */
  readonly count: (address: string, calls: number) => Promise<number | undefined>;
}

/** Answers a JSON-RPC request that only reads; another is refused with what would have been right. */
export async function answerRpc(
  context: Context,
  { rpcUrls, registry, trustedProxies, count }: Window,
): Promise<Response> {
  const body: unknown = await context.req.json().catch(() => undefined);
  const calls = Array.isArray(body) ? body : [body];
  const peer = getConnInfo(context).remote.address;
  const address = clientAddress(peer, context.req.header("x-forwarded-for"), trustedProxies);
  const seconds = await count(address, Math.max(1, calls.length));
  if (seconds !== undefined) {
    const message = `Too many calls from this address. Come back in ${seconds} s.`;
    const error = { code: -32005, message };
    const headers = { "retry-after": String(seconds) };
    return context.json({ jsonrpc: "2.0", id: null, error }, 429, headers);
  }
  const wrong =
    calls.length === 0 || calls.length > MOST
      ? `Expected 1 to ${MOST} calls, found ${calls.length}.`
      : calls.map((call) => refusalOf(call, registry)).find((text) => text !== undefined);
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

function refusalOf(call: unknown, registry: string): string | undefined {
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
  const { to, data, input } = request as { to?: unknown; data?: unknown; input?: unknown };
  // Without an address, a call is code that the node runs.
  if (typeof to !== "string" || to.toLowerCase() !== registry) {
    return `eth_call: found a call of ${to}, expected one of the registry of robots, ${registry}.`;
  }
  if (data !== undefined && input !== undefined && data !== input) {
    return "eth_call: found two inputs, expected one.";
  }
  const asked = data ?? input;
  const isView =
    typeof asked === "string" &&
    asked.length === CALL_LENGTH &&
    SELECTORS.includes(asked.slice(0, 10).toLowerCase() as `0x${string}`);
  return isView ? undefined : `eth_call: expected ${VIEWS.join(" or ")} of a robot.`;
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
