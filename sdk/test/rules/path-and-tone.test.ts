import { expect } from "chai";
import { parseRobotId, parseRobotIdUri, VERDICTS } from "../../src/index.js";
import {
  isPathOfCode,
  pathOf,
  TONES,
  toneOfChallengeAnswer,
  toneOfMaker,
  toneOfSeverity,
  toneOfVerdict,
} from "../../src/rules/index.js";
import { words } from "../../src/words.js";

describe("the path of a code", () => {
  it("is read back as what it was made of", () => {
    const id = parseRobotId("CNUT01G1PRO126W05000000001234");
    for (const [length, path] of [
      [2, "/CN"],
      [6, "/CN/UT01"],
      [12, "/CN/UT01/G1PRO1"],
      [29, "/CN/UT01/G1PRO1/26W05000000001234"],
    ] as const) {
      expect(pathOf(id.slice(0, length))).to.equal(path);
      expect(parseRobotIdUri(path).id).to.equal(id.slice(0, length));
    }
  });
});

describe("a path", () => {
  it("is of a code, right or wrong, by the length of its first part", () => {
    for (const path of ["/CN", "/cn/", "/CN/UT01/foo", "/%43N/UT01", "/CN%2FUT01", "/C", "/CN/%E0"])
      expect(isPathOfCode(path), path).to.equal(true);
    for (const path of ["/", "", "//CN", "/recalls/1", "/check", "/%E0%A4%A/CN", "CN"])
      expect(isPathOfCode(path), path).to.equal(false);
  });
});

describe("tones", () => {
  it("are good for a robot in service alone", () => {
    expect(VERDICTS.filter((verdict) => toneOfVerdict(verdict) === "good")).to.deep.equal([
      "inService",
    ]);
    expect(toneOfVerdict("unknown")).to.equal("unsure");
  });

  it("are never milder for the graver of two recalls", () => {
    const [, ...severities] = words["enum IRecallRegistry.Severity"];
    const places = severities.map((severity) => TONES.indexOf(toneOfSeverity(severity)));
    expect(places).to.deep.equal(places.toSorted((a, b) => a - b));
  });

  it("are good for a maker that may mint, and for a genuine robot, alone", () => {
    const makers = words["enum IAuthorityRegistry.ManufacturerStatus"];
    expect(makers.filter((status) => toneOfMaker(status) === "good")).to.deep.equal(["active"]);
    const answers = ["genuine", "wrongKey", "notActivated", "unknownCode", "scrapped", "expired"];
    const good = answers.filter((answer) => toneOfChallengeAnswer(answer as never) === "good");
    expect(good).to.deep.equal(["genuine"]);
  });
});
