// What is wrong with a code: where, what was found, and what was expected there.
import type { RobotIdError } from "@openrobotid/sdk";
import { useTranslation } from "react-i18next";
import type { Translate } from "../i18n/index.js";
import "./mistake.css";

const BLOCKS = [
  { name: "country", start: 0, length: 2 },
  { name: "maker", start: 2, length: 4 },
  { name: "model", start: 6, length: 6 },
  { name: "serial", start: 12, length: 17 },
] as const;

/** What is shown on each side of a mistake: more than a code and its link have, less than a page that was pasted. */
const AROUND = 100;

/** The place of a position in words. */
function placeOf(position: number, t: Translate): string {
  const block = BLOCKS.find(({ start, length }) => position < start + length);
  if (!block) return t("mistake.checkPlace");
  return t("mistake.place", {
    block: t(`mistake.block.${block.name}`),
    character: position - block.start + 1,
    of: block.length,
  });
}

/** A character, and its number where it can be taken for another. */
function shown(text: string, offset: number | undefined): string {
  const point = offset === undefined ? undefined : text.codePointAt(offset);
  if (point === undefined) return "";
  const number = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  const character = String.fromCodePoint(point);
  if (/\s|\p{C}/u.test(character)) return number;
  return point < 0x80 ? `“${character}”` : `“${character}” (${number})`;
}

/** Says in a sentence what is wrong. */
export function sayMistake(error: RobotIdError, text: string, t: Translate): string {
  const { reason, position = 0, offset } = error;
  const found = shown(text, offset);
  const place = placeOf(position, t);
  switch (reason) {
    case "invalidCharacter":
      return position < 2
        ? t("mistake.needsLetter", { place, found })
        : t("mistake.needsLetterOrDigit", { place, found });
    case "lookAlike":
      return t("mistake.lookAlike", { place, found });
    case "invisible":
      return t("mistake.invisible", { place, found });
    case "tooShort":
      return t("mistake.tooShort", { found: position });
    case "tooLong":
      return t("mistake.tooLong");
    case "wrongCheckCharacter":
      return t("mistake.wrongCheck", { expected: error.expected.replaceAll('"', ""), found });
    default:
      return t("mistake.notACode");
  }
}

/** The text as it was given, with the mistake marked. */
export function Mistake({ error, text }: { readonly error: RobotIdError; readonly text: string }) {
  const { t } = useTranslation();
  const { offset } = error;
  const isInside = offset !== undefined && offset < text.length;
  const character = isInside ? String.fromCodePoint(text.codePointAt(offset) ?? 0) : "";
  const before = text.slice(0, offset);
  const after = text.slice((offset ?? 0) + character.length);
  return (
    <div className="mistake">
      {offset !== undefined && text !== "" && (
        <p className="mistake__text" aria-hidden="true" translate="no">
          {before.length > AROUND ? `…${before.slice(-AROUND)}` : before}
          <mark>{isInside ? character.replace(/\s|\p{C}/u, "␣") : "…"}</mark>
          {after.length > AROUND ? `${after.slice(0, AROUND)}…` : after}
        </p>
      )}
      <p>{sayMistake(error, text, t)}</p>
    </div>
  );
}
