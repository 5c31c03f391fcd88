import type { Address } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import { ReadBatch } from "../internal/reads.js";
import { type CountryCode, toBytes } from "../robot-id.js";
import type { Role } from "../words.js";

/** What {@link getAccreditation} is given. */
export interface GetAccreditationParameters extends ReadOptions {
  /** The account. */
  readonly accredited: Address;
  /** What it would be accredited as. */
  readonly role: Role;
  /** Country that would accredit it. */
  readonly country: CountryCode;
}

/** Accreditation of an account. It counts on the market of its country alone. */
export interface Accreditation {
  /** The account. */
  readonly accredited: Address;
  /** What it is accredited as. */
  readonly role: Role;
  /** Country that accredits it. */
  readonly country: CountryCode;
  /** From when on it no longer holds, in seconds. */
  readonly expiry: number;
  /** Seat that gave it. */
  readonly seat: number;
  /** When it was given or renewed, in seconds. */
  readonly givenAt: number;
  /** Whether it holds: not expired, and its seat has answered for the country since before it gave it. */
  readonly valid: boolean;
}

/**
 * Whether an account is accredited, and until when.
 *
 * @returns The accreditation, expired or not; `undefined` where none was ever given, or it was withdrawn.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 *
 * const accreditation = await client.getAccreditation({
 *   accredited: workshop.account.address,
 *   role: "workshop",
 *   country: parseCountryCode("ES"),
 * });
 * accreditation?.valid; // true
 * ```
 */
export async function getAccreditation(
  node: RegistryClient,
  { accredited, role, country, ...options }: GetAccreditationParameters,
): Promise<Accreditation | undefined> {
  const client = readerOf(node, options);
  const batch = new ReadBatch(client, options);
  const args = [
    accredited,
    toNumber("enum IAuthorityRegistry.Role", role),
    toBytes(country),
  ] as const;
  const asked = [
    batch.add({ ...authorityRegistry, functionName: "accreditation", args }),
    batch.add({ ...authorityRegistry, functionName: "isAccredited", args }),
  ] as const;
  await batch.send();
  const [record, valid] = await Promise.all(asked);
  return record.expiry === 0 ? undefined : { accredited, role, country, ...record, valid };
}
