import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";
import { toOpenCampaign } from "../internal/records.js";
import type { OpenCampaign } from "../records.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

export type { OpenCampaign } from "../records.js";

/** What {@link getOpenCampaigns} is given. */
export interface GetOpenCampaignsParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
}

/**
 * Every recall that is open on a robot: those of its maker and those of its present market.
 *
 * @throws RegistryRefusedError where the code was never issued.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * await client.getOpenCampaigns({ id }); // []
 * ```
 */
export async function getOpenCampaigns(
  node: RegistryClient,
  { id, ...options }: GetOpenCampaignsParameters,
): Promise<readonly OpenCampaign[]> {
  const client = readerOf(node, options);
  const call = {
    ...recallRegistry,
    functionName: "openCampaignsOf",
    args: [toBytes32(id)],
  } as const;
  return (await readWords(client, { ...call, ...options })).map(toOpenCampaign);
}
