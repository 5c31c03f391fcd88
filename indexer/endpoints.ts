// Parts of the process take addresses of nodes alone and ask them with its `fetch`. So that they send tokens, and believe the
// authorities that the endpoints name, requests to those addresses go through the endpoint's own.
import { endpointFetch, parseEndpoint } from "@openrobotid/sdk/endpoint";

/** Has `fetch` of this process ask the endpoints as they want to be asked. Every other address is asked as before. */
export function askByEndpoints(endpoints: readonly string[]): void {
  const plain = globalThis.fetch;
  const own = new Map(
    endpoints
      .map(parseEndpoint)
      .filter(({ tokenFile, caFile }) => tokenFile !== undefined || caFile !== undefined)
      .map((endpoint) => [new URL(endpoint.url).href, endpointFetch(endpoint, plain)] as const),
  );
  if (own.size === 0) return;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return await (own.get(new URL(url).href) ?? plain)(input, init);
  };
}
