// How a playing of the example world looks in a terminal.
import { styleText } from "node:util";
import type { Step } from "./player.js";
import type { Difference } from "./state.js";

const INDENT = " ".repeat(27);

/** Prints steps as they come, under the months in which they happen. */
export function stepPrinter(print: (line: string) => void): (step: Step) => void {
  let month = "";
  return ({ date, says, gas, refusal }) => {
    const moment = new Date(date * 1000);
    const named = moment.toLocaleString("en", { month: "long", year: "numeric", timeZone: "UTC" });
    if (named !== month) print(`\n${styleText("bold", named)}`);
    month = named;
    const day = moment.toISOString().slice(0, 10);
    if (refusal === undefined) {
      print(`${day}  ${gasText(gas).padStart(14)} ${says}`);
      return;
    }
    print(`${day}  ${styleText("yellow", "refused".padStart(10))}     ${says}`);
    print(`${INDENT}${styleText("yellow", refusal.errorName)}: ${refusal.message}`);
    print(`${INDENT}${styleText("dim", refusal.why)}`);
  };
}

export function gasText(gas: bigint | number): string {
  return `${gas.toLocaleString("en")} gas`;
}

export function differenceText({ place, path, expected, found }: Difference): string {
  return `${place}: ${path}: expected ${JSON.stringify(expected) ?? "nothing"}, the chain says ${JSON.stringify(found) ?? "nothing"}`;
}
