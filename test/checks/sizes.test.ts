import { expect } from "chai";
import { CREATION_LIMIT, DEPLOYED_LIMIT, isWithinLimits } from "../../scripts/sizes.js";

describe("contract sizes", () => {
  const size = (deployed: number, creation: number) => ({ name: "C", deployed, creation });

  it("passes a contract at both limits and refuses one byte more on either", () => {
    expect(isWithinLimits(size(DEPLOYED_LIMIT, CREATION_LIMIT))).to.equal(true);
    expect(isWithinLimits(size(DEPLOYED_LIMIT + 1, CREATION_LIMIT))).to.equal(false);
    expect(isWithinLimits(size(DEPLOYED_LIMIT, CREATION_LIMIT + 1))).to.equal(false);
  });
});
