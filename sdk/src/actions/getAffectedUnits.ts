import type { Address } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { RegistryClient } from "../internal/call.js";
import { recallRegistry, robotRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { unitsOf } from "../internal/ranges.js";
import { given, ReadBatch } from "../internal/reads.js";
import { type CountryCode, type RobotId, toBytes32 } from "../robot-id.js";
import { type RobotState, type UnitStatus, words } from "../words.js";
import { type GetAffectedRangesParameters, getAffectedRanges } from "./getAffectedRanges.js";

/** What {@link getAffectedUnits} is given. */
export interface GetAffectedUnitsParameters extends GetAffectedRangesParameters {
  /**
   * Units in these states under the campaign; all that it concerns or concerned by default.
   */
  readonly status?: readonly UnitStatus[] | undefined;
}

/** A unit under a recall campaign. */
export interface AffectedUnit {
  /** The robot. */
  readonly id: RobotId;
  /** Its status under the campaign. */
  readonly status: UnitStatus;
  /** Its state. */
  readonly state: RobotState;
  /** Its owner; for an issued unit its maker's current account. */
  readonly holder: Address | undefined;
  /** Country on whose market it is. */
  readonly market: CountryCode | undefined;
}

const AFFECTED = words["enum IRecallRegistry.UnitStatus"].filter((word) => word !== "unaffected");

/** Units asked for at once. */
const UNITS_A_ROUND = 80;

/**
 * Every unit that a recall campaign concerns, one after the other, with status and holder: exact, and with those that
 * were never touched since they were issued. All are of one block. Any number is read in bounded memory.
 *
 * @throws RegistryRefusedError where there is no campaign of this number.
 *
 * @example
 * ```ts
 * const open = [];
 * for await (const unit of client.getAffectedUnits({ campaign: 1n, status: ["open"] })) {
 *   open.push(unit.id);
 * }
 * open.length; // 10
 * ```
 */
export async function* getAffectedUnits(
  node: RegistryClient,
  { status = AFFECTED, ...parameters }: GetAffectedUnitsParameters,
): AsyncGenerator<AffectedUnit, void, undefined> {
  const client = readerOf(node, parameters);
  const { blockNumber } = await momentOf(client, parameters);
  const { campaign } = parameters;
  const ranges = await getAffectedRanges(client, { ...parameters, blockNumber });
  let round: RobotId[] = [];
  const answers = async () => {
    const units = await unitsUnder(client, campaign, round, blockNumber);
    round = [];
    return units.filter((unit) => status.includes(unit.status));
  };
  for (const range of ranges) {
    for (const id of unitsOf(range)) {
      round.push(id);
      if (round.length === UNITS_A_ROUND) yield* await answers();
    }
  }
  yield* await answers();
}

async function unitsUnder(
  client: RegistryClient,
  campaign: bigint,
  ids: readonly RobotId[],
  blockNumber: bigint,
): Promise<AffectedUnit[]> {
  const batch = new ReadBatch(client, { blockNumber });
  const asked = ids.map((id) => {
    const code = toBytes32(id);
    const status = batch.add({
      ...recallRegistry,
      functionName: "statusOf",
      args: [campaign, code],
    });
    const robot = batch.add({ ...robotRegistry, functionName: "robot", args: [code] });
    return { id, status, robot };
  });
  await batch.send();
  return await Promise.all(
    asked.map(async ({ id, status, robot }) => {
      const { state, holder, market } = await robot;
      return { id, status: await status, state, holder: given(holder), market };
    }),
  );
}
