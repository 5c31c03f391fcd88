// Everything `npm test` checks. Up to four steps run at once, two more than there are processors: tests wait a good deal, for
// blocks, pages and processes. What a step prints is shown when it has ended, and what failed once more at the end. A failing
// step keeps only those from running that build on it, and one that does not come to an end is ended.
import { availableParallelism } from "node:os";
import { BUILT } from "@openrobotid/kit/builtOnce";
import { filesIn, runAndRead, typescript } from "@openrobotid/kit/run";
import { workspaces } from "@openrobotid/kit/workspaces";

type Step = {
  name: string;
  line: string[];
  /** Names of the steps that have to pass first. */
  after?: string[];
  /** Name of an earlier step that writes to the same files: the two never run at once. */
  notBeside?: string;
};

const [CONTRACTS, CONTRACT_TESTS, SANDBOX] = ["contracts", "contract tests", "sandbox"];
const SOLIDITY_BUILD = "Solidity tests' build";

/** Workspaces whose tests take longest, and what those need that wait for others: they begin early, so that none is waited for alone. */
const LONGEST = [
  "indexer",
  "cli",
  "packages/badge",
  "api",
  "sdk",
  "web",
  "packages/sandbox",
  "network",
];

const tested = workspaces.filter((workspace) => filesIn(`${workspace}/test`, ".ts").length > 0);

const named = (workspace: string) => `tests of ${workspace}`;

/** Workspaces whose tests build other ones too, which are not to be built twice at once. */
const BUILD_OTHERS: Readonly<Record<string, readonly string[]>> = {
  web: ["packages/badge"],
  "packages/react": ["sdk", "packages/sandbox"],
};

const testsOf = (workspace: string): Step => ({
  name: named(workspace),
  after: (BUILD_OTHERS[workspace] ?? []).map(named),
  line: ["npm", "test", "--silent", `--workspace=${workspace}`],
  // Both build the pages.
  ...(workspace === "web" && { notBeside: SANDBOX }),
});

// In the order in which they begin.
const steps: Step[] = [
  { name: CONTRACTS, line: ["hardhat", "build", "--no-tests"] },
  { name: SOLIDITY_BUILD, line: ["hardhat", "build", "--no-contracts"] },
  { name: "lint", line: typescript("scripts/lint.ts") },
  { name: "site of the docs", line: ["vitepress", "build", "docs"] },
  ...[
    { name: SANDBOX, line: ["mocha", "--config", "test/sandbox/.mocharc.json"] },
    { name: CONTRACT_TESTS, line: ["mocha", "--config", "test/.mocharc.json"] },
    ...LONGEST.map(testsOf),
    { name: "Solidity tests", line: ["hardhat", "test", "solidity"], after: [SOLIDITY_BUILD] },
    { name: "types", line: typescript("scripts/typecheck.ts") },
    ...tested.filter((workspace) => !LONGEST.includes(workspace)).map(testsOf),
    { name: "generated ABIs and words", line: typescript("scripts/generate-abis.ts", "--check") },
    { name: "generated pages", line: typescript("scripts/generate-docs.ts", "--check") },
    { name: "storage layout", line: typescript("scripts/generate-storage.ts", "--check") },
    { name: "contract sizes", line: typescript("scripts/sizes.ts") },
    { name: "gas", line: typescript("bench/gas.ts", "--check") },
    { name: "opcodes", line: typescript("bench/opcodes.ts", "--check") },
  ].map((step: Step) => ({ ...step, after: [CONTRACTS, ...(step.after ?? [])] })),
  { name: "errors", line: typescript("scripts/errors.ts"), after: [CONTRACT_TESTS] },
  // Their tests have built them.
  {
    name: "sizes of packages",
    line: typescript("scripts/bundles.ts", "--built"),
    after: ["sdk", "cli", "web", ...tested.filter((of) => of.startsWith("packages/"))].map(named),
  },
  {
    name: "packages",
    line: typescript("scripts/packages.ts", "--built"),
    after: ["sdk", "cli", "packages/mcp", "packages/sandbox", "packages/react"].map(named),
  },
];

