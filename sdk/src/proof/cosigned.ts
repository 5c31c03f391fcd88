// Checkpoints that seats cosign: each says that one block is the one of its height, with a key of its witness.
import { encode } from "cborg";
import { type Hex, hexToBytes, isHex } from "viem";
import { parseDeviceKey } from "../device/public-key.js";
import type { DeviceSigner } from "../device/signer.js";
import { RegistryArgumentError } from "../errors/registry-error.js";
import { compressedKey, isSignedBy, issuerOf, signClaims } from "../internal/cose.js";
import { NotProvenError } from "./errors.js";
import type { WireHeader } from "./header.js";

/** What a witness says: that this block is the one of its height. */
export interface CheckpointStatement {
  /** Id of the chain. */
  readonly chainId: number;
  /** Number of the witness's seat. */
  readonly seat: number;
  /** Number of the block. */
  readonly number: bigint;
  /** Its hash. */
  readonly hash: Hex;
  /** Root of the state after it. */
  readonly stateRoot: Hex;
  /** Its time, in seconds. */
  readonly timestamp: number;
}

/** The same, signed. */
export interface CosignedCheckpoint extends CheckpointStatement {
  /** ES256 signature of the witness: 64 bytes, r then s, s the lower one. */
  readonly signature: Hex;
  /** Header of the block with its seals, where its server adds one. It is not signed: it hashes to the hash. */
  readonly header?: WireHeader | undefined;
}

const FORMAT = "open-robot-id-checkpoint";
const VERSION = 1;

/** Claim of a checkpoint, from the range for private use. */
const CHECKPOINT = -65_538;

/**
 * Signs a checkpoint. Who calls this keeps in mind what was signed before: a witness never signs two blocks of one height.
 *
 * @example
 * ```ts
 * import { createSoftwareSigner } from "@openrobotid/sdk/device";
 * import { signCheckpoint, verifyCheckpoint, witnessKeyOf } from "@openrobotid/sdk/proof";
 *
 * const signer = await createSoftwareSigner();
 * const word = `0x${"11".repeat(32)}` as const;
 * const block = { number: 7n, hash: word, stateRoot: word, timestamp: 1_767_225_600 };
 * const checkpoint = await signCheckpoint({ chainId: 7777, seat: 1, ...block }, signer);
 * await verifyCheckpoint(checkpoint, witnessKeyOf(signer.key)); // true
 * await verifyCheckpoint({ ...checkpoint, number: 8n }, witnessKeyOf(signer.key)); // false
 * ```
 */
export async function signCheckpoint(
  { chainId, seat, number, hash, stateRoot, timestamp }: CheckpointStatement,
  signer: DeviceSigner,
): Promise<CosignedCheckpoint> {
  const statement = { chainId, seat, number, hash, stateRoot, timestamp };
  return { ...statement, signature: await signClaims(signer, payloadOf(statement)) };
}

/**
 * Whether a key signed a checkpoint.
 *
 * @param key Public key of the witness, as an anchor has it.
 *
 * @example
 * ```ts
 * import { verifyCheckpoint } from "@openrobotid/sdk/proof";
 *
 * const word = `0x${"11".repeat(32)}` as const;
 * const statement = { chainId: 7777, seat: 1, number: 7n, hash: word, stateRoot: word, timestamp: 1_767_225_600 };
 * const key = "0x036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
 * await verifyCheckpoint({ ...statement, signature: `0x${"11".repeat(64)}` }, key); // false
 * ```
 */
export async function verifyCheckpoint(checkpoint: CosignedCheckpoint, key: Hex): Promise<boolean> {
  return await isSignedBy(key, payloadOf(checkpoint), checkpoint.signature);
}

/**
 * The public key of a witness as anchors, lists and directory entries have it: 33 bytes, compressed as SEC 1 has it.
 *
 * @param key In any form that `parseDeviceKey` takes.
 * @throws RegistryArgumentError where it is no P-256 public key.
 *
 * @example
 * ```ts
 * import { witnessKeyOf } from "@openrobotid/sdk/proof";
 *
 * const key = "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
 * witnessKeyOf(key); // "0x036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
 * ```
 */
