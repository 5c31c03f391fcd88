import { keccak } from "./keccak.js";

// NIST SP 800-186, section 3.2.1.3: P-256.
const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

const UNCOMPRESSED = /^(?:0x)?04[0-9a-f]{128}$/i;

/** Says what is wrong with a text that should be the public key of a robot; `undefined` where it is one. */
export function deviceKeyFault(text: string): string | undefined {
  if (!UNCOMPRESSED.test(text)) {
    return "expected a P-256 public key, uncompressed: 04 and twice 32 bytes, in hexadecimal";
  }
  const x = BigInt(`0x${text.slice(-128, -64)}`);
  const y = BigInt(`0x${text.slice(-64)}`);
  const isOnCurve = x < P && y < P && (y * y - (x * x - 3n) * x - B) % P === 0n;
  return isOnCurve ? undefined : "expected a point of the curve P-256, and this is none";
}

/** What the contracts know a device key by: keccak256(abi.encode(x, y)). */
export function hashDeviceKey(text: string): Uint8Array {
  return keccak(Buffer.from(text.slice(-128), "hex"));
}
