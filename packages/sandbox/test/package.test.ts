// The package as it is published. The test of its README runs from the packed package in `npm run packages`.
import { fileURLToPath } from "node:url";
import { build } from "@openrobotid/kit/built";
import { faultsOfManifest, faultsOfTypes, packedFiles } from "@openrobotid/kit/lintPackage";
import { expect } from "chai";

const root = fileURLToPath(new URL("..", import.meta.url));

describe("the package", function () {
  this.timeout(180_000);

  before(async () => {
    await build(root);
  });

  it("passes publint", async () => {
    expect(await faultsOfManifest(root)).to.deep.equal([]);
  });

  it("has types that are right for every way of importing it that there is", async () => {
    expect(await faultsOfTypes(root)).to.equal("");
  });

  it("holds the state and nothing of its tests", async () => {
    expect(await packedFiles(root)).to.have.members([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/api-process.js",
      "dist/api.d.ts",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/node.d.ts",
      "dist/program.d.ts",
      "dist/sandbox.d.ts",
      "dist/world.d.ts",
      "package.json",
      "state/chain.json.gz",
      "state/tables.tar.br",
      "state/world.json",
    ]);
  });
});
