// What the rules of a maker say, from rollups alone; and the chart.
import { parseRobotId } from "@openrobotid/sdk";
import { diagnoseTelemetry, readTelemetryRules, type TelemetryWeek } from "@openrobotid/sdk/vault";
import { expect } from "chai";
import { telemetryChart } from "../src/telemetry-chart.js";
import { readRules } from "../src/telemetry-rules.js";

const ROBOT = parseRobotId("CN-BH01-TERN03-25W07000000000001");
const WEEK = 7 * 86_400;
const MONDAY = Date.UTC(2026, 0, 5) / 1000;
const RULE = {
  ...{ id: "knee", field: "joints.wear", joint: "kneeLeft", when: "above", threshold: 0.5 },
  ...{ weeks: 4, severity: "noTransfer", text: "The knee is worn." },
};
const read = (...rules: object[]) =>
  readTelemetryRules(JSON.stringify({ version: 1, model: "CNBH01TERN03", revision: 2, rules }));
const refusal = async (text: string) =>
  await readRules(text, "rules.json").then(
    () => "nothing",
    (error: Error) => error.message,
  );
const refusalOf = (more: object) => {
  try {
    read({ ...RULE, ...more });
    return "nothing";
  } catch (error) {
    return (error as Error).message;
  }
};

/** Weeks of a figure from `MONDAY` on, each of two readings with the mean that is given. */
const weeks = (
  values: readonly number[],
  name = "kneeLeft.wear",
  kind = "joints",
): TelemetryWeek[] =>
  values.map((value, index) => ({
    ...{ kind, start: MONDAY + index * WEEK },
    figures: { [name]: { count: 2, sum: 2 * value } },
  }));
const found = (rollups: readonly TelemetryWeek[], rule: object, after = rollups.length) => {
  const { findings, undecided } = diagnoseTelemetry(
    ROBOT,
    rollups,
    read(rule),
    MONDAY + after * WEEK,
  );
  return [findings.map(({ joint, value }) => [joint, Number(value.toFixed(9))]), undecided];
};

describe("rules of telemetry", () => {
  it("are refused with a field that telemetry does not have, and with one that rules do not have, by name", async () => {
    expect(refusalOf({ field: "joints.noise" })).to.match(/rules\.0\.field/);
    expect(refusalOf({ colour: "red" })).to.match(/"colour"/);
    const noRevision = { version: 1, model: "CNBH01TERN03", rules: [RULE] };
    expect(await refusal(JSON.stringify(noRevision))).to.match(/: revision: expected a whole/);
  });

  it("are refused where they say nothing, or two things", async () => {
    expect(await refusal("{")).to.match(/is no JSON/);
    expect(refusalOf({ when: "rises", weeks: 2 })).to.match(/rules\.0\.weeks: expected 3 or more/);
    expect(refusalOf({ when: "falls", threshold: -1 })).to.match(/rules\.0\.threshold/);
    expect(refusalOf({ field: "battery.capacity" })).to.match(/rules\.0\.joint: expected none/);
    expect(() => read(RULE, RULE)).to.throw(/expected each id once/);
  });

  it("are of one model: a robot of another is refused", () => {
    const other = parseRobotId("CNUT01G1PRO126W05000000001234");
    expect(() => diagnoseTelemetry(other, [], read(RULE), MONDAY)).to.throw(
      /rules are of CNBH01TERN03/,
    );
  });

  it("compare the mean of the window, and count no week before or after it", () => {
    const values = [0.9, 0.4, 0.5, 0.5, 0.5, 0.9];
    expect(found(weeks(values), RULE, 5)).to.deep.equal([[], []]);
    expect(found(weeks(values), RULE, 6)).to.deep.equal([[["kneeLeft", 0.6]], []]);
    const below = { ...RULE, field: "battery.capacity", joint: undefined, when: "below" };
    const capacity = weeks([17, 16, 0.4, 0.4, 0.4, 0.4], "capacity", "battery");
    expect(found(capacity, below)).to.deep.equal([[[null, 0.4]], []]);
  });

  it("compare the slope a week, also where a week is missing", () => {
    const rises = { ...RULE, when: "rises", threshold: 0.01, weeks: 5 };
    const steep = weeks([0.1, 0.12, 9, 0.16, 0.18]).filter((_, index) => index !== 2);
    expect(found(steep, rises, 5)).to.deep.equal([[["kneeLeft", 0.02]], []]);
    expect(found(weeks([0.1, 0.11, 0.12, 0.13, 0.13]), rises)).to.deep.equal([[], []]);
    expect(
      found(weeks([0.5, 0.48, 0.46, 0.44, 0.42]), { ...rises, when: "falls" })[0],
    ).to.deep.equal([["kneeLeft", -0.02]]);
  });

  it("are of every joint where they name none", () => {
    const both = [...weeks([0.6, 0.6, 0.6, 0.6]), ...weeks([0.7, 0.7, 0.7, 0.7], "hipLeft.wear")];
    expect(found(both, { ...RULE, joint: undefined }, 4)[0]).to.have.deep.members([
      ["kneeLeft", 0.6],
      ["hipLeft", 0.7],
    ]);
    expect(found(both, RULE, 4)[0]).to.deep.equal([["kneeLeft", 0.6]]);
  });

  it("decide nothing where less than half of the weeks have readings", () => {
    expect(found(weeks([0.9]), RULE, 4)).to.deep.equal([[], ["knee"]]);
    expect(found(weeks([0.9, 0.9]), RULE, 4)).to.deep.equal([[["kneeLeft", 0.9]], []]);
    expect(found([], RULE)).to.deep.equal([[], ["knee"]]);
  });
});

