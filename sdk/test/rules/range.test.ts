import { expect } from "chai";
import fc from "fast-check";
import { countersWithin } from "../../src/rules/index.js";

describe("counters of a lot within a range of codes", () => {
  it("are those whose codes lie in it, at letters and ends too", () => {
    const character = fc.constantFrom("0", "1", "8", "9", "A", "Z");
    const code = fc.array(character, { minLength: 4, maxLength: 4 }).map((all) => all.join(""));
    fc.assert(
      fc.property(code, code, fc.nat(99), fc.nat(99), (first, last, a, b) => {
        const lot = {
          stem: "A1",
          counterWidth: 2,
          firstCounter: BigInt(Math.min(a, b)),
          lastCounter: BigInt(Math.max(a, b)),
        };
        const expected: bigint[] = [];
        for (let counter = lot.firstCounter; counter <= lot.lastCounter; counter += 1n) {
          const own = `A1${String(counter).padStart(2, "0")}`;
          if (first <= own && own <= last) expected.push(counter);
        }
        const within = countersWithin(lot, first, last);
        expect([within?.from, within?.to]).to.deep.equal([expected[0], expected.at(-1)]);
      }),
      {
        seed: 7,
        numRuns: 5_000,
        examples: [
          ["A10A", "A19Z", 0, 99],
          ["A1A0", "A1ZZ", 0, 99],
          ["A000", "A2ZZ", 5, 50],
        ],
      },
    );
  });

  it("are exact at sixteen digits", () => {
    const [firstCounter, lastCounter] = [1n, 9_999_999_999_999_999n];
    const lot = { stem: "A", counterWidth: 16, firstCounter, lastCounter };
    const within = countersWithin(lot, "A9007199254740993", "A9007199254740995");
    expect(within).to.deep.equal({ from: 9_007_199_254_740_993n, to: 9_007_199_254_740_995n });
  });
});
