import { readFileSync } from "node:fs";
import { EntryKind as Kind } from "@openrobotid/testkit/enums";
import { modulesFixture } from "@openrobotid/testkit/modules";
import { createNetwork } from "@openrobotid/testkit/network";
import { expect } from "chai";
import { artifacts } from "hardhat";

const { networkHelpers } = await createNetwork();

const PAGE = readFileSync(new URL("../../docs/permissions.md", import.meta.url), "utf8");

const CONTRACTS = [
  "RobotRegistry",
  "SignedActs",
  "RobotFlags",
  "RegistrarOrders",
  "RegistryModules",
  "AuthorityRegistry",
  "RecallRegistry",
  "Dossier",
  "Consortium",
  "ConsortiumGovernor",
  "Anchors",
] as const;

/** Rows of the tables under a heading, each as its cells. */
function rowsUnder(heading: string): string[][] {
  const section = PAGE.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe("docs/permissions.md", () => {
  it("has a section for each contract, and for no other", () => {
    const headings = [...PAGE.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).to.deep.equal(["Who is who", ...CONTRACTS]);
  });

  for (const contract of CONTRACTS) {
    it(`lists every function of ${contract} that changes anything, and no other`, async () => {
      const { abi } = await artifacts.readArtifact(contract);
      const functions = (
        abi as readonly { type: string; name?: string; stateMutability?: string }[]
      )
        .filter(({ type }) => type === "function")
        .filter(({ stateMutability }) => !["view", "pure"].includes(stateMutability ?? ""))
        .map(({ name }) => name);
      const listed = rowsUnder(contract)
        .map(([first = ""]) => /^`(\w+)`$/.exec(first)?.[1])
        .filter((name) => name !== undefined);
      expect(listed).to.have.members([...new Set(functions)]);
    });
  }

  it("gives the kinds of the dossier the writers that the contract gives them", async () => {
    const { dossier } = await networkHelpers.loadFixture(modulesFixture);
    const kinds = rowsUnder("Dossier").filter(([first = ""]) => /^\d+ \w+$/.test(first));
    const names = Object.values(Kind).filter((one) => typeof one === "string");
    const expected = names.map((name, number) => `${number} ${name}`).slice(1);
    expect(kinds.map(([kind]) => kind)).to.deep.equal(expected);
    for (const [index, [kind = "", ...marks]] of kinds.entries()) {
      const bits = marks.reduce((sum, mark, column) => sum + (mark === "x" ? 2 << column : 0), 0);
      expect(await dossier.writersOf(index + 1), kind).to.equal(bits);
    }
  });
});