describe("the chart of wear and battery", () => {
  const parameters = {
    ...{ robot: ROBOT, from: MONDAY, until: MONDAY + 4 * WEEK },
    rollups: [
      ...weeks([0.1, 0.2, 0.4, 0.8]),
      ...weeks([0.1, 0.1, 0.1, 0.1], "hipLeft.wear"),
      ...weeks([18, 17.9, 17.7, 17.6], "capacity", "battery"),
    ],
  };
  const bands = (svg: string) => svg.match(/fill="#fde2dd"/g)?.length ?? 0;

  it("has a title, says in words what it shows, and names its axes with units", () => {
    const svg = telemetryChart({ ...parameters, rules: [] });
    expect(svg).to.match(/role="img" aria-labelledby="title description"/);
    expect(svg).to.match(/<title id="title">Wear and battery of CN-BH01-TERN03-25W07000000000001/);
    expect(svg).to.match(/<desc [^>]*>Wear index of kneeLeft went from 0.1 to 0.8\. /);
    for (const unit of ["wear index (1)", "capacity (A·h)", "week beginning (UTC)"]) {
      expect(svg).to.include(`>${unit}</text>`);
    }
    expect(svg.match(/<polyline/g)).to.have.length(3);
    expect(bands(svg)).to.equal(0);
  });

  it("draws limits of the maker as bands, not those of another joint nor slopes", () => {
    const { rules } = read(
      RULE,
      { ...RULE, id: "hip", joint: "hipLeft" },
      { ...RULE, id: "pace", when: "rises" },
      { ...RULE, id: "cell", field: "battery.capacity", joint: undefined, when: "below" },
    );
    const svg = telemetryChart({ ...parameters, rules });
    expect(bands(svg)).to.equal(2);
    expect(svg).to.include("kneeLeft went from 0.1 to 0.8; its maker wants at most 0.5.");
  });

  it("writes the name of a joint beside the label of a limit, not over it", () => {
    const labels = (threshold: number) => {
      const { rules } = read({ ...RULE, threshold });
      const svg = telemetryChart({ ...parameters, rules });
      const yOf = (label: string) =>
        Number(new RegExp(` y="([\\d.]+)"[^>]*>${label}<`).exec(svg)?.[1]);
      return yOf("kneeLeft") - yOf(`limit ${threshold}`);
    };
    expect(labels(0.79)).to.equal(-15);
    expect(labels(0.81)).to.equal(15);
    expect(labels(0.2)).to.be.lessThan(-100);
  });

  it("says that there are no readings where there are none", () => {
    const svg = telemetryChart({ ...parameters, rollups: [], rules: [] });
    expect(svg.match(/>No readings</g)).to.have.length(2);
    expect(svg).not.to.match(/NaN|Infinity/);
  });
});
