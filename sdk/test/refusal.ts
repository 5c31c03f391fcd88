import { RobotIdError } from "../src/index.js";

/** The RobotIdError a call throws. Anything else, also no error, fails the test. */
export function refusalOf(call: () => unknown): RobotIdError {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    if (error instanceof RobotIdError) return error;
    throw error;
  }
  throw new Error(`Expected a RobotIdError, got ${JSON.stringify(result)}`);
}
