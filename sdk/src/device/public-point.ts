// The public key of a robot in whatever form a tool gives it, as a point of P-256. Needs neither viem nor the platform's
// cryptography: production files hold a million of them.
import { bytesOfBase64 } from "./base64.js";
import type { P256JsonWebKey } from "./web-crypto.js";

/** A point of P-256. */
export interface PublicPoint {
  readonly x: bigint;
  readonly y: bigint;
}

/** Why something is no public key, as what follows a colon. */
export interface KeyFault {
  readonly fault: string;
  /** Whether what was given may be a private key, which nobody may print. */
  readonly isSecret?: true;
}

// NIST SP 800-186, section 3.2.1.3: P-256.
const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** AlgorithmIdentifier of a P-256 key (RFC 5480): id-ecPublicKey, secp256r1. */
const ALGORITHM = "301306072a8648ce3d020106082a8648ce3d030107";

/** What SubjectPublicKeyInfo holds in front of a point, by the length of the point in bytes. */
const SPKI_HEADS: Readonly<Record<number, string>> = {
  65: `3059${ALGORITHM}034200`,
  33: `3039${ALGORITHM}032200`,
};

const FORMS =
  "expected a P-256 public key as SEC 1 (04, x and y, or compressed), SPKI as DER or PEM, or a JSON Web Key";

/** Reads a public key. */
export function readPublicKey(key: string | Uint8Array | P256JsonWebKey): PublicPoint | KeyFault {
  if (typeof key === "string") return ofText(key.trim());
  if (key instanceof Uint8Array) return ofHex(hexOf(key));
  return typeof key === "object" && key !== null ? ofJwk(key) : { fault: FORMS };
}

function ofText(text: string): PublicPoint | KeyFault {
  if (text.startsWith("{")) return ofJson(text);
  if (text.includes("-----BEGIN")) return ofPem(text);
  const digits = text.replace(/^0x/i, "");
  if (/^(?:[0-9a-f]{2})+$/i.test(digits)) return ofHex(digits.toLowerCase());
  const bytes = bytesOfBase64(text);
  return bytes ? ofHex(hexOf(bytes)) : { fault: FORMS };
}

function ofJson(text: string): PublicPoint | KeyFault {
  try {
    return ofJwk(JSON.parse(text) as P256JsonWebKey);
  } catch {
    return { fault: "expected a JSON Web Key, and this is no JSON" };
  }
}

function ofJwk({ kty, crv, x, y, d }: P256JsonWebKey): PublicPoint | KeyFault {
  // Not for a moment more than needed: anyone who has it can pass anything off as the robot.
  if (d !== undefined)
    return {
      fault: "expected a public key, and this JSON Web Key holds the private one",
      isSecret: true,
    };
  if (kty !== "EC" || crv !== "P-256") {
    return {
      fault: `expected a JSON Web Key with kty EC and crv P-256, and it has ${named(kty)} and ${named(crv)}`,
    };
  }
  const [first, second] = [x, y].map((half) => typeof half === "string" && bytesOfBase64(half));
  if (!first || !second || first.length !== 32 || second.length !== 32) {
    return { fault: "expected x and y of 32 bytes each in base64url" };
  }
  return ofCoordinates(hexOf(first), hexOf(second));
}

function named(value: unknown): string {
  return typeof value === "string" && /^[\w-]{1,20}$/.test(value) ? value : "none";
}

function ofPem(text: string): PublicPoint | KeyFault {
  // Files that keep a key on one line write its line breaks as \n.
  const [, label, content] =
    /-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----/s.exec(text.replaceAll("\\n", "\n")) ?? [];
  if (label === undefined || content === undefined)
    return { fault: "expected a whole PEM block, with its END line" };
  if (label.includes("PRIVATE"))
    return { fault: "expected a public key, and this is a private one", isSecret: true };
  if (label !== "PUBLIC KEY")
    return { fault: `expected PEM of a PUBLIC KEY, and this is a ${label}` };
  const bytes = bytesOfBase64(content.replace(/\s/g, ""));
  return bytes ? ofHex(hexOf(bytes)) : { fault: "expected base64 in the PEM block" };
}

function ofHex(digits: string): PublicPoint | KeyFault {
  const length = digits.length / 2;
  if (length === 64) return ofCoordinates(digits.slice(0, 64), digits.slice(64));
  if (length === 65 && digits.startsWith("04")) {
    return ofCoordinates(digits.slice(2, 66), digits.slice(66));
  }
  if (length === 33 && /^0[23]/.test(digits)) return ofCompressed(digits);
  for (const [size, head] of Object.entries(SPKI_HEADS)) {
    const point = digits.slice(head.length);
    if (digits.startsWith(head) && point.length === 2 * Number(size)) return ofHex(point);
  }
  if (digits.startsWith("30"))
    return { fault: "expected SPKI of a P-256 key, and this is another structure or curve" };
  if (length === 32)
    return {
      fault: "expected a public key, and 32 bytes are no public key; they may be a private one",
      isSecret: true,
    };
  return { fault: `${FORMS}, and there are ${length} bytes` };
}

function ofCoordinates(x: string, y: string): PublicPoint | KeyFault {
  const point = { x: BigInt(`0x${x}`), y: BigInt(`0x${y}`) };
  const isOnCurve =
    point.x < P && point.y < P && (point.y * point.y - squareOf(point.x)) % P === 0n;
  return isOnCurve ? point : { fault: "expected a point of the curve P-256, and this is none" };
}

function ofCompressed(digits: string): PublicPoint | KeyFault {
  const x = BigInt(`0x${digits.slice(2)}`);
  const isOdd = digits.startsWith("03");
  // P is 3 modulo 4: this power is a square root where there is one.
  const root = power(squareOf(x) % P, (P + 1n) / 4n);
  const y = (root % 2n === 1n) === isOdd ? root : P - root;
  return ofCoordinates(digits.slice(2), y.toString(16).padStart(64, "0"));
}

/** y², after the equation of the curve; not negative. */
function squareOf(x: bigint): bigint {
  return (((x * x - 3n) * x + B) % P) + P;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, left = exponent; left > 0n; left >>= 1n, square = (square * square) % P) {
    if (left & 1n) result = (result * square) % P;
  }
  return result;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
