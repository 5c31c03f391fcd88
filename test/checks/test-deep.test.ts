import { expect } from "chai";
import { actsOf, nameActs } from "../../scripts/test-deep.js";

describe("the table of what the deep tests reach", () => {
  it("names acts by the enum, and leaves all else out", () => {
    const acts = actsOf("contract A {\n  enum Act {\n    IssueLot,\n    Place\n  }\n}");
    expect(acts).to.eql(["IssueLot", "Place"]);
    const printed = "act, tried, done in 3 worlds\n0 12 7\n1 1030 1000\n  1 passing\n2 5 5\n";
    expect(nameActs(printed, acts).map((row) => row.split(/ +/))).to.eql([
      ["IssueLot", "12", "7"],
      ["Place", "1030", "1000"],
      ["act", "2", "5", "5"],
    ]);
  });

  it("says where there is no enum", () => {
    expect(() => actsOf("contract A {}")).to.throw("There is no enum Act");
  });
});
