// Names for characters that have no place in a robot code, so that a refusal can be understood by
// someone who cannot see the difference. Nothing here makes such a character acceptable.

/** What a character outside the alphabet is. */
export interface CharacterName {
  /** Words for it, e.g. `Cyrillic "А" (U+0410), not ASCII "A"`. */
  readonly name: string;
  /** `invisible`, a `lookAlike` of a character that is allowed, or neither. */
  readonly kind: "invisible" | "lookAlike" | "other";
}

const INVISIBLE = new Map<number, string>([
  [0x09, "tab"],
  [0x0a, "line feed"],
  [0x0d, "carriage return"],
  [0xa0, "no-break space"],
  [0xad, "soft hyphen"],
  [0x034f, "combining grapheme joiner"],
  [0x061c, "Arabic letter mark"],
  [0x115f, "Hangul choseong filler"],
  [0x1160, "Hangul jungseong filler"],
  [0x1680, "Ogham space mark"],
  [0x180e, "Mongolian vowel separator"],
  [0x2002, "en space"],
  [0x2003, "em space"],
  [0x2007, "figure space"],
  [0x2009, "thin space"],
  [0x200a, "hair space"],
  [0x200b, "zero width space"],
  [0x200c, "zero width non-joiner"],
  [0x200d, "zero width joiner"],
  [0x200e, "left-to-right mark"],
  [0x200f, "right-to-left mark"],
  [0x2028, "line separator"],
  [0x2029, "paragraph separator"],
  [0x202a, "left-to-right embedding"],
  [0x202b, "right-to-left embedding"],
  [0x202c, "pop directional formatting"],
  [0x202d, "left-to-right override"],
  [0x202e, "right-to-left override"],
  [0x202f, "narrow no-break space"],
  [0x2060, "word joiner"],
  [0x2066, "left-to-right isolate"],
  [0x2067, "right-to-left isolate"],
  [0x2068, "first strong isolate"],
  [0x2069, "pop directional isolate"],
  [0x2800, "Braille blank"],
  [0x3000, "ideographic space"],
  [0x3164, "Hangul filler"],
  [0xfeff, "byte order mark"],
  [0xffa0, "half-width Hangul filler"],
]);

// Letters of other scripts that are drawn like an ASCII letter or digit (after UTS #39), escaped so
// that this file shows which is which. Accented, full-width, mathematical and enclosed forms are
// not listed: they decompose to the character they resemble.
const DRAWN_LIKE: readonly (readonly [ascii: string, others: string])[] = [
  ["A", "\u0391\u03b1\u0410\u0430\u13aa"],
  ["B", "\u0392\u0412\u13f4"],
  ["C", "\u03f2\u03f9\u0421\u0441\u13df"],
  ["D", "\u13a0"],
  ["E", "\u0395\u0415\u0435\u13ac"],
  ["F", "\u03dc"],
  ["G", "\u050c\u13c0"],
  ["H", "\u0397\u041d\u04bb\u13bb"],
  ["I", "\u0399\u03b9\u0406\u0456\u04c0\u04cf"],
  ["J", "\u037f\u03f3\u0408\u0458\u13ab"],
  ["K", "\u039a\u03ba\u041a\u043a\u13e6"],
  ["L", "\u13de"],
  ["M", "\u039c\u03fa\u041c\u043c\u13b7"],
  ["N", "\u039d"],
  ["O", "\u039f\u03bf\u041e\u043e\u0555\u0585"],
  ["P", "\u03a1\u03c1\u0420\u0440\u13e2"],
  ["Q", "\u051a\u051b"],
  ["R", "\u13a1"],
  ["S", "\u0405\u0455\u054f\u13da"],
  ["T", "\u03a4\u03c4\u0422\u0442\u13a2"],
  ["U", "\u054d\u057d"],
  ["V", "\u03bd\u0474\u0475\u13d9"],
  ["W", "\u051c\u051d\u13b3"],
  ["X", "\u03a7\u03c7\u0425\u0445"],
  ["Y", "\u03a5\u0423\u0443\u04ae"],
  ["Z", "\u0396\u13c3"],
  ["2", "\u01a7"],
  ["3", "\u01b7\u0417\u0437\u04e0"],
  ["4", "\u13ce"],
  ["5", "\u01bc"],
  ["6", "\u0431"],
  ["8", "\u0222"],
];

const LOOKS_LIKE = new Map(
  DRAWN_LIKE.flatMap(([ascii, others]) => [...others].map((other) => [other, ascii] as const)),
);

const SCRIPTS = [
  "Latin",
  "Cyrillic",
  "Greek",
  "Armenian",
  "Cherokee",
  "Arabic",
  "Hebrew",
  "Devanagari",
  "Bengali",
  "Thai",
  "Georgian",
  "Coptic",
  "Han",
  "Hiragana",
  "Katakana",
  "Hangul",
].map((script) => [script, new RegExp(`\\p{Script_Extensions=${script}}`, "u")] as const);

/** Code point ranges whose characters are better known by their form than by their script. */
const FORMS: readonly (readonly [first: number, last: number, form: string])[] = [
  [0x2460, 0x24ff, "enclosed"],
  [0xff01, 0xff5e, "full-width"],
  [0x1d400, 0x1d7ff, "mathematical"],
  [0x1f100, 0x1f1ff, "enclosed"],
];

/**
 * Names a character that is not `0-9`, `A-Z` or `a-z`.
 *
 * @param character - One code point, as a string.
 */
export function nameCharacter(character: string): CharacterName {
  const point = character.codePointAt(0) ?? 0;
  const number = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  const invisible = INVISIBLE.get(point);
  if (invisible) return { name: `${invisible} (${number})`, kind: "invisible" };
  if (/\p{Cc}/u.test(character)) return { name: `control code (${number})`, kind: "invisible" };
  if (/[\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character) && point !== 0x20) {
    return { name: `invisible character (${number})`, kind: "invisible" };
  }
  if (point < 0x80) return { name: JSON.stringify(character), kind: "other" };
  if (/\p{Cs}/u.test(character)) return { name: `half a character (${number})`, kind: "other" };
  if (/\p{M}/u.test(character)) return { name: `combining mark (${number})`, kind: "other" };

  const form =
    FORMS.find(([first, last]) => point >= first && point <= last)?.[2] ??
    SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0] ??
    (/\p{Pd}/u.test(character) ? "dash" : "character");
  const name = `${form} "${character}" (${number})`;
  const ascii = resemblance(character, point);
  return ascii
    ? { name: `${name}, not ASCII "${ascii}"`, kind: "lookAlike" }
    : { name, kind: "other" };
}

/** The ASCII letter, digit or hyphen a character is drawn like, stands for or decomposes to. */
function resemblance(character: string, point: number): string | undefined {
  const drawn = LOOKS_LIKE.get(character);
  if (drawn) return drawn;
  if (/\p{Pd}/u.test(character) || point === 0x2212) return "-";
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
  if (/^[0-9A-Z-]$/.test(bare)) return bare;
  // The decimal digits of every script are in runs of ten, zero first.
  if (!/\p{Nd}/u.test(character)) return undefined;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return String(before % 10);
}
