import { expect } from "chai";
import { parseRobotId } from "../../src/index.js";
import {
  bindsUnit,
  type CampaignTerms,
  countryAnswering,
  isCampaignOpen,
  namesUnit,
  reachesMarket,
  unitStatusOf,
} from "../../src/rules/index.js";

const codeOf = (serial: string) => parseRobotId(`CNUT01G1PRO1${serial}`);
const [FIRST, LAST] = [codeOf("26W05000000000010"), codeOf("26W05000000000020")];
const ranged: CampaignTerms = {
  model: "CNUT01G1PRO1",
  country: undefined,
  kind: "range",
  first: FIRST,
  last: LAST,
  suspendedIn: [],
};
const marked: CampaignTerms = { ...ranged, kind: "marked", first: undefined, last: undefined };
const unit = { id: FIRST, market: "ES", isMarked: false };

describe("the country that answers for a robot", () => {
  it("is that of its market, or of its code while it is on none", () => {
    expect(countryAnswering(FIRST, "ES")).to.equal("ES");
    for (const none of [undefined, null]) expect(countryAnswering(FIRST, none)).to.equal("CN");
  });
});

describe("a recall campaign", () => {
  it("is open until the very second in which it is closed", () => {
    expect(isCampaignOpen({ closedAt: null }, 100)).to.equal(true);
    expect(isCampaignOpen({ closedAt: undefined }, 100)).to.equal(true);
    expect(isCampaignOpen({ closedAt: 101 }, 100)).to.equal(true);
    expect(isCampaignOpen({ closedAt: 100 }, 100)).to.equal(false);
    expect(isCampaignOpen({ closedAt: 99 }, 100)).to.equal(false);
  });

  it("names the units from its first code to its last, as characters order them", () => {
    for (const [serial, isNamed] of [
      ["26W05000000000009", false],
      ["26W05000000000010", true],
      ["26W05000000000020", true],
      ["26W05000000000021", false],
      ["26W0500000000001A", true],
      ["26W0500000000002A", false],
    ] as const) {
      expect(namesUnit(ranged, { id: codeOf(serial), isMarked: false }), serial).to.equal(isNamed);
    }
  });

  it("names the units that it marked, and no others", () => {
    expect(namesUnit(marked, { id: FIRST, isMarked: true })).to.equal(true);
    expect(namesUnit(marked, unit)).to.equal(false);
    expect(namesUnit({ ...marked, kind: "none" }, { id: FIRST, isMarked: true })).to.equal(false);
  });

  it("names no unit of another model, nor one where its range is not known", () => {
    const other = parseRobotId("CNUT01H2LAB126W05000000000010");
    expect(namesUnit(marked, { id: other, isMarked: true })).to.equal(false);
    expect(namesUnit({ ...ranged, first: null }, unit)).to.equal(false);
    expect(namesUnit({ ...ranged, last: null }, unit)).to.equal(false);
  });

  it("of a maker reaches every market but those where it is suspended", () => {
    expect(reachesMarket({ country: null, suspendedIn: ["MX"] }, unit)).to.equal(true);
    expect(reachesMarket({ country: null, suspendedIn: ["ES"] }, unit)).to.equal(false);
    const inStock = { id: FIRST, market: null };
    expect(reachesMarket({ country: null, suspendedIn: ["ES"] }, inStock)).to.equal(true);
    expect(reachesMarket({ country: null, suspendedIn: ["CN"] }, inStock)).to.equal(false);
  });

  it("of an authority reaches its own market alone", () => {
    expect(reachesMarket({ country: "ES", suspendedIn: [] }, unit)).to.equal(true);
    expect(reachesMarket({ country: "MX", suspendedIn: [] }, unit)).to.equal(false);
    expect(reachesMarket({ country: "CN", suspendedIn: [] }, { id: FIRST, market: null })).to.equal(
      false,
    );
  });

  it("binds a unit that it names on a market that it reaches", () => {
    expect(bindsUnit(ranged, unit)).to.equal(true);
    expect(bindsUnit({ ...ranged, country: "MX" }, unit)).to.equal(false);
    expect(bindsUnit(marked, unit)).to.equal(false);
  });
});

describe("the status of a unit under a campaign", () => {
  it("is open where the campaign binds it", () => {
    expect(unitStatusOf(ranged, unit, undefined)).to.equal("open");
    expect(unitStatusOf({ ...ranged, suspendedIn: ["ES"] }, unit, null)).to.equal("unaffected");
  });

  it("is what was done to it, on whatever market it is now", () => {
    for (const outcome of ["remedied", "notApplicable"] as const) {
      expect(unitStatusOf(ranged, unit, outcome)).to.equal(outcome);
      expect(unitStatusOf({ ...ranged, country: "MX" }, unit, outcome)).to.equal(outcome);
      expect(unitStatusOf({ ...ranged, suspendedIn: ["ES"] }, unit, outcome)).to.equal(outcome);
    }
  });

  it("is none where the campaign does not name it", () => {
    expect(unitStatusOf(marked, unit, undefined)).to.equal("unaffected");
  });
});
