// A mistyped code, and the codes that may have been meant. The check character finds every single wrong character; it
// also tells which codes are one slip away.
import { checkCharacter, isRobotId, type RobotId } from "./robot-id.js";
import { LENGTH } from "./robot-id-reading.js";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Digits that people read as a letter. */
const DIGITS: Readonly<Record<string, string>> = {
  O: "0",
  D: "0",
  Q: "0",
  I: "1",
  L: "1",
  Z: "2",
  S: "5",
  G: "6",
  B: "8",
};

/**
 * The codes that may have been meant by one that was mistyped: those with one other character, or two neighbours
 * exchanged, for which the check character is right. Digits that were read as a letter come first, then
 * exchanges, then everything else. The registry knows which of them were issued.
 *
 * @param text - What was typed: 29 characters with the check character behind them; separators do no harm.
 * @returns None where the code is right, or where the check character is missing. Where more is wrong than one slip, or
 * the check character itself is, the code that was meant is not among them.
 *
 * @example
 * ```ts
 * import { suggestRobotIds } from "@openrobotid/sdk";
 *
 * const [likeliest] = suggestRobotIds("CN-UT01-G1PRO1-26W0500000000I234-O");
 * likeliest; // "CNUT01G1PRO126W05000000001234"
 * suggestRobotIds("CN-UT01-G1PRO1-26W05000000001234-O"); // []
 * ```
 */
export function suggestRobotIds(text: string): readonly RobotId[] {
  const characters = [...text.replace(/[ -]/g, "")].map((one) =>
    /^[a-z]$/.test(one) ? one.toUpperCase() : one,
  );
  const check = characters[LENGTH];
  if (characters.length !== LENGTH + 1 || check === undefined) return [];
  const typed = characters.slice(0, LENGTH);
  const fits = (code: string): code is RobotId => isRobotId(code) && checkCharacter(code) === check;
  if (fits(typed.join(""))) return [];

  const misread: RobotId[] = [];
  const others: RobotId[] = [];
  const exchanged: RobotId[] = [];
  for (const [position, wrong] of typed.entries()) {
    for (const right of ALPHABET) {
      const code = typed.with(position, right).join("");
      if (right !== wrong && fits(code)) (right === DIGITS[wrong] ? misread : others).push(code);
    }
    const next = typed[position + 1];
    if (next === undefined || next === wrong) continue;
    const code = typed
      .with(position, next)
      .with(position + 1, wrong)
      .join("");
    if (fits(code)) exchanged.push(code);
  }
  return [...misread, ...exchanged, ...others];
}
