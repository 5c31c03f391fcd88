import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type Time, toNumber, toSeconds } from "../internal/convert.js";
import { type CountryCode, toBytes } from "../robot-id.js";
import type { Role } from "../words.js";

/** What {@link accredit} is given. */
export interface AccreditParameters extends WriteOptions {
  /** The account. */
  readonly accredited: Address;
  /** What it is accredited as. */
  readonly role: Role;
  /** The country that accredits it. */
  readonly country: CountryCode;
  /** From when on the accreditation is no longer valid. */
  readonly expiry: Time;
}

/** What {@link accreditSync} gives. */
export type AccreditSyncReturnType = SyncReturnType<typeof authorityRegistry.abi, "Accredited">;

const call = ({ accredited, role, country, expiry, ...options }: AccreditParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "accredit",
    args: [
      accredited,
      toNumber("enum IAuthorityRegistry.Role", role),
      toBytes(country),
      toSeconds(expiry),
    ],
    eventName: "Accredited",
  }) as const;

/**
 * Accredits an account in a country, or renews the accreditation. Called by the authority of the country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller is not the authority of the country.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 *
 * const hash = await mexico.accredit({
 *   accredited: workshop.account.address,
 *   role: "workshop",
 *   country: parseCountryCode("MX"),
 *   expiry: new Date("2028-01-01"),
 * });
 * ```
 */
export async function accredit(
  client: RegistryClient,
  parameters: AccreditParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link accredit}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 *
 * const { expiry } = await mexico.accreditSync({
 *   accredited: workshop.account.address,
 *   role: "workshop",
 *   country: parseCountryCode("MX"),
 *   expiry: new Date("2028-01-01"),
 * });
 * ```
 */
export async function accreditSync(
  client: RegistryClient,
  parameters: AccreditParameters,
): Promise<AccreditSyncReturnType> {
  return await writeSync(client, call(parameters));
}
