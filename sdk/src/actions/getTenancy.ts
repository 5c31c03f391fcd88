import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { consortium } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { readWords } from "../internal/reads.js";
import { type CountryCode, toBytes } from "../robot-id.js";
import { actsFully } from "../rules/tenancy.js";

/** What {@link getTenancy} is given. */
export interface GetTenancyParameters extends ReadOptions {
  /** The country. */
  readonly country: CountryCode;
}

/** Which seat answers for a country. Times are in seconds. */
export interface Tenancy {
  /** The country. */
  readonly country: CountryCode;
  /** Number of the seat. */
  readonly seat: number;
  /** From when on it holds the country. */
  readonly since: number;
  /** From when on it has the full power of an authority there: it admits makers, names successors and proposes orders. */
  readonly actsFrom: number;
  /** Whether it has that power now. */
  readonly actsFully: boolean;
}

/**
 * Which seat answers for a country, since when, and from when on with full power.
 *
 * @returns The tenancy; `undefined` where no seat holds the country.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 *
 * const tenancy = await client.getTenancy({ country: parseCountryCode("ES") });
 * tenancy?.seat; // 2
 * tenancy?.actsFully; // true
 * ```
 */
export async function getTenancy(
  node: RegistryClient,
  { country, ...options }: GetTenancyParameters,
): Promise<Tenancy | undefined> {
  const client = readerOf(node, options);
  const { blockNumber, timestamp } = await momentOf(client, options);
  const { seat, since, actsFrom } = await readWords(client, {
    ...consortium,
    functionName: "tenancyOf",
    args: [toBytes(country)],
    blockNumber,
  });
  if (seat === 0) return undefined;
  return { country, seat, since, actsFrom, actsFully: actsFully({ actsFrom }, timestamp) };
}
