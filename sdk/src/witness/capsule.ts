// Capsules: what a seat says of a robot, signed, in one QR code, for where there is no network. COSE_Sign1 over CWT claims, deflated, in
// Base45, as the EU's digital COVID certificate has it.
import { encode } from "cborg";
import { bytesToHex, hexToBytes } from "viem";
import type { DeviceSigner } from "../device/signer.js";
import { RegistryArgumentError } from "../errors/registry-error.js";
import { fromBase45, toBase45 } from "../internal/base45.js";
import {
  type Claims,
  compressedKey,
  isSignedBy,
  keyIdIn,
  keyIdOf,
  protectedHeader,
  signClaims,
} from "../internal/cose.js";
import { decodeMaps, deflate, inflate } from "../internal/strict-cbor.js";
import { NotProvenError, type NotProvenReason } from "../proof/errors.js";
import { type CapsuleClaims, encodeClaims, readClaims } from "./capsule-claims.js";
import { refusedCapsule } from "./refused.js";
import type { ListedWitness, WitnessList } from "./witness-list.js";

/**
 * Media type of a capsule's text.
 *
 * @example
 * ```ts
 * import { CAPSULE_MEDIA_TYPE } from "@openrobotid/sdk/witness";
 *
 * CAPSULE_MEDIA_TYPE; // "application/vnd.openrobotid.capsule"
 * ```
 */
export const CAPSULE_MEDIA_TYPE = "application/vnd.openrobotid.capsule";

/**
 * What a capsule's text begins with: what it is, and its version.
 *
 * @example
 * ```ts
 * import { CAPSULE_PREFIX } from "@openrobotid/sdk/witness";
 *
 * CAPSULE_PREFIX; // "ORID1:"
 * ```
 */
export const CAPSULE_PREFIX = "ORID1:";

/** Most characters of a capsule, and most bytes that it may hold when it is inflated. */
const MOST_CHARACTERS = 600;
const MOST_BYTES = 1024;

/** Tag of COSE_Sign1, 18, as CBOR begins with it. */
const SIGN1 = 0xd2;

/** How far the clocks of witness and reader may be apart, in seconds. */
const CLOCK_TOLERANCE = 60;

/** Age from which on a list of witnesses is too old, in seconds: a day and a half. */
const MOST_LIST_AGE = 129_600;

/**
 * Signs what is said of a robot, and gives the capsule's text: at most 600 characters, all of them of the QR code's alphanumeric mode.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createSoftwareSigner } from "@openrobotid/sdk/device";
 * import { capsuleClaims, makeCapsule, readCapsule } from "@openrobotid/sdk/witness";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const robot = await client.getRobot({ id });
 * const claims = capsuleClaims(robot, { chainId: 7777, seat: 1, issuedAt: 1_767_225_600 });
 * const text = await makeCapsule(claims, await createSoftwareSigner());
 * text.startsWith("ORID1:"); // true
 * (await readCapsule(text)).claims.id === id; // true
 * ```
 */
export async function makeCapsule(claims: CapsuleClaims, signer: DeviceSigner): Promise<string> {
  const payload = encodeClaims(claims);
  const signature = hexToBytes(await signClaims(signer, payload));
  const header = protectedHeader(compressedKey(signer.key));
  const body = encode([header, new Map(), payload, signature]);
  const message = Uint8Array.of(SIGN1, ...body);
  const text = `${CAPSULE_PREFIX}${toBase45(await deflate(message))}`;
  if (text.length <= MOST_CHARACTERS) return text;
  throw new RegistryArgumentError(
    `The capsule takes ${text.length} characters, and ${MOST_CHARACTERS} are the most.`,
    "Leave recalls out of it: it says how many there are.",
  );
}

/** A capsule that was read. Nobody vouches for it yet. */
export interface Capsule {
  /** What it says. */
  readonly claims: CapsuleClaims;
  /** Whose key it names: the first eight bytes of its SHA-256 digest. */
  readonly keyId: `0x${string}`;
  /** What was signed, and the signature over it. */
  readonly payload: Uint8Array;
  readonly signature: `0x${string}`;
}

/**
 * Reads a capsule and verifies nothing: to show whose it is before there is a list of witnesses.
 *
 * @throws NotProvenError whose reason begins with `file` where the text is no capsule as {@link makeCapsule} writes it.
 *
 * @example
 * ```ts
 * import { NotProvenError } from "@openrobotid/sdk/proof";
 * import { readCapsule } from "@openrobotid/sdk/witness";
 *
 * const error = await readCapsule("HC1:6BF").catch((thrown) => thrown);
 * error instanceof NotProvenError; // true
 * error.reason; // "fileFormat"
 * ```
 */
