// The texts that a challenge and its answer travel as, in QR codes and by copy and paste.
import { parseRobotId } from "@openrobotid/sdk";
import { type Challenge, type DeviceSignature, toDeviceSignature } from "@openrobotid/sdk/device";

type Hex = `0x${string}`;

/** A challenge as JSON. */
export function writeChallenge(challenge: Challenge): string {
  return JSON.stringify(challenge);
}

/** Reads a challenge; `undefined` where the text is none. */
export function readChallenge(text: string): Challenge | undefined {
  const value = parseJson(text);
  if (!isRecord(value)) return undefined;
  const { id, nonce, chainId, registry, issuedAt, expiresAt } = value;
  const isWhole = [chainId, issuedAt, expiresAt].every(Number.isSafeInteger);
  if (!isWhole || !isHex(nonce, 32) || !isHex(registry, 20) || typeof id !== "string")
    return undefined;
  try {
    return {
      id: parseRobotId(id),
      nonce,
      registry,
      chainId: chainId as number,
      issuedAt: issuedAt as number,
      expiresAt: expiresAt as number,
    };
  } catch {
    return undefined;
  }
}

/** An answer as JSON. */
export function writeAnswer({ r, s }: DeviceSignature): string {
  return JSON.stringify({ r, s });
}

/** Reads an answer: `r` and `s` as JSON, or the signature in hexadecimal, 64 bytes or DER; `undefined` where the text is none. */
export function readAnswer(text: string): DeviceSignature | undefined {
  const value = parseJson(text);
  const joined =
    isRecord(value) && isHex(value.r, 32) && isHex(value.s, 32)
      ? `${value.r}${value.s.slice(2)}`
      : text.trim();
  const hex = joined.startsWith("0x") ? joined : `0x${joined}`;
  if (!/^0x([0-9a-fA-F]{2})+$/.test(hex)) return undefined;
  try {
    return toDeviceSignature(hex as Hex);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isHex(value: unknown, bytes: number): value is Hex {
  return typeof value === "string" && new RegExp(`^0x[0-9a-fA-F]{${2 * bytes}}$`).test(value);
}
