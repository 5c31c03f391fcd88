import { type Hash, zeroHash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { toCountry, toNumber } from "../internal/convert.js";
import { type CountryCode, type ModelId, type RobotId, toBytes, toBytes32 } from "../robot-id.js";
import type { Severity } from "../words.js";

/** What a campaign tells the public, in the terms of the NHTSA recalls data. */
export interface CampaignNotice {
  /** Number that the opener gives it, 1 to 31 bytes. */
  readonly campaignNumber: string;
  /** What is defective. */
  readonly component: string;
  /** What the defect is. */
  readonly summary: string;
  /** What it can lead to. */
  readonly consequence: string;
  /** What is done about it. */
  readonly remedy: string;
  /** Whether the robot should be parked until it is remedied; not by default. */
  readonly parkIt?: boolean | undefined;
  /** Whether the remedy comes over the air; not by default. */
  readonly overTheAirUpdate?: boolean | undefined;
}

/** Units from one code to another, in byte order. Codes issued within later on are among them. */
export interface CodeRange {
  /** First code, inclusive; it need not have been issued. */
  readonly first: RobotId;
  /** Last code, inclusive; it need not have been issued either. */
  readonly last: RobotId;
}

/** What {@link openCampaign} is given. */
export interface OpenCampaignParameters extends WriteOptions {
  /** Units of this model only. */
  readonly model: ModelId;
  /** Units on this country's market only, where its authority opens the campaign; left out by a maker. */
  readonly country?: CountryCode | undefined;
  /** Units of this range; left out for a campaign whose units `markUnits` puts on a list. */
  readonly range?: CodeRange | undefined;
  /** How grave it is. */
  readonly severity: Severity;
  /**
   * Whether the maker's own remedies count under the campaign of an authority; they do by default,
   * and always under its own.
   */
  readonly makerRemedies?: boolean | undefined;
  /** What it tells the public. */
  readonly notice: CampaignNotice;
}

type Opened = SyncReturnType<typeof recallRegistry.abi, "CampaignOpened">;

/** What {@link openCampaignSync} gives. */
export type OpenCampaignSyncReturnType = Omit<Opened, "country" | "first" | "last"> & {
  /** Country whose authority opened it; none where the maker did. */
  readonly country: CountryCode | undefined;
  /** First code of a range; none where it has a list. */
  readonly first: RobotId | undefined;
  /** Last code of a range; none where it has a list. */
  readonly last: RobotId | undefined;
};

const call = ({
  model,
  country,
  range,
  severity,
  makerRemedies = true,
  notice,
  ...options
}: OpenCampaignParameters) => {
  const scope = {
    model: toBytes(model),
    country: toCountry(country),
    kind: toNumber("enum IRecallRegistry.ScopeKind", range ? "range" : "marked"),
    first: range ? toBytes32(range.first) : zeroHash,
    last: range ? toBytes32(range.last) : zeroHash,
  };
  const { parkIt = false, overTheAirUpdate = false } = notice;
  return {
    ...options,
    ...recallRegistry,
    functionName: "open",
    args: [
      scope,
      toNumber("enum IRecallRegistry.Severity", severity),
      makerRemedies,
      { ...notice, parkIt, overTheAirUpdate },
    ],
    eventName: "CampaignOpened",
  } as const;
};

/**
 * Opens a recall campaign, at the same cost whatever the number of units. Called by the account of the model's maker,
 * or by the authority of a country for its own market.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the opener gave the number before.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseModelId } from "@openrobotid/sdk";
 *
 * const hash = await spain.openCampaign({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   country: parseCountryCode("ES"),
 *   severity: "advisory",
 *   notice: {
 *     campaignNumber: "ES-2026-4",
 *     component: "Battery pack",
 *     summary: "Cells of one batch age early.",
 *     consequence: "The robot runs for a shorter time.",
 *     remedy: "The pack is replaced at the next service.",
 *   },
 * });
 * ```
 */
export async function openCampaign(
  client: RegistryClient,
  parameters: OpenCampaignParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link openCampaign}, and waits for the block.
 *
 * @returns The receipt and what the event says, with the number of the campaign.
 *
 * @example
 * ```ts
 * import { parseModelId, parseRobotId } from "@openrobotid/sdk";
 *
 * const { campaign } = await maker.openCampaignSync({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   range: {
 *     first: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *     last: parseRobotId("CN-UT01-G1PRO1-26W05000000000500"),
 *   },
 *   severity: "noTransfer",
 *   notice: {
 *     campaignNumber: "UT-2026-01",
 *     component: "Knee actuator",
 *     summary: "A bearing can seize.",
 *     consequence: "The robot can fall.",
 *     remedy: "The actuator is replaced free of charge.",
 *     parkIt: true,
 *   },
 * });
 * campaign; // 1n
 * ```
 */
export async function openCampaignSync(
  client: RegistryClient,
  parameters: OpenCampaignParameters,
): Promise<OpenCampaignSyncReturnType> {
  return await writeSync(client, call(parameters));
}
