// Prints the size of every contract under contracts/ and fails above the limits that mainnet and the consortium chain share:
// 24,576 bytes deployed (EIP-170) and 49,152 bytes with constructor (EIP-3860).
import { readFileSync } from "node:fs";
import { filesIn, isMain, runAll } from "@openrobotid/kit/run";

export const DEPLOYED_LIMIT = 24_576;
export const CREATION_LIMIT = 49_152;

export type ContractSize = { name: string; deployed: number; creation: number };

export function isWithinLimits({ deployed, creation }: ContractSize): boolean {
  return deployed <= DEPLOYED_LIMIT && creation <= CREATION_LIMIT;
}

type Artifact = { contractName: string; bytecode: string; deployedBytecode: string };

const bytes = (hex: string) => (hex.length - 2) / 2;

/** Sizes of what can be deployed, largest first; the artifacts must be those of a build without coverage. */
export function readSizes(folder: string): ContractSize[] {
  return filesIn(folder, ".json")
    .map((file) => JSON.parse(readFileSync(file, "utf8")) as Artifact)
    .filter(({ bytecode }) => bytecode !== undefined && bytecode !== "0x")
    .map(({ contractName, bytecode, deployedBytecode }) => ({
      name: contractName,
      deployed: bytes(deployedBytecode),
      creation: bytes(bytecode),
    }))
    .sort((a, b) => b.deployed - a.deployed);
}

function main(): number {
  runAll([["hardhat", "build", "--no-tests", "--quiet"]]);
  const sizes = readSizes("artifacts/contracts");
  const column = (value: number | string) => value.toLocaleString("en").padStart(12);
  console.log(`  ${"bytes".padEnd(28)}${column("deployed")}${column("creation")}`);
  for (const size of sizes) {
    const mark = isWithinLimits(size) ? "✔" : "✘";
    console.log(`${mark} ${size.name.padEnd(28)}${column(size.deployed)}${column(size.creation)}`);
  }
  console.log(`  ${"limit".padEnd(28)}${column(DEPLOYED_LIMIT)}${column(CREATION_LIMIT)}`);
  return sizes.length > 0 && sizes.every(isWithinLimits) ? 0 : 1;
}

if (isMain(import.meta)) process.exitCode = main();
