// Everything that the package exports and that is there at run time has an example in its documentation, and the examples
// run: those of the code part by themselves, all others on the chain of the tests, as the people of `examples-context.ts`.
// Each line `expression; // value` is evaluated and compared. Types are documented each.
import { readdirSync, readFileSync } from "node:fs";
import { isolate } from "@openrobotid/testkit/chain";
import { expect } from "chai";
import ts from "typescript";
import * as viem from "viem";
import * as viemAccounts from "viem/accounts";
import * as viemActions from "viem/actions";
import * as abis from "../src/abis/index.js";
import * as actions from "../src/actions/index.js";
import * as batch from "../src/batch/index.js";
import * as chains from "../src/chains/index.js";
import * as device from "../src/device/index.js";
import * as ethers from "../src/ethers/index.js";
import * as evidence from "../src/evidence/index.js";
import * as history from "../src/history/index.js";
import * as sdk from "../src/index.js";
import * as label from "../src/label/index.js";
import * as proof from "../src/proof/index.js";
import * as rules from "../src/rules/index.js";
import * as vault from "../src/vault/index.js";
import * as watch from "../src/watch/index.js";
import * as witness from "../src/witness/index.js";
import { people, prepare } from "./examples-context.js";

const modules: Record<string, unknown> = {
  "@openrobotid/sdk": sdk,
  "@openrobotid/sdk/actions": actions,
  "@openrobotid/sdk/abis": abis,
  "@openrobotid/sdk/batch": batch,
  "@openrobotid/sdk/chains": chains,
  "@openrobotid/sdk/device": device,
  "@openrobotid/sdk/ethers": ethers,
  "@openrobotid/sdk/evidence": evidence,
  "@openrobotid/sdk/history": history,
  "@openrobotid/sdk/label": label,
  "@openrobotid/sdk/proof": proof,
  "@openrobotid/sdk/rules": rules,
  "@openrobotid/sdk/vault": vault,
  "@openrobotid/sdk/watch": watch,
  "@openrobotid/sdk/witness": witness,
  viem,
  "viem/accounts": viemAccounts,
  "viem/actions": viemActions,
};

const source = new URL("../src/", import.meta.url);

/** The code part and the rules need no chain, and every example of them shows a value. */
const codeFiles = [
  "robot-id.ts",
  "robot-id-error.ts",
  "robot-id-uri.ts",
  "suggest.ts",
  ...readdirSync(new URL("rules/", source)).map((name) => `rules/${name}`),
];
const folders = [
  "",
  "abis/",
  "actions/",
  "actions/decorators/",
  "batch/",
  "chains/",
  "device/",
  "errors/",
  "ethers/",
  "evidence/",
  "generated/",
  "history/",
  "internal/",
  "label/",
  "proof/",
  "vault/",
  "watch/",
  "witness/",
];
const chainFiles = folders
  .flatMap((folder) => readdirSync(new URL(folder, source)).map((name) => `${folder}${name}`))
  .filter((file) => file.endsWith(".ts") && !codeFiles.includes(file));

type Example = { name: string; example: string | undefined };

function exportedIn(file: string): Example[] {
  return parse(file)
    .statements.filter(isExported)
    .flatMap((node) => {
      const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === "example");
      const comment = ts.getTextOfJSDocComment(tag?.comment);
      const example = comment?.match(/```ts\n(.*?)```/s)?.[1];
      return namesOf(node)
        .filter((name) => published.has(name))
        .map((name) => ({ name, example }));
    });
}

function parse(file: string): ts.SourceFile {
  const text = readFileSync(new URL(file, source), "utf8");
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
}

function isExported(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  const modifiers = ts.getModifiers(node) ?? [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** Names of what a statement leaves at run time. */
function namesOf(node: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return [node.name?.text ?? ""];
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.map(({ name }) => name.getText());
}

/** Names of what the package exports and is there at run time. */
const published = new Set(
  [
    abis,
    actions,
    batch,
    chains,
    device,
    ethers,
    evidence,
    history,
    proof,
    rules,
    sdk,
    vault,
    watch,
  ].flatMap((module) => Object.keys(module)),
);

/** Runs an example with some variables and hands every `expression; // value` to `compare`. */
async function run(
  example: string,
  variables: Record<string, unknown>,
  compare: (actual: unknown, expected: unknown) => void,
): Promise<void> {
  const compared = example.replace(/^([^\n]*); \/\/ (.*)$/gm, "compare($1, $2);");
  // Imports come before the function, whose body may wait.
  const lines = compared.split("\n");
  const isImport = (line: string) => line.startsWith("import ");
  const wrapped = [
    ...lines.filter(isImport),
    "exports.run = async () => {",
    ...lines.filter((line) => !isImport(line)),
    "};",
  ].join("\n");
  const { outputText } = ts.transpileModule(wrapped, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const require = (name: string) => {
    expect(modules, "modules to import from").to.have.property(name);
    return modules[name];
  };
  const exports: { run?: () => Promise<void> } = {};
  const names = Object.keys(variables);
  new Function("require", "compare", "exports", ...names, outputText)(
    require,
    compare,
    exports,
    ...names.map((name) => variables[name]),
  );
  await exports.run?.();
}

for (const file of codeFiles) {
  describe(`examples in ${file}`, () => {
    for (const { name, example } of exportedIn(file)) {
      it(`${name} has one that is true`, async () => {
        let compared = 0;
        await run(example ?? "", {}, (actual, expected) => {
          compared += 1;
          expect(actual).to.deep.equal(expected);
        });
        expect(compared, "values shown").to.be.greaterThan(0);
      });
    }
  });
}

describe("documentation", () => {
  const files = [...codeFiles, ...chainFiles];

  it("has an example of everything that the package exports", () => {
    const shown = new Set(files.flatMap(exportedIn).map(({ name }) => name));
    expect([...published].filter((name) => !shown.has(name))).to.deep.equal([]);
  });

  it("says what every type beside them is", () => {
    const silent = files.flatMap((file) =>
      parse(file)
        .statements.filter(isExported)
        .filter((node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
        .filter((node) => ts.getJSDocCommentsAndTags(node).length === 0)
        .map((node) => `${file}: ${node.name.text}`),
    );
    expect(silent).to.deep.equal([]);
  });
});

describe("examples that use a chain", () => {
  isolate();

  for (const file of chainFiles) {
    for (const { name, example } of exportedIn(file)) {
      it(`${name} has one that runs`, async () => {
        expect(example, "an example").to.be.a("string");
        const prepared = await prepare[name.replace(/Sync$/, "")]?.();
        await run(example ?? "", { ...people, ...prepared }, (actual, expected) => {
          expect(actual).to.deep.equal(expected);
        });
      });
    }
  }
});
