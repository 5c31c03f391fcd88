// The examples of the help are calls that work as they are: those that only read are run against
// the sandbox.
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { folder, party } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { documentationOf, WRITE_ANSWER } from "../src/define.js";
import { EXIT } from "../src/exit-codes.js";
import { commandsOf, describeProgram } from "../src/reference.js";
import { robotid, wordsOf } from "./run.js";

/** Examples with a dry run or a key pass in the hands of the right party only, who is not said in them. */
const ENDS = [EXIT.ok, EXIT.refused, EXIT.unknown];

/** Replaces a number or a value of an example that nobody can foresee. */
const ELLIPSIS = "…";

describe("the examples of the help", () => {
  for (const { path, command } of commandsOf(describeProgram())) {
    const { json, examples } = documentationOf(command) ?? { json: {}, examples: [] };
    it(`robotid ${path.join(" ")}`, async () => {
      expect(examples).to.have.length.of.at.least(1);
      const cwd = mkdtempSync(join(folder, "examples-"));
      for (const example of examples) {
        const words = wordsOf(example);
        const named = path.every((word, index) => words[index] === word);
        const isDefault = path.slice(0, -1).every((word, index) => words[index] === word);
        expect(named || isDefault, example).to.equal(true);
        if (example.includes(ELLIPSIS)) continue;
        const isDryRun = words.includes("--dry-run");
        if (json === WRITE_ANSWER && !isDryRun) continue;
        const from = isDryRun ? ["--from", party("hospital").address] : [];
        const { exitCode, err } = await robotid([...words, ...from], { cwd });
        // What needs a file that the reader has must fail for the want of it, and of nothing else.
        const isMissingFile =
          /: there is no such file\.|Nobody is named who signs|password is not given|no profile "staging"|ROBOTID_PRIVATE_KEY is not set/.test(
            err,
          );
        expect(ENDS.includes(exitCode as never) || isMissingFile, `${example}: ${err}`).to.equal(
          true,
        );
      }
    });
  }
});
