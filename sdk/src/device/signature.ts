import { type Hex, hexToBigInt, hexToBytes, numberToHex, slice, toHex } from "viem";
import type { DeviceSignature } from "../device-key.js";
import { RegistryArgumentError } from "../errors/registry-error.js";

/** Order of the curve P-256 (FIPS 186-5, SP 800-186). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * A P-256 signature as the contracts take it. Takes what signers give: both halves one after the other (WebCrypto, PKCS
 * #11, IEEE P1363) or ASN.1 DER (TPMs, OpenSSL, most secure elements), as bytes or hexadecimal. Of the two values of s that
 * verify, the contracts take the lower.
 *
 * @throws RegistryArgumentError where it is neither.
 *
 * @example
 * ```ts
 * import { toDeviceSignature } from "@openrobotid/sdk/device";
 *
 * const { r, s } = toDeviceSignature("0x3006020101020102");
 * BigInt(r); // 1n
 * BigInt(s); // 2n
 * ```
 */
export function toDeviceSignature(signature: Uint8Array | Hex): DeviceSignature {
  const hex = typeof signature === "string" ? signature : toHex(signature);
  const [r, s] = hex.length === 2 + 2 * 64 ? [slice(hex, 0, 32), slice(hex, 32)] : halvesOf(hex);
  const [first, second] = [hexToBigInt(r), hexToBigInt(s)];
  if (![first, second].every((half) => half > 0n && half < ORDER)) throw malformed();
  return {
    r: numberToHex(first, { size: 32 }),
    s: numberToHex(second > ORDER / 2n ? ORDER - second : second, { size: 32 }),
  };
}

/** The two numbers of a DER sequence: 30 length, 02 length r, 02 length s. */
function halvesOf(der: Hex): [Hex, Hex] {
  const bytes = hexToBytes(der);
  const lengthOfR = bytes[3] ?? 0;
  const lengthOfS = bytes[5 + lengthOfR] ?? 0;
  const fits =
    bytes[0] === 0x30 &&
    bytes[1] === bytes.length - 2 &&
    bytes[2] === 0x02 &&
    bytes[4 + lengthOfR] === 0x02 &&
    lengthOfR > 0 &&
    lengthOfS > 0 &&
    6 + lengthOfR + lengthOfS === bytes.length;
  if (!fits) throw malformed();
  return [toHex(bytes.slice(4, 4 + lengthOfR)), toHex(bytes.slice(6 + lengthOfR))];
}

function malformed(): RegistryArgumentError {
  return new RegistryArgumentError(
    "This is no P-256 signature.",
    "Give 64 bytes (r, then s) or ASN.1 DER.",
  );
}
