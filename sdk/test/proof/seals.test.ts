import { block, blocks, setOf } from "@openrobotid/testkit/besu";
import { expectNotProven } from "@openrobotid/testkit/refusals";
import {
  seal,
  sealOf,
  validator,
  withExtraData,
  withHighS,
  withSeals,
} from "@openrobotid/testkit/sealed";
import { expect } from "chai";
import { type Hex, numberToHex, size, zeroHash } from "viem";
import {
  type BlockHeader,
  decodeExtraData,
  encodeExtraData,
  NotProvenError,
  quorumOf,
  readBlockHeader,
  sealingOf,
  verifySeals,
  type WireHeader,
} from "../../src/proof/index.js";

const four = ["a", "b", "c", "d"].map(validator);
const addresses = four.map(({ address }) => address);
const [a, b, c] = four.map(({ key }) => key) as [Hex, Hex, Hex, Hex];

const empty = { vanity: zeroHash, validators: [], vote: [], round: 0, seals: [] };

const unsealed: WireHeader = { ...block(1).header, extraData: encodeExtraData(empty) };

const read = (header: WireHeader): BlockHeader => readBlockHeader(header, "qbft");

describe("extraData of QBFT", () => {
  it("is read as Besu writes it for a genesis whose validators a contract names", () => {
    // RLP of [32 zero bytes, [], [], 0, []]: what Besu's documentation gives for that case.
    const documented = `0xe5a0${"00".repeat(32)}c0c080c0` as Hex;
    expect(decodeExtraData(documented)).to.deep.equal(empty);
    expect(encodeExtraData(empty)).to.equal(documented);
  });

  it("is given back as it was, in any round", () => {
    for (const round of [0, 1, 127, 128, 255, 256, 70_000]) {
      expect(decodeExtraData(encodeExtraData({ ...empty, round })).round).to.equal(round);
    }
  });

  for (const [what, extraData] of [
    ["a text", "0x62657375"],
    ["bytes behind its end", `${encodeExtraData(empty)}00`],
    ["a sixth item", `0xe6a0${"00".repeat(32)}c0c080c080`],
    ["a round with leading zeros", `0xe7a0${"00".repeat(32)}c0c0820001c0`],
    ["a round of more than four bytes", `0xeaa0${"00".repeat(32)}c0c0850100000000c0`],
  ] as const) {
    it(`is refused with ${what}`, async () => {
      await expectNotProven("extraData", () => decodeExtraData(extraData as Hex));
    });
  }
});

