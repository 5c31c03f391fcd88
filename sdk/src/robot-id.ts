// The 29-character robot code: read it from text, print it, check it, slice it, and turn it into the
// bytes the contracts use. Depends on nothing. The contracts' twin is
// contracts/identifier/RobotId.sol; both are checked against test/vectors/robot-id.json.
//
//   position   0  1 | 2  3  4  5 | 6 ...... 11 | 12 ............. 28
//              C  N | U  T  0  1 | G1PRO1      | 26W05000000001234
//              country, manufacturer, product model, serial

import { RobotIdError } from "./robot-id-error.js";
import {
  BLOCKS,
  contentOf,
  counted,
  expectedAt,
  LENGTH,
  readCharacters,
  refuseCharacter,
  whereIs,
} from "./robot-id-reading.js";

declare const brand: unique symbol;

/** The whole code: 29 characters, `[A-Z]{2}[0-9A-Z]{27}`. Comes from {@link parseRobotId}. */
export type RobotId = string & { readonly [brand]: "RobotId" };

/** Country, manufacturer and product model: the first 12 characters of a code. */
export type ModelId = string & { readonly [brand]: "ModelId" };

/** Country and manufacturer: the first 6 characters of a code. */
export type ManufacturerId = string & { readonly [brand]: "ManufacturerId" };

/** ISO 3166-1 alpha-2: the first 2 characters of a code. */
export type CountryCode = string & { readonly [brand]: "CountryCode" };

/** Bytes in hexadecimal, as viem and ethers take and give them. */
export type Hex = `0x${string}`;

/** What {@link formatRobotId} may be told. */
export interface FormatRobotIdOptions {
  /** Whether to add the check character as a last group. Default `false`. */
  readonly check?: boolean;
}

