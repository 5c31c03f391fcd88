// What a witness signs: claims (CWT, RFC 8392) under ES256, as COSE has them (RFC 9052). One form for all that one key signs; what the claims
// are tells one kind from another.
import { encode } from "cborg";
import { bytesToHex, concat, type Hex, hexToBytes, sha256, slice } from "viem";
import { parseDeviceKey } from "../device/public-key.js";
import { toDeviceSignature } from "../device/signature.js";
import type { DeviceSigner } from "../device/signer.js";
import { verifyDeviceSignature } from "../device/verify.js";
import type { DeviceKey } from "../device-key.js";

/** Claims by their numbers. Of CWT: 1 issuer, 2 subject, 4 expiry, 6 time of issue. */
export type Claims = ReadonlyMap<number, unknown>;

/** Header parameters of COSE: algorithm and key id; ES256. */
const [ALGORITHM, KEY_ID, ES256] = [1, 4, -7] as const;

/** A public key as 33 bytes, compressed as SEC 1 has it. */
export function compressedKey({ x, y }: DeviceKey): Hex {
  return concat([BigInt(y) % 2n === 0n ? "0x02" : "0x03", x]);
}

/** How a key is found among others: the first eight bytes of its SHA-256 digest. */
export function keyIdOf(key: Hex): Hex {
  return slice(sha256(key), 0, 8);
}

/** The protected header of what a key signs. */
export function protectedHeader(key: Hex): Uint8Array {
  return encode(
    new Map<number, unknown>([
      [ALGORITHM, ES256],
      [KEY_ID, hexToBytes(keyIdOf(key))],
    ]),
  );
}

/** The key id that a protected header names; `undefined` where it is not such a header. */
export function keyIdIn(header: Claims): Hex | undefined {
  const id = header.get(KEY_ID);
  const isOurs = header.size === 2 && header.get(ALGORITHM) === ES256;
  return isOurs && id instanceof Uint8Array && id.length === 8 ? bytesToHex(id) : undefined;
}

/** Signs claims: 64 bytes, r then s, s the lower one. */
export async function signClaims(signer: DeviceSigner, payload: Uint8Array): Promise<Hex> {
  const header = protectedHeader(compressedKey(signer.key));
  const { r, s } = toDeviceSignature(await signer.sign(toBeSigned(header, payload)));
  return concat([r, s]);
}

/** Whether a key signed claims. Of the two signatures that hold, only the one with the lower s is taken. */
export async function isSignedBy(key: Hex, payload: Uint8Array, signature: Hex): Promise<boolean> {
  if (signature.length !== 2 + 2 * 64) return false;
  const halves = { r: slice(signature, 0, 32), s: slice(signature, 32) };
  try {
    const lower = toDeviceSignature(signature);
    if (lower.r !== halves.r || lower.s !== halves.s) return false;
  } catch {
    return false;
  }
  const message = bytesToHex(toBeSigned(protectedHeader(key), payload));
  return await verifyDeviceSignature({ key: parseDeviceKey(key), message, signature: halves });
}

/** `Sig_structure` of COSE_Sign1, without external data (RFC 9052, section 4.4). */
function toBeSigned(header: Uint8Array, payload: Uint8Array): Uint8Array {
  return encode(["Signature1", header, new Uint8Array(), payload]);
}

/** Who states something: a seat of a chain, as the issuer of claims. */
export function issuerOf({ chainId, seat }: { chainId: number; seat: number }): string {
  return `${chainId}/${seat}`;
}

/** The seat and chain that an issuer names; `undefined` where it names none. */
export function seatIn(issuer: unknown): { chainId: number; seat: number } | undefined {
  if (typeof issuer !== "string" || !/^[1-9]\d{0,14}\/[1-9]\d{0,8}$/.test(issuer)) return undefined;
  const [chainId = 0, seat = 0] = issuer.split("/").map(Number);
  return { chainId, seat };
}
