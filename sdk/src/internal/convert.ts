// What the SDK is given, as the contracts take it.
import type { Hex } from "viem";
import { RegistryArgumentError } from "../errors/registry-error.js";
import { type CountryCode, type RobotId, toBytes, toBytes32 } from "../robot-id.js";
import { type Word, type WordList, words } from "../words.js";

/**
 * A moment: a `Date`, or whole seconds since 1970-01-01T00:00:00Z, as a number or, like a block's timestamp, as a bigint.
 * Everything that the SDK gives is in seconds, as a number.
 */
export type Time = Date | number | bigint;

/** The last moment that the contracts can write down: in the year 36812. */
const LAST_MOMENT = 2 ** 40 - 1;

/** A moment as the contracts take it. */
export function toSeconds(time: Time): number {
  const seconds = time instanceof Date ? Math.floor(time.getTime() / 1000) : Number(time);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= LAST_MOMENT) return seconds;
  throw new RegistryArgumentError(
    `${time instanceof Date ? "The date is not one" : `${time} is no moment`} that the registry can write down.`,
    "Give a Date, or whole seconds (not milliseconds) since 1970-01-01T00:00:00Z.",
  );
}

/** The contracts' number for a word. */
export function toNumber<list extends WordList>(list: list, word: Word<list>): number {
  const number = (words[list] as readonly string[]).indexOf(word);
  if (number >= 0 && word !== "none") return number;
  const known = words[list].filter((one) => one !== "none");
  throw new RegistryArgumentError(
    `There is no "${word}" here.`,
    `Give one of: ${known.join(", ")}.`,
  );
}

/** The ERC-721 token of a robot: the bytes of its code as a number. */
export function toToken(id: RobotId): bigint {
  return BigInt(toBytes32(id));
}

/** A country, or zero for none. */
export function toCountry(country: CountryCode | undefined): Hex {
  return country === undefined ? "0x0000" : toBytes(country);
}
