// The pages say what the code does: docs/vault.md holds the table, docs/privacy.md every stored field.
import { readFileSync } from "node:fs";
import { vaultQuestions } from "@openrobotid/sdk/vault";
import { expect } from "chai";
import { DECIDED, PARTIES } from "../src/access/tiers.js";
import { COLUMNS } from "../src/store/tables.js";

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

describe("the pages about the vault", () => {
  it("hold the table of parties and kinds, row by row", () => {
    const parties = Object.entries(PARTIES).map(([party, is]) => row([`\`${party}\``, is]));
    const names = Object.keys(PARTIES) as (keyof typeof PARTIES)[];
    const kinds = Object.entries(DECIDED).map(([kind, ways]) =>
      row([`\`${kind}\``, ...names.map((party) => ways[party])]),
    );
    const text = page("vault.md");
    const tableAfter = (head: string) => {
      const [, after = ""] = text.split(`\n${head}\n`);
      return after
        .split("\n")
        .slice(1)
        .filter(
          (line, index, all) => all.slice(0, index + 1).every((one) => one.startsWith("|")) && line,
        );
    };
    expect(tableAfter("| party | is |")).to.deep.equal(parties);
    expect(tableAfter(row(["kind of document", ...names]))).to.deep.equal(kinds);
  });

  it("hold the questions that are answered without the file", () => {
    const rows = Object.entries(vaultQuestions).map(([name, { words, by }]) =>
      row([`\`${name}\``, words, `the ${by}`]),
    );
    for (const one of rows) expect(page("vault.md").split("\n")).to.include(one);
  });

  it("list every field of the database with its reason and its term, and none that there is not", () => {
    const fields = Object.entries(COLUMNS).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    );
    const [, section = ""] = page("privacy.md").split("\n## What a vault's database holds\n");
    const rows = (section.split("\n## ")[0] ?? "")
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    const listed = rows.flatMap((line) => {
      const [, names = "", why = "", term = ""] = line.split(/(?<!\\)\|/);
      expect(why.trim(), line).not.to.equal("");
      expect(term.trim(), line).not.to.equal("");
      return [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    });
    expect(listed.sort()).to.deep.equal(fields.sort());
  });
});
