// AES-256-GCM (NIST SP 800-38D): a key of its own for each document, and the master key for those keys.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  type KeyObject,
  randomBytes,
} from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes that sealing adds. */
export const SEAL_BYTES = IV_BYTES + TAG_BYTES;

/** A key: its bytes, or as the platform keeps it ready, which is much faster where it seals many small things. */
export type SealKey = Uint8Array | KeyObject;

/** What was sealed was altered, or was sealed with another key or for another place. */
export class BrokenSealError extends Error {
  override readonly name = "BrokenSealError";
}

/** A new key for one document. */
export function newKey(): Uint8Array {
  return randomBytes(32);
}

let ready = Buffer.alloc(0);

/** Random bytes, each of them given once. They are fetched for many seals: to fetch them takes as long as to seal a page. */
function newIv(): Uint8Array {
  if (ready.length < IV_BYTES) ready = randomBytes(256 * IV_BYTES);
  const iv = ready.subarray(0, IV_BYTES);
  ready = ready.subarray(IV_BYTES);
  return iv;
}

/** Seals bytes that come one after the other: first what `begin` gives, then each part, then what `end` gives. */
export function sealing(key: SealKey, place: string) {
  const iv = newIv();
  const cipher = createCipheriv(ALGORITHM, key, iv);
  cipher.setAAD(Buffer.from(place));
  return {
    begin: (): Uint8Array => iv,
    add: (part: Uint8Array): Uint8Array => cipher.update(part),
    end: (): Uint8Array => Buffer.concat([cipher.final(), cipher.getAuthTag()]),
  };
}

/** Seals bytes for a place: they open nowhere else. */
export function seal(key: SealKey, place: string, bytes: Uint8Array): Uint8Array {
  const { begin, add, end } = sealing(key, place);
  return Buffer.concat([begin(), add(bytes), end()]);
}

/** Opens what was sealed for a place. Gives nothing before all of it was checked. */
export function open(key: SealKey, place: string, sealed: Uint8Array): Uint8Array {
  if (sealed.length < SEAL_BYTES) throw new BrokenSealError("It is too short to be sealed.");
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(sealed.length - TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(tag);
  try {
    const body = sealed.subarray(IV_BYTES, sealed.length - TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new BrokenSealError("The seal is broken.");
  }
}

/** What tells one master key from another, and nothing else about it. */
export function fingerprintOf(masterKey: Uint8Array): string {
  return createHmac("sha256", masterKey).update("open-robot-id vault master key").digest("hex");
}
