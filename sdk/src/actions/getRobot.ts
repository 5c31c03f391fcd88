import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotsOf } from "../internal/robots.js";
import type { Robot } from "../records.js";
import type { RobotId } from "../robot-id.js";

export type { Disposal, RaisedFlag, Robot, RobotMaker, RobotOperator } from "../records.js";

/** What {@link getRobot} is given. */
export interface GetRobotParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
}

/**
 * Everything about a robot, as of one block. A code that was never issued is answered too: its state is `none`.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const robot = await client.getRobot({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * robot.state; // "inService"
 * robot.market; // "ES"
 * robot.maker.status; // "active"
 * robot.flags; // []
 * ```
 */
export async function getRobot(
  node: RegistryClient,
  { id, ...options }: GetRobotParameters,
): Promise<Robot> {
  const client = readerOf(node, options);
  const [robot] = await robotsOf(client, [id], options);
  return robot as Robot;
}
