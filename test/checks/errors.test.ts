import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { network } from "hardhat";
import { declaredErrors, faultOf } from "../../scripts/errors.js";
import { asserted } from "./assertedErrors.js";

const { ethers } = await network.getOrCreate();

const SOURCE = `
/// @notice A value was wrong.
error FileLevel(uint256 value);
interface I {
    /// @notice Documented, over two
    /// lines.
    error Several(
        uint256 first,
        bytes32 second
    );
    /** @notice Nothing to tell. */
    error Plain();

    error Undocumented(address a);
    // error Commented(uint256 value);
    /* error Hidden(); */
}`;

describe("check of custom errors", () => {
  describe("declaredErrors", () => {
    it("finds every declaration, its parameters and whether it is documented", () => {
      const found = declaredErrors(SOURCE, "I.sol");
      expect(
        found.map(({ name, parameters, documented }) => [name, parameters, documented]),
      ).to.eql([
        ["FileLevel", 1, true],
        ["Several", 2, true],
        ["Plain", 0, true],
        ["Undocumented", 1, false],
      ]);
    });
  });

  describe("faultOf", () => {
    const declared = (name: string, parameters: number, documented = true) => ({
      name,
      parameters,
      documented,
      file: "I.sol",
    });

    it("refuses an error that no test asserts", () => {
      expect(faultOf(declared("Planted", 1), [{ name: "Other", exact: true }])).to.equal(
        "is not asserted by any test",
      );
    });

    it("refuses an error with parameters that is asserted by name alone", () => {
      expect(faultOf(declared("Planted", 1), [{ name: "Planted", exact: false }])).to.equal(
        "is never asserted with its exact arguments",
      );
    });

    it("refuses an error without NatSpec", () => {
      expect(faultOf(declared("Planted", 0, false), [{ name: "Planted", exact: false }])).to.equal(
        "has no NatSpec comment",
      );
    });

    it("passes an error asserted with its arguments, and one without parameters by name", () => {
      expect(faultOf(declared("A", 1), [{ name: "A", exact: true }])).to.equal(undefined);
      expect(faultOf(declared("B", 0), [{ name: "B", exact: false }])).to.equal(undefined);
    });
  });

  describe("recorder", () => {
    /** What one assertion adds to the record. */
    async function recordedBy(assertion: () => PromiseLike<unknown>): Promise<boolean[]> {
      const before = asserted.length;
      await Promise.resolve(assertion()).catch(() => {});
      return asserted.slice(before).map(({ exact }) => exact);
    }

    const deploy = () => ethers.deployContract("ErrorsMock");

    it("records an assertion by name as not exact", async () => {
      const mock = await deploy();
      const recorded = await recordedBy(() =>
        expect(mock.failPlain()).to.be.revertedWithCustomError(mock, "ErrorsMockPlain"),
      );
      expect(recorded).to.eql([false]);
    });

    it("records an assertion with plain arguments as exact", async () => {
      const mock = await deploy();
      const recorded = await recordedBy(() =>
        expect(mock.failValue(7n))
          .to.be.revertedWithCustomError(mock, "ErrorsMockValue")
          .withArgs(7n),
      );
      expect(recorded).to.include(true);
    });

    it("does not take a condition for an exact argument, also inside a list", async () => {
      const mock = await deploy();
      const value = await recordedBy(() =>
        expect(mock.failValue(7n))
          .to.be.revertedWithCustomError(mock, "ErrorsMockValue")
          .withArgs(anyValue),
      );
      const list = await recordedBy(() =>
        expect(mock.failList([1n, 2n]))
          .to.be.revertedWithCustomError(mock, "ErrorsMockList")
          .withArgs([1n, anyValue]),
      );
      expect([...value, ...list]).to.not.include(true);
    });

    it("records nothing exact where the arguments differ, and fails as before", async () => {
      const mock = await deploy();
      const failing = () =>
        expect(mock.failValue(7n))
          .to.be.revertedWithCustomError(mock, "ErrorsMockValue")
          .withArgs(8n);
      expect(await recordedBy(failing)).to.not.include(true);
      const failure = await Promise.resolve(failing()).catch((error: Error) => error.message);
      expect(failure).to.match(/expected 7 to equal 8/);
    });

    it("records nothing where another error, or none, was met", async () => {
      const mock = await deploy();
      const other = await recordedBy(() =>
        expect(mock.failPlain()).to.be.revertedWithCustomError(mock, "ErrorsMockValue"),
      );
      const negated = await recordedBy(() =>
        expect(mock.failPlain()).to.not.be.revertedWithCustomError(mock, "ErrorsMockValue"),
      );
      expect([...other, ...negated]).to.eql([]);
    });
  });
});
