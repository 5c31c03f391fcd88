// Writes from the compiled contracts the ABIs and the vocabulary of the SDK, and the enums of the tests; with --check says
// instead whether they are what it would write.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CONTRACT_NAMES, CONTRACTS_BESIDE } from "@openrobotid/deployment/file";
import { artifacts, tasks } from "hardhat";
import { readVocabulary, type Vocabulary } from "./vocabulary.js";

const ABIS = "sdk/src/abis";
const VOCABULARY = "sdk/src/generated";
/** The governor's ABI has plain numbers for what a vote says. */
const VOTES = "GovernorCountingSimple.VoteType";
const TEST_ENUMS = "testkit/src/enums";
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

/** A member of an enum as everything but Solidity writes it: `NotApplicable` is notApplicable. */
const wordOf = (member: string) => `${member[0]?.toLowerCase()}${member.slice(1)}`;

const list = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text)).join(", ");

/** The words of the enums that the ABIs name, and the kinds of entries of a robot's history. */
function vocabularyOf({ enums, kinds, dossierKinds }: Vocabulary, abis: string): string {
  const named = enums.filter(
    ({ name }) => name === VOTES || ['"', "["].some((end) => abis.includes(`"enum ${name}${end}`)),
  );
  const documents = dossierKinds.filter(({ isDocument }) => isDocument);
  return [
    HEADER,
    "/** The words of each enum that the ABIs name, by that name, in the order of their numbers. */",
    "export const enums = {",
    ...named.map(
      ({ name, members }) => `  ${JSON.stringify(`enum ${name}`)}: [${list(members.map(wordOf))}],`,
    ),
    "} as const;",
    "",
    "/**",
    " * Kinds by their numbers, `space × 256 + local kind`, with the typed event of each.",
    " *",
    " * @example",
    " * ```ts",
    ' * import { kinds } from "@openrobotid/sdk/history";',
    " *",
    ' * kinds[15]; // ["scrapped", "RobotScrapped"]',
    " * ```",
    " */",
    "export const kinds = {",
    ...kinds.map(({ number, name, event }) => `  ${number}: [${list([wordOf(name), event])}],`),
    "} as const;",
    "",
    "/**",
    " * Kinds of entries that are only a document.",
    " *",
    " * @example",
    " * ```ts",
    ' * import { documentKinds } from "@openrobotid/sdk/actions";',
    " *",
    ' * documentKinds.includes("service"); // true',
    " * ```",
    " */",
    `export const documentKinds = [${list(documents.map(({ name }) => wordOf(name)))}] as const;`,
    "",
    "/**",
    " * In which capacities each kind of entry of the dossier is written. A correction has its own rule.",
    " *",
    " * @example",
    " * ```ts",
    ' * import { entryWriters } from "@openrobotid/sdk/actions";',
    " *",
    ' * entryWriters.service; // ["maker", "workshop"]',
    " * ```",
    " */",
    "export const entryWriters = {",
    ...dossierKinds.map(
      ({ name, writers }) => `  ${wordOf(name)}: [${list(writers.map(wordOf))}],`,
    ),
    "} as const;",
    "",
  ].join("\n");
}

/** The enums for tests of the contracts, each under its own name: for the compiler, and as Node, which knows no enums, has them. */
function testEnumsOf({ enums }: Vocabulary): { types: string; values: string } {
  const names = enums.map(({ name }) => name.split(".").at(-1) ?? name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice) throw new Error(`Two enums of the contracts are called ${twice}: rename one of them.`);
  const each = (lines: (name: string, members: readonly string[]) => string[]) =>
    enums.flatMap(({ members }, index) => ["", ...lines(names[index] ?? "", members)]);
  const types = each((name, members) => [
    `export declare enum ${name} {`,
    ...members.map((member, value) => `  ${member} = ${value},`),
    "}",
  ]);
  const values = each((name, members) => [
    `export const ${name} = {`,
    ...members.flatMap((member, value) => [`  ${member}: ${value},`, `  ${value}: "${member}",`]),
    "};",
  ]);
  const file = (lines: string[]) => [HEADER.trimEnd(), ...lines, ""].join("\n");
  return { types: file(types), values: file(values) };
}

/** All files by path. */
async function generate(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const errors = new Map<string, AbiItem>();
  const exports: string[] = [];
  for (const contract of [...CONTRACT_NAMES, ...CONTRACTS_BESIDE].sort()) {
    const name = `${contract[0]?.toLowerCase()}${contract.slice(1)}Abi`;
    const { abi } = await artifacts.readArtifact(contract);
    files.set(
      `${ABIS}/${kebab(contract)}.ts`,
      constant(name, abi, `What ${contract} understands.`, "function"),
    );
    exports.push(`export { ${name} } from "./${kebab(contract)}.js";`);
    // No call of the registry is refused by a contract beside it.
    if (CONTRACTS_BESIDE.some((one) => one === contract)) continue;
    for (const item of abi as AbiItem[]) {
      if (item.type !== "error") continue;
      errors.set(`${item.name}(${item.inputs?.map(({ type }) => type)})`, item);
    }
  }
  // A call may be refused by a contract further down, so that its own ABI does not know the error.
  const sorted = [...errors].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  const says = "Every error that a call of the registry can be refused with.";
  files.set(`${ABIS}/errors.ts`, constant("errorsAbi", sorted, says, "error"));
  exports.push(`export { errorsAbi } from "./errors.js";`);
  files.set(`${ABIS}/index.ts`, `${HEADER}\n${exports.sort().join("\n")}\n`);
  const vocabulary = await readVocabulary();
  const abis = [...files.values()].join("");
  files.set(`${VOCABULARY}/vocabulary.ts`, vocabularyOf(vocabulary, abis));
  const { types, values } = testEnumsOf(vocabulary);
  files.set(`${TEST_ENUMS}.d.ts`, types);
  files.set(`${TEST_ENUMS}.js`, values);
  return files;
}

await tasks.getTask("build").run({ noTests: true, quiet: true });
const files = await generate();
const FOLDERS = [ABIS, VOCABULARY];
if (process.argv.includes("--check")) {
  const wrong = [...files].filter(([file, text]) => {
    try {
      return readFileSync(file, "utf8") !== text;
    } catch {
      return true;
    }
  });
  const extra = FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .map((file) => `${folder}/${file}`)
      .filter((file) => !files.has(file)),
  );
  for (const file of [...wrong.map(([name]) => name), ...extra]) {
    console.error(`${file} is not what the contracts say: run \`npm run generate\`.`);
    process.exitCode = 1;
  }
} else {
  for (const folder of FOLDERS) rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