describe("seals", () => {
  it("of every recorded block are those of a quorum of its set, in whatever round", async () => {
    const rounds = new Set<number>();
    for (const { number, header } of blocks) {
      if (number === 0) continue;
      const set = setOf(number);
      const sealers = await verifySeals(read(header), set);
      expect(sealers.length).to.be.at.least(quorumOf(set.length));
      rounds.add(decodeExtraData(header.extraData).round);
    }
    expect([...rounds].sort()).to.deep.equal([0, 1, 3]);
  });

  it("need two thirds of the set, rounded up", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 9, 10].map(quorumOf)).to.deep.equal([1, 2, 2, 3, 4, 4, 5, 6, 7]);
  });

  it("are refused where two of four sealed", async () => {
    const header = read(await seal(unsealed, [a, b]));
    await expectNotProven("sealsTooFew", () => verifySeals(header, addresses));
    expect(await verifySeals(read(await seal(unsealed, [a, b, c])), addresses)).to.have.length(3);
  });

  it("are refused where there is none", async () => {
    await expectNotProven("sealsTooFew", () =>
      verifySeals(read(withExtraData(unsealed, empty)), addresses),
    );
  });

  it("are refused with one of somebody else, however many members sealed too", async () => {
    const header = read(await seal(unsealed, [a, b, c, validator("stranger").key]));
    await expectNotProven("sealStranger", () => verifySeals(header, addresses));
  });

  it("are refused where one is there twice", async () => {
    const header = read(await seal(unsealed, [a, b, b]));
    await expectNotProven("sealTwice", () => verifySeals(header, addresses));
  });

  for (const [what, reason, alter] of [
    ["zeros", "sealZero", () => `0x${"00".repeat(65)}` as Hex],
    ["an s of zero", "sealZero", (one: Hex) => `${one.slice(0, 66)}${"00".repeat(33)}` as Hex],
    ["a high s", "sealHighS", withHighS],
    ["64 bytes", "sealShape", (one: Hex) => one.slice(0, -2) as Hex],
    ["recovery id 27", "sealShape", (one: Hex) => `${one.slice(0, -2)}1b` as Hex],
    ["an r that is none", "sealShape", (one: Hex) => `0x${"ff".repeat(32)}${one.slice(66)}` as Hex],
  ] as const) {
    it(`are refused with one of ${what}`, async () => {
      const header = withSeals(await seal(unsealed, [a, b, c]), ([first, ...others]) => [
        alter(first as Hex),
        ...others,
      ]);
      await expectNotProven(reason, () => verifySeals(read(header), addresses));
    });
  }

  it("that are no signature are named with what they are of, and with why", async () => {
    const bad: Hex = `0x${"00".repeat(31)}05${"00".repeat(31)}0101`;
    const header = withSeals(await seal(unsealed, [a, b, c]), ([, ...others]) => [bad, ...others]);
    const error = await verifySeals(read(header), addresses).catch((error: unknown) => error);
    expect(error).to.be.instanceOf(NotProvenError);
    const { reason, message, cause } = error as NotProvenError;
    expect(reason).to.equal("sealShape");
    expect(message).to.contain(`${bad} of 0x`);
    // No point of the curve has this first coordinate.
    expect(String((cause as Error).message)).to.match(/curve|point|sqrt/i);
  });

  it("may begin with zeros in either half, which stay", async () => {
    const starts = (one: Hex) => [one.slice(2, 4), one.slice(66, 68)];
    const found = new Set<number>();
    // Of 256 seals one has such an r, and one such an s.
    for (let time = 1; found.size < 2; time += 1) {
      const header = await seal({ ...unsealed, timestamp: numberToHex(time) }, [a]);
      const [one = "0x" as Hex] = decodeExtraData(header.extraData).seals;
      const half = starts(one).indexOf("00");
      if (half < 0) continue;
      found.add(half);
      expect(size(one)).to.equal(65);
      expect((await sealingOf(header as never)).sealers).to.deep.equal([addresses[0]]);
    }
  });

  it("are of one round: under another one they are somebody else's", async () => {
    const { extraData } = await seal(unsealed, [a, b, c], 1);
    const header = withExtraData(unsealed, { ...decodeExtraData(extraData), round: 2 });
    await expectNotProven("sealStranger", () => verifySeals(read(header), addresses));
  });

  it("are of one header: on that of another chain they are somebody else's", async () => {
    const { extraData } = await seal(unsealed, [a, b, c]);
    const other = { ...unsealed, parentHash: `0x${"11".repeat(32)}` };
    const header = withExtraData(other, decodeExtraData(extraData));
    await expectNotProven("sealStranger", () => verifySeals(read(header), addresses));
  });

  it("of a block that changes the set are not those of the set that it introduces", async () => {
    // Block 75 admitted a fifth seat: four validators sealed it, three of them are enough, and of five they would not be.
    const { header, validators: introduced } = block(75);
    expect(await verifySeals(read(header), setOf(75))).to.have.length(3);
    expect(introduced).to.have.length(5);
    await expectNotProven("sealsTooFew", () => verifySeals(read(header), introduced ?? []));
  });

  it("are refused for a set of none, and for one with an address twice", async () => {
    const header = read(await seal(unsealed, [a, b, c]));
    await expectNotProven("validatorsEmpty", () => verifySeals(header, []));
    const twice = [...addresses, addresses[0]?.toLowerCase() as Hex];
    await expectNotProven("validatorTwice", () => verifySeals(header, twice));
  });
});

describe("who sealed a block, for showing it", () => {
  it("is told with round and proposer", async () => {
    const header = await seal({ ...unsealed, miner: addresses[0] }, [b, c, a], 2);
    expect(await sealingOf(header as never)).to.deep.equal({
      number: 1,
      timestamp: Number(unsealed.timestamp),
      round: 2,
      proposer: addresses[0],
      sealers: [addresses[1], addresses[2], addresses[0]],
    });
  });

  it("is nobody for the block that everybody begins with", async () => {
    expect((await sealingOf(block(0).header as never)).sealers).to.deep.equal([]);
  });

  it("takes nobody's word for the hash", async () => {
    const header = { ...(await seal(unsealed, [a, b, c])), gasUsed: "0x1" };
    await expectNotProven("headerHash", () => sealingOf(header as never));
  });

  it("is recovered from a seal over the hash without seals", async () => {
    const header = await seal(unsealed, [a]);
    const [found] = decodeExtraData(header.extraData).seals;
    expect(found).to.not.equal(await sealOf(header.hash, b));
    expect((await sealingOf(header as never)).sealers).to.deep.equal([addresses[0]]);
  });
});
