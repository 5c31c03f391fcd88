// What QBFT writes into `extraData`: the round in which a block was agreed on, and the seals of those who agreed.
//
// As in Besu's QbftExtraDataCodec: RLP of [vanity, validators, vote, round, seals]. Where a contract names the validators,
// as here, the list of validators and the vote are empty.
import { fromRlp, type Hex, hexToNumber, size, toRlp } from "viem";

/** What stands in `extraData`. */
export interface ExtraData {
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

type Rlp = Hex | readonly Rlp[];

/** Reads `extraData`. Throws where it is not QBFT's. */
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
    !isHexList(seals)
  ) {
    throw new Error(`This extraData is not that of QBFT: ${extraData.slice(0, 80)}…`);
  }
  return { vanity, validators, vote, round: round === "0x" ? 0 : hexToNumber(round), seals };
}

/** Writes `extraData`. */
export function encodeExtraData({ vanity, validators, vote, round, seals }: ExtraData): Hex {
  const scalar = round === 0 ? "0x" : evenDigits(round);
  return toRlp([vanity, [...validators], vote as Hex, scalar, [...seals]] as never);
}

function evenDigits(value: number): Hex {
  const digits = value.toString(16);
  return digits.length % 2 === 0 ? `0x${digits}` : `0x0${digits}`;
}

function isHexList(item: Rlp | undefined): item is readonly Hex[] {
  return Array.isArray(item) && item.every((one) => typeof one === "string");
}