export function witnessKeyOf(key: string | Uint8Array | DeviceSigner["key"]): Hex {
  const isPoint = typeof key === "object" && !(key instanceof Uint8Array);
  return compressedKey(isPoint ? key : parseDeviceKey(key));
}

/**
 * Reads a checkpoint from the JSON that a witness serves. Nothing is verified yet.
 *
 * @throws NotProvenError with reason `checkpointShape` where it is none.
 *
 * @example
 * ```ts
 * import { formatCheckpoint, parseCheckpoint } from "@openrobotid/sdk/proof";
 *
 * const word = `0x${"11".repeat(32)}` as const;
 * const statement = { chainId: 7777, seat: 1, number: 7n, hash: word, stateRoot: word, timestamp: 1_767_225_600 };
 * const text = formatCheckpoint({ ...statement, signature: `0x${"11".repeat(64)}` });
 * parseCheckpoint(text).number; // 7n
 * ```
 */
export function parseCheckpoint(input: unknown): CosignedCheckpoint {
  const given = objectIn(typeof input === "string" ? parseJson(input) : input);
  const { format, version, chainId, seat, number, timestamp, header } = given;
  if (format !== FORMAT || version !== VERSION) throw malformed(`it is no ${FORMAT} of version 1`);
  return {
    chainId: count(chainId, "chainId"),
    seat: count(seat, "seat"),
    number: BigInt(count(number, "number")),
    hash: bytes(given.hash, 32, "hash"),
    stateRoot: bytes(given.stateRoot, 32, "stateRoot"),
    timestamp: count(timestamp, "timestamp"),
    signature: bytes(given.signature, 64, "signature"),
    ...(header !== undefined && { header: objectIn(header) }),
  };
}

/**
 * A checkpoint as the JSON that a witness serves.
 *
 * @example
 * ```ts
 * import { formatCheckpoint } from "@openrobotid/sdk/proof";
 *
 * const word = `0x${"11".repeat(32)}` as const;
 * const statement = { chainId: 7777, seat: 1, number: 7n, hash: word, stateRoot: word, timestamp: 1_767_225_600 };
 * const text = formatCheckpoint({ ...statement, signature: `0x${"11".repeat(64)}` });
 * JSON.parse(text).format; // "open-robot-id-checkpoint"
 * ```
 */
export function formatCheckpoint({ number, ...checkpoint }: CosignedCheckpoint): string {
  const { chainId, seat, ...rest } = checkpoint;
  const fields = { format: FORMAT, version: VERSION, chainId, seat, number: Number(number) };
  return `${JSON.stringify({ ...fields, ...rest }, null, 1)}\n`;
}

/** What is signed, in deterministic CBOR. */
function payloadOf(statement: CheckpointStatement): Uint8Array {
  const { number, hash, stateRoot, timestamp } = statement;
  if (number > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new RegistryArgumentError(`Block ${number} cannot be.`, "Give the number of a block.");
  }
  return encode(
    new Map<number, unknown>([
      [1, issuerOf(statement)],
      [CHECKPOINT, [Number(number), hexToBytes(hash), hexToBytes(stateRoot), timestamp]],
    ]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("it is no JSON");
  }
}

function objectIn(input: unknown): Readonly<Record<string, unknown>> {
  if (typeof input === "object" && input !== null && !Array.isArray(input)) {
    return input as Record<string, unknown>;
  }
  throw malformed("it is no object");
}

function count(input: unknown, name: string): number {
  if (Number.isSafeInteger(input) && (input as number) >= 0) return input as number;
  throw malformed(`its ${name} is no whole number`);
}

function bytes(input: unknown, length: number, name: string): Hex {
  if (isHex(input) && input.length === 2 + 2 * length) return input.toLowerCase() as Hex;
  throw malformed(`its ${name} has not ${length} bytes`);
}

function malformed(what: string): NotProvenError {
  return new NotProvenError("checkpointShape", {
    message: `What a witness gives is no checkpoint: ${what}.`,
    suggestion: "Ask another witness, and tell the member whose witness this is.",
  });
}
