// Which counters of a lot a range of codes holds. Codes are compared character by character, as the contracts do: a range
// may begin or end at codes that no lot has, even at letters where the lot has digits.

/** The lot as far as its codes go. */
export interface LotRange {
  readonly stem: string;
  readonly counterWidth: number;
  readonly firstCounter: number;
  readonly lastCounter: number;
}

/** The counters of a lot from one code to another, both inclusive; `undefined` where there are none. */
export function countersWithin(
  { stem, counterWidth, firstCounter, lastCounter }: LotRange,
  first: string,
  last: string,
): { from: number; to: number } | undefined {
  const from = Math.max(firstCounter, lowest(first, stem, counterWidth));
  const to = Math.min(lastCounter, highest(last, stem, counterWidth));
  return from <= to ? { from, to } : undefined;
}

/** The lowest counter whose code is not below a code. */
function lowest(code: string, stem: string, width: number): number {
  const head = code.slice(0, stem.length);
  if (head !== stem) return head < stem ? 0 : Number.POSITIVE_INFINITY;
  const { digits, whole } = leadingDigits(code.slice(stem.length));
  if (whole) return Number(digits);
  // A letter is above every digit: the next higher number of the digits before it.
  const next = Number(digits || "0") + 1;
  if (digits === "" || String(next).length > digits.length) return Number.POSITIVE_INFINITY;
  return next * 10 ** (width - digits.length);
}

/** The highest counter whose code is not above a code. */
function highest(code: string, stem: string, width: number): number {
  const head = code.slice(0, stem.length);
  if (head !== stem) return head > stem ? Number.POSITIVE_INFINITY : -1;
  const { digits, whole } = leadingDigits(code.slice(stem.length));
  return whole ? Number(digits) : Number(digits.padEnd(width, "9"));
}

function leadingDigits(text: string): { digits: string; whole: boolean } {
  const [digits = ""] = /^[0-9]*/.exec(text) ?? [];
  return { digits, whole: digits.length === text.length };
}
