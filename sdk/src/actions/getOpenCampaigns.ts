import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";
import { toOpenCampaign } from "../internal/records.js";
import { type CountryCode, type RobotId, toBytes32 } from "../robot-id.js";
import type { Severity } from "../words.js";

/** What {@link getOpenCampaigns} is given. */
export interface GetOpenCampaignsParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** A recall that is open on a robot. */
export interface OpenCampaign {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** Number that its opener gave it. */
  readonly campaignNumber: string;
  /** How grave it is. */
  readonly severity: Severity;
  /** Country whose authority opened it; `undefined` where the maker did. */
  readonly country: CountryCode | undefined;
  /** Whether the robot should be parked until it is remedied. */
  readonly parkIt: boolean;
  /** Whether the remedy comes over the air. */
  readonly overTheAirUpdate: boolean;
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
