import type { Hex } from "viem";
import { type CountryCode, type RobotId, toBytes32 } from "../robot-id.js";
import type { Capacity } from "../words.js";
import type { WriteOptions } from "./call.js";
import { toCountry, toNumber } from "./convert.js";

/** What every entry of the dossier is given. */
export interface EntryParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** In what capacity the caller acts. */
  readonly capacity: Capacity;
  /** Country of the authority, or the one that accredits the caller; a maker, holder or operator has none. */
  readonly jurisdiction?: CountryCode | undefined;
}

/** What every entry of the dossier begins with, as the contract takes it. */
export function toEntry({
  id,
  capacity,
  jurisdiction,
}: EntryParameters): readonly [id: Hex, capacity: number, jurisdiction: Hex] {
  return [toBytes32(id), toNumber("enum Capacity", capacity), toCountry(jurisdiction)];
}

/**
 * A reading that is not known, as the contract writes it down.
 *
 * @example
 * ```ts
 * import { UNKNOWN_READING } from "@openrobotid/sdk/actions";
 *
 * const readings = { operatingHours: 2074, chargeCycles: UNKNOWN_READING, falls: 0 };
 * readings.chargeCycles; // 4294967295
 * ```
 */
export const UNKNOWN_READING = 2 ** 32 - 1;
