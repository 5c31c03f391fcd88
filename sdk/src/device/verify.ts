import { concat, type Hex, hexToBytes } from "viem";
import type { DeviceKey, DeviceSignature } from "../device-key.js";
import { ES256, P256, subtle } from "./web-crypto.js";

/**
 * Whether a signature over 32 bytes verifies under a device key, as the contracts decide it, except that both values of s
 * are taken. No node is asked.
 *
 * @example
 * ```ts
 * import { createSoftwareSigner, toDeviceSignature, verifyDeviceSignature } from "@openrobotid/sdk/device";
 *
 * const { key, sign } = await createSoftwareSigner();
 * const message = new Uint8Array(32);
 * const signature = toDeviceSignature(await sign(message));
 * await verifyDeviceSignature({ key, message: `0x${"00".repeat(32)}`, signature }); // true
 * await verifyDeviceSignature({ key, message: `0x${"01".repeat(32)}`, signature }); // false
 * ```
 */
export async function verifyDeviceSignature({
  key,
  message,
  signature,
}: {
  readonly key: DeviceKey;
  readonly message: Hex;
  readonly signature: DeviceSignature;
}): Promise<boolean> {
  const point = hexToBytes(concat(["0x04", key.x, key.y]));
  const halves = hexToBytes(concat([signature.r, signature.s]));
  try {
    const publicKey = await subtle().importKey("raw", point, P256, false, ["verify"]);
    return await subtle().verify(ES256, publicKey, halves, hexToBytes(message));
  } catch (error) {
    // What is no point of the curve is nobody's key.
    if ((error as Error).name === "DataError") return false;
    throw error;
  }
}
