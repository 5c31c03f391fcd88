// A robot in software: answers challenges with a key that everybody can derive. A real one keeps its key in a secure element.
import { p256 } from "@noble/curves/nist.js";
import { type Challenge, type DeviceSigner, signChallenge } from "@openrobotid/sdk/device";
import { bytesToHex } from "viem";
import { writeAnswer } from "../challenge/texts.js";

/** The signer of the robot with a code, as the seed of the sandbox tells it. */
export async function softwareRobot(seed: string, code: string): Promise<DeviceSigner> {
  const text = new TextEncoder().encode([seed, "device key", code].join("\n"));
  const secret = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  const point = p256.getPublicKey(secret, false);
  return {
    key: { x: bytesToHex(point.slice(1, 33)), y: bytesToHex(point.slice(33)) },
    sign: async (message) => p256.sign(message, secret, { prehash: true }).toCompactRawBytes(),
  };
}

/** What the robot with a code answers to a challenge, as text. */
export async function answerAs(seed: string, code: string, challenge: Challenge): Promise<string> {
  return writeAnswer(await signChallenge(await softwareRobot(seed, code), challenge));
}
