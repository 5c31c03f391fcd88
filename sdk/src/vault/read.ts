// Reads what vaults send. Nothing of it is believed: each value is of the form that is expected, or is refused by name.
import type { Address, Hex } from "viem";
import { isAddress } from "viem";
import { malformed } from "./errors.js";

type Fields = Readonly<Record<string, unknown>>;

/** An object. */
export function objectOf(given: unknown, name: string): Fields {
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return given as Fields;
  throw malformed(name, "an object");
}

/** The JSON object of a text. */
export function jsonOf(text: string, name: string): Fields {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw malformed(name, "JSON");
  }
  return objectOf(read, name);
}

/** A list. */
export function listOf(given: unknown, name: string): readonly unknown[] {
  if (Array.isArray(given)) return given;
  throw malformed(name, "a list");
}

/** A text. */
export function textOf(given: unknown, name: string): string {
  if (typeof given === "string") return given;
  throw malformed(name, "a text");
}

/** A whole number, 0 or more. */
export function wholeOf(given: unknown, name: string): number {
  if (Number.isSafeInteger(given) && (given as number) >= 0) return given as number;
  throw malformed(name, "a whole number");
}

/** Some bytes in hexadecimal, with `0x`; how many, where it is said. */
export function hexOf(given: unknown, name: string, bytes?: number): Hex {
  const isHex = typeof given === "string" && /^0x([0-9a-f]{2})*$/i.test(given);
  if (isHex && (bytes === undefined || given.length === 2 + 2 * bytes)) return given as Hex;
  throw malformed(name, bytes === undefined ? "bytes in hexadecimal" : `${bytes} bytes`);
}

/** An account. */
export function accountOf(given: unknown, name: string): Address {
  if (typeof given === "string" && isAddress(given, { strict: false })) return given;
  throw malformed(name, "an account");
}

/** Digests of the log's tree. */
export function digestsOf(given: unknown, name: string): readonly string[] {
  return listOf(given, name).map((one) => digestOf(one, name));
}

/** A digest of the log's tree. */
export function digestOf(given: unknown, name: string): string {
  if (typeof given === "string" && /^[0-9a-f]{64}$/.test(given)) return given;
  throw malformed(name, "a digest of 64 digits");
}
