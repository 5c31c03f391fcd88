// The reference of all commands, written from their definitions.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { documentationOf, WRITE_ANSWER } from "./define.js";
import { EXIT, EXIT_MEANINGS } from "./exit-codes.js";
import { ENVIRONMENT } from "./options.js";
import { createProgram } from "./program.js";
import { Session } from "./session.js";

/** The program as it is defined, for reading: it is not run. */
export function describeProgram(): CommandUnknownOpts {
  return createProgram(
    new Session({
      env: {},
      cwd: ".",
      out: () => {},
      err: () => {},
      outIsTerminal: false,
      errIsTerminal: false,
      canAsk: false,
      readInput: async () => "",
      signal: new AbortController().signal,
    }),
  );
}

/** A command that does something, with the words that call it. */
export interface NamedCommand {
  /** The words, without `robotid`. */
  readonly path: readonly string[];
  readonly command: CommandUnknownOpts;
}

/** All commands that do something, in the order of the help. */
export function commandsOf(
  command: CommandUnknownOpts,
  path: readonly string[] = [],
): readonly NamedCommand[] {
  const inner = command.commands.flatMap((one) => commandsOf(one, [...path, one.name()]));
  return documentationOf(command) ? [{ path, command }, ...inner] : inner;
}

/** The page, in Markdown. */
export function renderReference(): string {
  const program = describeProgram();
  const commands = commandsOf(program);
  return [
    "<!-- Generated from cli/src by `npm run reference -w cli`. Do not edit: change the commands. -->",
    "# Commands of `robotid`",
    "How to install and set it up is in [`cli/README.md`](../cli/README.md).",
    "## Options of every command",
    table(
      ["option", "meaning"],
      program.options.map(({ flags, description }) => [code(flags), description]),
    ),
    "## Exit codes",
    table(
      ["code", "meaning"],
      Object.entries(EXIT).map(([name, number]) => [
        String(number),
        EXIT_MEANINGS[name as keyof typeof EXIT],
      ]),
    ),
    "Of what is read, there are four answers that never look alike: proven (0, and 3 where there is no such thing), not proven (6), conflict (5), unreachable (4). [What that means](trust.md#four-answers).",
    "## Environment",
    table(
      ["variable", "meaning"],
      Object.entries(ENVIRONMENT).map(([name, meaning]) => [code(name), meaning]),
    ),
    "## JSON",
    [
      "With `--json` a command answers with one object on one line of standard output; `recall units` with one on each line.",
      "Every answer has all of the fields that are listed below. What is not there is `null`; whole numbers of the chain are texts;",
      "times are in seconds since 1970-01-01T00:00:00Z; codes have 29 characters. A failure is one object on standard error:",
      "`error`, with `exitCode`, `code` (of the contracts' error, where there is one), `message`, `suggestion`, `details`, and",
      "`sent`: hashes of transactions that were sent and not waited for. `recall units` says by what its units are proven on",
      "standard error, as an object with `units`, `blockNumber` and `proof`, unless `--quiet`.",
    ].join("\n"),
    "A command that writes answers with:",
    fields(WRITE_ANSWER),
    "## Commands",
    table(
      ["command", "does"],
      commands.map(({ path, command }) => [
        `[${code(`robotid ${path.join(" ")}`)}](#robotid-${path.join("-")})`,
        command.description(),
      ]),
    ),
    ...commands.map(renderCommand),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

function renderCommand({ path, command }: NamedCommand): string {
  const documentation = documentationOf(command);
  const usage = ["robotid", ...path, command.usage().replace("[options] ", "")].join(" ").trim();
  const isDefault = isDefaultCommand(command);
  const inputs = [
    ...command.registeredArguments.map((one) => [
      code(one.required ? `<${one.name()}>` : `[${one.name()}]`),
      withChoices(one.description, one.argChoices),
    ]),
    ...command.options.map((one) => [
      `${code(one.flags)}${one.mandatory ? " (required)" : ""}`,
      withChoices(one.description, one.argChoices, one.defaultValue),
    ]),
  ];
  const isWrite = documentation?.json === WRITE_ANSWER;
  return [
    `### robotid ${path.join(" ")}`,
    `${command.description()}.${isDefault ? ` \`${path.at(-1)}\` may be left out.` : ""}`,
    ["```", usage, "```"].join("\n"),
    ...(inputs.length > 0 ? [table(["argument or option", "meaning"], inputs)] : []),
    ...(documentation && !isWrite
      ? [
          documentation.isStream ? "Each line of the JSON answer:" : "JSON answer:",
          fields(documentation.json),
        ]
      : []),
    ["```sh", ...(documentation?.examples ?? []).map((one) => `robotid ${one}`), "```"].join("\n"),
  ].join("\n\n");
}

/** Whether its name may be left out; commander keeps that to itself. */
function isDefaultCommand(command: CommandUnknownOpts): boolean {
  const { _defaultCommandName: name } = (command.parent ?? {}) as { _defaultCommandName?: string };
  return name === command.name();
}

function withChoices(
  description: string,
  choices: readonly string[] | undefined,
  byDefault?: unknown,
): string {
  const among = choices ? `: ${choices.map(code).join(", ")}` : "";
  return `${description}${among}${byDefault === undefined ? "" : ` (default: ${byDefault})`}`;
}

function fields(meanings: Readonly<Record<string, string>>): string {
  return table(
    ["field", "holds"],
    Object.entries(meanings).map(([name, meaning]) => [code(name), meaning]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map(escaped).join(" | ")} |`).join("\n");
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|");
}

function code(text: string): string {
  return `\`${text}\``;
}
