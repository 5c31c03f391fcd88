// The conformance list names tests that are there, and asks of every clause either for a test or for a reason.
import { expect } from "chai";
import { read } from "./pages.js";

const FILES: Readonly<Record<string, string>> = {
  web: "web/test/server.test.ts",
  api: "api/test/resolver.test.ts",
};

describe("the conformance list of the GS1 resolver", () => {
  const rows = read("docs/gs1-resolver.md")
    .split("\n")
    .filter((line) => /^\| \d/.test(line));
  const named = rows.flatMap((row) => [...row.matchAll(/(web|api): `([^`]+)`/g)]);

  it("names only tests that are there", () => {
    const absent = named.filter(
      ([, room = "", title]) => !read(FILES[room] ?? "").includes(`it("${title}"`),
    );
    expect(named.length).to.be.greaterThan(rows.length);
    expect(absent.map(([text]) => text)).to.deep.equal([]);
  });

  it("finds a test that is not there: the check can fail", () => {
    expect(read(FILES.api ?? "")).not.to.include('it("is not there at all"');
  });

  it("has a test for every clause that holds or deviates, and a reason for every other", () => {
    const bare = rows.filter((row) => {
      const tested = /(web|api): `/.test(row);
      const said = row.split("|").at(-2)?.trim() ?? "";
      const excused = /^(does not apply|by the operator|deviates): /.test(said);
      return !tested && !excused;
    });
    expect(bare).to.deep.equal([]);
  });
});
