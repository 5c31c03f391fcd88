import { expect } from "chai";
import { parseRobotId } from "../../src/index.js";
import { clientOf, isolate, world } from "../chain.js";
import { refused } from "../refused.js";

const first = parseRobotId("CN-UT01-G1PRO1-26W06000000000001");

describe("issueLot", () => {
  isolate();

  it("issues a consecutive range of units", async () => {
    const { receipt, lot, issuedAt, model } = await clientOf("maker").issueLotSync({
      first,
      count: 500n,
    });
    expect(receipt.status).to.equal("success");
    expect(model).to.equal("CNUT01G1PRO1");
    const recorded = await world.registry.lot(lot);
    expect(recorded.count).to.equal(500n);
    expect(Number(recorded.issuedAt)).to.equal(issuedAt);
  });

  it("says in words why it was refused", async () => {
    const maker = clientOf("maker");
    await maker.issueLotSync({ first, count: 500n });
    await refused(
      maker.issueLot({ first, count: 1n }),
      "RobotRegistryLotNotAscending",
      /begins at CN-UT01-G1PRO1-26W06000000000001.* up to counter 500/,
      /counter 501 or later/,
    );
  });
});
