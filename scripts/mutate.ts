// Changes the contracts in one place at a time and sees whether a test notices. For a schedule, not for `npm test`: all of it
// takes hours.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { build } from "@openrobotid/kit/build";
import { command, UserError } from "@openrobotid/kit/command";
import { affectedContracts } from "@openrobotid/mutation/affected";
import { parse, readProject } from "@openrobotid/mutation/compiler";
import type { Outcome, Task } from "@openrobotid/mutation/messages";
import { type Mutant, mutantsOfAll } from "@openrobotid/mutation/operators";
import { Pool } from "@openrobotid/mutation/pool";
import { roundsOf } from "@openrobotid/mutation/rooms";
import { sample } from "@openrobotid/mutation/sample";

const LEAST_SCORE = 0.95;
const EQUIVALENT = "mutation/src/equivalent.json";

const USAGE = `npm run mutate -- [options]

  --file TEXT    only sources whose path contains it
  --sample N     so many mutants of them, drawn at random
  --seed N       what the draw follows from (1)
  --jobs N       how many at once (as many as processors)
  --list         lists the mutants and tries none
  --json         the result as JSON on stdout

Ends with 1 if the tests notice less than ${100 * LEAST_SCORE} %. Mutants that change nothing are in
${EQUIVALENT}, each with the reason.
`;

interface Tried {
  id: string;
  mutant: Mutant;
  outcome: Outcome;
}

const say = (text: string) => process.stderr.write(`${text}\n`);
const place = ({ file, line }: Mutant) => `${file}:${line}`;

function numberOf(option: string, value: string | undefined, otherwise: number): number {
  const number = value === undefined ? otherwise : Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UserError(`--${option} takes a whole number above zero, not ${value}`);
}

/** Test files that noticed mutants of a place before come first. */
class Killers {
  readonly #counts = new Map<string, number>();

