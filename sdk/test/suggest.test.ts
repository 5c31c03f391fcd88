import { expect } from "chai";
import fc from "fast-check";
import { checkCharacter, formatRobotId, parseRobotId, suggestRobotIds } from "../src/index.js";
import { alphabet, codes } from "./codes.js";

const CODE = parseRobotId("CNUT01G1PRO126W05000000001234");
const fixed = { seed: 20260105, numRuns: 100 };

describe("suggestRobotIds", () => {
  it("finds every code again that was printed and has one wrong character", () => {
    fc.assert(
      fc.property(codes, fc.nat(28), fc.constantFrom(...alphabet), (id, position, wrong) => {
        fc.pre(id[position] !== wrong);
        const typed = `${id.slice(0, position)}${wrong}${id.slice(position + 1)}`;
        const suggestions = suggestRobotIds(`${typed}-${checkCharacter(id)}`);
        expect(suggestions).to.include(id);
        expect(new Set(suggestions).size).to.equal(suggestions.length);
        for (const suggestion of suggestions) {
          const fits = checkCharacter(suggestion) === checkCharacter(id);
          // The check character may be wrong, and a scanner may have added the first character.
          const ofOtherParts = [typed, `${typed.slice(1)}${checkCharacter(id)}`];
          expect(fits || ofOtherParts.includes(suggestion)).to.equal(true);
        }
      }),
      fixed,
    );
  });

  it("finds codes with two neighbours exchanged", () => {
    expect(suggestRobotIds("CN-UT01-G1PRO1-26W05000000001243-O")).to.include(CODE);
    expect(suggestRobotIds("NC-UT01-G1PRO1-26W05000000001234-O")).to.include(CODE);
  });

  it("puts what people misread first, whichever of the two was meant", () => {
    for (const misread of [
      "CN-UT01-GIPRO1-26W05000000001234-O",
      "CN-UTO1-G1PRO1-26W05000000001234-O",
    ]) {
      expect(suggestRobotIds(misread)[0]).to.equal(CODE);
    }
    const plates = [
      ["CN-8H01-TERN03-25W07000000000001-K", "CNBH01TERN0325W07000000000001"],
      ["CN-BHO1-TERN03-25W07000000000001-K", "CNBH01TERN0325W07000000000001"],
      ["CN-BH01-TERN03-2SW07000000000001-K", "CNBH01TERN0325W07000000000001"],
    ] as const;
    for (const [typed, meant] of plates) expect(suggestRobotIds(typed)[0]).to.equal(meant);
  });

  it("puts the code as it is behind what was misread and in front of what was exchanged", () => {
    const suggestions = suggestRobotIds("CN-BH01-TERN03-25W07000000000001-X");
    expect(suggestions[0]).to.equal("CNBH01TERN0325W07000000000001");
    const exchanged = suggestRobotIds("CN-UT01-G1PRO1-26W05000000001243-O");
    expect(exchanged.slice(0, 3)).to.include.members([CODE, "CNUT01G1PRO126W05000000001243"]);
  });

  it("puts the code as it is first where its check character reads like the one given", () => {
    expect(suggestRobotIds("CN-UT01-G1PRO1-26W05000000001234-0")[0]).to.equal(CODE);
    expect(suggestRobotIds("CN-UT01-G1PRO1-26W05000000001234-Q")[0]).to.equal(CODE);
  });

  it("leaves out a first character that a scanner may have added", () => {
    expect(suggestRobotIds(`I${CODE}`)).to.include(CODE);
  });

  it("reads links, and what scanners add", () => {
    const link = "]Q1HTTPS://ID.EXAMPLE/CN/UT01/GIPRO1/26W05000000001234-O\r\n";
    expect(suggestRobotIds(link)[0]).to.equal(CODE);
    expect(suggestRobotIds("*CN-UT01-GIPRO1-26W05000000001234-O*")[0]).to.equal(CODE);
  });

  it("mends a character that no code has", () => {
    for (const wrong of ["_", "\u0421", "\u{1F916}"]) {
      expect(suggestRobotIds(`${wrong}N-UT01-G1PRO1-26W05000000001234-O`)).to.deep.equal([CODE]);
    }
  });

  it("reads what people type", () => {
    expect(suggestRobotIds(" cn ut01 g1pro1 26w05000000001284 o ")).to.include(CODE);
  });

  it("has nothing to say of a code that is right", () => {
    expect(suggestRobotIds(formatRobotId(CODE, { check: true }))).to.deep.equal([]);
  });

  it("does not find what has two wrong characters", () => {
    expect(suggestRobotIds("CN-UT01-G1PRO1-26W05000000009999-O")).to.not.include(CODE);
  });

  it("does not guess without a check character, or where characters are missing or left over", () => {
    for (const text of ["", CODE, `${CODE.slice(1)}O`.slice(1), `${CODE}0O`]) {
      expect(suggestRobotIds(text)).to.deep.equal([]);
    }
  });
});
