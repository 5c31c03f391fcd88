import { type Hex, hexToBytes } from "viem";

/** What Node has, and browsers have not. */
declare const Buffer: { from(digits: string, encoding: "hex"): Uint8Array } | undefined;

/**
 * The bytes of hexadecimal digits. Node's own decoder is many times faster than one in JavaScript, and proofs are megabytes of digits.
 *
 * @throws BaseError of viem where a digit is none.
 */
export function bytesOf(hex: Hex): Uint8Array {
  if (typeof Buffer === "undefined") return hexToBytes(hex);
  const digits = hex.slice(2);
  const bytes = Buffer.from(digits, "hex");
  // It stops at what is no digit; viem's says which.
  return 2 * bytes.length === digits.length ? bytes : hexToBytes(hex);
}
