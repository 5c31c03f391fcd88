import type { Address, Hash, Hex } from "viem";
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
  /** Signature of the new node's own key that it validates for this seat; `signValidatorBinding` gives both. */
  readonly signature: Hex;
}

/** What {@link rotateValidatorSync} gives. */
export type RotateValidatorSyncReturnType = SyncReturnType<
  typeof consortium.abi,
  "ValidatorRotated"
>;

const call = ({ validator, signature, ...options }: RotateValidatorParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "rotateValidator",
    args: [validator, signature],
    eventName: "ValidatorRotated",
  }) as const;

/**
 * Replaces the validator node of the caller's seat. The new node's key signs for it, so that no seat takes the node of
 * another. Called by a seat's authority.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the node belongs to another seat.
 *
 * @example
 * ```ts
 * const { validator, signature } = await node.signValidatorBinding({ seat: 2n });
 * const hash = await spain.rotateValidator({ validator, signature });
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
 * const { validator, signature } = await node.signValidatorBinding({ seat: 2n });
 * const { current } = await spain.rotateValidatorSync({ validator, signature });
 * current === validator; // true
 * ```
 */
export async function rotateValidatorSync(
  client: RegistryClient,
  parameters: RotateValidatorParameters,
): Promise<RotateValidatorSyncReturnType> {
  return await writeSync(client, call(parameters));
}
