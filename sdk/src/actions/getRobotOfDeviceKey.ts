import type { Hex } from "viem";
import type { DeviceKey } from "../device-key.js";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";
import type { RobotId } from "../robot-id.js";

/** What {@link getRobotOfDeviceKey} is given. */
export interface GetRobotOfDeviceKeyParameters extends ReadOptions {
  /** The key, or its horizontal coordinate alone. */
  readonly key: DeviceKey | Hex;
}

/** The robot that a device key belongs to. */
export interface BoundDeviceKey {
  /** The robot. */
  readonly id: RobotId;
  /** Whether it is the robot's key now; not so for the key of a computer that was replaced. */
  readonly current: boolean;
}

/**
 * The robot that a device key is, or once was, bound to. Keys are told apart by their horizontal coordinate.
 *
 * @returns The robot; `undefined` where the key was never bound.
 *
 * @example
 * ```ts
 * await client.getRobotOfDeviceKey({ key: device.key }); // undefined
 * ```
 */
export async function getRobotOfDeviceKey(
  node: RegistryClient,
  { key, ...options }: GetRobotOfDeviceKeyParameters,
): Promise<BoundDeviceKey | undefined> {
  const client = readerOf(node, options);
  const { id, current } = await readWords(client, {
    ...options,
    ...robotRegistry,
    functionName: "robotOfDeviceKey",
    args: [typeof key === "string" ? key : key.x],
  });
  // A key that was never bound has no code.
  const found = id as RobotId | undefined;
  return found && { id: found, current };
}
