import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { givenTime, readWords } from "../internal/reads.js";
import { type CountryCode, toBytes } from "../robot-id.js";

/** What {@link getSuspension} is given. */
export interface GetSuspensionParameters extends ReadOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** The market. */
  readonly country: CountryCode;
}

/**
 * When a campaign that a compromised account of a maker opened was suspended on a market.
 *
 * @returns The time in seconds; `undefined` where it is not suspended there.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 *
 * await client.getSuspension({ campaign: 1n, country: parseCountryCode("ES") }); // undefined
 * ```
 */
export async function getSuspension(
  node: RegistryClient,
  { campaign, country, ...options }: GetSuspensionParameters,
): Promise<number | undefined> {
  const client = readerOf(node, options);
  const suspendedAt = await readWords(client, {
    ...options,
    ...recallRegistry,
    functionName: "suspendedAt",
    args: [campaign, toBytes(country)],
  });
  return givenTime(suspendedAt);
}
