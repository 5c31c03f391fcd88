import { accounts, clientOf, isolate, time, world } from "@openrobotid/testkit/chain";
import { LISTED_SERIALS, unit } from "@openrobotid/testkit/registry";
import { digest, LISTED, SEQUENTIAL } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { parseRobotId, RobotIdError, toBytes32 } from "../../src/index.js";
import { refused } from "../refused.js";

describe("Actions that issue", () => {
  isolate();
  const { registry } = world;
  const first = parseRobotId("CN-UT01-G1PRO1-26W06000000000001");

  it("issueLot issues a consecutive range of units", async () => {
    const issued = await clientOf("maker").issueLotSync({
      first,
      count: 500n,
      unitsRoot: digest,
      manifestUri: "ipfs://manifest",
    });
    expect(issued.receipt.status).to.equal("success");
    expect(issued).to.include({
      model: SEQUENTIAL,
      issuer: accounts.maker.address,
      first,
      count: 500n,
      unitsRoot: digest,
      manifestURI: "ipfs://manifest",
    });
    expect(issued.issuedAt).to.equal(await time.latest());
    expect((await registry.lot(issued.lot)).count).to.equal(500n);
    expect(await registry.stateOf(unit(500, "26W06"))).to.equal(1);
    expect(await registry.stateOf(unit(501, "26W06"))).to.equal(0);
  });

  it("issueLot says where a lot would have to begin", async () => {
    const maker = clientOf("maker");
    await maker.issueLotSync({ first, count: 500n });
    await refused(
      maker.issueLot({ first, count: 1n }),
      "RobotRegistryLotNotAscending",
      /begins at CN-UT01-G1PRO1-26W06000000000001.* up to counter 500/,
      /counter 501 or later/,
    );
  });

  it("issueList issues the serials given", async () => {
    const serials = ["CHARLIE0000000001", "DELTA000000000002"];
    const {
      lot,
      model,
      serials: issued,
    } = await clientOf("maker").issueListSync({
      model: LISTED,
      serials,
    });
    expect({ model, issued }).to.deep.equal({ model: LISTED, issued: serials });
    const robot = parseRobotId("CN-UT01-H2LAB1-DELTA000000000002");
    expect(await registry.lotOf(toBytes32(robot))).to.equal(lot);
  });

  it("issueList names the code that was issued before, and the character that is wrong", async () => {
    const maker = clientOf("maker");
    const [serial] = LISTED_SERIALS as [string];
    await refused(
      maker.issueList({ model: LISTED, serials: ["CHARLIE0000000001", serial] }),
      "RobotRegistryAlreadyIssued",
      new RegExp(`CN-UT01-H2LAB1-${serial} was issued before`),
    );
    const wrong = maker.issueList({ model: LISTED, serials: ["CHARLIE00000000-1"] });
    expect(await wrong.catch((error: unknown) => error)).to.be.instanceOf(RobotIdError);
  });
});
