import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link proposeAuthorityOf} is given. */
export interface ProposeAuthorityOfParameters extends WriteOptions {
  /** Number of the seat. */
  readonly seat: bigint;
  /** The next account. */
  readonly authority: Address;
}

/** What {@link proposeAuthorityOfSync} gives. */
export type ProposeAuthorityOfSyncReturnType = SyncReturnType<
  typeof consortium.abi,
  "AuthorityProposed"
>;

const call = ({ seat, authority, ...options }: ProposeAuthorityOfParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "proposeAuthorityOf",
    args: [seat, authority],
    eventName: "AuthorityProposed",
  }) as const;

/**
 * Names the account that is to act for a seat whose account is lost or stolen, in place of one named before; that
 * account cannot cancel it. Called by the seat's recovery key.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller is not the recovery key of the seat.
 *
 * @example
 * ```ts
 * const hash = await recovery.proposeAuthorityOf({ seat: 1n, authority: newcomer.account.address });
 * ```
 */
export async function proposeAuthorityOf(
  client: RegistryClient,
  parameters: ProposeAuthorityOfParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link proposeAuthorityOf}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { proposer } = await recovery.proposeAuthorityOfSync({ seat: 1n, authority: newcomer.account.address });
 * proposer === recovery.account.address; // true
 * ```
 */
export async function proposeAuthorityOfSync(
  client: RegistryClient,
  parameters: ProposeAuthorityOfParameters,
): Promise<ProposeAuthorityOfSyncReturnType> {
  return await writeSync(client, call(parameters));
}
