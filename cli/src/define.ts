// How commands are defined: with what they answer in JSON and with examples, for the help, the reference and the tests.
import type { Command, CommandUnknownOpts } from "@commander-js/extra-typings";

/** What a command's documentation holds beside its arguments and options. */
export interface Documentation {
  /** Fields of its JSON answer, and what they hold. Every answer has all of them. */
  readonly json: Readonly<Record<string, string>>;
  /** Whether it answers with any number of lines, one object each. */
  readonly isStream?: boolean;
  /** Calls that work as they are, against the sandbox. */
  readonly examples: readonly string[];
}

const documentation = new WeakMap<CommandUnknownOpts, Documentation>();

/** The documentation of a command; `undefined` for a group of commands. */
export function documentationOf(command: CommandUnknownOpts): Documentation | undefined {
  return documentation.get(command);
}

/** A group of commands. */
export function group(parent: CommandUnknownOpts, name: string, summary: string): Command {
  return parent.command(name).description(summary) as unknown as Command;
}

/** A command that reads, computes or signs. */
export function reading(
  parent: CommandUnknownOpts,
  name: string,
  summary: string,
  docs: Documentation,
  { isDefault = false } = {},
): Command {
  const command = parent.command(name, { isDefault }).description(summary);
  return documented(command as unknown as Command, docs);
}

/** What every command that asks the registry answers beside its own fields. */
const PROOF_ANSWER = {
  proof:
    "by what it is proven: `seals` (qbft, or none where nobody vouches for the blocks), `sealers` (validator, seat, name; null where nobody seals), `cosigners` (seat, name: whose witnesses vouch for it; null where none were asked for), `block`, `hash`, `timestamp` (seconds), `ageSeconds`, `node`, `faults` (node, lied, message: of nodes that were not believed); null where nothing was proven",
} as const;

/** A command that reads the registry: its answer says by what it is proven. */
export function asking(
  parent: CommandUnknownOpts,
  name: string,
  summary: string,
  { json, ...docs }: Documentation,
  { isDefault = false } = {},
): Command {
  const all = { ...docs, json: { ...json, ...PROOF_ANSWER } };
  return reading(parent, name, summary, all, { isDefault });
}

/** Whether an answer of a command says by what it is proven. */
export function saysProof(command: CommandUnknownOpts): boolean {
  return documentationOf(command)?.json.proof === PROOF_ANSWER.proof;
}

/** What every command that writes answers. */
export const WRITE_ANSWER = {
  action: "action of the SDK",
  dryRun: "whether nothing was sent",
  from: "account that acts",
  transaction: "hash of the transaction; null in a dry run",
  blockNumber: "its block; null in a dry run",
  gasUsed: "gas that it used; null in a dry run",
  events: "what the events of the change say, one for each robot; none in a dry run",
  documents:
    "documents that were committed to: `document`, `commitment`, and the `file` that keeps the salt",
} as const;

/** A command that writes to the registry. */
export function writing(
  parent: CommandUnknownOpts,
  name: string,
  summary: string,
  ...examples: readonly string[]
) {
  const command = parent.command(name).description(summary) as unknown as Command;
  return documented(command, { json: WRITE_ANSWER, examples }).option(
    "--dry-run",
    "say whether it would pass, and send nothing",
  );
}

function documented(command: Command, docs: Documentation): Command {
  documentation.set(command as unknown as CommandUnknownOpts, docs);
  const examples = docs.examples.map((example) => `  $ robotid ${example}`).join("\n");
  return command.addHelpText("after", `\nExamples:\n${examples}`);
}
