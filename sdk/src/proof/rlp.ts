// RLP in hexadecimal digits. viem's encoder holds each item as bytes of its own, and the receipts of a block have thousands.
import type { Hex } from "viem";

/** Bytes, a list, or what is encoded already. Bytes have an even number of digits. */
export type Item = Hex | { readonly encoded: Hex } | readonly Item[];

/** The digits of an encoding. */
export function rlpOf(item: Item): string {
  if (typeof item === "string") {
    const digits = item.slice(2);
    const isOwnPrefix = digits.length === 2 && digits < "80";
    return isOwnPrefix ? digits : prefixOf(0x80, digits) + digits;
  }
  if ("encoded" in item) return item.encoded.slice(2);
  let digits = "";
  for (const one of item) digits += rlpOf(one);
  return prefixOf(0xc0, digits) + digits;
}

function prefixOf(offset: number, { length }: string): string {
  const bytes = length / 2;
  if (bytes < 56) return digitsOf(offset + bytes);
  const size = digitsOf(bytes);
  return digitsOf(offset + 55 + size.length / 2) + size;
}

/** A number as whole bytes. */
export function digitsOf(value: number | bigint): string {
  const digits = value.toString(16);
  return digits.length % 2 === 0 ? digits : `0${digits}`;
}
