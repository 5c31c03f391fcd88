import { createKeccak } from "hash-wasm";
import { bytesToHex, type Hex, keccak256 as slowKeccak } from "viem";
import { bytesOf } from "./bytes.js";

// Compiled to WebAssembly: a file of a million units takes four million of them, a proof some hundred. Where a page forbids
// WebAssembly, the same in JavaScript, ten times slower.
const hasher = await createKeccak(256).catch(() => undefined);

/** Keccak-256. */
export function keccak(bytes: Uint8Array): Uint8Array {
  return hasher ? hasher.init().update(bytes).digest("binary") : slowKeccak(bytes, "bytes");
}

/** Keccak-256 of bytes, in hexadecimal as the answer is. */
export function keccak256(data: Hex | Uint8Array): Hex {
  return bytesToHex(keccak(typeof data === "string" ? bytesOf(data) : data));
}
