import {
  CAPABILITIES,
  type Capability,
  capabilityOf,
  isCapability,
  scopeOfCapability,
} from "@openrobotid/sdk/rules";
import { expect } from "chai";

/** Longest scope that the contracts take, in bytes. */
const LONGEST_SCOPE = 31;

describe("capabilities", () => {
  it("each have a scope that fits into a certificate, and is read back", () => {
    for (const word of Object.keys(CAPABILITIES) as Capability[]) {
      const scope = scopeOfCapability(word);
      expect(Buffer.byteLength(scope), scope).to.be.at.most(LONGEST_SCOPE);
      expect(capabilityOf(scope)).to.equal(word);
    }
  });

  it("are in no other scope", () => {
    const others = ["stairs", "capability:", "capability:flying", "capability:toString"];
    for (const scope of [...others, "Capability:stairs", "capability: stairs", "ISO 13482", ""]) {
      expect(capabilityOf(scope), scope).to.equal(undefined);
    }
    expect(isCapability("constructor")).to.equal(false);
  });
});
