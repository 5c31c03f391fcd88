import { bytesToHex, concat, type Hex, hexToBytes, keccak256, stringToBytes } from "viem";
import { RegistryArgumentError } from "./errors/registry-error.js";

/** Web Crypto, which Node and browsers have; the library of neither is loaded for its type. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

/** A document as the registry knows it. */
export interface Commitment {
  /**
   * What goes on the chain: keccak256 of salt and document. It says nothing to anyone who has not
   * got both.
   */
  readonly commitment: Hex;
  /** 32 random bytes. Keep them with the document: without them nobody can show that it is the one. */
  readonly salt: Hex;
}

const SALT_BYTES = 32;

/**
 * Commits to a document: `keccak256(salt ‖ document)`. No document enters the registry in any other way, and no digest
 * of what could be guessed enters it without a salt.
 *
 * @param document - Its bytes, or a text, which stands for its UTF-8.
 * @param salt - 32 bytes that nobody can guess; drawn at random by default.
 *
 * @example
 * ```ts
 * import { createCommitment, verifyCommitment } from "@openrobotid/sdk/actions";
 *
 * const { commitment, salt } = createCommitment("Service report 501");
 * verifyCommitment("Service report 501", { commitment, salt }); // true
 * verifyCommitment("Service report 502", { commitment, salt }); // false
 * ```
 */
export function createCommitment(
  document: string | Uint8Array,
  salt: Hex = bytesToHex(crypto.getRandomValues(new Uint8Array(SALT_BYTES))),
): Commitment {
  if (hexToBytes(salt).length !== SALT_BYTES) {
    throw new RegistryArgumentError(
      `The salt has ${hexToBytes(salt).length} bytes.`,
      `Give ${SALT_BYTES} bytes that nobody can guess.`,
    );
  }
  const bytes = typeof document === "string" ? stringToBytes(document) : document;
  return { commitment: keccak256(concat([hexToBytes(salt), bytes])), salt };
}

/**
 * Whether a document is the one that was committed to.
 *
 * @example
 * ```ts
 * import { createCommitment, verifyCommitment } from "@openrobotid/sdk/actions";
 *
 * const proof = createCommitment("Police report 2026-118");
 * verifyCommitment("Police report 2026-118", proof); // true
 * ```
 */
export function verifyCommitment(
  document: string | Uint8Array,
  { commitment, salt }: Commitment,
): boolean {
  return createCommitment(document, salt).commitment === commitment;
}
