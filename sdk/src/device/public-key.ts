import { numberToHex } from "viem";
import type { DeviceKey } from "../device-key.js";
import { RegistryArgumentError } from "../errors/registry-error.js";
import { type PublicPoint, readPublicKey } from "./public-point.js";
import type { P256JsonWebKey } from "./web-crypto.js";

/**
 * Reads the public key of a robot in the forms that tools give it: a point as SEC 1 has it, uncompressed or compressed, or as
 * x and y alone; SubjectPublicKeyInfo as DER or PEM (RFC 5480); a JSON Web Key (RFC 7517). Bytes
 * may be in hexadecimal, with or without 0x, or in base64.
 *
 * @param key - Text, bytes, or a JSON Web Key as an object.
 * @returns Both coordinates, 32 bytes each. The point is on the curve P-256.
 * @throws RegistryArgumentError that says what it is instead: a private key, a certificate, a key of another curve.
 *
 * @example
 * ```ts
 * import { parseDeviceKey } from "@openrobotid/sdk/device";
 *
 * // The base point of the curve, compressed.
 * const { y } = parseDeviceKey("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
 * y.slice(0, 10); // "0x4fe342e2"
 * ```
 */
export function parseDeviceKey(key: string | Uint8Array | P256JsonWebKey): DeviceKey {
  const read = readPublicKey(key);
  if ("fault" in read) {
    throw new RegistryArgumentError(
      `This is no public key of a robot: ${read.fault}.`,
      "Give a P-256 public key: SEC 1 uncompressed or compressed, SPKI as DER or PEM, or a JSON Web Key.",
    );
  }
  return toDeviceKey(read);
}

function toDeviceKey({ x, y }: PublicPoint): DeviceKey {
  return { x: numberToHex(x, { size: 32 }), y: numberToHex(y, { size: 32 }) };
}
