// What is in the column `serial` instead of a serial: a whole code, or what a spreadsheet made of
// it.
import { type ModelId, modelOf, parseRobotId, serialOf } from "../robot-id.js";
import { RobotIdError } from "../robot-id-error.js";
import { counted, LENGTH } from "../robot-id-reading.js";

/** Characters of a serial. */
const SERIAL = 17;

/** Digits of a number that a spreadsheet keeps. */
const SPREADSHEET_DIGITS = 15;

const ORIGINAL = "take the file as the production line wrote it, not as a spreadsheet saved it";

/** What to say of serials that are equal because a spreadsheet rounded them. */
export const ZEROED = `a spreadsheet keeps ${SPREADSHEET_DIGITS} digits of a number and writes zeros for the others: ${ORIGINAL}`;

/** Whether a spreadsheet may have rounded a serial of digits alone. */
export function hasZeroedEnd(value: string): boolean {
  return /^\d{15}0{2}$/.test(value.trim());
}

/**
 * The serial of a value, which may be the whole code, with its check character or without.
 *
 * @throws RobotIdError where it is the code of another model, or a code that is wrong.
 */
export function serialOfValue(value: string, model: ModelId): string {
  const { length } = value.replace(/[ -]/g, "");
  if (length < LENGTH || length > LENGTH + 1) return value;
  const id = parseRobotId(value);
  if (modelOf(id) === model) return serialOf(id);
  throw new RobotIdError({
    reason: "invalidCharacter",
    expected: `the serial of a unit of ${model}`,
    found: `the code of one of ${modelOf(id)}`,
  });
}

/** Says what a spreadsheet did to a serial; `undefined` where it is not that. */
export function spreadsheetDamage(value: string): string | undefined {
  const text = value.trim();
  if (/^="?.*"?$/.test(text)) {
    return `expected the serial alone, and a spreadsheet wrote a formula: ${ORIGINAL}`;
  }
  if (/^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i.test(text)) {
    return `expected ${counted(SERIAL, "character")}, and a spreadsheet made a rounded number of them: ${ORIGINAL}`;
  }
  if (/^\d+$/.test(text) && text.length < SERIAL) {
    return `expected ${counted(SERIAL, "character")}, and there are ${text.length} digits; a spreadsheet leaves out the zeros in front: ${ORIGINAL}`;
  }
  if (/^\d+(?:[.,]\d+)+$/.test(text)) {
    return `expected ${counted(SERIAL, "character")} without separators, as a spreadsheet writes numbers: ${ORIGINAL}`;
  }
  return undefined;
}
