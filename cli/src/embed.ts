// What other programs take of `robotid`: its questions, described, and a run of it in their own process. `@openrobotid/mcp` makes
// tools of them.
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { documentationOf, saysProof } from "./define.js";
import { addGlobalOptions } from "./options.js";
import { commandsOf, describeProgram } from "./reference.js";
import { integer } from "./values.js";

export {
  bodyOf,
  isLocal,
  type LocalServer,
  listenLocally,
  MOST_BYTES,
} from "@openrobotid/sdk/endpoint";
export { EXIT } from "./exit-codes.js";
export { run } from "./run.js";
export type { Shell } from "./shell.js";

/** An argument or an option of a question. */
export interface Input {
  /** As the command names it, without dashes. */
  readonly name: string;
  readonly description: string;
  readonly isOption: boolean;
  /** Whether it is there or not, and takes no value. */
  readonly isFlag: boolean;
  readonly isRequired: boolean;
  /** What it may be; anything where it is `undefined`. */
  readonly choices: readonly string[] | undefined;
}

/** A command that answers with one object in JSON. */
export interface Question {
  /** The words that call it, without `robotid`. */
  readonly path: readonly string[];
  readonly description: string;
  readonly inputs: readonly Input[];
  /** Fields of the answer, and what they hold. */
  readonly fields: Readonly<Record<string, string>>;
  /** Whether the answer says by what it is proven. Where it does not, nobody is asked. */
  readonly saysProof: boolean;
}

/** The questions that these words call, in the order given. Throws where there is no such command. */
export function questionsOf(paths: readonly string[]): readonly Question[] {
  const commands = commandsOf(describeProgram());
  return paths.map((path) => {
    const found = commands.find((one) => one.path.join(" ") === path);
    if (!found) throw new Error(`There is no command "${path}".`);
    const { command } = found;
    return {
      path: found.path,
      description: command.description(),
      inputs: inputsOf(command),
      fields: documentationOf(command)?.json ?? {},
      saysProof: saysProof(command),
    };
  });
}

function inputsOf(command: CommandUnknownOpts): readonly Input[] {
  return [
    ...command.registeredArguments.map((one) => ({
      name: one.name(),
      description: one.description,
      isOption: false,
      isFlag: false,
      isRequired: one.required,
      choices: one.argChoices,
    })),
    ...command.options.map((one) => ({
      name: one.name(),
      description: one.description,
      isOption: true,
      isFlag: !one.required && !one.optional,
      isRequired: one.mandatory,
      choices: one.argChoices,
    })),
  ];
}

/** Options that say which registry is meant, and how it is asked. None of them names a key. */
const CONNECTION = new Set([
  "profile",
  "config",
  "rpc",
  "deployment",
  "verifyAgainst",
  "anchor",
  "maxAge",
  "cosigners",
  "prove",
  "timeout",
]);

/** What a program that takes such options says of itself. */
export interface Introduction {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  /** What a port is for, where it takes one. */
  readonly port: string;
}

/** What its arguments come to. */
export interface ConnectionArguments {
  /** Options of `robotid`. */
  readonly options: readonly string[];
  readonly port: number | undefined;
}

/**
 * Reads the arguments of another program, which may be options of this kind and `--port`, and no others. Prints help, the version or
 * what is wrong, and ends the process, as a command line does.
 */
export function readConnectionArguments(
  args: readonly string[],
  { name, description, version, port: portIsFor }: Introduction,
): ConnectionArguments {
  const program = new Command(name).description(description).version(version);
  const options = addGlobalOptions(new Command()).options.filter((option) =>
    CONNECTION.has(option.attributeName()),
  );
  for (const option of options) program.addOption(option);
  const { port } = program
    .option("--port <number>", portIsFor, integer(0, 65_535))
    .parse([...args], { from: "user" })
    .opts();
  const values = program.opts() as Record<string, unknown>;
  const given = options.filter(
    (option) => program.getOptionValueSource(option.attributeName() as never) === "cli",
  );
  return {
    options: given.map((option) =>
      option.negate ? `${option.long}` : `${option.long}=${values[option.attributeName()]}`,
    ),
    port,
  };
}
