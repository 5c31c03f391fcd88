import { readFileSync } from "node:fs";
import { filesIn } from "@openrobotid/kit/run";
import { affectedContracts } from "@openrobotid/mutation/affected";
import { OWN, parse, readProject, type Sources } from "@openrobotid/mutation/compiler";
import { apply, idsOf, mutantsOf, mutantsOfAll } from "@openrobotid/mutation/operators";
import { ROOMS, roundsOf } from "@openrobotid/mutation/rooms";
import { sample } from "@openrobotid/mutation/sample";
import type { Node } from "@openrobotid/mutation/tree";
import { expect } from "chai";

const FILE = "contracts/A.sol";
const HEAD = "// Bäume\npragma solidity 0.8.37;\n";

/** The syntax trees of sources of this repository, by their paths. */
function treesOf(files: Record<string, string>): Map<string, Node> {
  const sources: Sources = Object.fromEntries(
    Object.entries(files).map(([file, content]) => [OWN + file, { content }]),
  );
  return parse({ sources, settings: {} });
}

/** The mutants of a contract with these members, each as `line: original -> replacement`. */
function mutants(members: string): string[] {
  const content = `${HEAD}contract A {\n${members}\n}\n`;
  const tree = treesOf({ [FILE]: content }).get(OWN + FILE) as Node;
  return mutantsOf(FILE, content, tree).map(
    ({ line, original, replacement }) => `${line}: ${original} -> ${replacement}`,
  );
}

describe("mutants of", () => {
  it("a refusal: it always comes, or never", () => {
    const members = `error No();\nfunction f(uint a) external pure {\nif (a == 7) revert No();\n}`;
    expect(mutants(members)).to.have.members([
      "6: a == 7 -> true",
      "6: a == 7 -> false",
      "6: 7 -> (7 + 1)",
    ]);
    const inBlock = members.replace("revert No();", "{ revert No(); }");
    expect(mutants(inBlock)).to.eql(mutants(members));
  });

  it("a function that only refuses: it does nothing", () => {
    const members = "error No();\nfunction f() external pure {\nrevert No();\n}";
    expect(mutants(members)).to.eql(["6: revert No(); -> {}"]);
  });

  it("a boundary: moved by one", () => {
    const of = (operator: string) =>
      mutants(
        `function f(uint a, uint b) external pure returns (bool) {\nreturn a ${operator} b;\n}`,
      );
    for (const [operator, moved] of [
      ["<", "<="],
      ["<=", "<"],
      [">", ">="],
      [">=", ">"],
    ] as const) {
      expect(of(operator)).to.have.members([
        `5: a ${operator} b -> true`,
        `5: a ${operator} b -> false`,
        `5: ${operator} -> ${moved}`,
      ]);
    }
  });

  it("an equality: negated only where its values are not tried in its place", () => {
    const members =
      "function g(bool) private pure {}\nfunction f(uint a, uint b) external pure {\ng(a == b);\n}";
    expect(mutants(members)).to.have.members(["6: g(a == b); -> {}", "6: == -> !="]);
  });

  it("a condition of parts: the whole decided both ways, each part left out", () => {
    const members =
      "function f(bool a, bool b, bool c) external pure returns (bool) {\nreturn a && (!b || c);\n}";
    expect(mutants(members)).to.have.members([
      "5: a && (!b || c) -> true",
      "5: a && (!b || c) -> false",
      "5: a -> true",
      "5: (!b || c) -> true",
      "5: !b -> false",
      "5: c -> false",
    ]);
  });

  it("arithmetic, with assignment and without", () => {
    const members =
      "function f(uint a, uint b) external pure returns (uint) {\na += b;\nb |= a;\nreturn a * b - (a << b);\n}";
    expect(mutants(members)).to.have.members([
      "5: a += b; -> {}",
      "5: += -> -=",
      "6: b |= a; -> {}",
      "6: |= -> &=",
      "7: return a * b - (a << b); -> {}",
      "7: * -> /",
      "7: - -> +",
      "7: << -> >>",
    ]);
  });

  it("a statement: left out", () => {
    const members =
      "uint private _a;\nevent E();\nfunction f() external {\n++_a;\ndelete _a;\nemit E();\nf2();\n}\nfunction f2() private {}";
    expect(mutants(members)).to.have.members([
      "7: ++_a; -> {}",
      "8: delete _a; -> {}",
      "9: emit E(); -> {}",
      "10: f2(); -> {}",
    ]);
  });

  it("a loop: not begun, one round more or fewer, its jumps left out; no loop without end", () => {
    const members =
      "function f(uint n) external pure {\nfor (uint i = 2; i < n; ++i) {\ncontinue;\n}\nwhile (n > 0) {\nbreak;\n}\n}";
    expect(mutants(members)).to.have.members([
      "5: 2 -> (2 + 1)",
      "5: i < n -> false",
      "5: < -> <=",
      "6: continue; -> {}",
      "8: n > 0 -> false",
      "8: > -> >=",
      "8: 0 -> (0 + 1)",
      "9: break; -> {}",
    ]);
  });

  it("a modifier: left out, but no call of a base's constructor", () => {
    const members = "modifier m() {\n_;\n}\nfunction f() external m {}";
    expect(mutants(members)).to.eql(["7: m -> "]);
    const content = `${HEAD}contract B {\nconstructor(uint) {}\n}\ncontract A is B {\nconstructor(uint a) B(a) {}\n}\n`;
    const tree = treesOf({ [FILE]: content }).get(OWN + FILE) as Node;
    expect(mutantsOf(FILE, content, tree)).to.eql([]);
  });

  it("constants and what is returned", () => {
    const members =
      "uint constant DAYS = 7 days;\nfunction f() external pure returns (bool, uint) {\nreturn (true, DAYS);\n}";
    expect(mutants(members)).to.have.members([
      "4: 7 days -> (7 days + 1)",
      "6: return (true, DAYS); -> {}",
      "6: true -> false",
    ]);
  });
});

