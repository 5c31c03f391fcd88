// Runs the command as a person would, in this process: against the sandbox, as one of its parties, in a folder of its own.
import { text } from "node:stream/consumers";
import { deploymentFile, folder, party, rpcUrl } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { documentationOf } from "../src/define.js";
import { describeProgram } from "../src/reference.js";
import { run } from "../src/run.js";
import type { Shell } from "../src/shell.js";

/** What a run of the command came to. */
export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The surroundings of a run; what is not given is that of a script without a terminal. */
export interface Surroundings extends Partial<Omit<Shell, "out" | "err">> {
  /** Party whose key is in the environment. */
  readonly as?: string;
  /** Whether options that name the sandbox are left out. */
  readonly bare?: boolean;
  /** Called with what it prints while it runs. */
  readonly onOut?: (text: string) => void;
}

/** Runs the command. */
export async function robotid(
  line: string | readonly string[],
  surroundings: Surroundings = {},
): Promise<Outcome> {
  const { as, bare = false, env = {}, onOut, ...shell } = surroundings;
  const written = { out: "", err: "" };
  const args = typeof line === "string" ? wordsOf(line) : [...line];
  const exitCode = await run(
    bare ? args : [...args, "--rpc", rpcUrl, "--deployment", deploymentFile],
    {
      cwd: folder,
      outIsTerminal: false,
      errIsTerminal: false,
      canAsk: false,
      readInput: () => text(process.stdin),
      signal: new AbortController().signal,
      ...shell,
      env: { HOME: folder, ...(as && { ROBOTID_PRIVATE_KEY: party(as).privateKey }), ...env },
      out: (content) => {
        written.out += content;
        onOut?.(content);
      },
      err: (content) => {
        written.err += content;
      },
    },
  );
  return { exitCode, ...written };
}

/** Runs a command that must succeed; gives what it says. */
export async function says(
  line: string | readonly string[],
  surroundings?: Surroundings,
): Promise<string> {
  const { exitCode, out, err } = await robotid(line, surroundings);
  expect({ exitCode, err }).to.deep.equal({ exitCode: 0, err: "" });
  return out;
}

/** Runs a command with --json; its answer must have the fields that its documentation names, and no others. */
export async function answers<answer = Record<string, unknown>>(
  line: string | readonly string[],
  surroundings?: Surroundings & { readonly exits?: number },
): Promise<answer> {
  const { exits = 0, ...rest } = surroundings ?? {};
  const args = typeof line === "string" ? wordsOf(line) : line;
  const { exitCode, out, err } = await robotid([...args, "--json"], rest);
  expect({ exitCode, err: exitCode === exits ? "" : err }).to.deep.equal({
    exitCode: exits,
    err: "",
  });
  const answer = JSON.parse(out) as answer & object;
  expect(Object.keys(answer)).to.have.members(
    documentedFields(args),
    `fields of ${args.join(" ")}`,
  );
  return answer;
}

/** Runs a command that must fail; gives the error, as it is in JSON on standard error. */
export async function fails(
  line: string | readonly string[],
  exitCode: number,
  surroundings?: Surroundings,
): Promise<{ code: string; message: string; suggestion: string | null; details: unknown }> {
  const args = typeof line === "string" ? wordsOf(line) : line;
  const outcome = await robotid([...args, "--json"], surroundings);
  expect(outcome).to.deep.include({ exitCode, out: "" });
  return JSON.parse(outcome.err).error;
}

/** The fields that the documentation of a command names. */
function documentedFields(args: readonly string[]): string[] {
  let command = describeProgram();
  for (const word of args) {
    const inner = command.commands.find((one) => one.name() === word);
    if (!inner) break;
    command = inner;
  }
  const documentation = documentationOf(command) ?? documentationOf(defaultOf(command));
  return Object.keys(documentation?.json ?? {});
}

function defaultOf(
  command: ReturnType<typeof describeProgram>,
): ReturnType<typeof describeProgram> {
  const { _defaultCommandName: name } = command as unknown as { _defaultCommandName?: string };
  return command.commands.find((one) => one.name() === name) ?? command;
}

/** Splits a line as a shell would; quotes hold words together. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}
