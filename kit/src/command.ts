// What every command of this repository has in common: its options, its help, and how it fails.
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** Something the person at the keyboard can put right: shown without a stack. */
export class UserError extends Error {
  override readonly name: string = "UserError";
}

const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "what should be a folder on the way is a file",
  EISDIR: "it is a folder, and a file is needed",
  EEXIST: "it is there already",
  EACCES: "it may not be read or written",
  EPERM: "it may not be read or written",
  EROFS: "it is on a disk that cannot be written to",
  ENOSPC: "there is no space left",
};

/** What the file system refused, for the person who named the file; `undefined` for anything else. */
export function fileErrorOf(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", path } = error as NodeJS.ErrnoException;
  const fault = FILE_FAULTS[code];
  return fault && path ? new UserError(`${path}: ${fault}.`, { cause: error }) : undefined;
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
