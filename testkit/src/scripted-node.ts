// A node that does what a script says: a client of the chain of the tests whose every request passes through it.
import { createClient, custom, RpcRequestError } from "viem";
import { chain, rpcUrl } from "./chain.js";

/** A request to a node. */
export interface NodeCall {
  readonly method: string;
  readonly params: readonly never[];
}

/** What the honest node answers to the request, or to one with other parameters. */
export type Honest = (params?: readonly unknown[]) => Promise<unknown>;

/** Answers a request itself, or lets the honest node do it. What it throws, the node answers with. */
export type NodeScript = (call: NodeCall, honest: Honest) => unknown;

/** A client whose node does what a script says, and the methods that it was asked. */
export function scriptedNode(script: NodeScript = (_, honest) => honest()) {
  const asked: string[] = [];
  const request = async ({ method, params = [] }: NodeCall) => {
    asked.push(method);
    return await script(
      { method, params },
      async (others = params) => await askHonestly(method, others),
    );
  };
  const client = createClient({
    chain,
    transport: custom({ request } as never, { retryCount: 0 }),
    pollingInterval: 20,
    cacheTime: 0,
  });
  return { client, asked };
}

async function askHonestly(method: string, params: readonly unknown[]): Promise<unknown> {
  const body = { jsonrpc: "2.0", id: 1, method, params };
  const headers = { "content-type": "application/json" };
  const response = await fetch(rpcUrl, { method: "POST", headers, body: JSON.stringify(body) });
  const { result, error } = (await response.json()) as {
    result?: unknown;
    error?: { code: number; message: string };
  };
  if (error) throw new RpcRequestError({ body, error, url: rpcUrl });
  return result;
}
