// What each shell offers after the script that `robotid completion` writes for it.
import { execFile } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { find } from "@openrobotid/kit/programs";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { TYPESCRIPT } from "@openrobotid/testkit/script";
import { expect } from "chai";

const run = promisify(execFile);
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** How to ask a shell what it offers for `robotid recall un`, with the file of its script; it prints that, one a line. */
const SHELLS = {
  // As a shell without any settings, and so without the package bash-completion.
  bash: (file: string) => [
    "--noprofile",
    "--norc",
    "-c",
    `source ${file}
     COMP_WORDS=(robotid recall un) COMP_CWORD=2
     "$(complete -p robotid | sed 's/.*-F \\([^ ]*\\).*/\\1/')" robotid un recall
     printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  // In a terminal of its own, with the key that completes.
  zsh: (file: string) => [
    "-f",
    "-c",
    `zmodload zsh/zpty
     zpty shell zsh -f -i
     zpty -w shell 'PROMPT=; autoload -Uz compinit; compinit -u -D; source ${file}; echo rea""dy'
     zpty -r shell out '*ready*'
     zpty -w -n shell $'robotid recall un\\t'
     zpty -r shell out '*recall units*'
     print -r -- "\${out##*recall }"`,
  ],
  fish: (file: string) => [
    "--no-config",
    "-c",
    `source ${file}; complete -C "robotid recall un" | cut -f 1`,
  ],
  powershell: (file: string) => [
    "-NoProfile",
    "-Command",
    `. ${file}; (TabExpansion2 'robotid recall un' 17).CompletionMatches.CompletionText`,
  ],
} as const;

describe("completion", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let env: NodeJS.ProcessEnv;

  before(() => {
    const command = join(folder(), "robotid");
    const program = [process.execPath, TYPESCRIPT, at("../src/main.ts")];
    writeFileSync(
      command,
      `#!/bin/sh\nexec ${program.map((word) => `'${word}'`).join(" ")} "$@"\n`,
    );
    chmodSync(command, 0o755);
    env = {
      PATH: `${folder()}${delimiter}${process.env.PATH}`,
      HOME: folder(),
      TERM: "dumb",
    };
  });

  for (const [name, args] of Object.entries(SHELLS)) {
    const shell = name as keyof typeof SHELLS;
    describe(`in ${name}`, () => {
      before(skipUnless(shell));

      it("offers the commands that begin with what is typed", async () => {
        const options = { env, cwd: at(".."), timeout: 40_000 };
        const { stdout: script } = await run("robotid", ["completion", name], options);
        const file = join(folder(), `completion.${name === "powershell" ? "ps1" : name}`);
        writeFileSync(file, script);
        const { stdout } = await run(find(shell) ?? name, args(file), options);
        expect(stdout.trim().split("\n")).to.deep.equal(["units"]);
      });
    });
  }

  it("explains what it offers, for shells that show that", async () => {
    const options = { env, cwd: at(".."), timeout: 40_000 };
    const { stdout } = await run("robotid", ["complete", "--", "recall", ""], options);
    expect(stdout).to.match(/^open\tAs the maker, or /m);
  });
});
