import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link rotateValidator} is given. */
export interface RotateValidatorParameters extends WriteOptions {
  /** Address of the new node, which follows from its node key. */
  readonly validator: Address;
}

/** What {@link rotateValidatorSync} gives. */
export type RotateValidatorSyncReturnType = SyncReturnType<
  typeof consortium.abi,
  "ValidatorRotated"
>;

const call = ({ validator, ...options }: RotateValidatorParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "rotateValidator",
    args: [validator],
    eventName: "ValidatorRotated",
  }) as const;

/**
 * Replaces the validator node of the caller's seat. Called by a seat's authority.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the node belongs to another seat.
 *
 * @example
 * ```ts
 * const hash = await spain.rotateValidator({ validator: "0x00000000000000000000000000000000000e5002" });
 * ```
 */
export async function rotateValidator(
  client: RegistryClient,
  parameters: RotateValidatorParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link rotateValidator}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { previous } = await spain.rotateValidatorSync({ validator: "0x00000000000000000000000000000000000e5002" });
 * ```
 */
export async function rotateValidatorSync(
  client: RegistryClient,
  parameters: RotateValidatorParameters,
): Promise<RotateValidatorSyncReturnType> {
  return await writeSync(client, call(parameters));
}
