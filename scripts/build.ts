import hre from "hardhat";

/** Compiles what has changed, so that artifacts and types are those of the sources. */
export async function build(): Promise<void> {
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
}
