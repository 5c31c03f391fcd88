import type { Address, Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import { type CountryCode, toBytes } from "../robot-id.js";
import type { Role } from "../words.js";

/** What {@link withdrawAccreditation} is given. */
export interface WithdrawAccreditationParameters extends WriteOptions {
  /** The account. */
  readonly accredited: Address;
  /** What it is accredited as. */
  readonly role: Role;
  /** The country that accredits it. */
  readonly country: CountryCode;
  /** Salted commitment to the decision. */
  readonly reasonDigest: Hex;
}

/** What {@link withdrawAccreditationSync} gives. */
export type WithdrawAccreditationSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "AccreditationWithdrawn"
>;

const call = ({
  accredited,
  role,
  country,
  reasonDigest,
  ...options
}: WithdrawAccreditationParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "withdrawAccreditation",
    args: [
      accredited,
      toNumber("enum IAuthorityRegistry.Role", role),
      toBytes(country),
      reasonDigest,
    ],
    eventName: "AccreditationWithdrawn",
  }) as const;

/**
 * Withdraws an accreditation. What was done under it stays valid. Called by the authority of the
 * country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the account is not accredited.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await spain.withdrawAccreditation({
 *   accredited: workshop.account.address,
 *   role: "workshop",
 *   country: parseCountryCode("ES"),
 *   reasonDigest: createCommitment("Decision 19 of 2026").commitment,
 * });
 * ```
 */
export async function withdrawAccreditation(
  client: RegistryClient,
  parameters: WithdrawAccreditationParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link withdrawAccreditation}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { role } = await spain.withdrawAccreditationSync({
 *   accredited: workshop.account.address,
 *   role: "workshop",
 *   country: parseCountryCode("ES"),
 *   reasonDigest: createCommitment("Decision 19 of 2026").commitment,
 * });
 * ```
 */
export async function withdrawAccreditationSync(
  client: RegistryClient,
  parameters: WithdrawAccreditationParameters,
): Promise<WithdrawAccreditationSyncReturnType> {
  return await writeSync(client, call(parameters));
}
