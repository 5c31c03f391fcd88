// How answers look to people: labelled lines and tables. Whatever the chain says is printed as text and nothing else: names
// and notices are written by strangers, and a terminal takes some characters for orders.
import { styleText } from "node:util";
import { printable } from "@openrobotid/sdk";
import Table from "cli-table3";

/** How a cell is painted. */
export type Paint = "red" | "yellow" | "green" | "bold" | "dim";

/** A text, or a painted one. */
export type Cell = string | { readonly text: string; readonly paint: Paint };

/** Lays answers out, with colours or without. */
export class Layout {
  private readonly isColored: boolean;

  constructor(isColored: boolean) {
    this.isColored = isColored;
  }

  /** One cell, safe to print. */
  cell(cell: Cell): string {
    if (typeof cell === "string") return printable(cell);
    return this.#paint(cell.paint, printable(cell.text));
  }

  #paint(paint: Paint, text: string): string {
    // The decision was taken with the options in view: it is not for Node to take it again.
    return this.isColored ? styleText(paint, text, { validateStream: false }) : text;
  }

  /** Labels and what is to be said under them. A label without values is left out. */
  fields(rows: readonly (readonly [label: string, ...values: readonly Cell[]])[]): string {
    const shown = rows.filter(([, ...values]) => values.length > 0);
    const width = Math.max(0, ...shown.map(([label]) => label.length));
    return shown
      .flatMap(([label, ...values]) =>
        values.map((value, index) => {
          const head = (index === 0 ? label : "").padEnd(width);
          return `  ${this.#paint("dim", head)}  ${this.cell(value)}`;
        }),
      )
      .map((line) => `${line.trimEnd()}\n`)
      .join("");
  }

  /** A table. Where there is no row, it says what there is none of. */
  table(head: readonly string[], rows: readonly (readonly Cell[])[], none: string): string {
    if (rows.length === 0) return `${none}\n`;
    const blank = Object.fromEntries(
      [
        ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left"],
        ...["bottom-right", "left", "left-mid", "mid", "mid-mid", "right", "right-mid"],
      ].map((place) => [place, ""]),
    );
    const table = new Table({
      chars: { ...blank, middle: "  " },
      style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
      head: head.map((label) => this.#paint("bold", label)),
    });
    table.push(...rows.map((row) => row.map((cell) => this.cell(cell))));
    return `${table.toString().replaceAll(/ +$/gm, "")}\n`;
  }
}

/** A moment, to the second; "unknown" where there is none is for the caller to say. */
export function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.000Z$/, "Z");
}

/** The day of a moment, UTC. */
export function day(seconds: number): string {
  return moment(seconds).slice(0, 10);
}

/** A word of the SDK as people write it: `notApplicable` becomes `not applicable`. */
export function spaced(word: string): string {
  return word.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
}

/** A number and its noun. */
export function count(number: number | bigint, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${BigInt(number) === 1n ? noun : plural}`;
}

/** Largest first. */
const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A length of time in the largest unit that goes into it without a rest: "90 seconds", "7 days". */
export function duration(seconds: number): string {
  const [unit, length] = UNITS.find(([, one]) => seconds % one === 0) ?? ["second", 1];
  return seconds === 0 ? "0 seconds" : count(seconds / length, unit);
}

/** The same rounded down, in the largest unit of which there are two: "90 seconds", "3 hours". */
export function roughly(seconds: number): string {
  const [unit, length] = UNITS.find(([, one]) => seconds >= 2 * one) ?? ["second", 1];
  return count(Math.floor(seconds / length), unit);
}

/** Words to choose from: "a, b or c". */
export function either(words: readonly string[]): string {
  return words.join(", ").replace(/, ([^,]*)$/, " or $1");
}
