// Measures the coverage of contracts/ by all Solidity and Mocha tests with Hardhat's own instrumentation, and fails below
// 100 % of lines or statements. Hardhat measures no branches: what `npm run errors` asks for stands in for that.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { filesIn, isMain, runAndRead } from "@openrobotid/kit/run";

/** The tests of contracts. Others read what the compiler says of these, or deploy to a node that refuses instrumented ones. */
const TESTS = [
  ...filesIn("test/solidity", ".sol").filter((file) => file.endsWith(".t.sol")),
  ...["test/contracts", "test/flows", "test/world"]
    .flatMap((folder) => filesIn(folder, ".ts"))
    .filter((file) => !file.endsWith("examples.test.ts")),
];

export type FileCoverage = {
  lines: number;
  missedLines: number[];
  /** Percentage as printed, with two decimals: a file would need 20,000 statements for one missed to round to 100. */
  statements: string;
};

/** Lines from Hardhat's lcov report, statements from the table it prints, as lcov has no word for them. */
export function readCoverage(lcov: string, printed: string): Map<string, FileCoverage> {
  const files = new Map<string, FileCoverage>();
  for (const section of lcov.split("end_of_record")) {
    const file = /^SF:(.+)$/m.exec(section)?.[1]?.replaceAll("\\", "/");
    if (!file?.startsWith("contracts/")) continue;
    const hits = [...section.matchAll(/^DA:(\d+),(\d+)$/gm)];
    const missedLines = hits.filter(([, , count]) => count === "0").map(([, line]) => Number(line));
    const row = printed.split("\n").find((line) => line.split(/[║│]/)[1]?.trim() === file);
    const statements = row?.split(/[║│]/)[3]?.trim() ?? "unknown";
    files.set(file, {
      lines: hits.length,
      missedLines: missedLines.sort((a, b) => a - b),
      statements,
    });
  }
  return files;
}

export function isComplete({ missedLines, statements }: FileCoverage): boolean {
  return missedLines.length === 0 && statements === "100.00";
}

async function main(): Promise<number> {
  const report = "coverage/lcov.info";
  rmSync(report, { force: true });
  const { code, output } = await runAndRead(["hardhat", "test", "--coverage", ...TESTS]);
  if (!existsSync(report)) return 1;
  const files = readCoverage(readFileSync(report, "utf8"), output);
  console.log(`${"".padEnd(52)}${"lines".padStart(12)}${"statements".padStart(13)}`);
  for (const [file, coverage] of [...files].sort()) {
    const { lines, missedLines, statements } = coverage;
    const covered = `${lines - missedLines.length}/${lines}`;
    console.log(
      `${isComplete(coverage) ? "✔" : "✘"} ${file.padEnd(50)}${covered.padStart(12)}${`${statements} %`.padStart(13)}`,
    );
    if (missedLines.length > 0) console.log(`    not covered: ${missedLines.join(", ")}`);
  }
  const incomplete = [...files.values()].filter((coverage) => !isComplete(coverage)).length;
  console.log(`\n${files.size - incomplete} files covered, ${incomplete} not.`);
  if (code !== 0) console.error("Coverage counts only when every test passes.");
  return code === 0 && incomplete === 0 && files.size > 0 ? 0 : 1;
}

if (isMain(import.meta)) process.exitCode = await main();
