// What every published package has: a licence, its manifest, a changelog of its version, a place in the README; and no link that
// leads nowhere once it is installed.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

      if (!folder.startsWith("packages/")) return;
      it("has no link out of the package in its README", () => {
        const links = [...read(folder, "README.md").matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to);
        expect(links.filter((to) => !to?.startsWith("https://"))).to.deep.equal([]);
      });
    });
  }
});
