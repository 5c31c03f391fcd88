// A process that compiles one mutant after another and runs the tests on it. Hardhat and the compiler stay loaded between two.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { artifacts } from "hardhat";
import Mocha from "mocha";
import { type Contract, compile, OWN, PIPELINES, type Project, readProject } from "./compiler.js";
import type { Outcome, Task } from "./messages.js";
import { apply } from "./operators.js";
import { OF_OPTIMIZED_CODE } from "./rooms.js";

/** Far more than any test takes. */
const TEST_MILLISECONDS = 30_000;

const root = process.cwd();
const project = readProject(root);

interface Original {
  pipeline: number;
  artifact: object;
  path: string;
}

/** The contracts as they are without a mutant, compiled in the same way. */
const originals = new Map<string, Original>();

/** Compiles in the quickest way that can, from one on; tells why none can. */
function compileFrom(first: number, sources: Project, contract: Contract) {
  let why = "";
  for (const [index, pipeline] of PIPELINES.entries()) {
    if (index < first) continue;
    const compiled = compile(sources, contract, pipeline);
    if (typeof compiled !== "string") return { pipeline: index, compiled };
    why = compiled;
    if (!why.includes("Stack too deep")) break;
  }
  return why;
}

async function originalOf(contract: Contract): Promise<Original> {
  const name = `${contract.source.slice(OWN.length)}:${contract.name}`;
  const known = originals.get(name);
  if (known !== undefined) return known;
  const result = compileFrom(0, project, contract);
  if (typeof result === "string") throw new Error(result);
  const original = {
    pipeline: result.pipeline,
    artifact: { ...(await artifacts.readArtifact(name)), ...result.compiled },
    path: await artifacts.getArtifactPath(name),
  };
  originals.set(name, original);
  return original;
}

let runs = 0;

/** Runs a test file, up to the first test that fails if `bail`, and tells the titles of those that fail. */
async function failuresOf(file: string, bail: boolean): Promise<string[]> {
  const mocha = new Mocha({ bail, timeout: TEST_MILLISECONDS, reporter: "min" });
  mocha.grep(OF_OPTIMIZED_CODE).invert();
  const { EVENT_FILE_PRE_REQUIRE } = Mocha.Suite.constants;
  mocha.suite.emit(EVENT_FILE_PRE_REQUIRE, globalThis, file, mocha);
  runs += 1;
  // Under another address the file is loaded again, and begins on a chain of its own.
  try {
    await import(`${pathToFileURL(join(root, file))}?run=${runs}`);
  } catch (error) {
    return [`loading it: ${error}`];
  }
  return await new Promise((resolve) => {
    const titles: string[] = [];
    const runner = mocha.run(() => {
      mocha.dispose();
      resolve(titles);
    });
    runner.on("fail", (test) => {
      titles.push(test.fullTitle());
    });
  });
}

async function execute({ mutant, rounds }: Task): Promise<Outcome> {
  const changed = { ...project, sources: { ...project.sources } };
  if (mutant !== undefined) {
    const source = OWN + mutant.file;
    const content = project.sources[source]?.content ?? "";
    changed.sources[source] = { content: apply(content, mutant) };
  }
  const written = new Set<Original>();
  try {
    for (const { contracts, tests } of rounds) {
      for (const contract of contracts) {
        const original = await originalOf(contract);
        if (written.has(original)) continue;
        const result = compileFrom(original.pipeline, changed, contract);
        if (typeof result === "string") return { kind: "uncompilable", why: result };
        written.add(original);
        writeFileSync(original.path, JSON.stringify({ ...original.artifact, ...result.compiled }));
      }
      for (const by of tests) {
        const titles = await failuresOf(by, mutant !== undefined);
        if (titles.length > 0) return { kind: "killed", by, test: titles.join("; ") };
      }
    }
    return { kind: "survived" };
  } finally {
    for (const { path, artifact } of written) writeFileSync(path, JSON.stringify(artifact));
  }
}

process.on("message", (task: Task) => {
  execute(task).then(
    (outcome) => process.send?.(outcome),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// The process that gave it work is gone.
process.on("disconnect", () => process.exit(0));
