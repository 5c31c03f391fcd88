// Everything `npm test` checks, in this order. A step that fails does not keep the others from running.
import { filesIn, runAndRead } from "./run.js";
import { workspaces } from "./workspaces.js";

type Step = {
  name: string;
  line: string[];
  /** Steps whose subject does not exist yet are left out. */
  when?: boolean;
  env?: Record<string, string>;
};

const steps: Step[] = [
  { name: "lint", line: ["tsx", "scripts/lint.ts"] },
  { name: "types", line: ["tsx", "scripts/typecheck.ts"] },
  { name: "Solidity tests", line: ["hardhat", "test", "solidity"] },
  { name: "contract tests", line: ["hardhat", "test", "mocha", "--no-compile"] },
  { name: "errors", line: ["tsx", "scripts/errors.ts"] },
  { name: "generated ABIs", line: ["tsx", "scripts/generate-abis.ts", "--check"] },
  { name: "generated pages", line: ["tsx", "scripts/generate-docs.ts", "--check"] },
  { name: "contract sizes", line: ["tsx", "scripts/sizes.ts"] },
  { name: "gas", line: ["tsx", "bench/gas.ts", "--check"] },
  ...workspaces.map((workspace) => ({
    name: `tests of ${workspace}`,
    line: ["npm", "test", "--silent", `--workspace=${workspace}`],
    when: filesIn(`${workspace}/test`, ".ts").length > 0,
  })),
];

type Outcome = { name: string; passed: number; failed: number; skipped: number; seconds: number };

/** Runs a step and reads the counts that a test runner prints at its end. */
async function run({ name, line, env }: Step): Promise<Outcome> {
  console.log(`\n── ${name} ${"─".repeat(Math.max(0, 76 - name.length))}\n`);
  const started = performance.now();
  const { code, output } = await runAndRead(line, env);
  const count = (word: string) => {
    const found = [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, "gm"))];
    return Number(found.at(-1)?.[1] ?? 0);
  };
  const failed = count("failing");
  const passed = count("passing");
  return {
    name,
    // A step without counts is one check.
    passed: passed === 0 && failed === 0 && code === 0 ? 1 : passed,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: count("pending") + count("skipped"),
    seconds: (performance.now() - started) / 1000,
  };
}

const outcomes: Outcome[] = [];
for (const step of steps) {
  if (step.when !== false) outcomes.push(await run(step));
}

const sum = (key: "passed" | "failed" | "skipped" | "seconds") =>
  outcomes.reduce((total, outcome) => total + outcome[key], 0);

console.log(`\n── summary ${"─".repeat(69)}\n`);
for (const { name, passed, failed, skipped, seconds } of outcomes) {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  console.log(
    `${failed ? "✘" : "✔"} ${name.padEnd(24)} ${counts.padEnd(36)} ${seconds.toFixed(1)} s`,
  );
}
console.log(
  `\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped in ${sum("seconds").toFixed(0)} s`,
);
process.exitCode = sum("failed") === 0 ? 0 : 1;
