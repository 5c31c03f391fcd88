// How the characters of a code are taken out of a text, and how a text that is not one is refused.
// Shared by robot-id.ts and robot-id-uri.ts; not part of the package's interface.

import { nameCharacter } from "./character-name.js";
import { RobotIdError, type RobotIdErrorReason } from "./robot-id-error.js";

/** Number of characters of a code. */
export const LENGTH = 29;

/** One block of a code. */
export interface Block {
  readonly name: "country" | "manufacturer" | "model" | "serial";
  readonly start: number;
  readonly length: number;
}

/** The blocks of a code, in order. */
export const BLOCKS: readonly Block[] = [
  { name: "country", start: 0, length: 2 },
  { name: "manufacturer", start: 2, length: 4 },
  { name: "model", start: 6, length: 6 },
  { name: "serial", start: 12, length: 17 },
];

interface Reading {
  /** How many characters to take. */
  readonly length: number;
  /** Position of the first of them in a code. Default 0. */
  readonly start?: number;
  /** Whether spaces and hyphens are skipped. Default `true`. */
  readonly separators?: boolean;
  /** Where `text` begins in what the user gave. Default 0. */
  readonly offset?: number;
  /** Computes the check character; where given, one more character is taken for it and verified. */
  readonly checkCharacter?: (code: string) => string;
}

/** The part of a text that somebody meant, and where it begins. */
export interface Content {
  readonly content: string;
  readonly offset: number;
}

/** White space, and control codes such as the group separator that scanners send. Nobody sends a zero. */
function isBlank(character: string): boolean {
  return /[\s\p{Cc}]/u.test(character) && character !== "\0";
}

/**
 * Takes off the ends of a text what keyboards, files and clipboards leave there: tabs, line breaks, control codes, byte
 * order marks. This is the one rule for it. Spaces may stay, because they are skipped like hyphens.
 */
export function trimEnds(text: string): Content {
  if (typeof text !== "string") {
    throw new RobotIdError({ reason: "notText", expected: "text", found: typeof text });
  }
  let first = 0;
  for (let index = 0; index < text.length && isBlank(text.charAt(index)); index += 1) {
    if (text.charAt(index) !== " ") first = index + 1;
  }
  let end = text.length;
  for (let index = end; index > first && isBlank(text.charAt(index - 1)); index -= 1) {
    if (text.charAt(index - 1) !== " ") end = index - 1;
  }
  return { content: text.slice(first, end), offset: first };
}

/**
 * As {@link trimEnds}, and takes off what scanners add: the symbology identifier in front (ISO/IEC 15424, such as `]Q1` or
 * `]d2`), and the asterisks that Code 39 begins and ends with.
 */
export function contentOf(text: string): Content {
  let { content, offset } = trimEnds(text);
  const take = (from: number, to: number) => {
    const inner = trimEnds(content.slice(from, to));
    content = inner.content;
    offset += from + inner.offset;
  };
  const identifier = /^ *\][A-Za-z][0-9A-Za-z]/.exec(content)?.[0];
  if (identifier) take(identifier.length, content.length);
  const stars = /^ *\*(?=.*\* *$)/s.exec(content)?.[0];
  if (stars && content.trim().length > 1) take(stars.length, content.lastIndexOf("*"));
  return { content, offset };
}

/** Takes characters of the alphabet out of `text`, raised to upper case; everything else throws. */
export function readCharacters(given: string, reading: Reading): string {
  const { length, start = 0, separators = true, checkCharacter } = reading;
  const { content: text, offset: trimmed } = separators
    ? trimEnds(given)
    : { content: given, offset: 0 };
  const offset = (reading.offset ?? 0) + trimmed;
  const most = checkCharacter ? length + 1 : length;
  let characters = "";
  let last = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (separators && (character === " " || character === "-")) continue;
    const position = start + characters.length;
    const raised = raise(character);
    if (!raised || (position < 2 && raised < "A")) {
      refuseCharacter(text, index, {
        expected: expectedAt(position),
        position,
        where: whereIs(position),
        textOffset: offset,
      });
    }
    if (characters.length === most) {
      if (separators) refuseMisshapenGroup(text, start, length);
      refuseLeading(characters + raised, text.slice(index + 1), { length, offset, checkCharacter });
      throw new RobotIdError({
        reason: "tooLong",
        position,
        offset: offset + index,
        expected: `nothing behind the ${endOf(start + most)}`,
        found: JSON.stringify(raised),
      });
    }
    characters += raised;
    last = index;
  }
  if (separators) refuseMisshapenGroup(text, start, length);
  if (characters.length < length) {
    const position = start + characters.length;
    throw new RobotIdError({
      reason: "tooShort",
      position,
      offset: offset + text.length,
      where: whereIs(position),
      expected: counted(length, "character"),
      found: `${characters.length}`,
    });
  }
  const code = characters.slice(0, length);
  const check = characters.slice(length);
  const expected = check && checkCharacter?.(code);
  if (check !== expected) {
    throw new RobotIdError({
      reason: "wrongCheckCharacter",
      position: start + length,
      offset: offset + last,
      where: whereIs(start + length),
      expected: JSON.stringify(expected),
      found: JSON.stringify(check),
    });
  }
  return code;
}

