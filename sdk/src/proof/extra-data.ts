// What QBFT writes into `extraData`: the round in which a block was agreed on, and the seals of those who agreed.
//
// As in Besu's QbftExtraDataCodec: RLP of [vanity, validators, vote, round, seals]. Where a contract names the validators,
// as here, the list of validators and the vote are empty.
import { fromRlp, type Hex, hexToNumber, size, toRlp } from "viem";
import { NotProvenError } from "./errors.js";

type Rlp = Hex | readonly Rlp[];

/** What `extraData` holds. */
export interface ExtraData {
  /** 32 bytes of the proposer's choice. */
  readonly vanity: Hex;
  /** Empty where a contract names the validators. */
  readonly validators: readonly Hex[];
  /** As it was encoded; empty where there is no vote. */
  readonly vote: Rlp;
  /** Rounds that failed before the block was agreed on: 0 where it was agreed on at once. */
  readonly round: number;
  /** Signatures of r, s and the recovery id, 65 bytes each. */
  readonly seals: readonly Hex[];
}

/**
 * Reads `extraData`.
 *
 * @throws NotProvenError with reason `extraData` where it is not QBFT's, to the last byte.
 *
 * @example
 * ```ts
 * import { decodeExtraData } from "@openrobotid/sdk/proof";
 *
 * decodeExtraData(`0xe5a0${"00".repeat(32)}c0c080c0`).seals; // []
 * ```
 */
export function decodeExtraData(extraData: Hex): ExtraData {
  let items: Rlp;
  try {
    items = fromRlp(extraData, "hex");
  } catch {
    items = "0x";
  }
  const [vanity, validators, vote, round, seals] = typeof items === "string" ? [] : items;
  if (
    typeof vanity !== "string" ||
    size(vanity) !== 32 ||
    !isHexList(validators) ||
    vote === undefined ||
    typeof round !== "string" ||
    size(round) > 4 ||
    !isHexList(seals)
  ) {
    throw refused(extraData);
  }
  const decoded = {
    vanity,
    validators,
    vote,
    round: round === "0x" ? 0 : hexToNumber(round),
    seals,
  };
  // Bytes behind the end, a sixth item or a number with leading zeros would change nothing that is read, and so hide here.
  if (encodeExtraData(decoded) !== extraData.toLowerCase()) throw refused(extraData);
  return decoded;
}

/**
 * Writes `extraData`.
 *
 * @example
 * ```ts
 * import { encodeExtraData } from "@openrobotid/sdk/proof";
 *
 * const vanity = `0x${"00".repeat(32)}` as const;
 * encodeExtraData({ vanity, validators: [], vote: [], round: 0, seals: [] }).slice(-8); // "c0c080c0"
 * ```
 */
export function encodeExtraData({ vanity, validators, vote, round, seals }: ExtraData): Hex {
  const scalar = round === 0 ? "0x" : evenDigits(round);
  return toRlp([vanity, [...validators], vote as Hex, scalar, [...seals]] as never);
}

function refused(extraData: Hex): NotProvenError {
  return new NotProvenError("extraData", {
    message: `This extraData is not that of QBFT: ${extraData.slice(0, 80)}…`,
    suggestion:
      "Ask another node; or take an anchor that says `none` for a chain that has no seals.",
  });
}

function evenDigits(value: number): Hex {
  const digits = value.toString(16);
  return digits.length % 2 === 0 ? `0x${digits}` : `0x0${digits}`;
}

function isHexList(item: Rlp | undefined): item is readonly Hex[] {
  return Array.isArray(item) && item.every((one) => typeof one === "string");
}
