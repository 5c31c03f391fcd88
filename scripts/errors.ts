// Lists the custom errors declared under contracts/ and fails when a test has not met one of them exactly: by
// `revertedWithCustomError(contract, "Name")`, followed by `.withArgs(…)` with plain values where the error has parameters.
// It judges what the last Mocha run did, as test/checks/assertedErrors.ts recorded it, not how the tests are written.
import { existsSync, readFileSync } from "node:fs";
import { filesIn, isMain } from "@openrobotid/kit/run";

/** Where a Mocha run leaves the errors it asserted. */
export const ASSERTED_ERRORS_FILE = "cache/asserted-errors.json";

/** An error that a passing assertion met; `exact` when it named every argument by value. */
export type AssertedError = { name: string; exact: boolean };

export type DeclaredError = { name: string; parameters: number; file: string; documented: boolean };

/** Every `error Name(…);` of a source, whether in a contract, an interface, a library or at file level. */
export function declaredErrors(source: string, file: string): DeclaredError[] {
  // Blanked, not cut, so that the lines above a declaration stay where they are.
  const code = source
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, " "))
    .replaceAll(/\/\/.*/g, (comment) => " ".repeat(comment.length));
  return [...code.matchAll(/\berror\s+(\w+)\s*\(([^)]*)\)\s*;/g)].map((match) => {
    const [, name = "", list = ""] = match;
    const before = source.slice(0, match.index).trimEnd().split("\n").at(-1)?.trim() ?? "";
    return {
      name,
      parameters: list.trim() === "" ? 0 : list.split(",").length,
      file,
      documented: before.startsWith("///") || before.endsWith("*/"),
    };
  });
}

/** What is wrong with an error, in words, or nothing. */
export function faultOf(error: DeclaredError, asserted: AssertedError[]): string | undefined {
  const assertions = asserted.filter(({ name }) => name === error.name);
  if (!error.documented) return "has no NatSpec comment";
  if (assertions.length === 0) return "is not asserted by any test";
  if (error.parameters > 0 && !assertions.some(({ exact }) => exact)) {
    return "is never asserted with its exact arguments";
  }
  return undefined;
}

function main(): number {
  const declared = filesIn("contracts", ".sol").flatMap((file) =>
    declaredErrors(readFileSync(file, "utf8"), file),
  );
  if (!existsSync(ASSERTED_ERRORS_FILE)) {
    console.error(`${ASSERTED_ERRORS_FILE} is missing: run all contract tests first.`);
    return 1;
  }
  const asserted: AssertedError[] = JSON.parse(readFileSync(ASSERTED_ERRORS_FILE, "utf8"));
  const faults = declared.flatMap((error) => {
    const fault = faultOf(error, asserted);
    return fault === undefined ? [] : [`✘ ${error.name} ${fault} (${error.file})`];
  });
  for (const fault of faults) console.log(fault);
  console.log(
    `${declared.length - faults.length} of ${declared.length} custom errors asserted exactly.`,
  );
  return faults.length === 0 ? 0 : 1;
}

if (isMain(import.meta)) process.exitCode = main();
