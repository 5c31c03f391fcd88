// A viem transport to an endpoint: what every program of a member asks nodes through.
import { type HttpTransport, type HttpTransportConfig, http } from "viem";
import { waitForHead } from "../internal/head.js";
import { type Endpoint, EndpointError, parseEndpoint } from "./endpoint.js";
import { endpointFetch } from "./endpoint-fetch.js";

/**
 * Like viem's `http`, with the endpoint's token and authority. It waits for the newest block where the node tells of it
 * before it can be read.
 *
 * @param endpoint An address, with the files after `#`, or what `parseEndpoint` gave.
 * @throws EndpointError where a text is none.
 */
export function endpointTransport(
  endpoint: string | Endpoint,
  config: Omit<HttpTransportConfig, "fetchFn"> = {},
): HttpTransport {
  const parsed = typeof endpoint === "string" ? parseEndpoint(endpoint) : endpoint;
  const transport = http(parsed.url, { ...config, fetchFn: endpointFetch(parsed) });
  return (options) => {
    const made = transport(options);
    return { ...made, request: waitForHead(made.request) };
  };
}

/**
 * What an error says, in one line. Where the endpoint refused or a file of it could not be read, that is said, however deep
 * viem has wrapped it.
 */
export function endpointFailure(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof EndpointError) return cause.message;
  }
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? text;
}
