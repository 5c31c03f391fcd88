import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link acceptRecovery} is given. */
export interface AcceptRecoveryParameters extends WriteOptions {
  /** Number of the seat. */
  readonly seat: bigint;
}

/** What {@link acceptRecoverySync} gives. */
export type AcceptRecoverySyncReturnType = SyncReturnType<typeof consortium.abi, "RecoveryRotated">;

const call = ({ seat, ...options }: AcceptRecoveryParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "acceptRecovery",
    args: [seat],
    eventName: "RecoveryRotated",
  }) as const;

/**
 * Makes the key named the recovery key of a seat. Called by that key, or by the seat's authority where it is to have
 * none, after the delay.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the delay still runs.
 *
 * @example
 * ```ts
 * const hash = await buyer.acceptRecovery({ seat: 1n });
 * ```
 */
export async function acceptRecovery(
  client: RegistryClient,
  parameters: AcceptRecoveryParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link acceptRecovery}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { current } = await buyer.acceptRecoverySync({ seat: 1n });
 * current === buyer.account.address; // true
 * ```
 */
export async function acceptRecoverySync(
  client: RegistryClient,
  parameters: AcceptRecoveryParameters,
): Promise<AcceptRecoverySyncReturnType> {
  return await writeSync(client, call(parameters));
}
