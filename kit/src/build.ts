import { existsSync } from "node:fs";
import hre from "hardhat";
import { filesIn } from "./run.js";

/**
 * Compiles what has changed, so that artifacts and types are those of the sources.
 *
 * @param contractsOnly Leaves out what only tests and benchmarks need, where nothing was compiled yet.
 */
export async function build({ contractsOnly = false } = {}): Promise<void> {
  const { artifacts, root } = hre.config.paths;
  const isFirst = !existsSync(artifacts);
  if (isFirst) process.stderr.write("Compiling the contracts (once, a minute or two)…\n");
  const files =
    contractsOnly && isFirst ? [...filesIn(`${root}/contracts`, ".sol"), ...npmFiles()] : [];
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true, files });
}

/** Contracts of packages that are deployed as they are. */
function npmFiles(): string[] {
  return hre.config.solidity.npmFilesToBuild.map((file) => `npm:${file}`);
}
