import { type Address, hexToBytes } from "viem";
import { toDeviceSignature } from "../device/signature.js";
import type { DeviceSigner } from "../device/signer.js";
import type { DeviceKey, DeviceSignature } from "../device-key.js";
import type { RegistryClient } from "../internal/call.js";
import type { RobotId } from "../robot-id.js";
import { deviceChallenge } from "./deviceChallenge.js";

/** What {@link signDeviceBinding} is given. */
export interface SignDeviceBindingParameters {
  /** The robot. */
  readonly id: RobotId;
  /** Its holder, which for an issued unit is its maker's account. */
  readonly holder: Address;
  /** What signs in the robot. */
  readonly signer: DeviceSigner;
}

/** What {@link signDeviceBinding} gives: as `placeOnMarket` and `replaceDeviceKey` take it. */
export interface SignDeviceBindingReturnType {
  /** The device key. */
  readonly key: DeviceKey;
  /** The robot's signature over its challenge for the holder. */
  readonly signature: DeviceSignature;
}

/**
 * Has a robot sign that its key belongs to its code: what `placeOnMarket` and `replaceDeviceKey` need. No node is asked.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createSoftwareSigner } from "@openrobotid/sdk/device";
 *
 * const binding = await maker.signDeviceBinding({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000003"),
 *   holder: maker.account.address,
 *   signer: await createSoftwareSigner(),
 * });
 * binding.signature.s.length; // 66
 * ```
 */
export async function signDeviceBinding(
  client: RegistryClient,
  { id, holder, signer }: SignDeviceBindingParameters,
): Promise<SignDeviceBindingReturnType> {
  const message = hexToBytes(deviceChallenge(client, { id, holder }));
  return { key: signer.key, signature: toDeviceSignature(await signer.sign(message)) };
}
