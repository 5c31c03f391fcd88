// Commands that take any number of robots, and answer with any number: from options and files, to CSV.
import type { Command, OptionValues } from "@commander-js/extra-typings";
import type { RobotId } from "@openrobotid/sdk";
import type { AffectedUnit } from "@openrobotid/sdk/actions";
import { csvLine } from "./csv.js";
import { usageFailure } from "./failure.js";
import { readText } from "./files.js";
import type { Shell } from "./shell.js";
import { robotId, robotIds } from "./values.js";

/** Adds the two ways to give robots. */
export function robotsOption<
  Args extends unknown[],
  Opts extends OptionValues,
  Globals extends OptionValues,
>(command: Command<Args, Opts, Globals>) {
  return command
    .option("--robot <code>", "a robot; may come several times", robotIds)
    .option("--robots <file>", "file with a code a line; - is standard input");
}

/** The robots that the options of `robotsOption` give. */
export async function robotsFrom(
  shell: Shell,
  {
    robot = [],
    robots,
  }: { readonly robot?: readonly RobotId[] | undefined; readonly robots?: string | undefined },
): Promise<readonly RobotId[]> {
  const lines = robots === undefined ? [] : (await readText(shell, robots)).split(/\r?\n/);
  const read = lines.flatMap((line, index) => {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) return [];
    try {
      return [robotId(text)];
    } catch (error) {
      throw usageFailure(`${robots}, line ${index + 1}: ${(error as Error).message}`);
    }
  });
  const all = [...robot, ...read];
  if (all.length > 0) return all;
  throw usageFailure("No robot is named.", "Give --robot, or --robots with a file.");
}

const COLUMNS = ["id", "status", "state", "holder", "market"] as const;

/** First line of a list of units, as CSV (RFC 4180). */
export const CSV_HEAD = csvLine(COLUMNS);

/** A unit on a line. */
export function csvRow(unit: AffectedUnit): string {
  return csvLine(COLUMNS.map((column) => unit[column]));
}
