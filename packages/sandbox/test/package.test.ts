// The package as it is published. The test of its README runs from the packed package in `npm run packages`.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "@openrobotid/kit/built";
import { faultsOfManifest, faultsOfTypes } from "@openrobotid/kit/lintPackage";
import { expect } from "chai";

const run = promisify(execFile);
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
    const { stdout } = await run("npm", ["pack", "--dry-run", "--json"], { cwd: root });
    const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
    expect(packed?.files.map(({ path }) => path)).to.have.members([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/node.d.ts",
      "dist/sandbox.d.ts",
      "dist/world.d.ts",
      "package.json",
      "state/chain.json.gz",
      "state/world.json",
    ]);
  });
});
