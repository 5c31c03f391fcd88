// Commands that take any number of robots, and answer with any number: from options and files, to CSV.
import type { Command, OptionValues } from "@commander-js/extra-typings";
import type { RobotId } from "@openrobotid/sdk";
import type { AffectedUnit } from "@openrobotid/sdk/actions";
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

/** First line of a list of units. */
export const CSV_HEAD = "id,status,state,holder,market\r\n";

/** A unit on a line. None of its fields can hold what CSV would quote. */
export function csvRow({ id, status, state, holder, market }: AffectedUnit): string {
  return `${[id, status, state, holder ?? "", market ?? ""].join(",")}
`;
}
