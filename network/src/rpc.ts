// Requests to a node as they are, for methods that no client library has.
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { createClient } from "viem";
import type { Requests } from "./genesis/deployment.js";

/** Sends requests to the node of an endpoint; what it refuses is thrown. */
export function requestsOf(endpoint: string): Requests {
  const transport = endpointTransport(endpoint, { retryCount: 0, timeout: 60_000 });
  const client = createClient({ transport });
  return (method, params) => client.request({ method, params } as never);
}
