// Which lot a code was issued in. The registry finds it in `RobotUnits._findInLots`, and names it in `LotId`.
import { type Hex, modelOf, type RobotId, toBytes } from "../robot-id.js";
import { LENGTH } from "../robot-id-reading.js";

/** Characters of a model: the stem that all lists of a model share. */
const MODEL_LENGTH = 12;

/** A lot's name in its two parts. */
export interface LotName {
  /** What the codes of its units begin with: for a list the model, for a lot everything before the counter. */
  readonly stem: string;
  /** Its number among the lots of that stem, from 0. */
  readonly index: number;
}

/** The counters of a lot. */
export interface LotCounters {
  /** Counter of its first unit. */
  readonly firstCounter: bigint;
  /** Number of its units. */
  readonly count: bigint;
}

/**
 * The name of a lot: its stem, left-aligned, and its number in the last three bytes. As `LotIdLibrary.compose` does it.
 *
 * @param stem - The model for a list; for a lot all characters before the counter.
 * @param index - Its number among the lots of that stem, from 0 to 2²⁴ - 1.
 * @throws {@link RobotIdError} where the stem has a character that no code has.
 *
 * @example
 * ```ts
 * import { lotIdOf } from "@openrobotid/sdk/rules";
 *
 * lotIdOf("CNUT01G1PRO126W05", 1); // "0x434e55543031473150524f313236573035000000000000000000000000000001"
 * ```
 */
export function lotIdOf(stem: string, index: number | bigint): Hex {
  return `${toBytes(stem).padEnd(60, "0") as Hex}${index.toString(16).padStart(6, "0")}`;
}

/**
 * What the name of a lot says: {@link lotIdOf} the other way round. As `LotIdLibrary.stem` and `LotIdLibrary.index` do it.
 *
 * @param lot - 32 bytes.
 *
 * @example
 * ```ts
 * import { readLotId } from "@openrobotid/sdk/rules";
 *
 * readLotId("0x434e55543031473150524f313236573035000000000000000000000000000001"); // { stem: "CNUT01G1PRO126W05", index: 1 }
 * ```
 */
export function readLotId(lot: Hex): LotName {
  let stem = "";
  for (let position = 0; position < LENGTH; position += 1) {
    const byte = Number.parseInt(lot.slice(2 + 2 * position, 4 + 2 * position), 16);
    if (byte === 0) break;
    stem += String.fromCharCode(byte);
  }
  return { stem, index: Number.parseInt(lot.slice(-6), 16) };
}

/**
 * Whether a lot is a list: one that names each of its units. The stem of a list is the model alone. That of a lot is longer,
 * because a counter has 16 characters at most and a serial 17.
 *
 * @example
 * ```ts
 * import { isListId, lotIdOf } from "@openrobotid/sdk/rules";
 *
 * isListId(lotIdOf("CNUT01H2LAB1", 0)); // true
 * isListId(lotIdOf("CNUT01G1PRO126W05", 0)); // false
 * ```
 */
export function isListId(lot: Hex): boolean {
  return readLotId(lot).stem.length === MODEL_LENGTH;
}

/**
 * The stem that the lot of a code is kept under. As `RobotUnits._stemOf` does it.
 *
 * @param counterWidth - Digits of the model's counter; 0 where its serials are listed.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { stemOf } from "@openrobotid/sdk/rules";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000001234");
 * stemOf(id, 12); // "CNUT01G1PRO126W05"
 * stemOf(id, 0); // "CNUT01G1PRO1"
 * ```
 */
export function stemOf(id: RobotId, counterWidth: number): string {
  return counterWidth === 0 ? modelOf(id) : id.slice(0, LENGTH - counterWidth);
}

/**
 * What the counter of a code says. As `RobotIdLibrary.hasCounter` and `RobotIdLibrary.parseCounter` do it.
 *
 * @param counterWidth - Digits of the model's counter; 0 where its serials are listed.
 * @returns The counter; `undefined` where the model has none, or a character of it is no digit: no lot has such a code.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { counterOf } from "@openrobotid/sdk/rules";
 *
 * counterOf(parseRobotId("CN-UT01-G1PRO1-26W05000000001234"), 12); // 1234n
 * counterOf(parseRobotId("CN-UT01-G1PRO1-26W05A00000001234"), 12); // undefined
 * ```
 */
export function counterOf(id: RobotId, counterWidth: number): bigint | undefined {
  if (counterWidth === 0) return undefined;
  const digits = id.slice(LENGTH - counterWidth);
  return /^[0-9]+$/.test(digits) ? BigInt(digits) : undefined;
}

/**
 * Whether a counter is one of a lot.
 *
 * @example
 * ```ts
 * import { holdsCounter } from "@openrobotid/sdk/rules";
 *
 * holdsCounter({ firstCounter: 10n, count: 5n }, 14n); // true
 * holdsCounter({ firstCounter: 10n, count: 5n }, 15n); // false
 * ```
 */
export function holdsCounter({ firstCounter, count }: LotCounters, counter: bigint): boolean {
  return firstCounter <= counter && counter < firstCounter + count;
}

/**
 * The last lot of a stem that begins at a counter or before it, found by halving. Lots of a stem only grow upward, so it is the
 * only one that can hold the counter; whether it does, {@link holdsCounter} says. As `RobotUnits._findInLots` does it.
 *
 * @param lots - Number of lots of the stem.
 * @param firstCounterOf - Gives the first counter of a lot by its number, from wherever the lots are kept; `undefined` where it
 * is not known there.
 * @returns The number of the lot; `undefined` where none begins that early, or one that had to be looked at is not known.
 *
 * @example
 * ```ts
 * import { lastLotUpTo } from "@openrobotid/sdk/rules";
 *
 * const firstCounters = [1n, 101n, 500n];
 * await lastLotUpTo(250n, 3, (index) => firstCounters[index]); // 1
 * await lastLotUpTo(0n, 3, (index) => firstCounters[index]); // undefined
 * ```
 */
export async function lastLotUpTo(
  counter: bigint,
  lots: number,
  firstCounterOf: (index: number) => bigint | undefined | PromiseLike<bigint | undefined>,
): Promise<number | undefined> {
  let before = -1;
  let after = lots;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const firstCounter = await firstCounterOf(middle);
    if (firstCounter === undefined) return undefined;
    if (firstCounter <= counter) before = middle;
    else after = middle;
  }
  return before < 0 ? undefined : before;
}
