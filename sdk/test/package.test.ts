// The package as it is published: what it exports, to whom, and how much of it a bundle takes along.
import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { faultsOfManifest, faultsOfTypes } from "@openrobotid/kit/lintPackage";
import { expect } from "chai";
import type { Metafile } from "esbuild";
import ts from "typescript";
import { buildPackage, bundleForBrowsers, root } from "./built.js";

const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

async function bundle(contents: string): Promise<{ bytes: number; inputs: string[] }> {
  const { metafile, outputFiles } = await bundleForBrowsers(contents);
  return { bytes: outputFiles[0]?.contents.length ?? 0, inputs: inputsOf(metafile) };
}

/** Files of which something is left in the bundle. */
function inputsOf({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? file : [])),
  );
}

describe("the package", function () {
  this.timeout(180_000);

  before(buildPackage);

  it("passes publint", async () => {
    expect(await faultsOfManifest(root)).to.deep.equal([]);
  });

  it("has types that are right for every way of importing it that there is", async () => {
    expect(await faultsOfTypes(root)).to.equal("");
  });

  for (const [what, contents] of [
    ["codes", `export { parseRobotId } from "./dist/index.js";`],
    ["codes and verdicts", `export * from "./dist/index.js";`],
    ["rules", `export * from "./dist/rules/index.js";`],
  ] as const) {
    it(`gives ${what} without viem`, async () => {
      const { bytes, inputs } = await bundle(contents);
      expect(inputs.filter((file) => file.includes("node_modules"))).to.deep.equal([]);
      expect(bytes).to.be.greaterThan(0);
    });
  }

  for (const door of ["index", "abis/index", "ethers/index", "rules/index"]) {
    it(`declares ${door} without the types of viem`, async () => {
      const program = ts.createProgram([`${root}dist/${door}.d.ts`], {
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        target: ts.ScriptTarget.ES2023,
        types: [],
      });
      const files = program.getSourceFiles().map(({ fileName }) => fileName);
      expect(files.filter((file) => file.includes("/node_modules/viem/"))).to.deep.equal([]);
      expect(files.length).to.be.greaterThan(2);
    });
  }

  it("gives ethers what it needs without viem", async () => {
    const { inputs } = await bundle(`export * from "./dist/ethers/index.js";`);
    expect(inputs.filter((file) => file.includes("node_modules/viem/"))).to.deep.equal([]);
    expect(inputs.some((file) => file.includes("node_modules/ethers/"))).to.equal(true);
  });

  it("takes along of the actions only those that are imported", async () => {
    const { inputs } = await bundle(`export { getRobot } from "./dist/actions/index.js";`);
    const others = inputs.filter((file) => /actions\/(issue|place|scrap|vote|propose)/.test(file));
    expect(others).to.deep.equal([]);
  });

  for (const [name, { default: file }] of Object.entries<{ default?: string }>(manifest.exports)) {
    // The manifest itself.
    if (file === undefined) continue;
    // These two are for Node.
    if (name === "./batch" || name === "./endpoint") continue;
    it(`bundles for browsers: ${name}`, async () => {
      const { inputs } = await bundle(`export * from "${file}";`);
      expect(inputs.filter((one) => builtinModules.includes(one))).to.deep.equal([]);
      expect(inputs.length).to.be.greaterThan(0);
    });
  }

  it("gives ethers what it takes to call the contracts", async () => {
    const { RobotRegistry__factory } = await import(`${root}dist/ethers/index.js`);
    const functions = RobotRegistry__factory.createInterface();
    expect(functions.getFunction("placeOnMarket")).to.not.equal(null);
  });

  it("exports what its source exports", async () => {
    const built = await import(`${root}dist/actions/index.js`);
    const source = await import("../src/actions/index.js");
    expect(Object.keys(built)).to.deep.equal(Object.keys(source));
  });
});