  #places({ file, member }: Mutant): string[] {
    return [file, `${file} ${member}`];
  }

  add(mutant: Mutant, test: string): void {
    for (const key of this.#places(mutant)) {
      this.#counts.set(`${key} ${test}`, (this.#counts.get(`${key} ${test}`) ?? 0) + 1);
    }
  }

  sort(mutant: Mutant, tests: string[]): string[] {
    // One of the same function counts for more than all of the others.
    const [ofFile = "", ofMember = ""] = this.#places(mutant);
    const weight = (test: string) =>
      (this.#counts.get(`${ofFile} ${test}`) ?? 0) +
      1_000_000 * (this.#counts.get(`${ofMember} ${test}`) ?? 0);
    return [...tests].sort((a, b) => weight(b) - weight(a));
  }
}

function report(tried: Tried[], equivalent: number, asJson: boolean): void {
  const of = (kind: Outcome["kind"]) => tried.filter(({ outcome }) => outcome.kind === kind);
  const [killed, survived] = [of("killed"), of("survived")];
  const counted = killed.length + survived.length;
  const score = counted === 0 ? 1 : killed.length / counted;
  const numbers = {
    killed: killed.length,
    survived: survived.length,
    uncompilable: of("uncompilable").length,
    equivalent,
    score,
  };
  if (asJson) {
    const mutants = tried.map(({ id, mutant, outcome }) => ({ id, line: mutant.line, ...outcome }));
    process.stdout.write(`${JSON.stringify({ ...numbers, mutants }, null, 2)}\n`);
  } else {
    process.stdout.write("\n");
    for (const file of new Set(tried.map(({ mutant }) => mutant.file))) {
      const all = [...killed, ...survived].filter(({ mutant }) => mutant.file === file);
      const noticed = all.filter(({ outcome }) => outcome.kind === "killed").length;
      const percent = ((100 * noticed) / (all.length || 1)).toFixed(1);
      process.stdout.write(
        `${file.padEnd(50)}${`${noticed}/${all.length}`.padStart(10)}${percent.padStart(8)} %\n`,
      );
    }
    if (survived.length > 0) process.stdout.write("\nNoticed by no test:\n");
    for (const { id, mutant } of survived) process.stdout.write(`${place(mutant)}  ${id}\n`);
    process.stdout.write(
      `\n${numbers.killed} noticed, ${numbers.survived} not, ${numbers.uncompilable} do not compile, ` +
        `${equivalent} change nothing: ${(100 * score).toFixed(1)} %\n`,
    );
  }
  process.exitCode = score >= LEAST_SCORE ? 0 : 1;
}

await command(
  USAGE,
  {
    file: { type: "string", default: "" },
    sample: { type: "string" },
    seed: { type: "string" },
    jobs: { type: "string" },
    list: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  async (options) => {
    const seed = numberOf("seed", options.seed, 1);
    const jobs = numberOf("jobs", options.jobs, availableParallelism());
    await build();
    const project = readProject(process.cwd());
    const trees = parse(project);
    const all = mutantsOfAll(project, trees);
    const equivalent: Record<string, string> = JSON.parse(readFileSync(EQUIVALENT, "utf8"));
    const gone = Object.keys(equivalent).filter((id) => !all.has(id));
    if (gone.length > 0)
      throw new UserError(`${EQUIVALENT} has what is no mutant:\n${gone.join("\n")}`);

    const wanted = [...all].filter(([, { file }]) => file.includes(options.file ?? ""));
    const unequal = wanted.filter(([id]) => !(id in equivalent));
    const drawn = sample(unequal, numberOf("sample", options.sample, unequal.length), seed);
    if (drawn.length === 0) throw new UserError(`No mutant is in a source like ${options.file}`);
    if (options.list) {
      for (const [id, mutant] of drawn) console.log(`${place(mutant)}  ${id}`);
      return;
    }

    const affected = affectedContracts(trees);
    const taskOf = (mutant: Mutant): Task => {
      const contracts = affected(mutant.file, mutant.definition);
      return {
        mutant,
        rounds: roundsOf(mutant.file).map(({ contracts: names, tests }) => ({
          contracts: contracts.filter(({ name }) => names?.includes(name) ?? true),
          tests,
        })),
      };
    };

    // First what the tests say without a mutant: a failure of theirs would count as notice.
    const tasks = drawn.map(([id, mutant]) => ({ id, mutant, task: taskOf(mutant) }));
    const plain = new Map(
      tasks.map(({ task }) => {
        const rounds = task.rounds.map((round) => ({ ...round, tests: round.tests.toSorted() }));
        return [JSON.stringify(rounds), rounds];
      }),
    );
    const pool = new Pool(process.cwd());
    say(`${plain.size} sets of tests without a mutant…`);
    const rest = [...plain.values()];
    await pool.run(jobs, () => {
      const rounds = rest.shift();
      if (rounds === undefined) return undefined;
      const done = (outcome: Outcome) => {
        if (outcome.kind === "survived") return;
        throw new UserError(`The tests fail without a mutant: ${JSON.stringify(outcome)}`);
      };
      return { task: { mutant: undefined, rounds }, done };
    });

    const killers = new Killers();
    const tried: Tried[] = [];
    const waiting = [...tasks];
    await pool.run(jobs, () => {
      const item = waiting.shift();
      if (item === undefined) return undefined;
      const { id, mutant, task } = item;
      const rounds = task.rounds.map(({ contracts, tests }) => ({
        contracts,
        tests: killers.sort(mutant, tests),
      }));
      const done = (outcome: Outcome) => {
        tried.push({ id, mutant, outcome });
        if (outcome.kind === "killed") killers.add(mutant, outcome.by);
        const by = outcome.kind === "killed" ? `  (${outcome.test})` : "";
        say(`[${tried.length}/${tasks.length}] ${outcome.kind}  ${place(mutant)}  ${id}${by}`);
      };
      return { task: { mutant, rounds }, done };
    });
    report(tried, wanted.length - unequal.length, options.json);
  },
);
