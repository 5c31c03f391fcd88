// Which counters of a lot a range of codes holds. Codes are compared character by character, as `RecallRegistry._statusInScope`
// does it: a range may begin or end at codes that no lot has, even at letters where the lot has digits. Counters have up to 16
// digits, more than a number of JavaScript holds exactly.

/** The lot as far as its codes go. */
export interface LotRange {
  /** What all of its codes begin with. */
  readonly stem: string;
  /** Digits of its counters. */
  readonly counterWidth: number;
  /** Counter of its first unit. */
  readonly firstCounter: bigint;
  /** Counter of its last unit. */
  readonly lastCounter: bigint;
}

/**
 * The counters of a lot from one code to another, both inclusive: the units of the lot that a campaign with that range names.
 *
 * @param first - The lowest code, or what it begins with.
 * @param last - The highest code, or what it begins with.
 * @returns The first and the last of them; `undefined` where there are none.
 *
 * @example
 * ```ts
 * import { countersWithin } from "@openrobotid/sdk/rules";
 *
 * const lot = { stem: "CNUT01G1PRO126W05", counterWidth: 12, firstCounter: 1n, lastCounter: 500n };
 * countersWithin(lot, "CNUT01G1PRO126W05000000000490", "CNUT01G1PRO1ZZZZZ000000000000"); // { from: 490n, to: 500n }
 * countersWithin(lot, "CNUT01G1PRO126W06000000000000", "CNUT01G1PRO1ZZZZZ000000000000"); // undefined
 * ```
 */
export function countersWithin(
  { stem, counterWidth, firstCounter, lastCounter }: LotRange,
  first: string,
  last: string,
): { from: bigint; to: bigint } | undefined {
  const lowest = lowestFrom(first, stem, counterWidth);
  const highest = highestUpTo(last, stem, counterWidth);
  const from = lowest > firstCounter ? lowest : firstCounter;
  const to = highest < lastCounter ? highest : lastCounter;
  return from <= to ? { from, to } : undefined;
}

/** The lowest counter whose code is not below a code; one that no code holds where all are. */
function lowestFrom(code: string, stem: string, width: number): bigint {
  const beyond = 10n ** BigInt(width);
  const head = code.slice(0, stem.length);
  if (head !== stem) return head < stem ? 0n : beyond;
  const { digits, whole } = leadingDigits(code.slice(stem.length));
  if (whole) return BigInt(digits.padEnd(width, "0"));
  // A letter is above every digit: the next higher number of the digits before it.
  return (BigInt(digits || "0") + 1n) * 10n ** BigInt(width - digits.length);
}

/** The highest counter whose code is not above a code; -1 where all are. */
function highestUpTo(code: string, stem: string, width: number): bigint {
  const head = code.slice(0, stem.length);
  if (head !== stem) return head > stem ? 10n ** BigInt(width) : -1n;
  const { digits, whole } = leadingDigits(code.slice(stem.length));
  return whole ? BigInt(digits || "-1") : BigInt(digits.padEnd(width, "9"));
}

function leadingDigits(text: string): { digits: string; whole: boolean } {
  const [digits = ""] = /^[0-9]*/.exec(text) ?? [];
  return { digits, whole: digits.length === text.length };
}
