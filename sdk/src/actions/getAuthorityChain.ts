import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { ReadBatch, readWords } from "../internal/reads.js";
import { askForApproval } from "../internal/records.js";
import {
  type CountryCode,
  countryOf,
  manufacturerOf,
  modelOf,
  type RobotId,
  toBytes32,
} from "../robot-id.js";
import type { Approval } from "./getApproval.js";
import { getManufacturer, type Manufacturer } from "./getManufacturer.js";
import { getModel, type Model } from "./getModel.js";
import { getSeats, type Seat } from "./getSeats.js";

/** What {@link getAuthorityChain} is given. */
export interface GetAuthorityChainParameters extends ReadOptions {
  /** The robot, issued or not. */
  readonly id: RobotId;
}

/** Who vouches for a code, link by link. A link that is missing is `undefined`. */
export interface AuthorityChain {
  /** The robot. */
  readonly id: RobotId;
  /** Country that the code begins with. */
  readonly country: CountryCode;
  /** Seat of the consortium that answers for that country now. */
  readonly seat: Seat | undefined;
  /** The manufacturer, which an authority of that country admitted: who, and when. */
  readonly manufacturer: Manufacturer | undefined;
  /** The model, which the manufacturer registered: when, and with which serials. */
  readonly model: Model | undefined;
  /** Approvals of the model, valid or not: of every country that a seat answers for, and of the robot's market. */
  readonly approvals: readonly Approval[];
  /** Country on whose market the robot is. */
  readonly market: CountryCode | undefined;
  /** Seat that answers for its market now. */
  readonly marketSeat: Seat | undefined;
}

/**
 * Who admitted whom: from the country of a code to its seat and that seat's authority, to the manufacturer, to the model
 * and its approvals.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const chain = await client.getAuthorityChain({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 * });
 * chain.manufacturer?.name; // "Unitronics Beihu"
 * chain.manufacturer?.admittedBy === chain.seat?.authority; // true
 * chain.approvals.map(({ country }) => country); // ["ES", "MX"]
 * ```
 */
export async function getAuthorityChain(
  node: RegistryClient,
  { id, ...options }: GetAuthorityChainParameters,
): Promise<AuthorityChain> {
  const client = readerOf(node, options);
  const { blockNumber } = await momentOf(client, options);
  const country = countryOf(id);
  const [robot, manufacturer, model, seats] = await Promise.all([
    readWords(client, {
      ...robotRegistry,
      functionName: "robot",
      args: [toBytes32(id)],
      blockNumber,
    }),
    getManufacturer(client, { manufacturer: manufacturerOf(id), blockNumber }),
    getModel(client, { model: modelOf(id), blockNumber }),
    getSeats(client, { blockNumber }),
  ]);
  const market = robot.market as CountryCode | undefined;
  const countries = new Set(seats.flatMap((seat) => seat.countries));
  if (market) countries.add(market);
  const batch = new ReadBatch(client, { blockNumber });
  const asked = [...countries].sort().map((one) => askForApproval(batch, modelOf(id), one));
  await batch.send();
  const approvals = (await Promise.all(asked)).filter((approval) => approval !== undefined);
  const seatOf = (one: CountryCode) => seats.find((seat) => seat.countries.includes(one));
  return {
    id,
    country,
    seat: seatOf(country),
    manufacturer,
    model,
    approvals,
    market,
    marketSeat: market && seatOf(market),
  };
}