export async function readCapsule(text: string): Promise<Capsule> {
  const given = text.trim();
  if (given.length > MOST_CHARACTERS) {
    const found = `has ${given.length} characters, and ${MOST_CHARACTERS} are the most`;
    throw refusedCapsule(given.startsWith("ORID") ? "fileTooLarge" : "fileFormat", found);
  }
  const [, version] = /^ORID(\d{1,3}):/.exec(given) ?? [];
  if (version === undefined) {
    throw refusedCapsule("fileFormat", `is none: it does not begin with "${CAPSULE_PREFIX}"`);
  }
  if (version !== "1") {
    throw refusedCapsule("fileVersion", `is of version ${version}, and this release reads 1`);
  }
  const deflated = fromBase45(given.slice(CAPSULE_PREFIX.length));
  if (!deflated) throw refusedCapsule("fileDamaged", "is not written in Base45");
  const message = await inflate(refusedCapsule, deflated, MOST_BYTES);
  if (!message) throw refusedCapsule("fileTooLarge", `holds more than ${MOST_BYTES} bytes`);
  if (message.length === 0) throw refusedCapsule("fileTruncated", "ends too early");
  if (message[0] !== SIGN1) throw refusedCapsule("fileShape", "is no COSE_Sign1");
  const outer = decodeMaps(refusedCapsule, message.subarray(1));
  const [header, open, payload, signature, ...more] = Array.isArray(outer) ? outer : [];
  if (
    !(header instanceof Uint8Array && payload instanceof Uint8Array) ||
    !(signature instanceof Uint8Array && signature.length === 64) ||
    !(open instanceof Map && open.size === 0) ||
    more.length > 0
  ) {
    throw refusedCapsule("fileShape", "is no COSE_Sign1 of header, claims and signature");
  }
  const keyId = keyIdIn(mapIn(header));
  if (!keyId) throw refusedCapsule("fileShape", "names no key that signs with ES256");
  const claims = readClaims(mapIn(payload));
  return { claims, keyId, payload, signature: bytesToHex(signature) };
}

/** What {@link verifyCapsule} is given beside the text. */
export interface VerifyCapsuleOptions {
  /** The witnesses of the seats, as `verifyWitnessList` proves them. */
  readonly witnesses: WitnessList;
  /** The time, in seconds; by default the clock of this machine. */
  readonly now?: number | undefined;
  /** Greatest age of the list of witnesses, in seconds; a day and a half by default. */
  readonly maxListAge?: number | undefined;
}

/** A capsule for which a seat vouches. */
export interface VerifiedCapsule {
  /** What it says. */
  readonly claims: CapsuleClaims;
  /** Who says it. */
  readonly witness: ListedWitness;
  /** How old what it says is: seconds since the time of its block. Always say it. */
  readonly age: number;
  /** How old the list of witnesses is, in seconds. */
  readonly listAge: number;
}

/**
 * A capsule that is not good, or not any more, of which it is still known what it says: show that only as what was refused.
 *
 * @example
 * ```ts
 * import { CapsuleRefusedError } from "@openrobotid/sdk/witness";
 * import { NotProvenError } from "@openrobotid/sdk/proof";
 *
 * CapsuleRefusedError.prototype instanceof NotProvenError; // true
 * ```
 */
export class CapsuleRefusedError extends NotProvenError {
  /** What it says. */
  readonly claims: CapsuleClaims;
  /** Seconds since the time of its block. */
  readonly age: number;

  constructor(
    reason: NotProvenReason,
    { claims, age }: { readonly claims: CapsuleClaims; readonly age: number },
    message: string,
    suggestion: string,
  ) {
    super(reason, { message, suggestion, node: "the capsule" });
    this.claims = claims;
    this.age = age;
  }
}

