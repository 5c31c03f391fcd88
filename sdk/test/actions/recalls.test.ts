import { accounts, clientOf, isolate, time, world } from "@openrobotid/testkit/chain";
import { CLOSING_NOTICE } from "@openrobotid/testkit/modules";
import {
  digest,
  MAKER,
  mexico,
  otherDigest,
  robots,
  SEQUENTIAL,
  spain,
} from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { parseRobotId, toBytes32 } from "../../src/index.js";
import { refused } from "../refused.js";

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
      const ids = [robots.sold];
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
      const abroad = { ...work, ids: [robots.abroad], jurisdiction: spain };
      await refused(
        clientOf("workshop").remedyUnits(abroad),
        "RecallRegistryWrongJurisdiction",
        /A workshop accredited in ES cannot remedy CN-UT01-G1PRO1-26W05000000000002: MX answers/,
      );
    });

    it("are the authority's to allow to the maker under a campaign of its own", async () => {
      const { campaign } = await clientOf("ES").openCampaignSync({
        ...ranged,
        country: spain,
        makerRemedies: false,
      });
      expect(await clientOf("stranger").getCampaign({ campaign })).to.include({
        makerRemedies: false,
      });
      await refused(
        clientOf("maker").remedyUnits({ campaign, ids: [robots.sold], evidenceDigest: digest }),
        "RecallRegistryMakerDoesNotRemedy",
        new RegExp(`remedies of the maker, ${accounts.maker.address}, do not count`),
      );
      await refused(
        clientOf("maker").openCampaign({ ...ranged, makerRemedies: false }),
        "RecallRegistryMakerMustRemedy",
      );
    });

    it("are undone by reopenUnits, where the work was faulty", async () => {
      const maker = clientOf("maker");
      const { campaign } = await maker.openCampaignSync(ranged);
      const ids = [robots.sold];
      await refused(
        maker.reopenUnits({ campaign, ids, reasonDigest: digest }),
        "RecallRegistryUnitNotSettled",
        /is open: nothing was done/,
      );
      await maker.remedyUnitsSync({ campaign, ids, evidenceDigest: digest });
      const { events } = await maker.reopenUnitsSync({ campaign, ids, reasonDigest: otherDigest });
      expect(events[0]).to.include({ id: robots.sold, campaign, reasonDigest: otherDigest });
      expect(await maker.getUnitStatus({ campaign, id: robots.sold })).to.equal("open");
    });
  });

  describe("suspendCampaign", () => {
    it("frees a market of what a stolen key of the maker recalled", async () => {
      const { campaign } = await clientOf("maker").openCampaignSync(ranged);
      const suspension = { campaign, country: spain, reasonDigest: digest };
      await refused(
        clientOf("ES").suspendCampaign(suspension),
        "RecallRegistryNotWithinCompromise",
        /its maker was never compromised/,
      );
      await clientOf("CN").declareCompromisedSync({
        manufacturer: MAKER,
        since: await time.latest(),
        reasonDigest: digest,
      });
      await refused(
        clientOf("MX").suspendCampaign(suspension),
        "AuthorityRegistryNotAuthority",
        /is not the authority of ES/,
      );
      const suspended = await clientOf("ES").suspendCampaignSync(suspension);
      expect(suspended).to.include({ campaign, country: "ES", suspendedBy: accounts.ES.address });
      const client = clientOf("stranger");
      expect(await client.getOpenCampaigns({ id: robots.sold })).to.deep.equal([]);
      // The range holds the other unit too, on a market where nobody suspended it.
      expect(await client.getOpenCampaigns({ id: robots.abroad })).to.have.length(1);
      expect(await client.getSuspension(suspension)).to.equal(await time.latest());
      expect(await client.getSuspension({ campaign, country: mexico })).to.equal(undefined);
    });
  });

  describe("closeCampaign", () => {
    it("announces the closing of a maker's campaign that blocks, once, and ends it after a notice", async () => {
      const { campaign } = await clientOf("maker").openCampaignSync(ranged);
      const closing = { campaign, reasonDigest: digest };
      const closed = await clientOf("maker").closeCampaignSync(closing);
      const closedAt = (await time.latest()) + CLOSING_NOTICE;
      expect(closed).to.include({ campaign, closedBy: accounts.maker.address, closedAt });
      await refused(
        clientOf("maker").closeCampaign(closing),
        "RecallRegistryClosingAnnounced",
        /closing of campaign 1 was announced before; it is closed from 2026-02-11T/,
      );
      const client = clientOf("stranger");
      expect(await client.getOpenCampaigns({ id: robots.sold })).to.have.length(1);
      await time.increaseTo(closedAt);
      expect(await client.getOpenCampaigns({ id: robots.sold })).to.deep.equal([]);
      await refused(
        clientOf("maker").closeCampaign(closing),
        "RecallRegistryCampaignClosed",
        /Campaign 1 was closed at 2026-02-11T/,
      );
    });
  });
});
