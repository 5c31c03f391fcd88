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

/** What {@link takeIn} is given. */
export interface TakeInParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** What {@link takeInSync} gives. */
export type TakeInSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "TakenIn">;

const call = ({ id, ...options }: TakeInParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "takeIn",
    args: [toBytes32(id)],
    eventName: "TakenIn",
  }) as const;

/**
 * Takes in a robot that its holder offered, to destroy it: from the scrap delay on, with `scrap`. Called by the
 * recycler that it was offered to, accredited in the country that answers for the robot.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where it was offered to another recycler.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await recycler.takeIn({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * ```
 */
export async function takeIn(client: RegistryClient, parameters: TakeInParameters): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link takeIn}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const { country } = await recycler.takeInSync({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * country; // "ES"
 * ```
 */
export async function takeInSync(
  client: RegistryClient,
  parameters: TakeInParameters,
): Promise<TakeInSyncReturnType> {
  return await writeSync(client, call(parameters));
}
