import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import type { UnitStatus } from "../words.js";

/** What {@link getUnitStatus} is given. */
export interface GetUnitStatusParameters extends ReadOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** The robot. */
  readonly id: RobotId;
}

/**
 * The status of a robot under a recall campaign, open or closed.
 *
 * @throws RegistryRefusedError where the campaign does not exist, or the code was never issued.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * await client.getUnitStatus({
 *   campaign: 1n,
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000003"),
 * }); // "open"
 * ```
 */
export async function getUnitStatus(
  node: RegistryClient,
  { campaign, id, ...options }: GetUnitStatusParameters,
): Promise<UnitStatus> {
  const client = readerOf(node, options);
  const call = {
    ...recallRegistry,
    functionName: "statusOf",
    args: [campaign, toBytes32(id)],
  } as const;
  return await readWords(client, { ...call, ...options });
}
