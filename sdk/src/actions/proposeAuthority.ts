import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link proposeAuthority} is given. */
export interface ProposeAuthorityParameters extends WriteOptions {
  /** The next account. */
  readonly authority: Address;
}

/** What {@link proposeAuthoritySync} gives. */
export type ProposeAuthoritySyncReturnType = SyncReturnType<
  typeof consortium.abi,
  "AuthorityProposed"
>;

const call = ({ authority, ...options }: ProposeAuthorityParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "proposeAuthority",
    args: [authority],
    eventName: "AuthorityProposed",
  }) as const;

/**
 * Names the account that is to act for the caller's seat, in place of one named before. It does so once it accepts with
 * `acceptAuthority`, after a delay in which the recovery key can cancel it. Called by a seat's authority.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the account acts for another seat.
 *
 * @example
 * ```ts
 * const hash = await china.proposeAuthority({ authority: newcomer.account.address });
 * ```
 */
export async function proposeAuthority(
  client: RegistryClient,
  parameters: ProposeAuthorityParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link proposeAuthority}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { seat, acceptableFrom } = await china.proposeAuthoritySync({ authority: newcomer.account.address });
 * seat; // 1n
 * ```
 */
export async function proposeAuthoritySync(
  client: RegistryClient,
  parameters: ProposeAuthorityParameters,
): Promise<ProposeAuthoritySyncReturnType> {
  return await writeSync(client, call(parameters));
}
