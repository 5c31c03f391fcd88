import { expect } from "chai";
import { RegistryRefusedError } from "../src/actions/index.js";

/** Expects that a call is refused with an error, in a sentence and with a suggestion that match; gives the refusal. */
export async function refused(
  call: Promise<unknown>,
  errorName: RegistryRefusedError["errorName"],
  sentence: RegExp = /./,
  suggestion: RegExp = /./,
): Promise<RegistryRefusedError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof RegistryRefusedError)) throw outcome ?? new Error("It was not refused.");
  expect(outcome.errorName).to.equal(errorName);
  expect(outcome.shortMessage).to.match(sentence);
  expect(outcome.suggestion).to.match(suggestion);
  return outcome;
}
