// The tools: questions of `robotid`, each a tool with its arguments and options, and what a run of it comes to.
import { EXIT, type Question, questionsOf, run, type Shell } from "@openrobotid/cli/embed";
import { z } from "zod";

/**
 * The commands that become tools. Each answers with one object, and proves it where there is an anchor, or asks nobody. None
 * signs, sends, or touches a file that an agent names.
 */
export const COMMANDS: readonly string[] = [
  "parse",
  "lookup",
  "history",
  "flag show",
  "order show",
  "recall list",
  "recall show",
  "recall suspension",
  "record certificate list",
  "authority show",
  "authority attester",
  "authority model show",
  "authority accreditation show",
  "authority chain",
  "governance seats",
  "governance country",
  "governance validators",
  "governance periods",
  "governance proposals",
  "governance show",
  "logs",
];

/** Options that are no matter of an agent: which proposals are shown, and how many blocks a request covers. */
const LEFT_OUT = ["state", "block-range"];

/** A tool, as the protocol describes it. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: Record<string, z.ZodTypeAny>;
  /** Arguments of `robotid` for some input. */
  readonly lineOf: (input: Readonly<Record<string, unknown>>) => readonly string[];
}

/** What a tool answers. */
export interface Answer {
  /** JSON. */
  readonly text: string;
  readonly json: Record<string, unknown>;
  /** Whether there is no answer, and the text says why. */
  readonly isError: boolean;
}

/** All tools. */
export function tools(): readonly Tool[] {
  return questionsOf(COMMANDS).map(toolOf);
}

function toolOf({ path, description, inputs, fields }: Question): Tool {
  const given = inputs.filter(({ name }) => !LEFT_OUT.includes(name));
  const answers = Object.entries(fields).map(([name, meaning]) => `- ${name}: ${meaning}`);
  return {
    name: path.join("_").replaceAll("-", "_"),
    description: [`${description}.`, "", "Answers in JSON:", ...answers].join("\n"),
    input: Object.fromEntries(
      given.map((one) => {
        const type = one.isFlag ? z.boolean() : textOf(one);
        const described = type.describe(one.description);
        return [keyOf(one.name), one.isRequired ? described : described.optional()];
      }),
    ),
    lineOf: (input) => [
      ...path,
      ...given.flatMap(({ name, isOption, isFlag }) => {
        const value = input[keyOf(name)];
        if (value === undefined || value === false) return [];
        if (isFlag) return [`--${name}`];
        return [isOption ? `--${name}=${value}` : String(value)];
      }),
    ],
  };
}

/** Text that the command line does not take for an option. */
function textOf({ choices }: Question["inputs"][number]): z.ZodTypeAny {
  const [first, ...rest] = choices ?? [];
  if (first !== undefined) return z.enum([first, ...rest]);
  return z.string().max(1_000).regex(/^[^-]/, "expected a text that does not begin with a hyphen");
}

function keyOf(name: string): string {
  return name.replaceAll("-", "_");
}

/** Runs a question, and reads what it answers. */
export async function answerTo(
  line: readonly string[],
  { options, shell }: { readonly options: readonly string[]; readonly shell: Shell },
): Promise<Answer> {
  const written = { out: "", err: "" };
  const exitCode = await run([...line, ...options, "--json", "--quiet"], {
    ...shell,
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
  });
  // That a code was never issued is an answer, and it is proven too.
  const isAnswer = written.out !== "" && (exitCode === EXIT.ok || exitCode === EXIT.unknown);
  const text = (written.out || written.err).trim();
  return { text, json: JSON.parse(text) as Record<string, unknown>, isError: !isAnswer };
}
