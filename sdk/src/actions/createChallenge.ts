import { bytesToHex } from "viem";
import { contractOf } from "../chains/contracts.js";
import type { Challenge } from "../device/challenge.js";
import { randomBytes } from "../device/web-crypto.js";
import type { RegistryClient } from "../internal/call.js";
import { chainIdOf } from "../internal/typed-data.js";
import type { RobotId } from "../robot-id.js";

/** What {@link createChallenge} is given. */
export interface CreateChallengeParameters {
  /** The code that the robot claims to have. */
  readonly id: RobotId;
  /** For how long it can be answered, in seconds; a minute by default. */
  readonly validFor?: number | undefined;
}

/**
 * A fresh challenge to a robot that somebody is in front of: only the one with the key answers it,
 * and an answer that was recorded earlier is worth nothing. No node is asked. Keep it:
 * `verifyChallenge` takes the one that was given out, never one that comes back with the answer.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const challenge = client.createChallenge({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 * });
 * challenge.expiresAt - challenge.issuedAt; // 60
 * ```
 */
export function createChallenge(
  client: RegistryClient,
  { id, validFor = 60 }: CreateChallengeParameters,
): Challenge {
  const issuedAt = Math.floor(Date.now() / 1000);
  return {
    id,
    nonce: bytesToHex(randomBytes(32)),
    chainId: chainIdOf(client),
    registry: contractOf(client, "robotRegistry").address,
    issuedAt,
    expiresAt: issuedAt + validFor,
  };
}
