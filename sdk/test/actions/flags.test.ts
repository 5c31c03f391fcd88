import { expect } from "chai";
import { accounts, clientOf, isolate } from "../chain.js";
import { refused } from "../refused.js";
import { digest, mexico, otherDigest, robots } from "../robots.js";

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

  it("are refused to those who have no say, and where there is nothing to do", async () => {
    await refused(
      clientOf("owner").raiseFlag({ ...theft, flag: "disputed" }),
      "RobotFlagsNotAllowed",
      new RegExp(`${accounts.owner.address} may not report .* disputed`),
      /^The authority of the robot's country/,
    );
    await refused(
      clientOf("owner").clearFlag(theft),
      "RobotFlagsNotRaised",
      /is not reported stolen/,
    );
  });
});