/** A code of a sequential model in its two parts. */
export interface RobotIdCounter {
  /** The characters before the counter: equal for all codes of one series. */
  readonly stem: string;
  /** What the counter says. */
  readonly counter: bigint;
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const MAX_COUNTER_WIDTH = 16;
const CANONICAL_SERIAL = /^[0-9A-Z]{17}$/;

// ------------------------------------------------------------------------------------------ reading

/**
 * Reads a code as people type it: lower case is raised, spaces and hyphens are skipped, and a 30th
 * character is taken for the check character and verified. Separators may be anywhere; where they
 * make four groups, or four and a single character, these must be the blocks and the check
 * character. Line breaks, tabs and control codes at both ends are left out, and so is what scanners
 * add: `]Q1` in front, the asterisks of Code 39. Characters outside ASCII are never replaced by what
 * they resemble: they are refused by name.
 *
 * @param text - What was typed or scanned, without a link or a sentence around it (see `readRobotId`).
 * @returns The 29 characters, upper case, without separators and check character.
 * @throws {@link RobotIdError} naming the first wrong position and what was expected there.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * parseRobotId("cn-ut01-g1pro1-26w05000000001234"); // "CNUT01G1PRO126W05000000001234"
 * parseRobotId("CN UT01 G1PRO1 26W05000000001234 O"); // "CNUT01G1PRO126W05000000001234"
 * ```
 */
export function parseRobotId(text: string): RobotId {
  const { content, offset } = contentOf(text);
  return readCharacters(content, { length: LENGTH, checkCharacter, offset }) as RobotId;
}

/**
 * Reads a model as people type it: 12 characters, the first blocks of a code.
 *
 * @param text - What was typed; lower case, spaces and hyphens are accepted.
 * @returns The 12 characters, upper case.
 * @throws {@link RobotIdError} naming the first wrong position and what was expected there.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 *
 * parseModelId("cn-ut01-g1pro1"); // "CNUT01G1PRO1"
 * ```
 */
export function parseModelId(text: string): ModelId {
  return readCharacters(text, { length: 12 }) as ModelId;
}

/**
 * Reads a manufacturer as people type it: 6 characters, country and manufacturer.
 *
 * @param text - What was typed; lower case, spaces and hyphens are accepted.
 * @returns The 6 characters, upper case.
 * @throws {@link RobotIdError} naming the first wrong position and what was expected there.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * parseManufacturerId("cn-ut01"); // "CNUT01"
 * ```
 */
export function parseManufacturerId(text: string): ManufacturerId {
  return readCharacters(text, { length: 6 }) as ManufacturerId;
}

/**
 * Reads a country as people type it: two letters. Whether ISO 3166-1 assigns them is not examined.
 *
 * @param text - What was typed; lower case is accepted.
 * @returns The 2 letters, upper case.
 * @throws {@link RobotIdError} naming the first wrong position and what was expected there.
 *
 * @example
 * ```ts
 * import { parseCountryCode } from "@openrobotid/sdk";
 *
 * parseCountryCode("cn"); // "CN"
 * ```
 */
export function parseCountryCode(text: string): CountryCode {
  return readCharacters(text, { length: 2 }) as CountryCode;
}

/**
 * Whether a value is a code in its canonical form: 29 upper-case characters and nothing else.
 *
 * @param value - Anything.
 *
 * @example
 * ```ts
 * import { isRobotId } from "@openrobotid/sdk";
 *
 * isRobotId("CNUT01G1PRO126W05000000001234"); // true
 * isRobotId("cnut01g1pro126w05000000001234"); // false
 * ```
 */
export function isRobotId(value: unknown): value is RobotId {
  return typeof value === "string" && /^[A-Z]{2}[0-9A-Z]{27}$/.test(value);
}

// ----------------------------------------------------------------------------------------- printing

/**
 * Prints a code in groups, the form for people.
 *
 * @param id - The code.
 * @param options - Whether to add the check character.
 * @returns Country, manufacturer, model and serial, joined by hyphens.
 *
 * @example
 * ```ts
 * import { formatRobotId, parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CNUT01G1PRO126W05000000001234");
 * formatRobotId(id); // "CN-UT01-G1PRO1-26W05000000001234"
 * formatRobotId(id, { check: true }); // "CN-UT01-G1PRO1-26W05000000001234-O"
 * ```
 */
export function formatRobotId(id: RobotId, { check = false }: FormatRobotIdOptions = {}): string {
  const code = parseRobotId(id);
  const groups: string[] = BLOCKS.map(({ start, length }) => code.slice(start, start + length));
  if (check) groups.push(checkCharacter(code));
  return groups.join("-");
}

/**
 * The check character of ISO/IEC 7064 MOD 37,36: finds every single wrong character and almost every
 * exchange of two neighbours.
 *
 * @param text - Any number of characters `0-9A-Z`; for a robot, its 29.
 * @returns One of `0-9A-Z`.
 * @throws {@link RobotIdError} naming the first character outside the alphabet.
 *
 * @example
 * ```ts
 * import { checkCharacter } from "@openrobotid/sdk";
 *
 * checkCharacter("CNUT01G1PRO126W05000000001234"); // "O"
 * checkCharacter("A12425GABC1234002"); // "M"
 * ```
 */
export function checkCharacter(text: string): string {
  let product = 36;
  for (let position = 0; position < text.length; position += 1) {
    const value = ALPHABET.indexOf(text.charAt(position));
    if (value < 0) refuseCharacter(text, position, { expected: "0-9 or A-Z", position });
    const sum = (product + value) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET.charAt((37 - product) % 36);
}

// ------------------------------------------------------------------------------------------ slicing

/**
 * The model a code belongs to.
 *
 * @param id - The code.
 *
 * @example
 * ```ts
 * import { modelOf, parseRobotId } from "@openrobotid/sdk";
 *
 * modelOf(parseRobotId("CNUT01G1PRO126W05000000001234")); // "CNUT01G1PRO1"
 * ```
 */
export function modelOf(id: RobotId): ModelId {
  return id.slice(0, 12) as ModelId;
}

/**
 * The manufacturer under whose code a robot was minted or a model registered.
 *
 * @param id - The code or the model.
 *
 * @example
 * ```ts
 * import { manufacturerOf, parseRobotId } from "@openrobotid/sdk";
 *
 * manufacturerOf(parseRobotId("CNUT01G1PRO126W05000000001234")); // "CNUT01"
 * ```
 */
export function manufacturerOf(id: RobotId | ModelId): ManufacturerId {
  return id.slice(0, 6) as ManufacturerId;
}

/**
 * The country under whose code a robot was minted, a model registered or a manufacturer admitted.
 *
 * @param id - The code, the model or the manufacturer.
 *
 * @example
 * ```ts
 * import { countryOf, parseRobotId } from "@openrobotid/sdk";
 *
 * countryOf(parseRobotId("CNUT01G1PRO126W05000000001234")); // "CN"
 * ```
 */
export function countryOf(id: RobotId | ModelId | ManufacturerId): CountryCode {
  return id.slice(0, 2) as CountryCode;
}

/**
 * The serial of a code.
 *
 * @param id - The code.
 * @returns Its last 17 characters.
 *
 * @example
 * ```ts
 * import { parseRobotId, serialOf } from "@openrobotid/sdk";
 *
 * serialOf(parseRobotId("CNUT01G1PRO126W05000000001234")); // "26W05000000001234"
 * ```
 */
export function serialOf(id: RobotId): string {
  return id.slice(12);
}

/**
 * Joins a model and a serial.
 *
 * @param model - The model.
 * @param serial - 17 characters; lower case, spaces and hyphens are accepted.
 * @returns The code.
 * @throws {@link RobotIdError} naming the first wrong position of the code.
 *
 * @example
 * ```ts
 * import { composeRobotId, parseModelId } from "@openrobotid/sdk";
 *
 * composeRobotId(parseModelId("CNUT01G1PRO1"), "26W05000000001234"); // "CNUT01G1PRO126W05000000001234"
 * ```
 */
export function composeRobotId(model: ModelId, serial: string): RobotId {
  // Files of a million units hold them as they should be.
  if (CANONICAL_SERIAL.test(serial)) return `${model}${serial}` as RobotId;
  return `${model}${readCharacters(serial, { start: 12, length: 17 })}` as RobotId;
}

// ----------------------------------------------------------------------------------------- counters

/**
 * Splits the code of a sequential model into its stem and its counter.
 *
 * @param id - The code.
 * @param width - Number of characters of the counter, 1 to 16, as the model declares it.
 * @throws {@link RobotIdError} for another width, or naming the first character that is not a digit.
 *
 * @example
 * ```ts
 * import { parseCounter, parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CNUT01G1PRO126W05000000001234");
 * parseCounter(id, 12).stem; // "CNUT01G1PRO126W05"
 * parseCounter(id, 12).counter; // 1234n
 * ```
 */
export function parseCounter(id: RobotId, width: number): RobotIdCounter {
  requireCounterWidth(width);
  const start = LENGTH - width;
  const digits = id.slice(start);
  const wrong = digits.search(/[^0-9]/);
  if (wrong >= 0) {
    const position = start + wrong;
    refuseCharacter(id, position, {
      reason: "counterNotDecimal",
      expected: "0-9",
      position,
      where: whereIs(position),
    });
  }
  return { stem: id.slice(0, start), counter: BigInt(digits) };
}

/**
 * The code that {@link parseCounter} splits into these parts.
 *
 * @param stem - The characters before the counter: 29 less the counter's width, 13 to 28.
 * @param counter - The number to write behind them, with leading zeros.
 * @throws {@link RobotIdError} if the stem is not the beginning of a code, or the counter does not fit
 * behind it.
 *
 * @example
 * ```ts
 * import { withCounter } from "@openrobotid/sdk";
 *
 * withCounter("CNUT01G1PRO126W05", 1234n); // "CNUT01G1PRO126W05000000001234"
 * ```
 */
export function withCounter(stem: string, counter: bigint): RobotId {
  const width = LENGTH - stem.length;
  requireCounterWidth(width);
  const digits = counter.toString().padStart(width, "0");
  if (counter < 0n || digits.length > width) {
    throw new RobotIdError({
      reason: "counterTooLarge",
      expected: `a counter of ${counted(width, "digit")}`,
      found: `${counter}`,
    });
  }
  const characters = readCharacters(stem, { length: stem.length, separators: false });
  return `${characters}${digits}` as RobotId;
}

/**
 * Looks for the letters I and O in the serial, which people read as 1 and 0. A code that holds them
 * is valid; generated serials avoid them.
 *
 * @param id - The code.
 * @returns The position of the first, 12 to 28, or `undefined`.
 *
 * @example
 * ```ts
 * import { findAmbiguous, parseRobotId } from "@openrobotid/sdk";
 *
 * findAmbiguous(parseRobotId("CNUT01G1PRO126W05000000001234")); // undefined
 * findAmbiguous(parseRobotId("CNUT01G1PRO126W05000000OO1234")); // 23
 * ```
 */
export function findAmbiguous(id: RobotId): number | undefined {
  const found = serialOf(id).search(/[IO]/);
  return found < 0 ? undefined : 12 + found;
}

// -------------------------------------------------------------------------------------------- bytes

/**
 * A code as the contracts hold it: ASCII, left-aligned, three zero bytes. The ERC-721 token id is the
 * same word as a number.
 *
 * @param id - The code.
 *
 * @example
 * ```ts
 * import { parseRobotId, toBytes32 } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CNUT01G1PRO126W05000000001234");
 * toBytes32(id); // "0x434e55543031473150524f313236573035303030303030303031323334000000"
 * ```
 */
export function toBytes32(id: RobotId): Hex {
  return `${toBytes(parseRobotId(id))}000000`;
}

/**
 * The code a contract's word holds.
 *
 * @param word - 32 bytes.
 * @throws {@link RobotIdError} naming the first wrong byte: the country is `A-Z`, the other characters
 * `0-9A-Z`, and the last three bytes are zero.
 *
 * @example
 * ```ts
 * import { fromBytes32 } from "@openrobotid/sdk";
 *
 * fromBytes32("0x434e55543031473150524f313236573035303030303030303031323334000000"); // "CNUT01G1PRO126W05000000001234"
 * ```
 */
export function fromBytes32(word: Hex): RobotId {
  return fromBytes(word, 32) as RobotId;
}

/**
 * A model, a manufacturer, a country or a serial as the contracts hold it: ASCII in as many bytes as
 * it has characters (`bytes12`, `bytes6`, `bytes2`, `bytes17`).
 *
 * @param text - The characters, `0-9A-Z`.
 * @throws {@link RobotIdError} naming the first character outside the alphabet.
 *
 * @example
 * ```ts
 * import { parseModelId, toBytes } from "@openrobotid/sdk";
 *
 * toBytes(parseModelId("CNUT01G1PRO1")); // "0x434e55543031473150524f31"
 * ```
 */
export function toBytes(text: string): Hex {
  const wrong = text.search(/[^0-9A-Z]/);
  if (wrong >= 0) refuseCharacter(text, wrong, { expected: "0-9 or A-Z", position: wrong });
  let bytes = "";
  // Every character of the alphabet has two hexadecimal digits.
  for (const character of text) bytes += character.charCodeAt(0).toString(16);
  return `0x${bytes}`;
}

/**
 * The model a contract's `bytes12` holds.
 *
 * @param bytes - 12 bytes.
 * @throws {@link RobotIdError} naming the first wrong byte.
 *
 * @example
 * ```ts
 * import { fromBytes12 } from "@openrobotid/sdk";
 *
 * fromBytes12("0x434e55543031473150524f31"); // "CNUT01G1PRO1"
 * ```
 */
export function fromBytes12(bytes: Hex): ModelId {
  return fromBytes(bytes, 12) as ModelId;
}

/**
 * The manufacturer a contract's `bytes6` holds.
 *
 * @param bytes - 6 bytes.
 * @throws {@link RobotIdError} naming the first wrong byte.
 *
 * @example
 * ```ts
 * import { fromBytes6 } from "@openrobotid/sdk";
 *
 * fromBytes6("0x434e55543031"); // "CNUT01"
 * ```
 */
export function fromBytes6(bytes: Hex): ManufacturerId {
  return fromBytes(bytes, 6) as ManufacturerId;
}

/**
 * The country a contract's `bytes2` holds.
 *
 * @param bytes - 2 bytes.
 * @throws {@link RobotIdError} naming the first wrong byte.
 *
 * @example
 * ```ts
 * import { fromBytes2 } from "@openrobotid/sdk";
 *
 * fromBytes2("0x434e"); // "CN"
 * ```
 */
export function fromBytes2(bytes: Hex): CountryCode {
  return fromBytes(bytes, 2) as CountryCode;
}

// ------------------------------------------------------------------------------------------ private

function requireCounterWidth(width: number): void {
  if (Number.isInteger(width) && width >= 1 && width <= MAX_COUNTER_WIDTH) return;
  throw new RobotIdError({
    reason: "invalidCounterWidth",
    expected: `a counter of 1 to ${MAX_COUNTER_WIDTH} characters`,
    found: `${width}`,
  });
}

/** The characters in `size` bytes: all of them, or 29 and the padding where there are 32. */
function fromBytes(bytes: string, size: 2 | 6 | 12 | 32): string {
  if (typeof bytes !== "string" || !/^0x([0-9a-f]{2})*$/i.test(bytes)) {
    throw new RobotIdError({ reason: "notText", expected: "hexadecimal bytes", found: `${bytes}` });
  }
  const found = bytes.length / 2 - 1;
  if (found !== size) {
    throw new RobotIdError({
      reason: found < size ? "tooShort" : "tooLong",
      expected: counted(size, "byte"),
      found: `${found}`,
    });
  }
  let text = "";
  for (let position = 0; position < size; position += 1) {
    const byte = Number.parseInt(bytes.slice(2 + 2 * position, 4 + 2 * position), 16);
    const character = String.fromCharCode(byte);
    const padding = position >= LENGTH;
    const allowed = padding ? byte === 0 : (position < 2 ? /[A-Z]/ : /[0-9A-Z]/).test(character);
    if (!allowed) {
      throw new RobotIdError({
        reason: padding ? "invalidPadding" : "invalidCharacter",
        position,
        where: padding ? "padding" : whereIs(position),
        expected: padding ? "byte 0x00" : expectedAt(position),
        found: `byte 0x${byte.toString(16).padStart(2, "0")}`,
      });
    }
    if (!padding) text += character;
  }
  return text;
}
