import type { Hex } from "../robot-id.js";

/** The text in bytes of UTF-8, zero bytes included; what is no UTF-8 is replaced. */
export function textOfBytes(hex: Hex): string {
  const digits = hex.slice(2).match(/../g) ?? [];
  return new TextDecoder().decode(Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16)));
}
