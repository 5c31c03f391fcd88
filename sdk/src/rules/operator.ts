// Who answers for running a robot.

/** The term of an operator that the holder of a robot named. Times are in seconds. */
export interface OperatorTerm {
  /** Whether the operator accepted. */
  readonly accepted: boolean;
  /** From when on it is no longer the operator. */
  readonly until: number;
}

/**
 * Whether an operator that was named answers for running the robot: it accepted, and its term has not ended. As
 * `RobotOwnership.operatorOf` decides it.
 *
 * @param at - The moment, in seconds.
 *
 * @example
 * ```ts
 * import { isInCharge } from "@openrobotid/sdk/rules";
 *
 * isInCharge({ accepted: true, until: 2000 }, 1999); // true
 * isInCharge({ accepted: true, until: 2000 }, 2000); // false
 * isInCharge({ accepted: false, until: 2000 }, 1999); // false
 * ```
 */
export function isInCharge({ accepted, until }: OperatorTerm, at: number): boolean {
  return accepted && at < until;
}
