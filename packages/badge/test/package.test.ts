// The package as it is published. How the badge behaves is tested in Chromium, beside the pages whose words it takes
// (web/test/badge.browser.test.ts).

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build as buildPackage } from "@openrobotid/kit/built";
import { faultsOfManifest, faultsOfTypes } from "@openrobotid/kit/lintPackage";
import { installPacked } from "@openrobotid/kit/packed";
import { languagesOfFiles, textsOf } from "@openrobotid/web/texts";
import { expect } from "chai";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

describe("the package", function () {
  this.timeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-badge-"));

  before(async () => {
    await buildPackage(root);
    installPacked("packages/badge", folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("passes publint", async () => {
    expect(await faultsOfManifest(root)).to.deep.equal([]);
  });

  it("has types that are right for every way of importing it that there is", async () => {
    expect(await faultsOfTypes(root)).to.equal("");
  });

  it("holds the badge and the verifier, and needs nothing beside them", async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: `import "@openrobotid/badge";`, resolveDir: folder },
      bundle: true,
      format: "esm",
      platform: "browser",
      write: false,
      metafile: true,
      logLevel: "silent",
    });
    expect(outputFiles.length).to.equal(1);
    const inputs = Object.keys(metafile.inputs).filter((file) => file.includes("node_modules"));
    expect(inputs.map((file) => file.replace(/^.*node_modules\//, ""))).to.deep.equal([
      "@openrobotid/badge/dist/badge.js",
    ]);
    const verifier = join(folder, "node_modules/@openrobotid/badge/dist/verifier.js");
    const { verify } = await import(pathToFileURL(verifier).href);
    expect(verify).to.be.a("function");
  });

  it("says every verdict in every language of the pages", () => {
    const badge = readFileSync(`${root}dist/badge.js`, "utf8");
    for (const language of languagesOfFiles()) {
      const { verdict } = textsOf(language);
      for (const word of ["inService", "stolen", "stopUse", "unknownCode"] as const) {
        expect(badge).to.contain(JSON.stringify(verdict[word].title).slice(1, -1));
      }
    }
  });
});
