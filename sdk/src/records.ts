// What the registry holds, as the actions give it.
import type { Address, Hex } from "viem";
import type { CountryCode, ManufacturerId, ModelId, RobotId } from "./robot-id.js";
import type { Flag, ManufacturerStatus, RobotState, Severity } from "./words.js";

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

/** Approval of a model for a market. Times are in seconds. */
export interface Approval {
  /** The model. */
  readonly model: ModelId;
  /** The market. */
  readonly country: CountryCode;
  /** Whether it holds: neither expired nor withdrawn. */
  readonly valid: boolean;
  /** Intelligence level, L1 to L5 of T/CIE 298. */
  readonly level: 1 | 2 | 3 | 4 | 5;
  /** When it was given. */
  readonly approvedAt: number;
  /** From when on it no longer holds. */
  readonly expiry: number;
  /** When it was withdrawn. */
  readonly withdrawnAt: number | undefined;
  /** Commitment to the type certificate. */
  readonly certificateDigest: Hex;
}

/** What runs on a unit, as last recorded. Times are in seconds. */
export interface Firmware {
  /** SHA-256 of the image. */
  readonly imageDigest: Hex;
  /** Version of the release. */
  readonly version: string;
  /** When the installation was recorded. */
  readonly installedAt: number;
  /** When its maker withdrew the release. */
  readonly withdrawnAt: number | undefined;
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

/** A seat of the consortium. Times are in seconds. */
export interface Seat {
  /** Its number, counted from 1, never reused. */
  readonly seat: bigint;
  /** Name of the standards body. */
  readonly name: string;
  /** The account that acts for it. */
  readonly authority: Address;
  /** Key that can replace that account and cancel its replacement. */
  readonly recovery: Address | undefined;
  /** Address of its validator node. */
  readonly validator: Address;
  /** When it was admitted. */
  readonly admittedAt: number;
  /** When it was expelled or resigned. */
  readonly departedAt: number | undefined;
  /** Whether it has tenure, and so may countersign what another seat cannot do alone. */
  readonly hasTenure: boolean;
  /** The countries that it answers for. */
  readonly countries: readonly CountryCode[];
}
