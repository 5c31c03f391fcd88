import { expect } from "chai";
import fc from "fast-check";
import { modelOf, parseRobotId, RobotIdError, withCounter } from "../../src/index.js";
import {
  counterOf,
  holdsCounter,
  isListId,
  lastLotUpTo,
  lotIdOf,
  readLotId,
  stemOf,
} from "../../src/rules/index.js";

const ID = parseRobotId("CN-UT01-G1PRO1-26W05000000001234");
const STEM = "CNUT01G1PRO126W05";

describe("the name of a lot", () => {
  it("is its stem, and its number in the last three bytes", () => {
    expect(lotIdOf(STEM, 0)).to.equal(`0x434e55543031473150524f313236573035${"00".repeat(15)}`);
    expect(lotIdOf(STEM, 2 ** 24 - 1)).to.match(/00ffffff$/);
    expect(lotIdOf(STEM, 258n)).to.match(/00000102$/);
  });

  it("is taken apart into what it was made of, for every width of a counter", () => {
    for (let width = 0; width <= 16; width += 1) {
      for (const index of [0, 1, 65_536, 2 ** 24 - 1]) {
        const stem = stemOf(ID, width);
        expect(readLotId(lotIdOf(stem, index))).to.deep.equal({ stem, index });
        expect(isListId(lotIdOf(stem, index)), stem).to.equal(width === 0);
      }
    }
  });

  it("is not made of characters that no code has", () => {
    expect(() => lotIdOf("CNut01", 0)).to.throw(RobotIdError);
  });
});

describe("stem and counter of a code", () => {
  it("are all before the counter and what the counter says, with 1 to 16 digits", () => {
    for (let width = 1; width <= 16; width += 1) {
      const id = withCounter(stemOf(ID, width), 7n);
      expect(stemOf(id, width)).to.have.length(29 - width);
      expect(counterOf(id, width)).to.equal(7n);
    }
    expect(counterOf(withCounter("CNUT01G1PRO1A", 9_007_199_254_740_993n), 16)).to.equal(
      9_007_199_254_740_993n,
    );
  });

  it("are the model and none where serials are listed", () => {
    expect(stemOf(ID, 0)).to.equal(modelOf(ID));
    expect(counterOf(ID, 0)).to.equal(undefined);
  });

  it("are none where a character of the counter is no digit", () => {
    expect(counterOf(parseRobotId("CNUT01G1PRO126W050000000012A4"), 3)).to.equal(undefined);
    expect(counterOf(parseRobotId("CNUT01G1PRO126W050000000012A4"), 1)).to.equal(4n);
  });
});

describe("the lot that holds a counter", () => {
  const lots = [
    { firstCounter: 1n, count: 100n },
    { firstCounter: 101n, count: 1n },
    { firstCounter: 500n, count: 3n },
  ];
  const find = async (counter: bigint) =>
    await lastLotUpTo(counter, lots.length, (index) => lots[index]?.firstCounter);

  it("is the last one that begins at it or before it", async () => {
    for (const [counter, index] of [
      [0n, undefined],
      [1n, 0],
      [100n, 0],
      [101n, 1],
      [499n, 1],
      [500n, 2],
      [10n ** 16n, 2],
    ] as const) {
      expect(await find(counter), `${counter}`).to.equal(index);
    }
  });

  it("is none where there is no lot, or one is not known", async () => {
    expect(await lastLotUpTo(1n, 0, () => 0n)).to.equal(undefined);
    expect(await lastLotUpTo(1n, 3, () => undefined)).to.equal(undefined);
  });

  it("is the only one that can hold it", async () => {
    const steps = fc.array(fc.tuple(fc.bigInt(0n, 5n), fc.bigInt(1n, 9n)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, fc.bigInt(0n, 100n), async (all, counter) => {
        let next = 0n;
        const grown = all.map(([gap, count]) => {
          const firstCounter = next + gap;
          next = firstCounter + count;
          return { firstCounter, count };
        });
        const found = await lastLotUpTo(
          counter,
          grown.length,
          async (at) => grown[at]?.firstCounter,
        );
        const lot = found === undefined ? undefined : grown[found];
        expect(lot && holdsCounter(lot, counter) ? found : -1).to.equal(
          grown.findIndex((one) => holdsCounter(one, counter)),
        );
      }),
      { seed: 12 },
    );
  });
});
