// The pages that people write say nothing that is not there.
import { expect } from "chai";
import { figuresOf, outdated, unsaid, unsourced } from "./figures.js";
import { distancesFrom, faultsOf, files, handWritten, read } from "./pages.js";

describe("the documentation", () => {
  describe("is found to be wrong where it names what is not there", () => {
    const PAGE = "docs/invented.md";
    const cases: [what: string, text: string, fault: string | undefined][] = [
      ["a file", "[here](nowhere.md)", "no docs/nowhere.md"],
      ["a picture", "![it](images/nowhere.png)", "no docs/images/nowhere.png"],
      ["an anchor of another page", "[here](trust.md#nothing)", "no #nothing in docs/trust.md"],
      ["an anchor of its own", "# One\n[here](#two)", "no #two in docs/invented.md"],
      ["an npm script", "`npm run nothing`", "no npm script nothing"],
      ["a script of a workspace", "`npm run build -w indexer`", "no npm script build in indexer"],
      ["a command", "`robotid lookdown CODE`", "no command robotid lookdown"],
      [
        "a command of a group",
        "```sh\nrobotid recall begin 1\n```",
        "no command robotid recall begin",
      ],
      ["an option", "```sh\nrobotid lookup CODE --fast\n```", "no option --fast of robotid lookup"],
      [
        "a command without an option that it needs",
        "```sh\nrobotid place CODE\n```",
        "robotid place needs --country",
      ],
      ["a path", "`sdk/src/nothing.ts`", "no path sdk/src/nothing.ts"],
      ["a route", "`GET /v1/nothing`", "no route /v1/nothing"],
      ["a method of a route", "`PUT /v1/stats`", "no route PUT /v1/stats"],
      [
        "nothing that is there",
        "[trust](trust.md#four-answers), `npm test -w sdk`, `GET /v1/robots/{code}`",
        undefined,
      ],
      [
        "nothing but a place to fill in",
        "`robotid …`, `npm run network:…`, `sdk/src/<name>.ts`",
        undefined,
      ],
    ];
    for (const [what, text, fault] of cases) {
      it(what, () => {
        const found = faultsOf(PAGE, text).map((one) => one.replace(/^[^:]+:\d+: /, ""));
        expect(found).to.deep.equal(fault === undefined ? [] : [fault]);
      });
    }
  });

  describe("names only what is there", () => {
    for (const page of handWritten) {
      it(page, () => {
        expect(faultsOf(page)).to.deep.equal([]);
      });
    }
  });

  it("says gas as docs/gas.md has measured it, or about so", () => {
    const numbersIn = (text: string) =>
      [...text.matchAll(/\b\d{1,3}(?:,\d{3})+\b/g)].map(([number]) =>
        Number(number.replaceAll(",", "")),
      );
    const measured = numbersIn(read("docs/gas.md"));
    const said = handWritten.flatMap((page) =>
      [...read(page).matchAll(/(about )?\b(\d{1,3}(?:,\d{3})+) gas\b/g)].map(
        ([, about, number = ""]) => ({ page, number, far: about ? 0.01 : 0 }),
      ),
    );
    expect(said).to.not.be.empty;
    const wrong = said.filter(({ number, far }) => {
      const [gas = 0] = numbersIn(number);
      return !measured.some((one) => Math.abs(one - gas) <= gas * far);
    });
    expect(wrong).to.deep.equal([]);
  });

  describe("says times, sizes and lengths", () => {
    it("finds those that a text says, without what was measured and when", () => {
      const text =
        "It waits two days, or 30 s.\n## Speed\n`npm run bench:x`, 2026-11-28: 4 ms.\n## Size\n1,000 bytes.";
      expect(figuresOf(text)).to.deep.equal(["2 days", "30 seconds", "1000 bytes"]);
    });

    it("each with a source", () => expect(unsourced()).to.deep.equal([]));

    it("as the source has them", () => expect(outdated()).to.deep.equal([]));

    it("and lists no source that no page needs", () => expect(unsaid()).to.deep.equal([]));
  });

  it("is reached from the README: every page of docs/ within three links", () => {
    const distances = distancesFrom("README.md");
    const pages = files.filter((file) => /^docs\/.*\.md$/.test(file));
    expect(pages).to.include("docs/cli.md");
    expect(
      pages.filter((page) => (distances.get(page) ?? Number.POSITIVE_INFINITY) > 3),
    ).to.deep.equal([]);
  });

  it("is more than these pages", () => {
    expect(handWritten).to.include.members(["README.md", "CONTRIBUTING.md", "docs/README.md"]);
    expect(handWritten).to.not.include("docs/cli.md");
  });
});
