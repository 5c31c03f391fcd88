// Records which custom errors the passing assertions of this run have met, for scripts/errors.ts to compare.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { use } from "chai";
import { network } from "hardhat";
import { ASSERTED_ERRORS_FILE, type AssertedError } from "../../scripts/errors.js";

export const asserted: AssertedError[] = [];

const ERROR_NAME = "assertedErrorName";

type Pending = { then?: PromiseLike<void>["then"]; catch?: Promise<void>["catch"] };

/** Records within the chain of the assertion itself, so that a failure reaches whom it would have reached anyway. */
function recordOnSuccess(assertion: Pending, error: AssertedError): void {
  const chained = Promise.resolve(assertion as PromiseLike<void>).then(() => {
    asserted.push(error);
  });
  // biome-ignore lint/suspicious/noThenProperty: Hardhat's matchers are awaited by this property.
  assertion.then = chained.then.bind(chained);
  assertion.catch = chained.catch.bind(chained);
}

// The first connection brings Hardhat's matchers into chai. Replaced before that, they would replace ours.
await network.getOrCreate();

use((chai, utils) => {
  const { Assertion } = chai;
  Assertion.overwriteMethod("revertedWithCustomError", (original) => {
    return function (this: Chai.AssertionPrototype, contract: unknown, name: string) {
      const negated = utils.flag(this, "negate") === true;
      original.call(this, contract, name);
      utils.flag(this, ERROR_NAME, name);
      if (!negated) recordOnSuccess(this as Pending, { name, exact: false });
      return this;
    };
  });
  Assertion.overwriteMethod("withArgs", (original) => {
    return function (this: Chai.AssertionPrototype, ...args: unknown[]) {
      original.apply(this, args);
      const name: string | undefined = utils.flag(this, ERROR_NAME);
      // A function stands for a condition, such as `anyValue`.
      const exact = !args.flat(Infinity).some((arg) => typeof arg === "function");
      if (name !== undefined) recordOnSuccess(this as Pending, { name, exact });
      return this;
    };
  });
});

process.on("exit", () => {
  mkdirSync(dirname(ASSERTED_ERRORS_FILE), { recursive: true });
  writeFileSync(ASSERTED_ERRORS_FILE, JSON.stringify(asserted));
});
