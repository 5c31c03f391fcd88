// Every function and class of the code part of the package has an example in its documentation, and
// the examples say the truth: each line `expression; // value` is evaluated and compared.
import { readFileSync } from "node:fs";
import { expect } from "chai";
import ts from "typescript";
import * as sdk from "../src/index.js";

const files = ["robot-id.ts", "robot-id-error.ts", "robot-id-uri.ts"];

function exportedIn(file: string): { name: string; example: string | undefined }[] {
  const path = new URL(`../src/${file}`, import.meta.url);
  const source = ts.createSourceFile(
    file,
    readFileSync(path, "utf8"),
    ts.ScriptTarget.ES2023,
    true,
  );
  return source.statements
    .filter((node) => ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node))
    .filter((node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .map((node) => {
      const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === "example");
      const text = ts.getTextOfJSDocComment(tag?.comment);
      return { name: node.name?.text ?? "", example: text?.match(/```ts\n(.*?)```/s)?.[1] };
    });
}

/** Runs an example and hands every `expression; // value` to `compare`. */
function run(example: string, compare: (actual: unknown, expected: unknown) => void): void {
  const compared = example.replace(/^([^\n]*); \/\/ (.*)$/gm, "compare($1, $2);");
  const { outputText } = ts.transpileModule(compared, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const require = (name: string) => {
    expect(name).to.equal("@openrobotid/sdk");
    return sdk;
  };
  new Function("require", "compare", "exports", outputText)(require, compare, {});
}

for (const file of files) {
  describe(`examples in ${file}`, () => {
    for (const { name, example } of exportedIn(file)) {
      it(`${name} has one that is true`, () => {
        let compared = 0;
        run(example ?? "", (actual, expected) => {
          compared += 1;
          expect(actual).to.deep.equal(expected);
        });
        expect(compared, "values shown").to.be.greaterThan(0);
      });
    }
  });
}
