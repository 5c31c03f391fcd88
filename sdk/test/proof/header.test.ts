import { block, blocks } from "@openrobotid/testkit/besu";
import { expectNotProven } from "@openrobotid/testkit/refusals";
import { expect } from "chai";
import { blockOf } from "../../src/proof/block.js";
import { readBlockHeader } from "../../src/proof/index.js";

const { header } = block(75);

describe("a header", () => {
  it("of Besu is rebuilt from what JSON-RPC gives, and hashes to its hash, in whatever round", () => {
    for (const one of blocks)
      expect(readBlockHeader(one.header, "qbft").hash).to.equal(one.header.hash);
  });

  it("is what its hash commits to: all else that a node adds is dropped", () => {
    const { fields } = readBlockHeader(
      { ...header, totalDifficulty: "0xff", note: "0x01" },
      "qbft",
    );
    expect(Object.keys(fields)).to.have.length(21);
    expect(fields).to.not.have.any.keys("totalDifficulty", "note", "hash");
  });

  it("tells how large a block is: as many bytes as Besu says of one without transactions", async () => {
    for (const one of blocks.filter(
      ({ header: { transactions } }) => String(transactions) === "",
    )) {
      const read = readBlockHeader(one.header, "qbft");
      const { size } = (await blockOf(read, { hashes: [], encoded: [] }, false)) as {
        size: string;
      };
      expect(size).to.equal(one.header.size);
    }
  });

  it("hashes as a whole where nobody seals: the rule of QBFT is not that of other chains", async () => {
    await expectNotProven("headerHash", () => readBlockHeader(header, "none"));
  });

  for (const [name, value] of [
    ["stateRoot", `0x${"11".repeat(32)}`],
    ["parentHash", `0x${"11".repeat(32)}`],
    ["receiptsRoot", `0x${"11".repeat(32)}`],
    ["timestamp", "0x6b0a2999"],
    ["number", "0x4c"],
    ["gasUsed", "0x1"],
    ["miner", `0x${"11".repeat(20)}`],
    ["requestsHash", `0x${"11".repeat(32)}`],
    ["hash", `0x${"11".repeat(32)}`],
  ] as const) {
    it(`is refused with another ${name}`, async () => {
      await expectNotProven("headerHash", () =>
        readBlockHeader({ ...header, [name]: value }, "qbft"),
      );
    });
  }

  it("is refused where its last field is left out", async () => {
    const { requestsHash, ...rest } = header as Record<string, unknown>;
    expect(requestsHash).to.be.a("string");
    await expectNotProven("headerHash", () => readBlockHeader(rest, "qbft"));
  });

  it("cannot pass one field off as another by leaving one out in the middle", async () => {
    const { baseFeePerGas, ...rest } = header as Record<string, unknown>;
    expect(baseFeePerGas).to.be.a("string");
    await expectNotProven("headerShape", () => readBlockHeader(rest, "qbft"));
  });

  for (const [what, value] of [
    ["nothing", null],
    ["a text", "0x00"],
    ["no number", { ...header, number: undefined }],
    ["a root of 31 bytes", { ...header, stateRoot: `0x${"11".repeat(31)}` }],
    ["a time in words", { ...header, timestamp: "now" }],
    ["no hash", { ...header, hash: undefined }],
  ] as const) {
    it(`is refused where it is ${what}`, async () => {
      await expectNotProven("headerShape", () => readBlockHeader(value, "qbft"));
    });
  }
});
