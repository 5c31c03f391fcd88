// What a browser fetches before a robot's page works.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { builtPages } from "./site.js";

/** Most bytes of JavaScript, as gzip sends them. */
const BUDGET = 125_000;

const client = new URL("../dist/client/", import.meta.url);

describe("the first load of a robot's page", function () {
  this.timeout(60_000);
  let files: string[];

  before(async () => {
    const { manifest } = await builtPages();
    const found = new Set<string>();
    const visit = (source: string) => {
      const entry = manifest[source];
      if (!entry) throw new Error(`${source} is not in the manifest of the build.`);
      if (found.has(entry.file)) return;
      found.add(entry.file);
      for (const imported of entry.imports ?? []) visit(imported);
    };
    for (const source of ["index.html", "src/pages/robot.tsx", "locales/zh.json"]) visit(source);
    files = [...found];
  });

  it(`is at most ${BUDGET} bytes of compressed JavaScript`, () => {
    const bytes = files.map((file) => gzipSync(readFileSync(new URL(file, client))).length);
    const sum = bytes.reduce((total, one) => total + one, 0);
    expect(sum).to.be.greaterThan(10_000).and.at.most(BUDGET);
  });

  it("comes in at most six files", () => {
    expect(files.length).to.be.at.most(6);
  });

  it("holds neither viem nor the charts nor the scanner", () => {
    const code = files.map((file) => readFileSync(new URL(file, client), "utf8")).join("\n");
    for (const word of ["eth_call", "recharts", "getUserMedia"]) expect(code).not.to.include(word);
  });
});
