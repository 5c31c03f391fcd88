// Who runs which release of Besu: before an update, between two of its steps, and after it.
import { endpointFailure, parseEndpoint } from "@openrobotid/sdk/endpoint";
import type { Hex } from "viem";
import { requestsOf } from "../rpc.js";

/** What a node says of itself, or why it says nothing. */
export type Release =
  | { readonly url: string; readonly release: string; readonly height: number }
  | { readonly url: string; readonly failure: string };

/** Asks each node for its release and its height. One that does not answer is told as such. */
export async function releasesOf(endpoints: readonly string[]): Promise<Release[]> {
  return await Promise.all(
    endpoints.map(async (endpoint) => {
      const { url } = parseEndpoint(endpoint);
      const request = requestsOf(endpoint);
      try {
        const release = (await request("web3_clientVersion", [])) as string;
        const height = Number((await request("eth_blockNumber", [])) as Hex);
        return { url, release, height };
      } catch (error) {
        return { url, failure: endpointFailure(error) };
      }
    }),
  );
}
