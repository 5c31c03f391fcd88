import { type Address, type Hash, zeroAddress } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link proposeRecovery} is given. */
export interface ProposeRecoveryParameters extends WriteOptions {
  /** The next recovery key; none where it is left out. */
  readonly recovery?: Address | undefined;
}

/** What {@link proposeRecoverySync} gives. */
export type ProposeRecoverySyncReturnType = SyncReturnType<
  typeof consortium.abi,
  "RecoveryProposed"
>;

const call = ({ recovery = zeroAddress, ...options }: ProposeRecoveryParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "proposeRecovery",
    args: [recovery],
    eventName: "RecoveryProposed",
  }) as const;

/**
 * Names the recovery key that the caller's seat is to have, in place of one named before. It takes effect with
 * `acceptRecovery`, after a delay in which the present recovery key can cancel it. Called by a seat's authority.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the key is the account of the seat.
 *
 * @example
 * ```ts
 * const hash = await china.proposeRecovery({ recovery: buyer.account.address });
 * ```
 */
export async function proposeRecovery(
  client: RegistryClient,
  parameters: ProposeRecoveryParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link proposeRecovery}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { seat, acceptableFrom } = await china.proposeRecoverySync({ recovery: buyer.account.address });
 * seat; // 1n
 * ```
 */
export async function proposeRecoverySync(
  client: RegistryClient,
  parameters: ProposeRecoveryParameters,
): Promise<ProposeRecoverySyncReturnType> {
  return await writeSync(client, call(parameters));
}
