import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotFlags } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import { readWords } from "../internal/reads.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import type { Flag } from "../words.js";

/** What {@link getClearance} is given. */
export interface GetClearanceParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
  /** What it is reported as. */
  readonly flag: Flag;
}

/** The clearance of a report by two seats that do not answer for it. */
export interface Clearance {
  /** The seat that began it. */
  readonly firstSeat: number;
  /** The seat that joined it; `undefined` while none has. */
  readonly secondSeat: number | undefined;
  /** From when on either can clear the report, once both support it, in seconds. */
  readonly clearableAt: number;
}

/**
 * How far the clearance of a report by other seats came.
 *
 * @returns The clearance; `undefined` where none began.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const clearance = await client.getClearance({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   flag: "disputed",
 * });
 * clearance?.firstSeat; // 3
 * ```
 */
export async function getClearance(
  node: RegistryClient,
  { id, flag, ...options }: GetClearanceParameters,
): Promise<Clearance | undefined> {
  const client = readerOf(node, options);
  const { firstSeat, secondSeat, clearableAt } = await readWords(client, {
    ...options,
    ...robotFlags,
    functionName: "clearanceOf",
    args: [toBytes32(id), toNumber("enum IRobotFlags.Flag", flag)],
  });
  if (firstSeat === 0) return undefined;
  return { firstSeat, secondSeat: secondSeat || undefined, clearableAt };
}
