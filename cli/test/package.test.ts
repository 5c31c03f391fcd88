// The package as it is published.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "@openrobotid/kit/built";
import { faultsOfManifest, faultsOfTypes, packedFiles } from "@openrobotid/kit/lintPackage";
import { expect } from "chai";

const root = fileURLToPath(new URL("..", import.meta.url));

describe("the package", function () {
  this.timeout(180_000);

  it("builds, passes publint and attw, and holds the command and nothing of its tests", async () => {
    await build(root);
    expect(existsSync(`${root}dist/main.js`)).to.equal(true);
    expect(await faultsOfManifest(root)).to.deep.equal([]);
    expect(await faultsOfTypes(root)).to.equal("");
    const paths = await packedFiles(root);
    expect(paths).to.include.members(["bin/robotid.js", "dist/main.js", "README.md"]);
    expect(paths.filter((path) => /^(?:src|test|scripts)\//.test(path))).to.deep.equal([]);
  });
});
