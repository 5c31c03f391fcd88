// Adds an invented dossier kind, verdict, language and endpoint to a copy of the tree, by the pages of docs/how-to: few files
// are edited by hand, and each edit that is forgotten is named by the compiler or by a generator. Five minutes on two cores.
import { type ExecFileException, execFile, execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TYPESCRIPT } from "@openrobotid/kit/run";
import { expect } from "chai";
import {
  ADDITIONS,
  FOUND_BY_COMMANDS,
  FOUND_BY_TYPES,
  type Forgotten,
  NAMES_FOUND_BY_TYPES,
} from "./additions.js";

const ROOT = join(import.meta.dirname, "../..");
const GENERATORS = [
  "scripts/generate-abis.ts",
  "scripts/generate-docs.ts",
  "api/scripts/openapi.ts",
  "web/scripts/generate-languages.ts",
  "packages/api/scripts/generate-types.ts",
];
const PROJECTS = ["sdk", "cli", "indexer", "api", "web", "packages/api", "test", "."];

interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Scope of the packages of this repository. */
const OWN = "@openrobotid";

/** A copy of the tree, with the dependencies and what was compiled of the original. */
class Copy {
  readonly #folder = mkdtempSync(join(tmpdir(), "open-robot-id-additions-"));

  constructor() {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    for (const file of execFileSync("git", list, { cwd: ROOT, encoding: "utf8" }).split("\0")) {
      if (file === "" || !existsSync(join(ROOT, file))) continue;
      mkdirSync(dirname(this.#path(file)), { recursive: true });
      copyFileSync(join(ROOT, file), this.#path(file));
    }
    for (const workspace of [".", "cli", "indexer", "api", "network", "web"]) {
      const dependencies = join(workspace, "node_modules");
      if (!existsSync(join(ROOT, dependencies))) continue;
      mkdirSync(this.#path(dependencies));
      for (const name of readdirSync(join(ROOT, dependencies))) {
        if (name === OWN) continue;
        symlinkSync(join(ROOT, dependencies, name), this.#path(join(dependencies, name)));
      }
    }
    // The packages of the copy: the links lead from there.
    const own = join("node_modules", OWN);
    mkdirSync(this.#path(own));
    for (const name of readdirSync(join(ROOT, own))) {
      symlinkSync(readlinkSync(join(ROOT, own, name)), this.#path(join(own, name)));
    }
    for (const folder of ["artifacts", "cache", "types"]) {
      cpSync(join(ROOT, folder), this.#path(folder), { recursive: true });
    }
  }

  #path(file: string): string {
    return join(this.#folder, file);
  }

  read(file: string): string {
    return existsSync(this.#path(file)) ? readFileSync(this.#path(file), "utf8") : "";
  }

  write(file: string, text: string | undefined): void {
    if (text === undefined) rmSync(this.#path(file));
    else writeFileSync(this.#path(file), text);
  }

  /** Runs a script of the tree. */
  async run([script = "", ...args]: readonly string[]): Promise<Outcome> {
    const line = [TYPESCRIPT, script, ...args];
    return await new Promise((resolve) => {
      execFile(
        process.execPath,
        line,
        { cwd: this.#folder },
        (error: ExecFileException | null, stdout, stderr) => {
          resolve({ code: error ? 1 : 0, output: `${stdout}${stderr}` });
        },
      );
    });
  }

  /** What the compiler finds in all projects, with paths from the root. */
  async errors(projects: readonly string[] = PROJECTS): Promise<string> {
    const found: string[] = [];
    const queue = [...projects];
    const work = async () => {
      for (let project = queue.shift(); project !== undefined; project = queue.shift()) {
        const options = ["--noEmit", "--pretty", "false", "-p", `${project}/tsconfig.json`];
        found.push((await this.run(["node_modules/typescript/bin/tsc", ...options])).output);
      }
    };
    await Promise.all([work(), work()]);
    return found.join("");
  }

  /** Leaves something out of the copy while `then` looks at it. */
  async forgetting(
    edits: readonly Pick<Forgotten, "file" | "edit">[],
    then: () => Promise<void>,
  ): Promise<void> {
    const before = new Map(edits.map(({ file }) => [file, this.read(file)]));
    for (const { file, edit } of edits)
      this.write(
        file,
        edit(this.read(file), () => ""),
      );
    try {
      await then();
    } finally {
      for (const [file, text] of before) this.write(file, text);
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

describe("what people add", function () {
  this.timeout(1_800_000);
  let copy: Copy;
  before(() => {
    copy = new Copy();
  });
  after(() => copy.remove());

  for (const [what, { page, most, edits }] of Object.entries(ADDITIONS)) {
    const files = Object.keys(edits);
    it(`is ${what} with ${files.length} files by hand, of ${most} at most, all on the page`, () => {
      const text = readFileSync(join(ROOT, "docs/how-to", `${page}.md`), "utf8");
      const steps = text.split("\n").filter((line) => /^\d+\. /.test(line));
      expect(steps, "a step for each file").to.have.lengthOf(files.length);
      expect(files.length).to.be.at.most(most);
      for (const [file, edit] of Object.entries(edits)) {
        expect(text).to.contain(
          file.includes("/fr.") || /size|consortium/.test(file) ? dirname(file) : file,
        );
        copy.write(
          file,
          edit(copy.read(file), (other) => copy.read(other)),
        );
      }
    });
  }

  it("is generated wherever else it has to be, and compiles", async () => {
    for (const generator of GENERATORS) {
      const { code, output } = await copy.run([generator]);
      expect(code, `${generator}: ${output}`).to.equal(0);
    }
    expect(await copy.errors()).to.equal("");
    expect(copy.read("docs/permissions.md")).to.contain("| 16 Upgrade | x |  |  |  | x |");
    expect(copy.read("web/src/i18n/locales.ts")).to.contain("Français");
    expect(copy.read("packages/api/src/schema.ts")).to.contain("SeatCount");
  });

  for (const [projects, round] of [
    [["sdk", "web", "api", "test"], FOUND_BY_TYPES],
    [["sdk", "api"], NAMES_FOUND_BY_TYPES],
  ] as const) {
    it(`does not compile without ${round.map(({ what }) => what).join(", ")}`, async () => {
      await copy.forgetting(round, async () => {
        const errors = await copy.errors(projects);
        for (const { what, says } of round) expect(errors, what).to.match(says);
      });
    });
  }

  for (const forgotten of FOUND_BY_COMMANDS) {
    it(`is refused without ${forgotten.what}`, async () => {
      await copy.forgetting([forgotten], async () => {
        const { code, output } = await copy.run(forgotten.command);
        expect(code, output).to.not.equal(0);
        expect(output).to.match(forgotten.says);
      });
    });
  }
});
