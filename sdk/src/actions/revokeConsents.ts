import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { signedActs } from "../internal/contracts.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link revokeConsents} is given. */
export interface RevokeConsentsParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** What {@link revokeConsentsSync} gives. */
export type RevokeConsentsSyncReturnType = SyncReturnType<typeof signedActs.abi, "ConsentsRevoked">;

const call = ({ id, ...options }: RevokeConsentsParameters) =>
  ({
    ...options,
    ...signedActs,
    functionName: "revokeConsents",
    args: [toBytes32(id)],
    eventName: "ConsentsRevoked",
  }) as const;

/**
 * Revokes every consent that the caller signed as the holder of a robot and that was not used yet. Called by the
 * holder.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the code was never issued.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await owner.revokeConsents({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * ```
 */
export async function revokeConsents(
  client: RegistryClient,
  parameters: RevokeConsentsParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link revokeConsents}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const { revocations } = await owner.revokeConsentsSync({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * revocations; // 1n
 * ```
 */
export async function revokeConsentsSync(
  client: RegistryClient,
  parameters: RevokeConsentsParameters,
): Promise<RevokeConsentsSyncReturnType> {
  return await writeSync(client, call(parameters));
}
