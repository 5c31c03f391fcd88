/**
 * Why a robot code was refused. The first five are refused by the contracts too, under the name
 * `RobotId…` (`IRobotId`); the others concern text as people type it.
 *
 * - `invalidCharacter`: a character that is not allowed at its position
 * - `invalidPadding`: a byte other than zero behind the 29 characters
 * - `invalidCounterWidth`: a counter that is not 1 to 16 characters wide
 * - `counterNotDecimal`: a character of the counter that is not 0-9
 * - `counterTooLarge`: a counter with more digits than it has characters
 * - `tooShort`, `tooLong`: the wrong number of characters
 * - `lookAlike`: a character outside ASCII that reads like one inside
 * - `invisible`: a character that shows nothing, or nothing but space
 * - `wrongCheckCharacter`: a check character that does not fit the 29 before it
 * - `invalidUri`: not a link, or not a link of the resolver that was asked for
 * - `notText`: not a string at all
 */
export type RobotIdErrorReason =
  | "invalidCharacter"
  | "invalidPadding"
  | "invalidCounterWidth"
  | "counterNotDecimal"
  | "counterTooLarge"
  | "tooShort"
  | "tooLong"
  | "lookAlike"
  | "invisible"
  | "wrongCheckCharacter"
  | "invalidUri"
  | "notText";

/** What a {@link RobotIdError} is made of. */
export interface RobotIdErrorParameters {
  /** Why. */
  readonly reason: RobotIdErrorReason;
  /** What would have been right, e.g. `0-9 or A-Z`. */
  readonly expected: string;
  /** What was there instead, as words that can be printed, e.g. `Cyrillic "А" (U+0410)`. */
  readonly found: string;
  /** Where in the code, counted from 0, separators left out. */
  readonly position?: number | undefined;
  /** Where in the text as it was given, in UTF-16 code units counted from 0. */
  readonly offset?: number | undefined;
  /** The position in words, e.g. `serial, character 2 of 17`. */
  readonly where?: string | undefined;
}

/**
 * A text, word or number that is not what it was taken for: says what was expected, what was found
 * and, where that is known, at which position of the code.
 *
 * @example
 * ```ts
 * import { parseRobotId, RobotIdError } from "@openrobotid/sdk";
 *
 * let error: unknown;
 * try {
 *   parseRobotId("CN-UT01-G1PRO1-2_W05000000001234");
 * } catch (caught) {
 *   error = caught;
 * }
 * error instanceof RobotIdError; // true
 * (error as RobotIdError).position; // 13
 * (error as RobotIdError).expected; // "0-9 or A-Z"
 * (error as RobotIdError).message; // "Expected 0-9 or A-Z at position 13 (serial, character 2 of 17), found \"_\"."
 * ```
 */
export class RobotIdError extends Error {
  override readonly name = "RobotIdError";
  /** Why. */
  readonly reason: RobotIdErrorReason;
  /** What would have been right. */
  readonly expected: string;
  /** What was there instead, in words. */
  readonly found: string;
  /** Where in the code, counted from 0, separators left out; `undefined` where no place is wrong. */
  readonly position: number | undefined;
  /** Where in the text as it was given, in UTF-16 code units; `undefined` where none was. */
  readonly offset: number | undefined;

  constructor({ reason, expected, found, position, offset, where }: RobotIdErrorParameters) {
    const place = position === undefined ? "" : ` at position ${position}`;
    const hint =
      reason === "wrongCheckCharacter"
        ? " A character of the code, or the check character itself, may be misread."
        : "";
    super(`Expected ${expected}${place}${where ? ` (${where})` : ""}, found ${found}.${hint}`);
    this.reason = reason;
    this.expected = expected;
    this.found = found;
    this.position = position;
    this.offset = offset;
  }
}
