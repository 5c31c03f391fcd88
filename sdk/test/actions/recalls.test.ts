import { expect } from "chai";
import { parseRobotId, toBytes32 } from "../../src/index.js";
import { accounts, clientOf, isolate, world } from "../chain.js";
import { refused } from "../refused.js";
import { digest, mexico, otherDigest, robots, SEQUENTIAL, spain } from "../robots.js";

describe("Actions on recalls", () => {
  isolate();
  const { recalls } = world;
  const notice = {
    campaignNumber: "UT-2026-01",
    component: "Knee actuator",
    summary: "A bearing can seize.",
    consequence: "The robot can fall.",
    remedy: "The actuator is replaced.",
  };
  const range = {
    first: robots.sold,
    last: parseRobotId("CN-UT01-G1PRO1-26W05000000000500"),
  };
  const ranged = { model: SEQUENTIAL, range, severity: "noTransfer", notice } as const;
  const listed = { model: SEQUENTIAL, severity: "advisory", notice } as const;

  describe("openCampaign", () => {
    it("binds a range of a maker's units, on all markets", async () => {
      const opened = await clientOf("maker").openCampaignSync({
        ...ranged,
        notice: { ...notice, parkIt: true },
      });
      expect(opened).to.deep.include({
        campaign: 1n,
        model: SEQUENTIAL,
        country: undefined,
        openedBy: accounts.maker.address,
        severity: "noTransfer",
        kind: "range",
        ...range,
        notice: { ...notice, parkIt: true, overTheAirUpdate: false },
      });
      expect(await recalls.isAffected(1n, toBytes32(robots.untouched))).to.equal(true);
    });

    it("binds units on the list of an authority, on its market", async () => {
      const opened = await clientOf("ES").openCampaignSync({ ...listed, country: spain });
      expect(opened).to.include({
        country: "ES",
        kind: "marked",
        first: undefined,
        last: undefined,
        severity: "advisory",
      });
    });

    it("is refused to others, with a word on who may", async () => {
      await refused(
        clientOf("stranger").openCampaign(ranged),
        "RecallRegistryNotOpener",
        /is not the account of the maker of CN-UT01-G1PRO1/,
        /an authority opens campaigns for its own country/,
      );
      await refused(
        clientOf("maker").openCampaign({ ...ranged, country: mexico }),
        "RecallRegistryNotOpener",
        /is not the authority of MX/,
        /seat that answers for MX/,
      );
    });
  });

  describe("markUnits", () => {
    it("puts units on the list", async () => {
      const { campaign } = await clientOf("maker").openCampaignSync(listed);
      const ids = [robots.sold, robots.untouched];
      const marked = await clientOf("maker").markUnitsSync({ campaign, ids });
      expect(marked.ids).to.deep.equal(ids);
      await refused(
        clientOf("maker").markUnits({ campaign, ids }),
        "RecallRegistryAlreadyMarked",
        /CN-UT01-G1PRO1-26W05000000000001 is on the list of campaign 1 already/,
      );
    });
  });

  describe("remedyUnits and markUnitsNotApplicable", () => {
    it("settle units, each with an event of its own", async () => {
      const { campaign } = await clientOf("maker").openCampaignSync(ranged);
      const ids = [robots.sold, robots.abroad];
      const remedied = await clientOf("workshop").remedyUnitsSync({
        campaign,
        ids,
        jurisdiction: spain,
        evidenceDigest: digest,
      });
      expect(remedied.events.map(({ id }) => id)).to.deep.equal(ids);
      expect(remedied.events[0]).to.include({
        campaign,
        remedyBy: accounts.workshop.address,
        jurisdiction: "ES",
        evidenceDigest: digest,
      });
      const found = await clientOf("maker").markUnitsNotApplicableSync({
        campaign,
        ids: [robots.untouched],
        reasonDigest: otherDigest,
      });
      expect(found.events[0]).to.include({ id: robots.untouched, foundBy: accounts.maker.address });
      await refused(
        clientOf("maker").markUnitsNotApplicable({ campaign, ids, reasonDigest: otherDigest }),
        "RecallRegistryUnitSettled",
        /Under campaign 1, CN-UT01-G1PRO1-26W05000000000001 is remedied already/,
      );
    });

    it("are refused for units that are not bound, and to workshops that are not accredited", async () => {
      const { campaign } = await clientOf("maker").openCampaignSync({
        ...ranged,
        range: { first: robots.abroad, last: robots.abroad },
      });
      const work = { campaign, ids: [robots.sold], evidenceDigest: digest };
      await refused(
        clientOf("maker").remedyUnits(work),
        "RecallRegistryNotAffected",
        /Campaign 1 does not bind CN-UT01-G1PRO1-26W05000000000001/,
      );
      await refused(
        clientOf("workshop").remedyUnits({ ...work, jurisdiction: mexico }),
        "RecallRegistryNotRemedier",
        /is no workshop accredited in MX/,
      );
    });
  });

  describe("closeCampaign", () => {
    it("closes a campaign, once", async () => {
      const { campaign } = await clientOf("maker").openCampaignSync(ranged);
      const closing = { campaign, reasonDigest: digest };
      const closed = await clientOf("maker").closeCampaignSync(closing);
      expect(closed).to.include({ campaign, closedBy: accounts.maker.address });
      await refused(
        clientOf("maker").closeCampaign(closing),
        "RecallRegistryCampaignClosed",
        /Campaign 1 was closed at 2026-01-05T/,
      );
    });
  });
});