describe("a mutant", () => {
  const content = `${HEAD}contract A {\nfunction f(uint a) external pure returns (uint) {\nreturn a + a + 1;\n}\n}\n`;
  const tree = treesOf({ [FILE]: content }).get(OWN + FILE) as Node;
  const all = mutantsOf(FILE, content, tree);

  it("is the source with one span changed, counted in bytes", () => {
    expect(all.map((mutant) => apply(content, mutant))).to.have.members([
      content.replace("return a + a + 1;", "{}"),
      content.replace("a + 1", "a - 1"),
      content.replace("a + a", "a - a"),
      content.replace("1;\n", "(1 + 1);\n"),
    ]);
  });

  it("is called by where it is and what it changes, numbered where that is not one", () => {
    const name = `${FILE} A.f:`;
    expect([...idsOf(all).keys()]).to.have.members([
      `${name} return a + a + 1; -> {}`,
      `${name} + -> -`,
      `${name} + -> - #2`,
      `${name} 1 -> (1 + 1)`,
    ]);
  });
});

describe("contracts that a mutant is compiled into", () => {
  const trees = treesOf({
    "contracts/Lib.sol": `${HEAD}library Lib {\nfunction f() internal {}\n}\n`,
    "contracts/Base.sol": `${HEAD}import {Lib} from "./Lib.sol";\nabstract contract Base {\nfunction g() internal {\nLib.f();\n}\n}\n`,
    "contracts/I.sol": `${HEAD}interface I {\nfunction h() external;\n}\n`,
    "contracts/Part.sol": `${HEAD}import {Base} from "./Base.sol";\nimport {I} from "./I.sol";\ncontract Part is Base, I {\nfunction h() external {}\n}\n`,
    "contracts/Whole.sol": `${HEAD}import {I} from "./I.sol";\nimport {Part} from "./Part.sol";\ncontract Whole {\nI public part = new Part();\n}\n`,
    "contracts/User.sol": `${HEAD}import {I} from "./I.sol";\ncontract User {\nfunction k(I i) external {\ni.h();\n}\n}\n`,
  });
  const affected = affectedContracts(trees);
  const names = (file: string, definition: string) =>
    affected(file, definition).map(({ name }) => name);

  it("inherit it, call it as a library, or create one that does; none that calls it", () => {
    expect(names("contracts/Lib.sol", "Lib")).to.have.members(["Part", "Whole"]);
    expect(names("contracts/Base.sol", "Base")).to.have.members(["Part", "Whole"]);
    expect(names("contracts/Part.sol", "Part")).to.have.members(["Part", "Whole"]);
    expect(names("contracts/User.sol", "User")).to.eql(["User"]);
  });

  it("come with the sources that they need", () => {
    const [user] = affected("contracts/User.sol", "User");
    expect(user?.needs).to.have.members(
      ["contracts/User.sol", "contracts/I.sol"].map((f) => OWN + f),
    );
  });
});

describe("a sample", () => {
  const items = Array.from({ length: 100 }, (_, index) => index);

  it("is the same for the same seed, another for another, in the old order", () => {
    const drawn = sample(items, 10, 1);
    expect(drawn).to.have.lengthOf(10);
    expect(sample(items, 10, 1)).to.eql(drawn);
    expect(sample(items, 10, 2)).to.not.eql(drawn);
    expect([...drawn].sort((a, b) => a - b)).to.eql(drawn);
  });

  it("is everything where more is asked for than there is", () => {
    expect(sample(items, 1000, 1)).to.eql(items);
  });
});

describe("tests of mutants", () => {
  const files = filesIn("contracts", ".sol").filter(
    (file) => !file.startsWith("contracts/interfaces/"),
  );
  const tests = filesIn("test/contracts", ".ts");

  it("are named for every source, and exist", () => {
    for (const file of files) {
      const named = roundsOf(file).flatMap((round) => round.tests);
      expect(tests, file).to.include.members(named);
    }
  });

  it("are named for no source that is gone", () => {
    for (const { sources } of ROOMS) {
      expect(
        files.some((file) => file.startsWith(sources)),
        sources,
      ).to.equal(true);
    }
  });

  it("begin with those named as the source is", () => {
    expect(roundsOf("contracts/registry/RobotFlags.sol")[0]?.tests[0]).to.equal(
      "test/contracts/registry/RobotFlags.test.ts",
    );
  });
});

describe("mutation/src/equivalent.json", () => {
  it("lists mutants that exist, each with a reason", () => {
    const project = readProject(process.cwd());
    const all = mutantsOfAll(project, parse(project));
    const listed: Record<string, string> = JSON.parse(
      readFileSync("mutation/src/equivalent.json", "utf8"),
    );
    for (const [id, reason] of Object.entries(listed)) {
      expect(all.has(id), id).to.equal(true);
      expect(reason, id).to.match(/\w{3}.*\.$/);
    }
  });
});
