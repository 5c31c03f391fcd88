// Whatever a participant may do by docs/permissions.md, the SDK has an action for; whatever the consortium decides, a
// call of a proposal.
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";

const docs = readFileSync(new URL("../../../docs/permissions.md", import.meta.url), "utf8");
const source = new URL("../../src/", import.meta.url);

/** Other ways to do what an action does. */
const SAME_AS: Readonly<Record<string, string>> = {
  safeTransferFrom: "transferFrom",
  castVote: "castVoteWithReason",
  castVoteWithReasonAndParams: "castVoteWithReason",
  castVoteWithReasonAndParamsBySig: "castVoteBySig",
};

/** Left to anyone who needs them, with the ABI at hand. A proposal takes any call. */
const LEFT_OUT = new Set([
  // Surgery on the governance itself.
  "setAuthority",
  "relay",
  "setProposalThreshold",
  "updateTimelock",
  // Of a contract beside the deployment: who anchors names its address.
  "anchor",
]);

interface Row {
  readonly contract: string;
  readonly name: string;
  /** By the letters of the table's head. */
  readonly who: readonly string[];
}

/** Rows of the tables of functions: who may call what. */
function rowsOf(text: string): Row[] {
  return text
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const contract = section.slice(0, section.indexOf("\n")).trim();
      const [head, , ...rows] = section
        .split("\n")
        .filter((line) => line.startsWith("|"))
        .map((line) => line.split("|").map((cell) => cell.trim()));
      if (head?.[1] !== "function") return [];
      return rows.flatMap((cells) => {
        const name = cells[1]?.match(/^`(.*)`$/)?.[1];
        if (!name) return [];
        return { contract, name, who: head.filter((_, index) => cells[index] === "x") };
      });
    });
}

/** Functions that some files call, as `contract.function`; what is done by signature is one action, of many functions. */
function calledIn(files: readonly string[]): Set<string> {
  const calls = files.flatMap((file) => {
    const text = readFileSync(new URL(file, source), "utf8");
    const ofAction = text.matchAll(/\.\.\.(\w+),\s+functionName: "(\w+)"/g);
    const ofProposal = text.matchAll(/callOf\((\w+), "(\w+)"/g);
    const ofAct = text.matchAll(/actCall\("(\w+)"/g);
    return [
      ...[...ofAction, ...ofProposal].map(([, contract, name]) => `${contract}.${name}`),
      ...[...ofAct].map(([, name]) => `signedActs.${name}`),
    ];
  });
  return new Set(calls);
}

const nameOf = ({ contract, name }: Row) => {
  return `${contract.charAt(0).toLowerCase()}${contract.slice(1)}.${SAME_AS[name] ?? name}`;
};

describe("permissions", () => {
  const rows = rowsOf(docs);
  const actions = calledIn(
    readdirSync(new URL("actions/", source))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => `actions/${file}`),
  );
  const ofProposals = calledIn(["proposal-calls.ts"]);
  const without = (called: Set<string>, may: (who: string) => boolean) =>
    rows
      .filter(({ name, who }) => who.some(may) && !LEFT_OUT.has(name))
      .map(nameOf)
      .filter((name) => !called.has(name));

  it("are read from the documentation", () => {
    expect(rows.length).to.be.greaterThan(70);
    expect(new Set(rows.map(({ contract }) => contract)).size).to.equal(11);
  });

  it("that are left out are there", () => {
    expect(rows.map(({ name }) => name)).to.include.members([...LEFT_OUT]);
  });

  it("of participants have an action each", () => {
    expect(without(actions, (who) => who !== "G" && who !== "C")).to.deep.equal([]);
  });

  it("of the consortium have a call of a proposal each", () => {
    expect(without(ofProposals, (who) => who === "G")).to.deep.equal([]);
  });
});
