import { expect } from "chai";
import { isComplete, readCoverage } from "../../scripts/coverage.js";

const LCOV = `TN:
SF:contracts/a/Whole.sol
DA:3,1
DA:4,1
LH:2
LF:2
end_of_record
SF:contracts/b/Partial.sol
DA:9,0
DA:7,1
DA:8,0
LH:1
LF:3
end_of_record
SF:test/mocks/Mock.sol
DA:1,0
end_of_record
`;

const PRINTED = `
║ contracts/a/Whole.sol   │ 100.00 │ 100.00      │ -   ║
║ contracts/b/Partial.sol │ 33.33  │ 40.00       │ 8-9 ║
`;

describe("coverage report", () => {
  it("counts lines and statements of contracts/ alone", () => {
    expect([...readCoverage(LCOV, PRINTED)]).to.eql([
      ["contracts/a/Whole.sol", { lines: 2, missedLines: [], statements: "100.00" }],
      ["contracts/b/Partial.sol", { lines: 3, missedLines: [8, 9], statements: "40.00" }],
    ]);
  });

  it("is complete only with every line and every statement", () => {
    expect(isComplete({ lines: 2, missedLines: [], statements: "100.00" })).to.equal(true);
    expect(isComplete({ lines: 2, missedLines: [4], statements: "100.00" })).to.equal(false);
    expect(isComplete({ lines: 2, missedLines: [], statements: "99.99" })).to.equal(false);
  });

  it("is not complete where Hardhat prints no statements for a file", () => {
    const [, coverage] = [...readCoverage(LCOV, "")][0];
    expect(isComplete(coverage)).to.equal(false);
  });
});
