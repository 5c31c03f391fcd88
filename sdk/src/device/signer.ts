import { bytesToHex } from "viem";
import type { DeviceKey } from "../device-key.js";
import { bytesOfBase64 } from "./base64.js";
import { ES256, P256, type P256JsonWebKey, subtle } from "./web-crypto.js";

/**
 * What signs in a robot: a secure element, a TPM, or software in tests. It never gives its key away.
 *
 * @see createSoftwareSigner
 */
export interface DeviceSigner {
  /** The public key. */
  readonly key: DeviceKey;
  /**
   * Signs with ES256: hashes the message with SHA-256 and signs the hash with P-256. Both encodings that signers give are
   * taken: r and s one after the other, or ASN.1 DER; s may be high or low.
   */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
}

/**
 * A device key in software, for tests and simulations. A robot's own belongs in a secure element, where nobody can copy
 * it: anyone who has it can pass anything off as this robot.
 *
 * @param privateKey The key as JSON Web Key; a new one by default.
 *
 * @example
 * ```ts
 * import { createSoftwareSigner } from "@openrobotid/sdk/device";
 *
 * const signer = await createSoftwareSigner();
 * signer.key.x.length; // 66
 * ```
 */
export async function createSoftwareSigner(privateKey?: P256JsonWebKey): Promise<DeviceSigner> {
  const jwk = privateKey ?? (await newKey());
  const secret = await subtle().importKey("jwk", jwk, P256, false, ["sign"]);
  return {
    key: { x: coordinate(jwk.x), y: coordinate(jwk.y) },
    sign: async (message) => new Uint8Array(await subtle().sign(ES256, secret, message)),
  };
}

async function newKey(): Promise<P256JsonWebKey> {
  const pair = await subtle().generateKey(P256, true, ["sign", "verify"]);
  const { kty, crv, x, y, d } = (await subtle().exportKey(
    "jwk",
    pair.privateKey,
  )) as Required<P256JsonWebKey>;
  return { kty, crv, x, y, d };
}

/** A coordinate of a JSON Web Key: 32 bytes in base64url (RFC 7518, 6.2.1.2). */
function coordinate(text = ""): DeviceKey["x"] {
  return bytesToHex(bytesOfBase64(text) ?? new Uint8Array());
}
