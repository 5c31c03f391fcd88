// Requests to a node as they are, for methods that no client library has.
import { createClient, http } from "viem";
import type { Requests } from "./genesis/deployment.js";

/** Sends requests to a node; what it refuses is thrown. */
export function requestsOf(url: string): Requests {
  const client = createClient({ transport: http(url, { retryCount: 0, timeout: 60_000 }) });
  return (method, params) => client.request({ method, params } as never);
}
