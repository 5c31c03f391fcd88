// What every published package has: a licence, its manifest, a changelog of its version, a place in the README; and no link that
// leads nowhere once it is installed.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { packedFiles } from "@openrobotid/kit/lintPackage";
import { workspaces } from "@openrobotid/kit/workspaces";
import { expect } from "chai";

type Manifest = {
  name: string;
  version: string;
  private?: boolean;
  license?: string;
  description?: string;
  files?: string[];
  exports?: Record<string, unknown>;
  scripts?: Record<string, string>;
};

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");
const published = workspaces
  .map((folder) => ({ folder, manifest: JSON.parse(read(folder, "package.json")) as Manifest }))
  .filter(({ manifest }) => !manifest.private);

/** Where the links of a page lead that neither have an address of their own nor stay on the page; without what is behind `#`. */
function linksOf(page: string): string[] {
  const prose = page.replace(/^```.*?^```/gms, "");
  const links = prose.matchAll(
    /\]\(<?([^)\s>]+)|^\[[^\]]+\]: *<?([^\s>]+)|(?:href|src)="([^"]+)"/gm,
  );
  return [...links]
    .map(([, inline, reference, html]) => inline ?? reference ?? html ?? "")
    .filter((to) => !/^(?:https:|mailto:|#)/.test(to))
    .map((to) => to.replace(/#.*$/, ""));
}

describe("links of a page", () => {
  it("are found as Markdown and HTML write them outside of code, where they have no address of their own", () => {
    const page =
      '[a](../a.md#b) [c](https://c.example) [d](#d)\n[e]: ./e.md\n<img src="f.png">\n```html\n<a href="/g">\n```\n';
    expect(linksOf(page)).to.deep.equal(["../a.md", "./e.md", "f.png"]);
  });
});

describe("published packages", () => {
  for (const { folder, manifest } of published) {
    describe(manifest.name, () => {
      it("has a licence, a description, and exports its manifest", () => {
        expect(manifest).to.include({ license: "Apache-2.0" });
        expect(manifest.description).to.be.a("string");
        expect(manifest.files).to.include.members(["CHANGELOG.md", "LICENSE"]);
        expect(manifest.exports).to.include({ "./package.json": "./package.json" });
        expect(read(folder, "scripts/build.ts")).to.match(/copyFileSync\(.*LICENSE/);
      });

      it("has a changelog that mentions its version", () => {
        const changelog = read(folder, "CHANGELOG.md");
        expect(changelog).to.contain(`# Changelog of ${manifest.name}\n`);
        expect(changelog).to.contain(`\n## ${manifest.version}`);
      });

      it("is in the table of the README, with a README of its own", () => {
        expect(read("README.md"))
          .to.contain(`| \`${folder}/\``)
          .and.contain(`\`${manifest.name}\``);
        expect(existsSync(join(ROOT, folder, "README.md"))).to.equal(true);
      });

      it("has no link in its pages to what is not packed", async () => {
        const packed = await packedFiles(join(ROOT, folder));
        const pages = packed.filter((file) => file.endsWith(".md"));
        expect(pages).to.include.members(["README.md", "CHANGELOG.md"]);
        const dead = pages.flatMap((page) =>
          linksOf(read(folder, page))
            .filter((to) => !packed.includes(normalize(join(dirname(page), to))))
            .map((to) => `${page}: ${to}`),
        );
        expect(dead).to.deep.equal([]);
      });
    });
  }
});
