// Runs the checks of test/symbolic with Halmos, for all arguments at once, on the contracts as the pinned compiler makes them.
// Halmos reads Foundry's artifacts and calls Foundry to make them; here they are made from the compiler's output, and Foundry
// has nothing left to do.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { build } from "@openrobotid/kit/build";
import { command, UserError } from "@openrobotid/kit/command";
import { filesIn } from "@openrobotid/kit/run";
import { compileAll, OWN, readProject } from "@openrobotid/mutation/compiler";

const USAGE = `npm run symbolic -- [options]

  --match TEXT     only checks whose name contains it
  --timeout TEXT   for one question to the solver (60s)

Proves the checks of test/symbolic, or shows values for which one does not hold. Needs Halmos 0.3 (pip install halmos) on the
path, or at HALMOS; is skipped without.
`;

const FOLDER = "test/symbolic";

/** How often Halmos follows a loop whose end depends on a value. */
const LOOPS = 2;

/** How Halmos numbers what it found. */
const [PROVEN, COUNTEREXAMPLE] = [0, 1];

/** What Halmos writes down of a check. */
interface Verdict {
  name: string;
  exitcode: number;
  num_paths: number[] | null;
  num_bounded_loops: number;
  time: number[] | null;
}

await command(
  USAGE,
  {
    match: { type: "string", default: "" },
    timeout: { type: "string", default: "60s" },
  },
  async ({ match, timeout }) => {
    const halmos = process.env.HALMOS ?? "halmos";
    const version = spawnSync(halmos, ["--version"], { encoding: "utf8" });
    if (version.status !== 0) {
      console.log(
        "Symbolic checks skipped: they need Halmos 0.3. Install it outside this folder (python3 -m venv DIR, then DIR/bin/pip\n" +
          "install halmos==0.3.3), and put it on the path or name it: HALMOS=DIR/bin/halmos npm run symbolic",
      );
      return;
    }
    await build();
    const folder = mkdtempSync(join(tmpdir(), "open-robot-id-symbolic-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    // Halmos is in the same group and ends by the same Ctrl-C; this process goes on to clean up.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
    const checks = writeArtifacts(folder);
    const forge = join(folder, "forge");
    writeFileSync(forge, "#!/bin/sh\nexit 0\n");
    chmodSync(forge, 0o755);

    const run = (prefix: string, ...more: string[]): Verdict[] => {
      const json = join(folder, `${prefix}.json`);
      const bounds = ["--loop", String(LOOPS), "--solver-timeout-assertion", timeout];
      const line = ["--root", folder, "--no-status", ...bounds, "--json-output", json, ...more];
      const { signal, status } = spawnSync(
        halmos,
        [...line, "--match-test", `^${prefix}_.*${match}`],
        {
          stdio: ["ignore", 2, 2],
          env: { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) },
        },
      );
      if (signal !== null || (status ?? 0) >= 128) throw new UserError("Halmos was ended.");
      if (!existsSync(json)) throw new UserError("Halmos gave no result: it says why above.");
      const results: Record<string, Verdict[]> = JSON.parse(
        readFileSync(json, "utf8"),
      ).test_results;
      return Object.values(results).flat();
    };
    const wanted = (prefix: string) =>
      checks.filter((name) => name.startsWith(`${prefix}_`) && name.includes(match));
    const verdicts = [
      ...(wanted("check").length > 0 ? run("check") : []),
      ...(wanted("reach").length > 0 ? run("reach", "--early-exit") : []),
    ];
    console.log(`\n${version.stdout.trim()}, loops followed ${LOOPS} times, ${timeout} a question`);
    for (const verdict of verdicts) console.log(inWords(verdict));
    // Halmos leaves out the checks of a contract whose setUp fails.
    const done = new Set(verdicts.map(({ name }) => name.replace(/\(.*/, "")));
    const left = [...wanted("check"), ...wanted("reach")].filter((name) => !done.has(name));
    for (const name of left) console.log(`✘ ${name.padEnd(34)} not run: Halmos says why above`);
    const good = verdicts.filter(isGood).length;
    console.log(`\n${good} of ${verdicts.length + left.length} as they should be.`);
    if (good === 0 || good < verdicts.length + left.length) process.exitCode = 1;
  },
);

/** What is to be possible has a counterexample of being impossible; all else has none, on no path left out. */
function isGood({ name, exitcode, num_bounded_loops }: Verdict): boolean {
  if (name.startsWith("reach_")) return exitcode === COUNTEREXAMPLE;
  return exitcode === PROVEN && num_bounded_loops === 0;
}

function inWords(verdict: Verdict): string {
  const { name, exitcode, num_paths, num_bounded_loops, time } = verdict;
  const isReach = name.startsWith("reach_");
  const found = { [PROVEN]: "proven", [COUNTEREXAMPLE]: "counterexample" }[exitcode];
  const reached = { [PROVEN]: "impossible", [COUNTEREXAMPLE]: "possible" }[exitcode];
  const result = (isReach ? reached : found) ?? "not decided";
  const bounded = num_bounded_loops > 0 && !isReach ? ", only as far as loops are followed" : "";
  const mark = isGood(verdict) ? "✔" : "✘";
  return `${mark} ${name.replace(/\(.*/, "").padEnd(34)} ${result}${bounded} (${num_paths?.[0] ?? 0} paths, ${(time?.[0] ?? 0).toFixed(1)} s)`;
}

/** Writes Foundry's artifacts of the checks, and tells the names of these. */
function writeArtifacts(folder: string): string[] {
  const project = readProject(process.cwd());
  const sources = { ...project.sources };
  // What the checks deploy is named in the traces too.
  const files = [FOLDER, "contracts/registry"].flatMap((place) => filesIn(place, ".sol"));
  for (const file of files) {
    sources[OWN + file] = { content: readFileSync(file, "utf8") };
  }
  const output = compileAll(
    { ...project, sources },
    files.map((file) => OWN + file),
  );
  for (const { source, name, artifact } of output) {
    const place = join(folder, "out", basename(source));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${name}.json`), JSON.stringify(artifact));
  }
  const names = output
    .flatMap(({ artifact }) => Object.keys(artifact.methodIdentifiers ?? {}))
    .map((signature) => signature.replace(/\(.*/, ""))
    .filter((name) => /^(check|reach)_/.test(name));
  return [...new Set(names)];
}
