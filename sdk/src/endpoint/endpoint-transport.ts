// A viem transport to an endpoint: what every program of a member asks nodes through.
import { type HttpTransport, type HttpTransportConfig, http } from "viem";
import { waitForHead } from "../internal/head.js";
import { type Endpoint, EndpointError, parseEndpoint } from "./endpoint.js";
import { endpointFetch } from "./endpoint-fetch.js";

/**
 * Like viem's `http`, with the endpoint's token and authority. It waits for the newest block where the node announces it
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

/** What an endpoint refused or a file of it lacks, however deep viem has wrapped it; `undefined` for any other error. */
export function endpointErrorOf(error: unknown): EndpointError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof EndpointError) return cause;
  }
  return undefined;
}

/**
 * What an error says, in one line. Where the endpoint refused, that is said; what else viem says of a request follows in
 * later lines and is left out.
 */
export function endpointFailure(error: unknown): string {
  const said = endpointErrorOf(error) ?? error;
  const text = said instanceof Error ? said.message : String(said);
  return text.split("\n", 1)[0] ?? text;
}
