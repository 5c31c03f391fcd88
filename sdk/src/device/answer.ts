import { type Hex, zeroHash } from "viem";
import type { DeviceKey, DeviceSignature } from "../device-key.js";
import type { ChallengeAnswer, RobotState } from "../words.js";
import { type Challenge, challengeDigest } from "./challenge.js";
import { verifyDeviceSignature } from "./verify.js";

/** What {@link judgeAnswer} is given. */
export interface JudgeAnswerParameters {
  /** The challenge, as it was kept; never as it came back. */
  readonly challenge: Challenge;
  /** What the robot answered. */
  readonly signature: DeviceSignature;
  /** When the answer came, in seconds. */
  readonly answeredAt: number;
  /** The state of the robot, as the registry has it; `none` for a code that was never issued. */
  readonly state: RobotState;
  /** Asks for the key that the registry has for the code; both halves are zero where it has none. */
  readonly key: () => Promise<DeviceKey>;
}

/**
 * What an answer to a challenge shows: the rule of `verifyChallenge`, over what somebody read from a node themselves. It does not look
 * at which registry the challenge is of.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createSoftwareSigner, judgeAnswer, signChallenge } from "@openrobotid/sdk/device";
 *
 * const challenge = client.createChallenge({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 * });
 * const signer = await createSoftwareSigner();
 * const signature = await signChallenge(signer, challenge);
 * const answeredAt = challenge.issuedAt + 1;
 * const key = async () => signer.key;
 * await judgeAnswer({ challenge, signature, answeredAt, state: "inService", key }); // "genuine"
 * await judgeAnswer({ challenge, signature, answeredAt, state: "scrapped", key }); // "scrapped"
 * ```
 */
export async function judgeAnswer({
  challenge,
  signature,
  answeredAt,
  state,
  key: askForKey,
}: JudgeAnswerParameters): Promise<ChallengeAnswer> {
  if (state === "none") return "unknownCode";
  if (state === "scrapped") return "scrapped";
  if (answeredAt < challenge.issuedAt || answeredAt > challenge.expiresAt) return "expired";
  const key = await askForKey();
  if (isNone(key.x) && isNone(key.y)) return "notActivated";
  const message = challengeDigest(challenge);
  return (await verifyDeviceSignature({ key, message, signature })) ? "genuine" : "wrongKey";
}

const isNone = (half: Hex) => half === zeroHash;
