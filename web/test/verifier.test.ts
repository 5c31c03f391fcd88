// What a browser fetches to check a file, by what the file is; and that all of it is there without a network.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { builtPages } from "./site.js";

/** Most bytes of JavaScript, as gzip sends them: of the verifier with the public view of a robot, or with a capsule. */
const BUDGET = 130_000;

/** What a file of the whole record needs besides: history, blocks, transactions and receipts. */
const OF_WHOLE_RECORD = 40_000;

/** What an evidence file that is written as JSON needs besides. */
const OF_JSON = 4_000;

/** What finds a QR code in a picture. It verifies nothing: the capsule that it finds goes to the verifier. */
const OF_PICTURE = 20_000;

const assets = new URL("../dist/client/assets/", import.meta.url);

describe("the verifier", function () {
  this.timeout(60_000);
  let names: readonly string[];

  before(async () => {
    await builtPages();
    names = readdirSync(assets).filter((name) => name.startsWith("verifier-"));
  });

  const code = (name: string) => readFileSync(new URL(name, assets), "utf8");
  const size = (files: Iterable<string>) =>
    [...files].reduce((sum, name) => sum + gzipSync(code(name)).length, 0);
  /** A file with all that it imports. */
  const withImports = (name: string, found = new Set<string>()): Set<string> => {
    if (found.has(name)) return found;
    found.add(name);
    for (const [, next = ""] of code(name).matchAll(/(?:from|import)"\.\/([^"]+)"/g)) {
      withImports(next, found);
    }
    return found;
  };
  const named = (part: string) => {
    const name = names.find((one) => one.startsWith(`verifier-${part}-`));
    if (!name) throw new Error(`No file of the verifier is named ${part}.`);
    return name;
  };
  /** The files that come with the worker itself: it is the one whose name has nothing but its digest. */
  const first = () => {
    const [worker = "", ...more] = names.filter((name) => /^verifier-[\w-]{8}\.js$/.test(name));
    expect(more, "workers").to.deep.equal([]);
    return withImports(worker);
  };
  const besides = (...files: readonly string[]) => {
    const all = files.reduce((found, name) => withImports(name, found), new Set<string>());
    return new Set([...all].filter((name) => !first().has(name)));
  };

  it(`is at most ${BUDGET} bytes for the public view of a robot, in two files`, () => {
    expect(size(first())).to.be.above(10_000).and.at.most(BUDGET);
    expect(first().size).to.equal(2);
  });

  it(`is at most ${BUDGET} bytes for a capsule`, () => {
    expect(size([...first(), ...besides(named("capsule"))])).to.be.at.most(BUDGET);
  });

  it(`fetches at most ${OF_WHOLE_RECORD} bytes more for a whole record`, () => {
    const others = besides(named("capsule"), named("json"));
    const ofWhole = names.filter((name) => !first().has(name) && !others.has(name));
    expect(ofWhole).to.include(named("whole")).and.include(named("logs"));
    expect(size(besides(...ofWhole))).to.be.at.most(OF_WHOLE_RECORD);
  });

  it(`fetches at most ${OF_JSON} bytes more for JSON`, () => {
    expect(size(besides(named("json")))).to.be.at.most(OF_JSON);
  });

  it("has what reads pictures apart from it, fetched with the first picture", async () => {
    const { manifest } = await builtPages();
    const page = manifest["src/pages/verify.tsx"];
    expect(page?.dynamicImports).to.deep.equal(["src/scan/read-image.ts"]);
    const found = new Set<string>();
    const visit = (source: string) => {
      const entry = manifest[source];
      if (!entry || found.has(entry.file)) return;
      found.add(entry.file);
      for (const imported of entry.imports ?? []) visit(imported);
    };
    visit("src/scan/read-image.ts");
    expect(found.size).to.be.above(0);
    expect(size([...found].map((file) => file.replace("assets/", "")))).to.be.at.most(OF_PICTURE);
  });

  it("is kept for flight mode with all that it fetches on demand, and with what reads pictures", () => {
    const worker = readFileSync(new URL("../offline.js", assets), "utf8");
    const [, list = "[]"] = /const FILES = (\[.*?\]);/.exec(worker) ?? [];
    const kept = JSON.parse(list) as string[];
    const pictures = readdirSync(assets).filter((name) => name.startsWith("read-image-"));
    expect(pictures).to.not.have.length(0);
    for (const name of [...names, ...pictures]) expect(kept).to.include(`/assets/${name}`);
  });
});
