// Tests with many more runs. First evidence files with a byte changed, 20,000 of them: some minutes. Then the Solidity tests: some
// hours. The last of these plays worlds until everything that can be done was done a thousand times, and prints how often each
// act was tried and done.
import { readFileSync } from "node:fs";
import { isMain, runAndRead } from "./run.js";

const ACTS = "test/solidity/registry/Acts.sol";

/** Names of the acts that the tests play, in the order of the enum in `Acts.sol`. */
export function actsOf(source: string): string[] {
  const [, members] = /enum Act \{([^}]*)\}/.exec(source) ?? [];
  if (members === undefined) throw new Error(`There is no enum Act in ${ACTS}.`);
  return members.split(",").map((name) => name.trim());
}

/** The table that the test of reach prints, with the acts by their names. */
export function nameActs(printed: string, acts: readonly string[]): string[] {
  return [...printed.matchAll(/^(\d+) (\d+) (\d+)$/gm)].map(
    ([, act, tried = "", done = ""]) =>
      `${(acts[Number(act)] ?? `act ${act}`).padEnd(24)}${tried.padStart(8)}${done.padStart(8)}`,
  );
}

if (isMain(import.meta)) {
  const altered = ["--", "--grep", "evidence that was altered"];
  const files = await runAndRead(["npm", "test", "--silent", "--workspace=sdk", ...altered], {
    env: { MUTATIONS: "20000" },
  });
  const line = ["hardhat", "test", "solidity", "--test-profile", "deep", ...process.argv.slice(2)];
  const { code, output } = await runAndRead(line, { env: { REACH: "1000" } });
  const table = nameActs(output, actsOf(readFileSync(ACTS, "utf8")));
  if (table.length > 0) {
    console.log(`\n${"act".padEnd(24)}${"tried".padStart(8)}${"done".padStart(8)}`);
    console.log(table.join("\n"));
  }
  process.exitCode = files.code || code;
}