type Outcome = {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  /** What it printed about what failed. */
  failures: string;
};

const began = performance.now();
const secondsSince = (start: number) => (performance.now() - start) / 1000;
const rule = (title: string) => `\n── ${title} ${"─".repeat(Math.max(0, 76 - title.length))}\n`;
const say = (text: string) =>
  console.log(`[${secondsSince(began).toFixed(0).padStart(4)} s] ${text}`);

/** Objects of short life have room for more of them before they are collected: that takes a twentieth of the time less. */
const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --max-semi-space-size=64`;

/** More than twice what the longest takes beside three others on two processors. */
const MOST_SECONDS = 2400;

/** Runs a step and reads the counts that a test runner prints at its end. */
async function run({ name, line }: Step): Promise<Outcome> {
  say(`${name} …`);
  const started = performance.now();
  const { code, output } = await runAndRead(line, {
    env: { ...(name !== CONTRACTS && BUILT), NODE_OPTIONS },
    quiet: true,
    seconds: MOST_SECONDS,
  });
  console.log(`${rule(name)}\n${output}`);
  const count = (word: string) => {
    const found = [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, "gm"))];
    return Number(found.at(-1)?.[1] ?? 0);
  };
  const passed = count("passing");
  // A step without counts is one check.
  const failed = count("failing") || Number(code !== 0);
  return {
    name,
    passed: passed || Number(code === 0),
    failed,
    skipped: count("pending") + count("skipped"),
    seconds: secondsSince(started),
    failures: failed === 0 ? "" : (/^\s*\d+ failing\b[\s\S]*/m.exec(output)?.[0] ?? output),
  };
}

const outcomes = new Map<string, Outcome>();

/** Runs a step, unless one that it builds on has failed. */
async function runAfter(step: Step): Promise<Outcome> {
  const failed = step.after?.find((name) => outcomes.get(name)?.failed !== 0);
  if (failed === undefined) return await run(step);
  const failures = `not run, because ${failed} failed`;
  return { name: step.name, passed: 0, failed: 1, skipped: 0, seconds: 0, failures };
}

// What runs is ended with this process, if it is let to end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(1));
}

const queue = [...steps];
const running = new Set<Promise<unknown>>();
const mostAtOnce = Math.min(4, availableParallelism() + 2);

/** Whether a step need wait for no other any longer. */
const isReady = ({ after = [], notBeside }: Step) =>
  [...after, ...(notBeside ? [notBeside] : [])].every((name) => outcomes.has(name));

while (queue.length > 0 || running.size > 0) {
  const next = running.size < mostAtOnce ? queue.findIndex(isReady) : -1;
  const [step] = next < 0 ? [] : queue.splice(next, 1);
  if (step === undefined) {
    await Promise.race(running);
    continue;
  }
  const ended = runAfter(step).then((outcome) => {
    outcomes.set(step.name, outcome);
    running.delete(ended);
  });
  running.add(ended);
}
const results = steps.flatMap(({ name }) => outcomes.get(name) ?? []);

for (const { name, failures } of results) {
  if (failures !== "") console.log(`${rule(`failed: ${name}`)}\n${failures.trimEnd()}`);
}
console.log(`${rule("summary")}`);
for (const { name, passed, failed, skipped, seconds } of results) {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  console.log(
    `${failed ? "✘" : "✔"} ${name.padEnd(24)} ${counts.padEnd(36)} ${seconds.toFixed(1)} s`,
  );
}
const sum = (key: "passed" | "failed" | "skipped") =>
  results.reduce((total, result) => total + result[key], 0);
console.log(
  `\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped in ${secondsSince(began).toFixed(0)} s`,
);
process.exitCode = sum("failed") === 0 ? 0 : 1;
