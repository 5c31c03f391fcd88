// How the key and the address of a witness are written, in anchors, lists and directory entries alike.
import { type Hex, isHex } from "viem";

/** Whether something is the public key of a witness: 33 bytes, compressed as SEC 1 has it. */
export function isWitnessKey(key: unknown): key is Hex {
  return isHex(key) && /^0x0[23][0-9a-f]{64}$/.test(key);
}

/** Whether a text is an address at which a witness can be asked. */
export function isWitnessUrl(text: unknown): text is string {
  if (typeof text !== "string" || text.length > 300) return false;
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
