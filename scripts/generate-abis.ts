// Writes sdk/src/abis from the compiled contracts; with --check says instead whether they are what it would write.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { artifacts, tasks } from "hardhat";
import { CONTRACT_NAMES } from "./deployment/file.js";

const FOLDER = "sdk/src/abis";
const HEADER =
  "// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.\n";

type AbiItem = { type: string; name?: string; inputs?: { type: string }[] };

const kebab = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();
/** A constant with its documentation; the SDK's tests run the example. */
const constant = (name: string, abi: readonly unknown[], says: string, type: string) => {
  const lines = [
    says,
    "",
    "@example",
    "```ts",
    `import { ${name} } from "@openrobotid/sdk/abis";`,
    "",
    `${name}.some(({ type }) => type === "${type}"); // true`,
    "```",
  ];
  const comment = lines.map((line) => ` * ${line}`.trimEnd()).join("\n");
  const value = `${JSON.stringify(abi, null, 2)} as const`;
  return `${HEADER}\n/**\n${comment}\n */\nexport const ${name} = ${value};\n`;
};

async function generate(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const errors = new Map<string, AbiItem>();
  const exports: string[] = [];
  for (const contract of [...CONTRACT_NAMES].sort()) {
    const name = `${contract[0]?.toLowerCase()}${contract.slice(1)}Abi`;
    const { abi } = await artifacts.readArtifact(contract);
    files.set(
      `${kebab(contract)}.ts`,
      constant(name, abi, `What ${contract} understands.`, "function"),
    );
    exports.push(`export { ${name} } from "./${kebab(contract)}.js";`);
    for (const item of abi as AbiItem[]) {
      if (item.type !== "error") continue;
      errors.set(`${item.name}(${item.inputs?.map(({ type }) => type)})`, item);
    }
  }
  // A call may be refused by a contract further down, so that its own ABI does not know the error.
  const sorted = [...errors].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  const says = "Every error that a call of the registry can be refused with.";
  files.set("errors.ts", constant("errorsAbi", sorted, says, "error"));
  exports.push(`export { errorsAbi } from "./errors.js";`);
  files.set("index.ts", `${HEADER}\n${exports.sort().join("\n")}\n`);
  return files;
}

await tasks.getTask("build").run({ noTests: true, quiet: true });
const files = await generate();
if (process.argv.includes("--check")) {
  const wrong = [...files].filter(([file, text]) => {
    try {
      return readFileSync(join(FOLDER, file), "utf8") !== text;
    } catch {
      return true;
    }
  });
  const extra = readdirSync(FOLDER).filter((file) => !files.has(file));
  for (const file of [...wrong.map(([name]) => name), ...extra]) {
    console.error(`${join(FOLDER, file)} is not what the contracts say: run \`npm run generate\`.`);
    process.exitCode = 1;
  }
} else {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, text] of files) writeFileSync(join(FOLDER, file), text);
}
