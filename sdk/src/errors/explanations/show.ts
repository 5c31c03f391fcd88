// How values appear in the sentences: codes with hyphens, times as RFC 3339, words of enums spoken.
import { textOfBytes } from "../../internal/text-of-bytes.js";
import {
  type CountryCode,
  formatRobotId,
  type Hex,
  isRobotId,
  type ManufacturerId,
  type ModelId,
  type RobotId,
} from "../../robot-id.js";
import { type Word, type WordList, words } from "../../words.js";

/** A code with hyphens; what is no code, as it is. */
export function robot(id: RobotId | undefined): string {
  if (id === undefined) return "The empty code";
  return isRobotId(id) ? formatRobotId(id) : String(id);
}

/** A model or a manufacturer with hyphens. */
export function block(id: ModelId | ManufacturerId): string {
  if (id === undefined || /^0x/.test(id)) return `"${id ?? ""}"`;
  return [id.slice(0, 2), id.slice(2, 6), id.slice(6)].filter((part) => part !== "").join("-");
}

/** The first character of a code. */
export function position(of: bigint): string {
  return `character ${of + 1n}`;
}

/** A country, or that there is none. */
export function country(code: CountryCode | undefined): string {
  return code ?? "no country";
}

/** A moment as RFC 3339. */
export function time(seconds: number | bigint): string {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return `second ${seconds}`;
  return date.toISOString().replace(".000Z", "Z");
}

/** A span of time in its largest whole unit. */
export function span(seconds: number | bigint): string {
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ] as const;
  const total = Number(seconds);
  const [unit, size] = units.find(([, length]) => total >= length && total % length === 0) ?? [
    "second",
    1,
  ];
  const count = total / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** A number with its noun. */
export function counted(count: number | bigint, noun: string): string {
  return `${count} ${noun}${BigInt(count) === 1n ? "" : "s"}`;
}

/** A word of an enum as people say it: `noTransfer` → `no transfer`. */
export function spoken(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A noun with its article. */
export function one(word: string): string {
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${spoken(word)}`;
}

/** Words as a choice: `a, b or c`. */
export function choice(all: readonly string[]): string {
  if (all.length < 2) return all.join("");
  return `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}

/** The words of a list that can be given, quoted. */
export function choiceOf(list: WordList): string {
  return choice(words[list].filter((word) => word !== "none").map((word) => `"${word}"`));
}

/** The words whose bits are set. */
export function bits<list extends WordList>(list: list, bitmap: bigint): Word<list>[] {
  return words[list].filter((_, index) => (bitmap >> BigInt(index)) & 1n) as Word<list>[];
}

/** Text that left-aligned bytes hold; in hexadecimal where they hold none. */
export function text(bytes: Hex): string {
  const characters = textOfBytes(bytes).replace(/\0+$/, "");
  return /^[\x20-\x7e]+$/.test(characters) ? `"${characters}"` : bytes;
}
