import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link takeBack} is given. */
export interface TakeBackParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** What {@link takeBackSync} gives. */
export type TakeBackSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "RobotReturned">;

const call = ({ id, ...options }: TakeBackParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "takeBack",
    args: [toBytes32(id)],
    eventName: "RobotReturned",
  }) as const;

/**
 * Takes a robot back that the recycler offers back: it is again in the state it was in before. Called by the holder.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the recycler does not offer it back.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await owner.takeBack({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * ```
 */
export async function takeBack(
  client: RegistryClient,
  parameters: TakeBackParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link takeBack}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const { basis } = await owner.takeBackSync({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * basis; // "approval"
 * ```
 */
export async function takeBackSync(
  client: RegistryClient,
  parameters: TakeBackParameters,
): Promise<TakeBackSyncReturnType> {
  return await writeSync(client, call(parameters));
}
