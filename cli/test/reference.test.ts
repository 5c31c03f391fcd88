import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as actions from "@openrobotid/sdk/actions";
import { expect } from "chai";
import { withCommands } from "../src/command-names.js";
import { documentationOf } from "../src/define.js";
import { EXIT, EXIT_MEANINGS } from "../src/exit-codes.js";
import { ENVIRONMENT } from "../src/options.js";
import { commandsOf, describeProgram, renderReference } from "../src/reference.js";

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");

describe("the documentation", () => {
  it("has a reference that is current: `npm run reference -w cli` writes it", () => {
    expect(read("../../docs/cli.md")).to.equal(renderReference());
  });

  it("names every exit code and variable in the README", () => {
    const readme = read("../README.md");
    for (const [name, code] of Object.entries(EXIT)) {
      const meaning = EXIT_MEANINGS[name as keyof typeof EXIT];
      expect(readme).to.include(`| ${code} | ${meaning} |`);
    }
    for (const variable of Object.keys(ENVIRONMENT)) expect(readme).to.include(`\`${variable}\``);
  });

  it("names every group of commands in the table of the README", () => {
    const rows = read("../README.md").match(/^\| `.*? \|/gm) ?? [];
    const named = rows.flatMap((row) => [...row.matchAll(/`(\S+?)[ `]/g)].map(([, name]) => name));
    const groups = new Set(commandsOf(describeProgram()).map(({ path }) => path[0]));
    expect([...groups].filter((group) => !named.includes(group))).to.deep.equal([]);
  });

  it("has a command for every action that an explanation of the SDK says to take next", () => {
    const folder = new URL("../../sdk/src/errors/explanations/", import.meta.url);
    const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    const known = new Set(commandsOf(describeProgram()).map(({ path }) => path.join(" ")));
    const named = Object.keys(actions).filter(
      (name) =>
        /[A-Z]/.test(name) &&
        texts.some((text) => new RegExp(`(?:with|that) ${name}\\b`).test(text)),
    );
    expect(named.length).to.be.greaterThan(10);
    for (const name of named) {
      const [, command = name] = /^`robotid (.+)`$/.exec(withCommands(name)) ?? [];
      expect(known.has(command), name).to.equal(true);
    }
  });

  it("says of every command what it does, what it answers, and what each argument and option means", () => {
    const commands = commandsOf(describeProgram());
    expect(commands.length).to.be.greaterThan(80);
    for (const { path, command } of commands) {
      const meanings = [
        command.description(),
        ...command.registeredArguments.map(({ description }) => description),
        ...command.options.map(({ description }) => description),
        ...Object.values(documentationOf(command)?.json ?? {}),
      ];
      expect(
        meanings.every((meaning) => meaning.length > 2),
        path.join(" "),
      ).to.equal(true);
    }
  });
});
