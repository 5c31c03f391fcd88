// How the tests say that something is refused, and why.

import {
  ConflictError,
  NotProvenError,
  type NotProvenReason,
  type ProofError,
  proofErrorOf,
} from "@openrobotid/sdk/proof";
import { expect } from "chai";

/** The error of the proof part that something ends in, alone or inside one of viem's. */
export async function proofErrorFrom(work: () => unknown): Promise<ProofError> {
  let thrown: unknown;
  try {
    const value = await work();
    expect.fail(`was not refused, but gave ${String(value)}`);
  } catch (error) {
    thrown = error;
  }
  const error = proofErrorOf(thrown);
  if (!error) throw thrown;
  return error;
}

/** Expects that something is not proven, for a reason. */
export async function expectNotProven(
  reason: NotProvenReason,
  work: () => unknown,
): Promise<NotProvenError> {
  const error = await proofErrorFrom(work);
  expect(error).to.be.instanceOf(NotProvenError);
  expect((error as NotProvenError).reason, error.message).to.equal(reason);
  return error as NotProvenError;
}

/** Expects a conflict. */
export async function expectConflict(work: () => unknown): Promise<ConflictError> {
  const error = await proofErrorFrom(work);
  expect(error, error.message).to.be.instanceOf(ConflictError);
  return error as ConflictError;
}
