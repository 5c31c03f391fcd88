import { clientOf, isolate } from "@openrobotid/testkit/chain";
import { digest, robots, SEQUENTIAL, spain } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { VERDICTS, type Verdict, type VerdictInput, verdictOf } from "../../src/index.js";
import { sentenceOfVerdict } from "../../src/rules/index.js";
import { words } from "../../src/words.js";

/** A robot that nothing is known against. */
const fine: VerdictInput = {
  state: "inService",
  market: "ES",
  approval: { valid: true },
  flags: [],
  openCampaigns: [],
};
const issued: VerdictInput = { ...fine, state: "issued", market: undefined, approval: undefined };

const stolen = { flag: "stolen" } as const;
const disputed = { flag: "disputed" } as const;
const recall = { severity: "noTransfer" } as const;
const stopUse = { severity: "stopUse" } as const;

/** A robot that each is said of. */
const EXAMPLES: Readonly<Record<Verdict, VerdictInput>> = {
  unknownCode: { ...issued, state: "none" },
  scrapped: { ...fine, state: "scrapped" },
  stolen: { ...fine, flags: [stolen] },
  stopUse: { ...fine, openCampaigns: [stopUse] },
  endOfLife: { ...fine, state: "endOfLife" },
  disputed: { ...fine, flags: [disputed] },
  recalled: { ...fine, openCampaigns: [recall] },
  notOnMarket: issued,
  notApproved: { ...fine, approval: undefined },
  inService: fine,
};

describe("verdictOf", () => {
  for (const verdict of VERDICTS) {
    it(`gives ${verdict}, which has a sentence of its own`, () => {
      expect(verdictOf(EXAMPLES[verdict])).to.deep.equal({ verdict, also: [] });
      const others = VERDICTS.filter((one) => one !== verdict).map(sentenceOfVerdict);
      expect(others).to.not.include(sentenceOfVerdict(verdict));
    });
  }

  it("says that a robot is in service only where there is nothing else to say", () => {
    expect(verdictOf(fine)).to.deep.equal({ verdict: "inService", also: [] });
  });

  it("says that a code was never issued, and that a unit is on no market", () => {
    expect(verdictOf({ ...issued, state: "none" }).verdict).to.equal("unknownCode");
    expect(verdictOf(issued)).to.deep.equal({ verdict: "notOnMarket", also: [] });
  });

  it("says that a robot is at the end of its life or scrapped, whether its model is still approved or not", () => {
    const approval = { valid: false };
    for (const state of ["endOfLife", "scrapped"] as const) {
      expect(verdictOf({ ...fine, state, approval })).to.deep.equal({ verdict: state, also: [] });
    }
  });

  it("says that a robot in service has no valid approval: withdrawn, or never given", () => {
    for (const approval of [{ valid: false }, undefined, null]) {
      expect(verdictOf({ ...fine, approval }).verdict).to.equal("notApproved");
    }
  });

  it("does not take a robot whose market is not known for one in service", () => {
    for (const market of [undefined, null]) {
      expect(verdictOf({ ...fine, market }).verdict).to.equal("notOnMarket");
    }
  });

  it("calls an advisory a recall, and tells stop-use from it", () => {
    const openCampaigns = [{ severity: "advisory" } as const];
    expect(verdictOf({ ...fine, openCampaigns }).verdict).to.equal("recalled");
    expect(verdictOf({ ...fine, openCampaigns: [stopUse] }).also).to.deep.equal([]);
    expect(verdictOf({ ...fine, openCampaigns: [recall, stopUse] })).to.deep.equal({
      verdict: "stopUse",
      also: ["recalled"],
    });
  });

  it("says all that is true, the gravest first", () => {
    const flags = [disputed, stolen];
    const openCampaigns = [recall, stopUse];
    expect(verdictOf({ ...fine, approval: undefined, flags, openCampaigns })).to.deep.equal({
      verdict: "stolen",
      also: ["stopUse", "disputed", "recalled", "notApproved"],
    });
    expect(verdictOf({ ...fine, state: "scrapped", flags, openCampaigns })).to.deep.equal({
      verdict: "scrapped",
      also: ["stolen", "stopUse", "disputed", "recalled"],
    });
  });

  it("gives each of its words for some robot, and never one twice", () => {
    const said = new Set<string>();
    for (const state of words["enum IRobotHistory.State"]) {
      for (const flags of [[], [stolen], [disputed], [stolen, disputed]]) {
        for (const openCampaigns of [[], [recall], [stopUse]]) {
          for (const approval of [undefined, { valid: false }, { valid: true }]) {
            const { verdict, also } = verdictOf({ ...fine, state, flags, openCampaigns, approval });
            const all = [verdict, ...also];
            said.add(verdict);
            expect(new Set(all).size).to.equal(all.length);
            expect(all).to.deep.equal(VERDICTS.filter((word) => all.includes(word)));
          }
        }
      }
    }
    expect([...said].sort()).to.deep.equal([...VERDICTS].sort());
  });

  describe("of what the registry says", () => {
    isolate();
    const client = clientOf("stranger");
    const verdictOn = async (id: (typeof robots)[keyof typeof robots]) =>
      verdictOf(await client.getRobot({ id }));

    it("takes a robot as getRobot gives it", async () => {
      expect(await verdictOn(robots.unknown)).to.deep.equal({ verdict: "unknownCode", also: [] });
      expect(await verdictOn(robots.untouched)).to.deep.equal({ verdict: "notOnMarket", also: [] });
      expect(await verdictOn(robots.sold)).to.deep.equal({ verdict: "inService", also: [] });
      await clientOf("owner").raiseFlagSync({
        id: robots.sold,
        flag: "stolen",
        reasonDigest: digest,
      });
      expect((await verdictOn(robots.sold)).verdict).to.equal("stolen");
    });

    it("notices that an approval was withdrawn", async () => {
      await clientOf("ES").withdrawModelApprovalSync({
        model: SEQUENTIAL,
        country: spain,
        reasonDigest: digest,
      });
      expect((await verdictOn(robots.sold)).verdict).to.equal("notApproved");
    });
  });
});
