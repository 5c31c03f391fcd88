import { existsSync } from "node:fs";
import hre from "hardhat";

/** Compiles what has changed, so that artifacts and types are those of the sources. */
export async function build(): Promise<void> {
  if (!existsSync(hre.config.paths.artifacts)) {
    process.stderr.write("Compiling the contracts (once, a minute or two)…\n");
  }
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
}
