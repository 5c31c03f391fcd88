// Writes docs/storage.md, the storage layout of every contract that is deployed; with --check says instead whether it is what
// would be written. Who proves state by slots reads it, and a change of a layout shows.
import { readFileSync, writeFileSync } from "node:fs";
import { CONTRACT_NAMES, CONTRACTS_BESIDE } from "@openrobotid/deployment/file";
import { type Layout, readLayout, type Type, type Variable } from "@openrobotid/deployment/storage";
import { tasks } from "hardhat";

const PAGE = "docs/storage.md";

/** The name of a type without what the compiler numbers: `struct RobotUnits.Unit`, `mapping(RobotId => address)`. */
const nameOf = (label: string) => label.replaceAll("contract I", "I");

function table(variables: Variable[], types: Layout["types"]): string[] {
  return [
    "| slot | byte | bytes | name | type |",
    "| ---: | ---: | ---: | --- | --- |",
    ...variables.map(({ slot, offset, label, type }) => {
      const { label: typeLabel, numberOfBytes } = types[type] as Type;
      return `| ${slot} | ${offset} | ${numberOfBytes} | \`${label}\` | \`${nameOf(typeLabel)}\` |`;
    }),
  ];
}

function renderContract(name: string, { storage, types }: Layout): string[] {
  if (storage.length === 0) return [`## ${name}`, "", "Keeps nothing in storage."];
  const structs = Object.values(types)
    .filter(({ members }) => members !== undefined)
    .sort((a, b) => a.label.localeCompare(b.label));
  return [
    `## ${name}`,
    "",
    ...table(storage, types),
    ...structs.flatMap(({ label, members = [] }) => [
      "",
      `### \`${nameOf(label)}\``,
      "",
      ...table(members, types),
    ]),
  ];
}

async function render(): Promise<string> {
  const contracts = [];
  for (const name of [...CONTRACT_NAMES, ...CONTRACTS_BESIDE]) {
    contracts.push(renderContract(name, await readLayout(name)));
  }
  return `${[
    "<!-- Generated from the contracts by `npm run generate`. Do not edit: change the contracts. -->",
    "",
    "# Storage",
    "",
    "Where each contract keeps what it knows, for those who prove state by slots (`eth_getProof`). Slots are numbered in decimal;",
    "the byte is counted from the low end of the slot. An entry of a mapping is at `keccak256(abi.encode(key, slot))`, the members of",
    "a struct in a mapping follow from there. Immutable values are in the code and in no slot.",
    "",
    "A proof shows whole slots. What everybody may see of a robot is in `RobotRegistry._units`, `_heads` and `_lots`; its holder,",
    "operator and approved receiver, and who raised a flag, are in slots of their own. The view `status(id)` reads the first alone.",
    "",
    ...contracts.flatMap((lines) => [...lines, ""]),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

async function main(): Promise<number> {
  await tasks.getTask("build").run({ noTests: true, quiet: true });
  const page = await render();
  if (!process.argv.includes("--check")) {
    writeFileSync(PAGE, page);
    return 0;
  }
  if (readFileSync(PAGE, "utf8") === page) return 0;
  console.error(
    `${PAGE} is not what would be written. If the change is meant, run \`npm run generate\`.`,
  );
  return 1;
}

process.exitCode = await main();
