import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link rotateAuthority} is given. */
export interface RotateAuthorityParameters extends WriteOptions {
  /** The new account. */
  readonly authority: Address;
}

/** What {@link rotateAuthoritySync} gives. */
export type RotateAuthoritySyncReturnType = SyncReturnType<
  typeof consortium.abi,
  "AuthorityRotated"
>;

const call = ({ authority, ...options }: RotateAuthorityParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "rotateAuthority",
    args: [authority],
    eventName: "AuthorityRotated",
  }) as const;

/**
 * Replaces the account that acts for the caller's seat; its vote moves along at once. Called by a seat's authority.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the account acts for another seat.
 *
 * @example
 * ```ts
 * const hash = await spain.rotateAuthority({ authority: newcomer.account.address });
 * ```
 */
export async function rotateAuthority(
  client: RegistryClient,
  parameters: RotateAuthorityParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link rotateAuthority}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { previous } = await spain.rotateAuthoritySync({ authority: newcomer.account.address });
 * ```
 */
export async function rotateAuthoritySync(
  client: RegistryClient,
  parameters: RotateAuthorityParameters,
): Promise<RotateAuthoritySyncReturnType> {
  return await writeSync(client, call(parameters));
}
