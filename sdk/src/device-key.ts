import { type Address, concat, type Hex, keccak256, zeroAddress, zeroHash } from "viem";

/** A robot's own P-256 public key. */
export interface DeviceKey {
  /** Horizontal coordinate, 32 bytes. */
  readonly x: Hex;
  /** Vertical coordinate, 32 bytes. */
  readonly y: Hex;
}

/** An ES256 signature in the low-s form. */
export interface DeviceSignature {
  /** First half, 32 bytes. */
  readonly r: Hex;
  /** Second half, 32 bytes, at most half the order of the curve. */
  readonly s: Hex;
}

/** No signature, where none is read. */
export const NO_SIGNATURE: DeviceSignature = { r: zeroHash, s: zeroHash };

/** The word of a maker that a device key and a birth record belong to a unit; `signAttestation` gives it. */
export interface Attestation {
  /** Account that signed for the maker: its present one, or one that it gave up itself. */
  readonly attester: Address;
  /** Last block time at which the signature is good, in seconds. */
  readonly deadline: number;
  /** Its signature: of an account, or by ERC-1271 of a contract. */
  readonly signature: Hex;
}

/** Evidence that a device key was built into a unit: a proof under the root of its lot, or the word of its maker. */
export interface BirthProof {
  /** Salted commitment to the unit's birth record. */
  readonly birthRecordDigest: Hex;
  /** Merkle proof under the root of the unit's lot, where the lot has one. */
  readonly siblings?: readonly Hex[] | undefined;
  /** The word of the maker, where the lot has no root or a key is replaced. */
  readonly attestation?: Attestation | undefined;
}

/** A birth proof as the contract takes it. */
export function toBirthProof({ birthRecordDigest, siblings = [], attestation }: BirthProof) {
  const { attester = zeroAddress, deadline = 0, signature = "0x" } = attestation ?? {};
  return { birthRecordDigest, siblings, attester, deadline: BigInt(deadline), signature } as const;
}

/**
 * The digest under which a device key is bound: keccak256 of both coordinates.
 *
 * @example
 * ```ts
 * import { deviceKeyDigest } from "@openrobotid/sdk/actions";
 *
 * const zero = `0x${"00".repeat(32)}` as const;
 * deviceKeyDigest({ x: zero, y: zero }).slice(0, 10); // "0xad3228b6"
 * ```
 */
export function deviceKeyDigest({ x, y }: DeviceKey): Hex {
  return keccak256(concat([x, y]));
}
