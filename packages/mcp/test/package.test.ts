// The package as it is published, and what its README says. Its program runs from the packed packages in `npm run packages`.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readConnectionArguments } from "@openrobotid/cli/embed";
import { build } from "@openrobotid/kit/built";
import { faultsOfManifest, faultsOfTypes, packedFiles } from "@openrobotid/kit/lintPackage";
import { expect } from "chai";
import { tools } from "../src/tools.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");

describe("the package", () => {
  before(async () => {
    await build(root);
  });

  it("passes publint and attw", async () => {
    expect(await faultsOfManifest(root)).to.deep.equal([]);
    expect(await faultsOfTypes(root)).to.equal("");
  });

  it("holds the command and nothing of its tests", async () => {
    expect(await packedFiles(root)).to.have.members([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "bin/robotid-mcp.js",
      "dist/http.js",
      "dist/main.js",
      "dist/server.js",
      "dist/tools.js",
      "package.json",
    ]);
  });
});

describe("the README", () => {
  it("names every tool, and no other", () => {
    const table = /## Tools\n(.*?)\n## /s.exec(readme)?.[1] ?? "";
    const cells = table.split("\n").map((line) => line.split(" | ")[0] ?? "");
    const named = cells.flatMap((cell) =>
      cell.startsWith("|") ? (cell.match(/`\w+`/g) ?? []) : [],
    );
    expect(named).to.have.members(tools().map(({ name }) => `\`${name}\``));
  });

  it("shows a configuration whose options are there", () => {
    const config = JSON.parse(/```json\n(.*?)```/s.exec(readme)?.[1] ?? "");
    const [, name, ...options] = config.mcpServers.robotid.args;
    expect(name).to.equal("@openrobotid/mcp");
    const introduction = { name: "robotid-mcp", description: "", version: "", port: "" };
    expect(readConnectionArguments(options, introduction)).to.deep.equal({
      options: [`--rpc=${options[1]}`, `--deployment=${options[3]}`],
      port: undefined,
    });
  });
});
