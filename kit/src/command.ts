// What every command of this repository has in common: its options, its help, and how it fails.
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** Something the person at the keyboard can put right: shown without a stack. */
export class UserError extends Error {
  override readonly name: string = "UserError";
}

type Options<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: T & { help: { type: "boolean" } } }>
>["values"];

/** Reads the options, answers --help, runs, and ends the process with 1 on failure. */
export async function command<const T extends ParseArgsOptionsConfig>(
  usage: string,
  options: T,
  run: (options: Options<T>) => Promise<void>,
): Promise<void> {
  try {
    const { values } = readOptions(usage, options);
    if ("help" in values && values.help) process.stdout.write(usage);
    else await run(values);
  } catch (error) {
    const known = error instanceof UserError;
    process.stderr.write(`\n${known ? error.message : text(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * The options of a program whose work is at its top level. `--help` and an option that there is not end the process before any
 * of it starts.
 */
export function optionsOf<const T extends ParseArgsOptionsConfig>(
  usage: string,
  options: T,
): Options<T> {
  try {
    const { values } = readOptions(usage, options);
    if (!("help" in values && values.help)) return values;
    process.stdout.write(usage);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exit(1);
  }
  process.exit(0);
}

function readOptions<T extends ParseArgsOptionsConfig>(usage: string, options: T) {
  try {
    return parseArgs({ options: { ...options, help: { type: "boolean" as const } } });
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

function text(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
