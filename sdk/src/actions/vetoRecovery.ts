import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link vetoRecovery} is given. */
export interface VetoRecoveryParameters extends WriteOptions {
  /** Number of the seat. */
  readonly seat: bigint;
}

/** What {@link vetoRecoverySync} gives. */
export type VetoRecoverySyncReturnType = SyncReturnType<typeof consortium.abi, "RecoveryVetoed">;

const call = ({ seat, ...options }: VetoRecoveryParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "vetoRecovery",
    args: [seat],
    eventName: "RecoveryVetoed",
  }) as const;

/**
 * Cancels the naming of a new recovery key of a seat. Called by the seat's present recovery key or its authority.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where no recovery key is named.
 *
 * @example
 * ```ts
 * const hash = await recovery.vetoRecovery({ seat: 1n });
 * ```
 */
export async function vetoRecovery(
  client: RegistryClient,
  parameters: VetoRecoveryParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link vetoRecovery}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { seat } = await recovery.vetoRecoverySync({ seat: 1n });
 * seat; // 1n
 * ```
 */
export async function vetoRecoverySync(
  client: RegistryClient,
  parameters: VetoRecoveryParameters,
): Promise<VetoRecoverySyncReturnType> {
  return await writeSync(client, call(parameters));
}
