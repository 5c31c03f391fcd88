// Readers of what is on the command line: each takes a text and gives a value, or says what was expected.
import {
  type CountryCode,
  formatRobotId,
  type Hex,
  type ManufacturerId,
  type ModelId,
  parseCountryCode,
  parseManufacturerId,
  parseModelId,
  type RobotId,
  RobotIdError,
  readRobotId,
  suggestRobotIds,
} from "@openrobotid/sdk";
import { InvalidArgumentError } from "commander";

function reading<value>(parse: (text: string) => value): (text: string) => value {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  };
}

/** A robot's code in any form that people write, or the link that its label carries. */
export const robotId: (text: string) => RobotId = reading((text) => {
  const read = readMistakable(text);
  if (read.id !== undefined) return read.id;
  throw new Error(read.error.message + didYouMean(read.suggestions));
});

/** A code, or what is wrong with it and which codes may have been meant. */
export type MistakableCode =
  | { readonly id: RobotId; readonly text: string }
  | {
      readonly id?: undefined;
      readonly text: string;
      readonly error: RobotIdError;
      readonly suggestions: readonly RobotId[];
    };

/** As {@link robotId}, for a command that asks the registry which of the suggestions were issued. */
export function mistakableRobotId(text: string): MistakableCode {
  const read = readMistakable(text);
  if (read.id !== undefined || read.suggestions.length > 0) return read;
  throw new InvalidArgumentError(read.error.message);
}

function readMistakable(text: string): MistakableCode {
  try {
    return { text, id: readRobotId(text) };
  } catch (error) {
    if (!(error instanceof RobotIdError)) throw error;
    return { text, error, suggestions: suggestRobotIds(text) };
  }
}

/** Most codes that are suggested for a mistyped one. */
const SUGGESTIONS = 3;

/** A question that names the likeliest of some codes; nothing where there are none. */
export function didYouMean(ids: readonly RobotId[]): string {
  const shown = ids.slice(0, SUGGESTIONS).map((id) => formatRobotId(id, { check: true }));
  return shown.length === 0 ? "" : ` Did you mean ${shown.join(" or ")}?`;
}

/** Codes, one after the other. */
export function robotIds(text: string, before: readonly RobotId[] = []): readonly RobotId[] {
  return [...before, robotId(text)];
}

export const modelId: (text: string) => ModelId = reading(parseModelId);
export const manufacturerId: (text: string) => ManufacturerId = reading(parseManufacturerId);
export const countryCode: (text: string) => CountryCode = reading(parseCountryCode);

/** Countries, one after the other. */
export function countryCodes(
  text: string,
  before: readonly CountryCode[] = [],
): readonly CountryCode[] {
  return [...before, countryCode(text)];
}

/** Texts, one after the other. */
export function texts(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** The address of an account. That it is written down rightly is what its checksum is for. */
export function address(text: string): Hex {
  if (/^0x[0-9a-fA-F]{40}$/.test(text)) return text as Hex;
  throw new InvalidArgumentError("Expected an address: 0x and 40 hexadecimal digits.");
}

/** 32 bytes. */
export function digest(text: string): Hex {
  if (/^0x[0-9a-fA-F]{64}$/.test(text)) return text.toLowerCase() as Hex;
  throw new InvalidArgumentError("Expected a digest: 0x and 64 hexadecimal digits.");
}

/** Bytes of any length. */
export function bytes(text: string): Hex {
  if (/^0x(?:[0-9a-fA-F]{2})+$/.test(text)) return text.toLowerCase() as Hex;
  throw new InvalidArgumentError("Expected bytes: 0x and an even number of hexadecimal digits.");
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** A moment, as RFC 3339 writes it; a day is its first second, UTC. Gives seconds. */
export function moment(text: string): number {
  const [, day] = MOMENT.exec(text) ?? [];
  const milliseconds = Date.parse(text);
  const exists =
    day !== undefined &&
    !Number.isNaN(milliseconds) &&
    new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  if (exists) return Math.floor(milliseconds / 1000);
  throw new InvalidArgumentError(
    "Expected a moment such as 2026-03-01T14:20:00Z, or a day such as 2026-03-01.",
  );
}

/** A whole number within bounds. */
export function integer(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `${least} to ${most}`;
    throw new InvalidArgumentError(`Expected a whole number, ${range}.`);
  };
}

/** A span of time, in seconds. */
export function seconds(text: string): number {
  const number = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && number > 0 && number <= 86_400) return number;
  throw new InvalidArgumentError("Expected seconds, such as 30; at most a day.");
}

/** A number that the registry gave: of a recall, an order, a proposal, an entry, a seat. */
export function number(text: string): bigint {
  if (/^\d{1,78}$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError("Expected a number.");
}

/** Address of a node. */
export function nodeUrl(text: string): string {
  if (URL.canParse(text) && /^(?:https?|wss?):$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError(
    "Expected the address of a node: http://, https://, ws:// or wss://.",
  );
}

/** An intelligence level, with or without its L. */
export function level(text: string): 1 | 2 | 3 | 4 | 5 {
  const [, digit] = /^L?([1-5])$/i.exec(text) ?? [];
  if (digit) return Number(digit) as 1 | 2 | 3 | 4 | 5;
  throw new InvalidArgumentError("Expected an intelligence level, L1 to L5.");
}
