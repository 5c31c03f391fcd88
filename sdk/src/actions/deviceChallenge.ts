import { type Address, type Hex, hashTypedData } from "viem";
import type { RegistryClient } from "../internal/call.js";
import { domainOf, signedTypes } from "../internal/typed-data.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link deviceChallenge} is given. */
export interface DeviceChallengeParameters {
  /** The robot. */
  readonly id: RobotId;
  /** Its holder. */
  readonly holder: Address;
}

/**
 * The 32 bytes that a robot signs when its device key is bound: over chain, registry, code and holder. Computed here:
 * no node is asked.
 *
 * @returns EIP-712 digest, which the robot signs with ES256 (it hashes the 32 bytes with SHA-256 once more).
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const challenge = maker.deviceChallenge({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000003"),
 *   holder: maker.account.address,
 * });
 * challenge.length; // 66
 * ```
 */
export function deviceChallenge(
  client: RegistryClient,
  { id, holder }: DeviceChallengeParameters,
): Hex {
  return hashTypedData({
    domain: domainOf(client),
    types: { DeviceBinding: signedTypes.DeviceBinding },
    primaryType: "DeviceBinding",
    message: { robotId: toBytes32(id), holder },
  });
}
