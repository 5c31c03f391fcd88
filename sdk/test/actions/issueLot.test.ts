import { expect } from "chai";
import { LOT_COUNT, unit } from "../../../test/fixtures/registry.js";
import { parseRobotId } from "../../src/index.js";
import { clientOf, isolate, world } from "../chain.js";

describe("issueLot", () => {
  isolate();

  it("issues a consecutive range of units", async () => {
    const first = parseRobotId("CN-UT01-G1PRO1-26W06000000000001");
    const { lot, issuedAt, receipt } = await clientOf("maker").issueLotSync({ first, count: 500n });
    expect(receipt.status).to.equal("success");
    const recorded = await world.registry.lot(lot);
    expect(recorded.count).to.equal(500n);
    expect(Number(recorded.issuedAt)).to.equal(issuedAt);
    expect(await world.registry.stateOf(unit(LOT_COUNT, "26W06"))).to.equal(0);
  });
});
