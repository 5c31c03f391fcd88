// A mistyped code, and the codes that may have been meant. The check character finds every single wrong character; it
// also tells which codes are one slip away.
import { checkCharacter, isRobotId, type RobotId } from "./robot-id.js";
import { contentOf, LENGTH } from "./robot-id-reading.js";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Characters that people take for each other: a digit, the letter most like it, and further letters. */
const LOOK_ALIKES = ["0ODQ", "1IL", "2Z", "5S", "6G", "8B"] as const;

/** Where the serial begins. */
const SERIAL = 12;

function areAlike(one: string, other: string): boolean {
  return LOOK_ALIKES.some((group) => group.includes(one) && group.includes(other));
}

/** Whether somebody may have read `wrong` where `right` is printed. Serials that are counted hold neither I nor O. */
function isMisread(wrong: string, right: string, position: number): boolean {
  if (!areAlike(wrong, right)) return false;
  if (/[0-9]/.test(right)) return true;
  const isMain = LOOK_ALIKES.some((group) => group[0] === wrong && group[1] === right);
  return isMain && (position < SERIAL || !/[IO]/.test(right));
}

/**
 * The codes that may have been meant by one that was mistyped or misread: those with one other character, or two neighbours
 * exchanged, for which the check character is right; and the code as it is, because the check character itself may be
 * misread. What people take for each other comes first (0 and O, 1 and I, 8 and B, 5 and S), then the code as it is, then
 * exchanges, then everything else. A last one leaves out the first character, which some scanners add. The registry knows
 * which of them were issued: ask it, and show those alone.
 *
 * @param text - What was typed or scanned: 29 characters with the check character behind them, or a link with it; separators
 * do no harm.
 * @returns None where the code is right, or where the check character is missing. Where more is wrong than one slip, the
 * code that was meant is not among them.
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
  const characters = charactersOf(text);
  const check = characters[LENGTH];
  if (characters.length !== LENGTH + 1 || check === undefined) return [];
  const typed = characters.slice(0, LENGTH);
  const asTyped = typed.join("");
  const fits = (code: string): code is RobotId => isRobotId(code) && checkCharacter(code) === check;
  if (fits(asTyped)) return [];

  const misread: RobotId[] = [];
  const others: RobotId[] = [];
  const exchanged: RobotId[] = [];
  for (const [position, wrong] of typed.entries()) {
    for (const right of ALPHABET) {
      const code = typed.with(position, right).join("");
      if (right === wrong || !fits(code)) continue;
      (isMisread(wrong, right, position) ? misread : others).push(code);
    }
    const next = typed[position + 1];
    if (next === undefined || next === wrong) continue;
    const code = typed
      .with(position, next)
      .with(position + 1, wrong)
      .join("");
    if (fits(code)) exchanged.push(code);
  }
  const withoutFirst = characters.slice(1).join("");
  const itself = isRobotId(asTyped) ? [asTyped] : [];
  const checkIsMisread = itself.some((code) => areAlike(check, checkCharacter(code)));
  return [
    ...(checkIsMisread ? itself : []),
    ...misread,
    ...(checkIsMisread ? [] : itself),
    ...exchanged,
    ...others,
    ...(itself.length > 0 && isRobotId(withoutFirst) ? [withoutFirst] : []),
  ];
}

/** The characters of a code or of the end of a link, raised to upper case, without separators. */
function charactersOf(text: string): string[] {
  const { content } = contentOf(text);
  const path = content.replace(/^https?:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
  const blocks = path.replace(/\/$/, "").split("/").slice(-4).join("");
  return [...blocks.replace(/[ -]/g, "")].map((one) =>
    /^[a-z]$/.test(one) ? one.toUpperCase() : one,
  );
}