/**
 * Verifies a capsule without a network: that a seat which is held signed it with the key that it names now, and that it has not expired.
 *
 * @throws NotProvenError for what is no capsule (its reason begins with `file`). CapsuleRefusedError for one that is not good, with what it
 * says: `wrongChain`; `witnessListOld` (the list, not the capsule, is too old); `witnessUnknown` (the seat names no key); `witnessLeft` (the seat is
 * gone, or names another key now); `capsuleSignature`; `fromTheFuture` (the capsule, or the list, is of after the time here); `capsuleExpired`.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createSoftwareSigner } from "@openrobotid/sdk/device";
 * import { witnessKeyOf } from "@openrobotid/sdk/proof";
 * import { capsuleClaims, makeCapsule, verifyCapsule } from "@openrobotid/sdk/witness";
 *
 * const robot = await client.getRobot({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * const issuedAt = 1_767_225_600;
 * const signer = await createSoftwareSigner();
 * const text = await makeCapsule(capsuleClaims(robot, { chainId: 7777, seat: 1, issuedAt }), signer);
 *
 * const witness = { seat: 1, name: "CN", countries: [], key: witnessKeyOf(signer.key), url: "", issuedAt };
 * const witnesses = { chainId: 7777, timestamp: issuedAt, witnesses: [witness], without: [], departed: [] };
 * (await verifyCapsule(text, { witnesses, now: issuedAt + 3600 })).claims.verdict; // "inService"
 * const error = await verifyCapsule(text, { witnesses, now: issuedAt + 90_000 }).catch((thrown) => thrown);
 * error.reason; // "capsuleExpired"
 * ```
 */
export async function verifyCapsule(
  text: string,
  { witnesses: list, now = Date.now() / 1000, maxListAge = MOST_LIST_AGE }: VerifyCapsuleOptions,
): Promise<VerifiedCapsule> {
  const { claims, keyId, payload, signature } = await readCapsule(text);
  const { chainId, seat, issuedAt, expires } = claims;
  const age = Math.max(0, Math.floor(now - claims.blockTime));
  const listAge = Math.floor(now - list.timestamp);
  const refused = (reason: NotProvenReason, message: string, suggestion: string) =>
    new CapsuleRefusedError(reason, { claims, age }, message, suggestion);
  const newList = "Get the list of witnesses again, where there is a network.";

  if (chainId !== list.chainId) {
    throw refused(
      "wrongChain",
      `The capsule is of chain ${chainId}, the list of witnesses of chain ${list.chainId}.`,
      "Give the list of witnesses of that chain.",
    );
  }
  const witness = list.witnesses.find((one) => one.seat === seat);
  if (list.departed.includes(seat) || (witness && keyIdOf(witness.key) !== keyId)) {
    throw refused(
      "witnessLeft",
      witness
        ? `The capsule is signed with a key that seat ${seat} no longer names.`
        : `Seat ${seat}, which signed the capsule, has left the consortium.`,
      "Look the robot up in the registry, or have another capsule made.",
    );
  }
  if (!witness) {
    throw refused("witnessUnknown", `The list names no witness of seat ${seat}.`, newList);
  }
  if (!(await isSignedBy(witness.key, payload, signature))) {
    throw refused(
      "capsuleSignature",
      `Seat ${seat} did not sign this capsule.`,
      "Do not believe it: somebody made it up, or altered it.",
    );
  }
  if (now < list.timestamp - CLOCK_TOLERANCE || now < issuedAt - CLOCK_TOLERANCE) {
    const [what, moment] =
      now < issuedAt - CLOCK_TOLERANCE
        ? ["The capsule", issuedAt]
        : ["The list of witnesses", list.timestamp];
    throw refused(
      "fromTheFuture",
      `${what} is of ${dateOf(moment)}; the clock here says ${dateOf(now)}.`,
      "Set the clock of this machine.",
    );
  }
  if (now >= expires) {
    throw refused(
      "capsuleExpired",
      `The capsule was good until ${dateOf(expires)}; it is ${dateOf(now)}.`,
      "Look the robot up in the registry, or have another capsule made.",
    );
  }
  if (listAge > maxListAge) {
    throw refused(
      "witnessListOld",
      `The list of witnesses is of ${dateOf(list.timestamp)}: a key may have been replaced since.`,
      newList,
    );
  }
  return { claims, witness, age, listAge };
}

function mapIn(bytes: Uint8Array): Claims {
  const found = decodeMaps(refusedCapsule, bytes);
  if (!(found instanceof Map)) throw refusedCapsule("fileShape", "holds something that is no map");
  const isSame = encode(found).every((byte, index) => byte === bytes[index]);
  if (isSame) return found;
  throw refusedCapsule("fileShape", "is not in the order of deterministic CBOR");
}

function dateOf(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().replace(".000Z", "Z");
}
