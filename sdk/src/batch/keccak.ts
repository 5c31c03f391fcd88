import { createKeccak } from "hash-wasm";

// Compiled to WebAssembly: a file of a million units takes four million of them.
const hasher = await createKeccak(256);

/** Keccak-256. */
export function keccak(bytes: Uint8Array): Uint8Array {
  return hasher.init().update(bytes).digest("binary");
}
