// Whether a call of `robotid` that a page shows is one that the command line knows.
import { describeProgram } from "@openrobotid/cli/embed";

const CALL = /^(?:\$ )?(?:(?:npx )?robotid|npm run --silent robotid --) (?=[a-z-])(.*)$/;

/** What ends a call in a shell. */
const END = /\s(?:[|>#]|&&)/;

/** What commander and the shell's completion add. */
const ADDED = ["help", "completion"];

const program = describeProgram();
type Described = typeof program;

/** What is wrong with a line that calls `robotid`; nothing with any other line. */
export function faultsOfCall(text: string, isBlock: boolean): string[] {
  const call = CALL.exec(text)?.[1];
  if (call === undefined) return [];
  const [line = ""] = call.replaceAll(/'[^']*'|"[^"]*"/g, "quoted").split(END);
  const words = line.split(/\s+/).filter((word) => word !== "");
  if (ADDED.includes(words[0] ?? "")) return [];

  const path = commandOf(words);
  const command = path.at(-1) ?? program;
  const name = ["robotid", ...path.slice(1).map((one) => one.name())].join(" ");
  const next = words[path.length - 1];
  if (isGroup(command) && next !== undefined && /^[a-z]/.test(next)) {
    return [`no command ${name} ${next}`];
  }

  const inner = isGroup(command) ? [] : command.commands;
  const options = [program, command, ...inner].flatMap((one) => one.options);
  const given = words
    .filter((word) => /^--?[a-z]/i.test(word))
    .map((word) => word.replace(/=.*/, ""));
  const known = [...options.flatMap(({ long, short }) => [long, short]), "--help", "-h"];
  const unknown = given.filter((word) => !known.includes(word));
  if (unknown.length > 0) return unknown.map((word) => `no option ${word} of ${name}`);

  // What is shown in a block can be copied, unless it leaves something out.
  if (!isBlock || line.includes("…") || given.includes("--help")) return [];
  return command.options
    .filter(({ mandatory, long }) => mandatory && !given.includes(long ?? ""))
    .map(({ long }) => `${name} needs ${long}`);
}

/** The program, its group and its command, as far as the words name them. */
function commandOf(words: readonly string[]): Described[] {
  const path = [program];
  for (const word of words) {
    const inner = path.at(-1)?.commands.find((one) => one.name() === word);
    if (!inner) break;
    path.push(inner);
  }
  return path;
}

/** Whether a command is there for others alone. Commander keeps to itself which of them may be left out. */
function isGroup(command: Described): boolean {
  const { _defaultCommandName: name } = command as { _defaultCommandName?: string | null };
  return command.commands.length > 0 && (name ?? undefined) === undefined;
}
