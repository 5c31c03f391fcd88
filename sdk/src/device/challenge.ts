import { type Address, type Hex, hashTypedData, hexToBytes } from "viem";
import type { DeviceSignature } from "../device-key.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import { toDeviceSignature } from "./signature.js";
import type { DeviceSigner } from "./signer.js";

/**
 * A fresh challenge to a robot that somebody is in front of. Good for one answer: anyone who asks
 * keeps it and compares the answer with what was kept.
 */
export interface Challenge {
  /** The code that the robot claims to have. */
  readonly id: RobotId;
  /** 32 bytes that nobody could foresee. */
  readonly nonce: Hex;
  /** The chain's id. */
  readonly chainId: number;
  /** Address of the registry of robots. */
  readonly registry: Address;
  /** When it was made, in seconds. */
  readonly issuedAt: number;
  /** Until when it can be answered, in seconds. */
  readonly expiresAt: number;
}

const PRESENCE = [
  { name: "robotId", type: "bytes32" },
  { name: "nonce", type: "bytes32" },
  { name: "issuedAt", type: "uint256" },
  { name: "expiresAt", type: "uint256" },
] as const;

/**
 * The 32 bytes that a robot signs in answer to a challenge:
 * EIP-712 `DevicePresence(bytes32 robotId,bytes32 nonce,uint256 issuedAt,uint256 expiresAt)` under the registry's domain. No
 * contract takes it for anything: an answer can never pass as a robot's consent to a transfer or as the binding of a key.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { challengeDigest } from "@openrobotid/sdk/device";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * challengeDigest(client.createChallenge({ id })).length; // 66
 * ```
 */
export function challengeDigest(challenge: Challenge): Hex {
  const { id, nonce, chainId, registry, issuedAt, expiresAt } = challenge;
  return hashTypedData({
    domain: { name: "Open Robot ID", version: "1", chainId, verifyingContract: registry },
    types: { DevicePresence: PRESENCE },
    primaryType: "DevicePresence",
    message: {
      robotId: toBytes32(id),
      nonce,
      issuedAt: BigInt(issuedAt),
      expiresAt: BigInt(expiresAt),
    },
  });
}

/**
 * Answers a challenge: what runs in a robot. The digest is computed from the challenge here, so that no stranger can have
 * something else signed.
 *
 * @returns The signature, s in the low half.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createSoftwareSigner, signChallenge } from "@openrobotid/sdk/device";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const challenge = client.createChallenge({ id });
 * const signature = await signChallenge(await createSoftwareSigner(), challenge);
 * (await client.verifyChallenge({ challenge, signature })).answer; // "wrongKey"
 * ```
 */
export async function signChallenge(
  signer: DeviceSigner,
  challenge: Challenge,
): Promise<DeviceSignature> {
  return toDeviceSignature(await signer.sign(hexToBytes(challengeDigest(challenge))));
}
