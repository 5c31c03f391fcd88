import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A test that a page names, by the name of its footnote. */
interface Named {
  note: string;
  file: string;
  title: string;
}

/** Footnotes that are defined, as `[^note]: `file`: title`. */
function notesOf(page: string): Named[] {
  return [...page.matchAll(/^\[\^([\w-]+)\]: `([^`]+)`: (.+)$/gm)].map(
    ([, note = "", file = "", title = ""]) => ({ note, file, title }),
  );
}

/** Names of the footnotes that the text refers to. */
function citedIn(page: string): string[] {
  const text = page.replaceAll(/^\[\^[\w-]+\]:.*$/gm, "");
  return [...new Set([...text.matchAll(/\[\^([\w-]+)\]/g)].map(([, note = ""]) => note))];
}

/** What a test is called in TypeScript: where its title has parts that are put in, any words stand for them. */
function titlesOf(source: string): RegExp[] {
  const calls = source.matchAll(/\bit\(\s*(["'`])((?:\\.|(?!\1)[\s\S])*)\1/g);
  return [...calls].map(([, quote, text = ""]) => {
    const literal = text.replaceAll(/\\(["'`])/g, "$1");
    const parts = quote === "`" ? literal.split(/\$\{[^}]*\}/) : [literal];
    return new RegExp(
      `^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+")}$`,
    );
  });
}

function isTestOf(source: string, file: string, title: string): boolean {
  if (file.endsWith(".sol")) return new RegExp(`\\bfunction ${title}\\(`).test(source);
  return titlesOf(source).some((pattern) => pattern.test(title));
}

/** What is wrong with the tests that a page names, a line each. */
function faultsOf(page: string): string[] {
  const notes = notesOf(page);
  const cited = citedIn(page);
  const defined = new Set(notes.map(({ note }) => note));
  const missing = notes.filter(({ file, title }) => {
    const path = join(root, file);
    return !existsSync(path) || !isTestOf(readFileSync(path, "utf8"), file, title);
  });
  return [
    ...missing.map(({ note, file, title }) => `${note}: no test "${title}" in ${file}`),
    ...cited.filter((note) => !defined.has(note)).map((note) => `${note}: not defined`),
    ...notes.filter(({ note }) => !cited.includes(note)).map(({ note }) => `${note}: not cited`),
  ];
}

/** Cells of the rows of tables, without the lines below their headings. */
function rowsOf(page: string): string[][] {
  return page
    .split("\n")
    .filter((line) => line.startsWith("|") && !line.startsWith("| ---"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe("docs/threat-model.md", () => {
  const page = readFileSync(join(root, "docs/threat-model.md"), "utf8");
  const rows = rowsOf(page);

  it("names tests that there are, each of which it refers to", () => {
    expect(notesOf(page)).not.to.be.empty;
    expect(faultsOf(page)).to.deep.equal([]);
  });

  it("says of every pair of roles what the two can do together, or that it is nothing more", () => {
    const letters = rows.filter(([cell = ""]) => /^[A-Z]$/.test(cell)).map(([cell = ""]) => cell);
    expect(letters).to.have.lengthOf(25);
    const pairs = rows
      .map(([cell = ""]) => /^<a id="p(\d+)"><\/a>\1$/.exec(cell)?.[1])
      .filter((pair) => pair !== undefined);
    const matrix = rows.filter(([cell = ""]) => /^\*\*[A-Z]\*\*$/.test(cell));
    expect(matrix.map(([cell = ""]) => cell.replaceAll("*", ""))).to.deep.equal(letters);

    const linked: string[] = [];
    for (const [index, [role = "", ...cells]] of matrix.entries()) {
      expect(cells, role).to.have.lengthOf(letters.length);
      expect(cells.slice(0, index).join(""), role).to.equal("");
      for (const cell of cells.slice(index)) {
        const pair = /^\[(\d+)\]\(#p\1\)$/.exec(cell)?.[1];
        if (pair === undefined) expect(cell, role).to.equal("–");
        else linked.push(pair);
      }
    }
    expect([...new Set(linked)]).to.have.members(pairs);
  });

  it("has a row for every finding of the audit, with a test", () => {
    const names = ["H", "M"].flatMap((letter) =>
      Array.from({ length: letter === "H" ? 5 : 11 }, (_, index) => `${letter}${index + 1}`),
    );
    const findings = rows.filter(([cell = ""]) => [...names, "low"].includes(cell));
    expect(findings.map(([name]) => name).filter((name) => name !== "low")).to.deep.equal(names);
    for (const [name, , , tests = ""] of findings) expect(tests, name).to.match(/\[\^[\w-]+\]/);
  });
});

describe("the check of a page that names tests", () => {
  const FILE = "test/checks/threat-model.test.ts";
  const pageWith = (title: string, file = FILE) => `It holds.[^a]\n\n[^a]: \`${file}\`: ${title}\n`;

  it("passes a test that there is, also one with parts in its title", () => {
    expect(faultsOf(pageWith("has a row for every finding of the audit, with a test"))).to.be.empty;
    const source = `it(\`leads from \${from} to \${to}\`, () => {});`;
    expect(isTestOf(source, "a.test.ts", "leads from one to two")).to.equal(true);
    expect(isTestOf(source, "a.test.ts", "leads from one")).to.equal(false);
    expect(isTestOf("function invariant_a() external", "a.t.sol", "invariant_a")).to.equal(true);
    expect(isTestOf("function invariant_ab() external", "a.t.sol", "invariant_a")).to.equal(false);
  });

  it("refuses a title that no test has, and a file that there is not", () => {
    const title = "has a row for every finding";
    expect(faultsOf(pageWith(title))).to.deep.equal([`a: no test "${title}" in ${FILE}`]);
    expect(faultsOf(pageWith(title, "test/none.test.ts"))).to.deep.equal([
      `a: no test "${title}" in test/none.test.ts`,
    ]);
  });

  it("refuses a footnote without definition, and one that nothing refers to", () => {
    expect(faultsOf("It holds.[^a]\n")).to.deep.equal(["a: not defined"]);
    const page = pageWith("refuses a title that no test has, and a file that there is not");
    expect(faultsOf(page.replace("[^a]\n", "\n"))).to.deep.equal(["a: not cited"]);
  });
});