/** Refuses the character at `index` of `text`, by name where it is outside ASCII. */
export function refuseCharacter(
  text: string,
  index: number,
  at: {
    readonly expected: string;
    readonly position: number;
    readonly where?: string;
    readonly textOffset?: number;
    readonly reason?: RobotIdErrorReason;
  },
): never {
  const { name, kind } = nameCharacter(String.fromCodePoint(text.codePointAt(index) ?? 0));
  throw new RobotIdError({
    reason: at.reason ?? (kind === "other" ? "invalidCharacter" : kind),
    position: at.position,
    offset: (at.textOffset ?? 0) + index,
    where: at.where,
    expected: at.expected,
    found: name,
  });
}

/**
 * Refuses one character too many at its place, where that is the first: without it, the check character is right. Some
 * scanners put a letter in front of what they read.
 */
function refuseLeading(
  characters: string,
  rest: string,
  {
    length,
    offset,
    checkCharacter,
  }: {
    readonly length: number;
    readonly offset: number;
    readonly checkCharacter: Reading["checkCharacter"] | undefined;
  },
): void {
  const code = characters.slice(1, length + 1);
  if (rest.replace(/[ -]/g, "") !== "" || characters.length !== length + 2) return;
  if (!/^[A-Z]{2}/.test(code) || checkCharacter?.(code) !== characters.at(-1)) return;
  throw new RobotIdError({
    reason: "tooLong",
    position: 0,
    offset,
    expected: "nothing in front of the country",
    found: JSON.stringify(characters.charAt(0)),
  });
}

/** What may be at a position of a code. */
export function expectedAt(position: number): string {
  return position < 2 ? "A-Z" : "0-9 or A-Z";
}

/** A position of a code in words. */
export function whereIs(position: number): string {
  const block = BLOCKS.find(({ start, length }) => position < start + length);
  if (!block) return "check character";
  return `${block.name}, character ${position - block.start + 1} of ${block.length}`;
}

/** A number of things in words. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** Upper case for ASCII letters alone: `toUpperCase` would turn a dotless i into an I. */
function raise(character: string): string | undefined {
  if (/^[0-9A-Z]$/.test(character)) return character;
  return /^[a-z]$/.test(character) ? character.toUpperCase() : undefined;
}

/** What ends before a position, in words. */
function endOf(position: number): string {
  const block = BLOCKS.find(({ start, length }) => start + length === position);
  return block?.name ?? "check character";
}

/**
 * As many groups as there are blocks, or one more of a single character, are taken for the blocks
 * and the check character: names the first that has another length than its block. Otherwise a
 * character left out in front of a check character would make a code of the wrong 29.
 */
function refuseMisshapenGroup(text: string, start: number, length: number): void {
  const blocks = BLOCKS.filter((block) => block.start >= start && block.start < start + length);
  const groups = text.split(/[ -]+/).filter((group) => group !== "");
  const withCheck = groups.length === blocks.length + 1 && groups.at(-1)?.length === 1;
  if (blocks.length < 2 || (groups.length !== blocks.length && !withCheck)) return;
  for (const [index, block] of blocks.entries()) {
    const found = groups[index]?.length ?? 0;
    // The check character may be right behind the serial.
    const more = block.name === "serial" && !withCheck ? 1 : 0;
    if (found === block.length || found === block.length + more) continue;
    throw new RobotIdError({
      reason: found < block.length ? "tooShort" : "tooLong",
      position: block.start + Math.min(found, block.length),
      where: block.name,
      expected: counted(block.length, "character"),
      found: `${found}`,
    });
  }
}
