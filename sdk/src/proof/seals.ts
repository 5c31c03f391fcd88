// Who vouches for a block: the seals of QBFT, recovered from the header alone, and what they are worth.
import {
  type Address,
  type Hex,
  hexToBigInt,
  hexToBytes,
  isAddressEqual,
  padHex,
  recoverAddress,
  size,
} from "viem";
import { NotProvenError, type NotProvenReason } from "./errors.js";
import { decodeExtraData } from "./extra-data.js";
import { type BlockHeader, hashHeader, readBlockHeader, type WireHeader } from "./header.js";

/** A block's header as `eth_getBlockByNumber` gives it, with what a reader of seals looks at. */
export type RpcHeader = WireHeader & {
  readonly hash: Hex;
  readonly number: Hex;
  readonly timestamp: Hex;
  readonly miner: Address;
  readonly extraData: Hex;
};

/** How a block was agreed on. */
export interface Sealing {
  /** Number of the block. */
  readonly number: number;
  /** Block time, in seconds. */
  readonly timestamp: number;
  /** Rounds that failed before it was agreed on. */
  readonly round: number;
  /** Who proposed it. */
  readonly proposer: Address;
  /** Who sealed it. As a rule two thirds: a node writes the block as soon as it has that many seals. */
  readonly sealers: readonly Address[];
}

/** Half of the order of secp256k1: of the two signatures that hold for the same, the one with the lower s is the valid one. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** The first coordinate of the point that secp256k1 begins with. */
const GENERATOR_X = "0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";

/**
 * How many of a number of validators must seal a block: two thirds, rounded up.
 *
 * @example
 * ```ts
 * import { quorumOf } from "@openrobotid/sdk/proof";
 *
 * quorumOf(4); // 3
 * quorumOf(6); // 4
 * ```
 */
export function quorumOf(validators: number): number {
  return Math.ceil((2 * validators) / 3);
}

/**
 * Reads who sealed a block, for showing it. Whether they may and are enough, {@link verifySeals} says.
 *
 * @throws NotProvenError where the header is not that of the hash it comes with, or a seal is none.
 *
 * @example
 * ```ts
 * import { NotProvenError, sealingOf } from "@openrobotid/sdk/proof";
 *
 * const block = await client.request({
 *   method: "eth_getBlockByNumber",
 *   params: ["0x1", false],
 * });
 * // Nobody seals the blocks of this chain.
 * const error = await sealingOf(block).catch((error) => error);
 * error instanceof NotProvenError; // true
 * ```
 */
export async function sealingOf(header: RpcHeader): Promise<Sealing> {
  const { round } = decodeExtraData(header.extraData);
  const number = Number(header.number);
  const timestamp = Number(header.timestamp);
  const proposer = header.miner;
  // Nobody seals the block that everybody begins with.
  if (number === 0) return { number, timestamp, round, proposer, sealers: [] };
  const sealers = await sealersOf(readBlockHeader(header, "qbft"));
  return { number, timestamp, round, proposer, sealers };
}

/**
 * Proves that a quorum of validators sealed a block: each of them a member, none twice, nobody else among them.
 *
 * @param header The header, which {@link readBlockHeader} has hashed.
 * @param validators The set of that block: what `getValidators()` answers in the state of the block before.
 * @returns Who sealed it.
 * @throws NotProvenError whose reason says what is wrong with which seal, or with the set.
 *
 * @example
 * ```ts
 * import { NotProvenError, readBlockHeader, verifySeals } from "@openrobotid/sdk/proof";
 *
 * const block = await client.request({
 *   method: "eth_getBlockByNumber",
 *   params: ["0x1", false],
 * });
 * const error = await verifySeals(readBlockHeader(block, "none"), []).catch((error) => error);
 * error instanceof NotProvenError; // true
 * error.reason; // "validatorsEmpty"
 * ```
 */
export async function verifySeals(
  header: BlockHeader,
  validators: readonly Address[],
): Promise<Address[]> {
  requireSet(validators);
  const sealers = await sealersOf(header);
  const seen = new Set<Address>();
  for (const sealer of sealers) {
    if (!validators.some((member) => isAddressEqual(member, sealer))) {
      throw refused(
        "sealStranger",
        header,
        `is sealed by ${sealer}, who is not one of its ${validators.length} validators`,
      );
    }
    if (seen.has(sealer)) throw refused("sealTwice", header, `is sealed twice by ${sealer}`);
    seen.add(sealer);
  }
  const quorum = quorumOf(validators.length);
  if (sealers.length < quorum) {
    throw refused(
      "sealsTooFew",
      header,
      `has ${sealers.length} seals of ${validators.length} validators; it needs ${quorum}`,
    );
  }
  return sealers;
}

/**
 * Refuses a set that could not have agreed on anything.
 *
 * @throws NotProvenError with reason `validatorsEmpty` or `validatorTwice`.
 *
 * @internal
 */
export function requireSet(validators: readonly Address[]): void {
  const suggestion = "Ask another node, and compare the anchor with that of another member.";
  if (validators.length === 0) {
    throw new NotProvenError("validatorsEmpty", {
      message: "The set of validators is empty: nobody could have sealed a block.",
      suggestion,
    });
  }
  if (new Set(validators.map((one) => one.toLowerCase())).size !== validators.length) {
    throw new NotProvenError("validatorTwice", {
      message: "The set of validators names one of them twice.",
      suggestion,
    });
  }
}

async function sealersOf(header: BlockHeader): Promise<Address[]> {
  const extraData = decodeExtraData(header.extraData);
  const sealed = hashHeader(header.fields, { ...extraData, seals: [] });
  return await Promise.all(extraData.seals.map((seal) => sealerOf(header, sealed, seal)));
}

async function sealerOf(header: BlockHeader, hash: Hex, seal: Hex): Promise<Address> {
  if (size(seal) !== 65) {
    throw refused("sealShape", header, `has a seal of ${size(seal)} bytes, and not of 65`);
  }
  const r = seal.slice(0, 66) as Hex;
  const s = `0x${seal.slice(66, 130)}` as Hex;
  const yParity = hexToBytes(seal)[64] ?? 0;
  if (hexToBigInt(r) === 0n || hexToBigInt(s) === 0n) {
    throw refused("sealZero", header, "has a seal of zeros");
  }
  if (hexToBigInt(s) > HALF_ORDER) {
    throw refused(
      "sealHighS",
      header,
      "has a seal with a high s, which anybody can make of another",
    );
  }
  if (yParity > 1) {
    throw refused("sealShape", header, `has a seal with recovery id ${yParity}, and not 0 or 1`);
  }
  try {
    return await recoverAddress({ hash, signature: { r, s, yParity } });
  } catch (error) {
    await requireCurve();
    const what = `has a seal that is no signature: ${seal} of ${hash}`;
    throw refused("sealShape", header, what, error as Error);
  }
}

/**
 * viem loads the code of the curve when a signature is first looked at. Where it cannot, that is no fault of a seal, and must not
 * be said of the node: this signature is a good one, and fails only then.
 */
async function requireCurve(): Promise<void> {
  const [hash, s] = [padHex("0x02"), padHex("0x01")];
  await recoverAddress({ hash, signature: { r: GENERATOR_X, s, yParity: 0 } });
}

function refused(
  reason: NotProvenReason,
  { number }: BlockHeader,
  what: string,
  cause?: Error,
): NotProvenError {
  return new NotProvenError(reason, {
    message: `Block ${number} ${what}.`,
    suggestion: "Ask another node: this one shows a block that the validators did not agree on.",
    cause,
  });
}
