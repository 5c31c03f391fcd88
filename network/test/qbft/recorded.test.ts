// Headers of a real network: `origin` in the file says where they come from.

import {
  decodeExtraData,
  encodeExtraData,
  type RpcHeader,
  sealingOf,
} from "@openrobotid/sdk/proof";
import { expect } from "chai";
import { getAddress } from "viem";
import recorded from "../besu/recorded-blocks.json" with { type: "json" };

const blocks = recorded.blocks.map(({ header, ...rest }) => ({
  header: header as unknown as RpcHeader,
  ...rest,
}));
const at = (number: number): RpcHeader => {
  const block = blocks.find(({ header }) => Number(header.number) === number);
  if (block === undefined) throw new Error(`Block ${number} is not among the recorded ones.`);
  return block.header;
};
const validatorsOf = (number: number): string[] =>
  (blocks.find(({ header }) => Number(header.number) === number)?.validators ?? []).map((of) =>
    getAddress(of),
  );

describe("Seals of a real network", () => {
  it("are found in every recorded header, whose hash is computed and agrees", async () => {
    for (const { header } of blocks) {
      const { number, sealers } = await sealingOf(header);
      expect(number).to.equal(Number(header.number));
      expect(new Set(sealers).size, `block ${number}`).to.equal(number === 0 ? 0 : sealers.length);
    }
  });

  for (const [number, round] of [
    [1, 0],
    [32, 1],
    [49, 3],
  ] as const) {
    it(`name the round of block ${number}: ${round}`, async () => {
      expect((await sealingOf(at(number))).round).to.equal(round);
    });
  }

  it("are of the set that the contract names in the block before, two thirds of it at least", async () => {
    for (const [before, after] of [
      [0, 1],
      [75, 76],
      [78, 79],
    ] as const) {
      const set = validatorsOf(before);
      const { sealers, proposer } = await sealingOf(at(after));
      expect(set).to.include.members([...sealers, getAddress(proposer)]);
      expect(sealers.length).to.be.at.least(Math.ceil((2 * set.length) / 3));
    }
  });

  it("differ from node to node for one block: another extraData, and the same hash", async () => {
    const header = at(1);
    const extraData = decodeExtraData(header.extraData);
    const seals = extraData.seals.toReversed();
    const elsewhere = { ...header, extraData: encodeExtraData({ ...extraData, seals }) };
    expect(elsewhere.extraData).not.to.equal(header.extraData);
    const [here, there] = [await sealingOf(header), await sealingOf(elsewhere)];
    expect(there.sealers).to.have.members(here.sealers);
  });
});
