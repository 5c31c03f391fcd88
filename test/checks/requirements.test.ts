import { excuse } from "@openrobotid/testkit/requirements";
import { expect } from "chai";

describe("requirements of tests", () => {
  it("excuse the absence of a program in one line that names the remedy", () => {
    expect(excuse("postgresql", false)).to.equal(
      "skipped: postgresql was not found (Debian: apt-get install postgresql)",
    );
  });

  it("excuse nothing that .ci/run installs where all is required", () => {
    expect(() => excuse("chromium", true)).to.throw(
      "chromium was not found, and REQUIRE_ALL=1 allows no skipping",
    );
  });

  it("excuse what Debian does not package even where all is required", () => {
    expect(excuse("besu", true)).to.equal("skipped: besu was not found");
  });
});
