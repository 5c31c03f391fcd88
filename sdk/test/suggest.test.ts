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
          expect(parseRobotId(`${suggestion}${checkCharacter(id)}`)).to.equal(suggestion);
        }
      }),
      fixed,
    );
  });

  it("finds codes with two neighbours exchanged", () => {
    expect(suggestRobotIds("CN-UT01-G1PRO1-26W05000000001243-O")).to.include(CODE);
    expect(suggestRobotIds("NC-UT01-G1PRO1-26W05000000001234-O")).to.include(CODE);
  });

  it("puts digits that were read as a letter first, then what was exchanged", () => {
    expect(suggestRobotIds("CN-UT01-GIPRO1-26W05000000001234-O")[0]).to.equal(CODE);
    expect(suggestRobotIds("CN-UT01-G1PRO1-26W05000000001243-O").slice(0, 2)).to.include(CODE);
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
