import { keccak } from "../internal/keccak.js";

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/**
 * The leaf of a unit in OpenZeppelin's standard tree: keccak256(keccak256(abi.encode(robotId, deviceKeyDigest,
 * birthRecordDigest))). Keeps one buffer: a writer is for one tree at a time.
 */
export class LeafWriter {
  readonly #encoded = Buffer.alloc(3 * HASH_BYTES);

  /** The leaf of a unit: 29 characters, digest of the key, and the digest of its birth record in 64 hexadecimal digits. */
  leaf(robotId: string, deviceKeyDigest: Uint8Array, birthRecordDigest: string): Uint8Array {
    this.#encoded.write(robotId, 0, "latin1");
    this.#encoded.set(deviceKeyDigest, HASH_BYTES);
    this.#encoded.write(birthRecordDigest, 2 * HASH_BYTES, "hex");
    return keccak(keccak(this.#encoded));
  }
}
