import type { Address, Hex } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotsOf } from "../internal/robots.js";
import type { CountryCode, ManufacturerId, ModelId, RobotId } from "../robot-id.js";
import type { Flag, ManufacturerStatus, RobotState } from "../words.js";
import type { Approval } from "./getApproval.js";
import type { Firmware } from "./getFirmware.js";
import type { OpenCampaign } from "./getOpenCampaigns.js";

/** What {@link getRobot} is given. */
export interface GetRobotParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** A robot, all in one, as of one block. Whatever it does not have is `undefined`. Times are in seconds. */
export interface Robot {
  /** Its code. */
  readonly id: RobotId;
  /** Its state; `none` for a code that was never issued. */
  readonly state: RobotState;
  /** Its owner; for an issued unit its maker's current account. */
  readonly holder: Address | undefined;
  /** Whom its holder approved to take it over, with `approveTransfer`. */
  readonly approvedReceiver: Address | undefined;
  /** Country on whose market it is. */
  readonly market: CountryCode | undefined;
  /** Its model. */
  readonly model: ModelId;
  /** Approval of its model for its market, valid or not. */
  readonly approval: Approval | undefined;
  /** Who made it, and what has become of the maker. */
  readonly maker: RobotMaker;
  /** The lot it was issued in. */
  readonly lot: Hex | undefined;
  /** Block time of its issuance. */
  readonly issuedAt: number | undefined;
  /** Digest of its device key. */
  readonly deviceKeyDigest: Hex | undefined;
  /** Who runs it, as named by its holder; who answers for running it once `inCharge`. */
  readonly operator: RobotOperator | undefined;
  /** What it is reported as. */
  readonly flags: readonly RaisedFlag[];
  /** Whether a registrar order against it is pending, as `getPendingOrder` gives it: nothing else moves the robot then. */
  readonly ordered: boolean;
  /** The recalls that are open on it. */
  readonly openCampaigns: readonly OpenCampaign[];
  /** What runs on it, as last recorded. */
  readonly firmware: Firmware | undefined;
  /** Recycler that its holder offers it to. */
  readonly intakeOffer: Address | undefined;
  /** How it left, or leaves, the world. */
  readonly disposal: Disposal | undefined;
  /** Its history: how many entries, and the head that commits to them all. */
  readonly history: { readonly length: bigint; readonly head: Hex } | undefined;
  /** How often it changed hands. */
  readonly transfers: bigint;
  /** The block that all of this is of. */
  readonly asOf: { readonly blockNumber: bigint; readonly timestamp: number };
}

/** Maker of a robot. */
export interface RobotMaker {
  /** Country and manufacturer block of the code. */
  readonly manufacturer: ManufacturerId;
  /** Its account. */
  readonly account: Address | undefined;
  /** Its standing now. A suspension changes nothing of what it made before. */
  readonly status: ManufacturerStatus;
}

/** Operator of a robot. */
export interface RobotOperator {
  /** The account named. */
  readonly account: Address;
  /** End of its term. */
  readonly until: number;
  /** Whether it accepted. */
  readonly accepted: boolean;
  /** Whether it accepted and its term still runs. */
  readonly inCharge: boolean;
}

/** A flag that is up. */
export interface RaisedFlag {
  /** What is reported. */
  readonly flag: Flag;
  /** Who reported it. */
  readonly reporter: Address;
  /** When. */
  readonly raisedAt: number;
  /**
   * Seat that answers for the report: the reporter's, or the one that accredited it; `undefined` for a holder
   * or operator.
   */
  readonly seat: number | undefined;
  /** Salted commitment to the report. */
  readonly reasonDigest: Hex;
}

/** How a robot leaves the world. */
export interface Disposal {
  /** Recycler that took it in. */
  readonly recycler: Address;
  /** Country whose accreditation the recycler acts under. */
  readonly country: CountryCode;
  /** When it was taken in. */
  readonly takenInAt: number;
  /** When it was destroyed. */
  readonly scrappedAt: number | undefined;
  /** Whether the recycler offers it back to the holder. */
  readonly returnOffered: boolean;
}

/**
 * Everything about a robot, as of one block. A code that was never issued is answered too: its state is `none`.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const robot = await client.getRobot({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * robot.state; // "inService"
 * robot.market; // "ES"
 * robot.maker.status; // "active"
 * robot.flags; // []
 * ```
 */
export async function getRobot(
  node: RegistryClient,
  { id, ...options }: GetRobotParameters,
): Promise<Robot> {
  const client = readerOf(node, options);
  const [robot] = await robotsOf(client, [id], options);
  return robot as Robot;
}
