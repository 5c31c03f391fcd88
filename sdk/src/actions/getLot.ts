import type { Address, Hex } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { theEventAt } from "../internal/logs.js";
import { givenDigest, readWords } from "../internal/reads.js";
import { composeRobotId, type ModelId, type RobotId } from "../robot-id.js";
import { isListId } from "../rules/lot.js";

/** What {@link getLot} is given. */
export interface GetLotParameters extends ReadOptions {
  /** The lot, as `Robot.lot` names it. */
  readonly lot: Hex;
}

/** A lot or a list: units that were issued together. */
export interface Lot {
  /** The lot. */
  readonly lot: Hex;
  /** Model of its units. */
  readonly model: ModelId;
  /** Number of its units. */
  readonly count: bigint;
  /** Code of its first unit; those of the others follow. `undefined` for a list. */
  readonly first: RobotId | undefined;
  /** Codes of its units; `undefined` for a lot of consecutive ones. */
  readonly listed: readonly RobotId[] | undefined;
  /** When they were issued, in seconds. */
  readonly issuedAt: number;
  /** Account of the manufacturer that issued them. */
  readonly issuer: Address;
  /** Root of the Merkle tree over the units. */
  readonly unitsRoot: Hex | undefined;
  /** Where the leaves of that tree are published; may be empty. */
  readonly manifestUri: string;
}

/**
 * A lot or a list of units.
 *
 * @returns The lot; `undefined` where there is none.
 * @throws RegistryRecordError where the node does not give the event of the issuance.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const robot = await client.getRobot({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000003") });
 * const lot = robot.lot && (await client.getLot({ lot: robot.lot }));
 * lot?.first; // "CNUT01G1PRO126W05000000000001"
 * lot?.count; // 10000n
 * ```
 */
export async function getLot(
  node: RegistryClient,
  { lot, ...options }: GetLotParameters,
): Promise<Lot | undefined> {
  const client = readerOf(node, options);
  const moment = await momentOf(client, options);
  const record = await readWords(client, {
    ...robotRegistry,
    functionName: "lot",
    args: [lot],
    blockNumber: moment.blockNumber,
  });
  if (record.count === 0n) return undefined;
  const common = {
    lot,
    count: record.count,
    issuedAt: record.issuedAt,
    unitsRoot: givenDigest(record.unitsRoot),
  };
  if (isListId(lot)) {
    const filter = { ...robotRegistry, eventName: "ListIssued", args: { lot } } as const;
    const event = await theEventAt(client, filter, record.issuedAt, moment);
    const { model, issuer, serials, manifestURI } = event;
    const listed = serials.map((serial) => composeRobotId(model, serial));
    return { ...common, model, first: undefined, listed, issuer, manifestUri: manifestURI };
  }
  const filter = { ...robotRegistry, eventName: "LotIssued", args: { lot } } as const;
  const event = await theEventAt(client, filter, record.issuedAt, moment);
  const { model, issuer, first, manifestURI } = event;
  return { ...common, model, first, listed: undefined, issuer, manifestUri: manifestURI };
}
