import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncAllReturnType,
  type WriteOptions,
  write,
  writeSyncAll,
} from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { toCountry } from "../internal/convert.js";
import { type CountryCode, type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link remedyUnits} is given. */
export interface RemedyUnitsParameters extends WriteOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** The units. */
  readonly ids: readonly RobotId[];
  /** The country that accredits the workshop; none for the maker. */
  readonly jurisdiction?: CountryCode | undefined;
  /** Salted commitment to the work record. */
  readonly evidenceDigest: Hex;
}

/** What {@link remedyUnitsSync} gives. */
export type RemedyUnitsSyncReturnType = SyncAllReturnType<
  typeof recallRegistry.abi,
  "UnitRemedied"
>;

const call = ({ campaign, ids, jurisdiction, evidenceDigest, ...options }: RemedyUnitsParameters) =>
  ({
    ...options,
    ...recallRegistry,
    functionName: "remedy",
    args: [campaign, ids.map(toBytes32), toCountry(jurisdiction), evidenceDigest],
    eventName: "UnitRemedied",
  }) as const;

/**
 * Records that units were remedied. Called by the maker's account, where its remedies count, or by a workshop accredited in the
 * country of the units, which it names.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where a unit is not affected.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseModelId, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
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
 *   },
 * });
 * const hash = await workshop.remedyUnits({
 *   campaign,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 *   jurisdiction: parseCountryCode("ES"),
 *   evidenceDigest: createCommitment("Work record 503").commitment,
 * });
 * ```
 */
export async function remedyUnits(
  client: RegistryClient,
  parameters: RemedyUnitsParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link remedyUnits}, and waits for the block.
 *
 * @returns The receipt and what the event of each robot says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseModelId, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
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
 *   },
 * });
 * const { events } = await workshop.remedyUnitsSync({
 *   campaign,
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 *   jurisdiction: parseCountryCode("ES"),
 *   evidenceDigest: createCommitment("Work record 503").commitment,
 * });
 * ```
 */
export async function remedyUnitsSync(
  client: RegistryClient,
  parameters: RemedyUnitsParameters,
): Promise<RemedyUnitsSyncReturnType> {
  return await writeSyncAll(client, call(parameters));
}
