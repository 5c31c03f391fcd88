import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link vetoAuthority} is given. */
export interface VetoAuthorityParameters extends WriteOptions {
  /** Number of the seat. */
  readonly seat: bigint;
}

/** What {@link vetoAuthoritySync} gives. */
export type VetoAuthoritySyncReturnType = SyncReturnType<typeof consortium.abi, "AuthorityVetoed">;

const call = ({ seat, ...options }: VetoAuthorityParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "vetoAuthority",
    args: [seat],
    eventName: "AuthorityVetoed",
  }) as const;

/**
 * Cancels the naming of a new account of a seat. Called by the seat's recovery key, or by its account where the
 * recovery key did not name it.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where no account is named.
 *
 * @example
 * ```ts
 * const hash = await recovery.vetoAuthority({ seat: 1n });
 * ```
 */
export async function vetoAuthority(
  client: RegistryClient,
  parameters: VetoAuthorityParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link vetoAuthority}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { account } = await recovery.vetoAuthoritySync({ seat: 1n });
 * account === newcomer.account.address; // true
 * ```
 */
export async function vetoAuthoritySync(
  client: RegistryClient,
  parameters: VetoAuthorityParameters,
): Promise<VetoAuthoritySyncReturnType> {
  return await writeSync(client, call(parameters));
}
