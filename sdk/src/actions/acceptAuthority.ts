import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link acceptAuthority} is given. */
export interface AcceptAuthorityParameters extends WriteOptions {
  /** Number of the seat. */
  readonly seat: bigint;
}

/** What {@link acceptAuthoritySync} gives. */
export type AcceptAuthoritySyncReturnType = SyncReturnType<
  typeof consortium.abi,
  "AuthorityRotated"
>;

const call = ({ seat, ...options }: AcceptAuthorityParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "acceptAuthority",
    args: [seat],
    eventName: "AuthorityRotated",
  }) as const;

/**
 * Begins to act for a seat; its vote moves along at once. Called by the account named, after the delay.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the delay still runs.
 *
 * @example
 * ```ts
 * const hash = await newcomer.acceptAuthority({ seat: 1n });
 * ```
 */
export async function acceptAuthority(
  client: RegistryClient,
  parameters: AcceptAuthorityParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link acceptAuthority}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { current } = await newcomer.acceptAuthoritySync({ seat: 1n });
 * current === newcomer.account.address; // true
 * ```
 */
export async function acceptAuthoritySync(
  client: RegistryClient,
  parameters: AcceptAuthorityParameters,
): Promise<AcceptAuthoritySyncReturnType> {
  return await writeSync(client, call(parameters));
}
