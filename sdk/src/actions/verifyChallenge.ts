import { isAddressEqual, zeroHash } from "viem";
import { contractOf } from "../chains/contracts.js";
import { judgeAnswer } from "../device/answer.js";
import type { Challenge } from "../device/challenge.js";
import { type DeviceSignature, deviceKeyDigest } from "../device-key.js";
import { RegistryArgumentError, RegistryRecordError } from "../errors/registry-error.js";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type Time, toSeconds } from "../internal/convert.js";
import { readWords } from "../internal/reads.js";
import { chainIdOf } from "../internal/typed-data.js";
import { formatRobotId, toBytes32 } from "../robot-id.js";
import type { ChallengeAnswer } from "../words.js";
import { getRobot, type Robot } from "./getRobot.js";

/** What {@link verifyChallenge} is given. */
export interface VerifyChallengeParameters extends ReadOptions {
  /** The challenge, as it was kept; never as it came back. */
  readonly challenge: Challenge;
  /** What the robot answered. */
  readonly signature: DeviceSignature;
  /** When the answer came; now by default. */
  readonly answeredAt?: Time | undefined;
}

/** What {@link verifyChallenge} gives. */
export interface VerifyChallengeReturnType {
  /** What the answer shows. */
  readonly answer: ChallengeAnswer;
  /** The robot of that code, as the registry has it: genuine ones can be stolen or recalled. */
  readonly robot: Robot;
}

/**
 * Whether the machine that answered a challenge is the robot of its code, by the key that the registry has for it.
 *
 * @throws RegistryArgumentError where the challenge is one of another registry.
 * @throws RegistryRecordError where the key that the node gives is not the one whose digest it gives.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createSoftwareSigner, signChallenge } from "@openrobotid/sdk/device";
 *
 * const challenge = client.createChallenge({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000003"),
 * });
 * const signature = await signChallenge(await createSoftwareSigner(), challenge);
 * const { answer, robot } = await client.verifyChallenge({ challenge, signature });
 * answer; // "notActivated"
 * robot.state; // "issued"
 * ```
 */
export async function verifyChallenge(
  node: RegistryClient,
  { challenge, signature, answeredAt = new Date(), ...options }: VerifyChallengeParameters,
): Promise<VerifyChallengeReturnType> {
  const client = readerOf(node, options);
  const chainId = chainIdOf(client);
  const registry = contractOf(client, "robotRegistry").address;
  if (challenge.chainId !== chainId || !isAddressEqual(challenge.registry, registry)) {
    throw new RegistryArgumentError(
      `The challenge is one of registry ${challenge.registry} on chain ${challenge.chainId}.`,
      `Make it with a client of registry ${registry} on chain ${chainId}, as this one is.`,
    );
  }
  const { id } = challenge;
  const robot = await getRobot(client, { id, ...options });
  const key = async () => {
    const found = await readWords(client, {
      ...robotRegistry,
      functionName: "deviceKeyOf",
      args: [toBytes32(id)],
      blockNumber: robot.asOf.blockNumber,
    });
    const isNone = found.x === zeroHash && found.y === zeroHash;
    if (!isNone && deviceKeyDigest(found) !== robot.deviceKeyDigest) {
      throw new RegistryRecordError(
        `The node gives another key of ${formatRobotId(id)} than the one whose digest it gives.`,
        "Ask another node: one of the two answers of this one is wrong.",
      );
    }
    return found;
  };
  const at = toSeconds(answeredAt);
  const { state } = robot;
  const answer = await judgeAnswer({ challenge, signature, answeredAt: at, state, key });
  return { answer, robot };
}
