import { accounts, clientOf, isolate, time } from "@openrobotid/testkit/chain";
import { ORDER_NOTICE } from "@openrobotid/testkit/registry";
import { digest, mexico, otherDigest, robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { refused } from "../refused.js";

describe("Actions on flags", () => {
  isolate();
  const theft = { id: robots.sold, flag: "stolen", reasonDigest: digest } as const;

  it("raiseFlag reports a robot, and clearFlag ends it", async () => {
    const raised = await clientOf("owner").raiseFlagSync(theft);
    expect(raised).to.include({ flag: "stolen", reporter: accounts.owner.address });
    await refused(
      clientOf("owner").relocate({ id: robots.sold, country: mexico }),
      "RobotRegistryFlagged",
      /CN-UT01-G1PRO1-26W05000000000001 is reported stolen/,
    );
    const cleared = await clientOf("ES").clearFlagSync({ ...theft, reasonDigest: otherDigest });
    expect(cleared).to.include({
      flag: "stolen",
      clearedBy: accounts.ES.address,
      reasonDigest: otherDigest,
    });
  });

  it("supportClearance has two other seats clear what an authority reported, after a notice", async () => {
    const dispute = { ...theft, flag: "disputed" } as const;
    await clientOf("ES").raiseFlagSync(dispute);
    await refused(
      clientOf("ES").supportClearance(dispute),
      "RobotFlagsNotAnotherSeat",
      new RegExp(`${accounts.ES.address} cannot support the clearance`),
    );
    const { id, flag } = dispute;
    const begun = await clientOf("MX").supportClearanceSync(dispute);
    const clearableAt = (await time.latest()) + ORDER_NOTICE;
    expect(begun).to.include({ flag, seat: 3n, clearableAt });
    const client = clientOf("stranger");
    const clearance = { firstSeat: 3, secondSeat: undefined, clearableAt };
    expect(await client.getClearance({ id, flag })).to.deep.equal(clearance);
    await clientOf("DE").supportClearanceSync(dispute);
    expect(await client.getClearance({ id, flag })).to.deep.equal({ ...clearance, secondSeat: 4 });
    await time.increaseTo(clearableAt);
    const cleared = await clientOf("DE").clearFlagSync(dispute);
    expect(cleared).to.include({ flag, clearedBy: accounts.DE.address });
    expect(await client.getClearance({ id, flag })).to.equal(undefined);
  });

  it("are refused to those who have no say, and where there is nothing to do", async () => {
    await refused(
      clientOf("owner").raiseFlag({ ...theft, flag: "disputed" }),
      "RobotFlagsNotAllowed",
      new RegExp(`${accounts.owner.address} may not report .* disputed`),
      /^The authority of the robot's country or an investigator accredited there reports it/,
    );
    await refused(
      clientOf("owner").clearFlag(theft),
      "RobotFlagsNotRaised",
      /is not reported stolen/,
    );
  });
});
