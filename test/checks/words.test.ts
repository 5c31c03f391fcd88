import { readFileSync } from "node:fs";
import { expect } from "chai";
import { findWords, rulesOf } from "../../scripts/words.js";

const rules = rulesOf(readFileSync("docs/style.md", "utf8"));
const found = (text: string) => findWords(text, rules).map((finding) => finding.found);

describe("list of words", () => {
  it("is the table of the style page: phrases, what to write instead, what is fine", () => {
    expect(rules.length).to.be.greaterThan(20);
    expect(rules.find(({ phrases }) => phrases.includes("stands"))).to.deep.include({
      phrases: ["stand", "stands", "stood"],
      instead: "is, is written, applies, stays valid, has stopped",
    });
  });

  it("finds each of its phrases, and names what to write instead", () => {
    for (const { phrases, instead } of rules) {
      expect(instead).not.to.equal("");
      for (const phrase of phrases) {
        expect(findWords(`A node, ${phrase} another.`, rules)).to.deep.equal([
          { line: 1, found: phrase, instead },
        ]);
      }
    }
  });

  it("finds none in what is fine", () => {
    for (const phrase of rules.flatMap(({ fine }) => fine)) {
      expect(found(`A node, ${phrase} another.`), phrase).to.deep.equal([]);
    }
    expect(found("It withstands standards; a stand-in stands in for it, and stands by it.")).to.eql(
      [],
    );
  });

  it("finds a word beside a use of it that is fine", () => {
    expect(found("What stands there stands for a digest.")).to.deep.equal(["stands"]);
  });

  it("finds words in any case, and phrases over the lines of a comment or a paragraph", () => {
    expect(found("Whoever asks.")).to.deep.equal(["Whoever"]);
    for (const begin of ["/// ", "// ", " * ", "# ", "> ", ""]) {
      const text = `\n${begin}The first block unless\n${begin}told otherwise.`;
      expect(findWords(text, rules), begin).to.deep.equal([
        { line: 2, found: "unless told", instead: "by default" },
      ]);
    }
  });

  it("leaves names in code alone", () => {
    expect(found("const standsStill = whoeverAsked_1 + stands_in; non-stand;")).to.deep.equal([]);
  });
});
