import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotsOf } from "../internal/robots.js";
import type { RobotId } from "../robot-id.js";
import type { Robot } from "./getRobot.js";

/** What {@link getRobots} is given. */
export interface GetRobotsParameters extends ReadOptions {
  /** The robots, any number of them. */
  readonly ids: readonly RobotId[];
}

/**
 * Everything about many robots, all as of one block, in few requests; no contract that bundles calls is needed on the
 * chain.
 *
 * @returns The robots, in the order of their codes as given.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const robots = await client.getRobots({
 *   ids: [
 *     parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *     parseRobotId("CN-UT01-G1PRO1-26W05000000000003"),
 *   ],
 * });
 * robots.map(({ state }) => state); // ["inService", "issued"]
 * ```
 */
export async function getRobots(
  node: RegistryClient,
  { ids, ...options }: GetRobotsParameters,
): Promise<readonly Robot[]> {
  const client = readerOf(node, options);
  return await robotsOf(client, ids, options);
}
