import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotFlags } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import { readWords } from "../internal/reads.js";
import { toFlag } from "../internal/records.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import type { Flag } from "../words.js";
import type { RaisedFlag } from "./getRobot.js";

/** What {@link getFlag} is given. */
export interface GetFlagParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
  /** What may be reported of it. */
  readonly flag: Flag;
}

/**
 * Whether, by whom and when a robot was reported stolen or disputed.
 *
 * @returns The flag; `undefined` where it is not up.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * await client.getFlag({ id, flag: "stolen" }); // undefined
 * ```
 */
export async function getFlag(
  node: RegistryClient,
  { id, flag, ...options }: GetFlagParameters,
): Promise<RaisedFlag | undefined> {
  const client = readerOf(node, options);
  const record = await readWords(client, {
    ...options,
    ...robotFlags,
    functionName: "flagOf",
    args: [toBytes32(id), toNumber("enum IRobotFlags.Flag", flag)],
  });
  return toFlag(flag, record);
}
