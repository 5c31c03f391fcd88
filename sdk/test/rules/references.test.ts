// A rule that the contracts decide says where. The place must be there.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const rules = fileURLToPath(new URL("../../src/rules/", import.meta.url));
const contracts = fileURLToPath(new URL("../../../contracts/", import.meta.url));
const openZeppelin = fileURLToPath(
  new URL("../../../node_modules/@openzeppelin/contracts/governance/utils/", import.meta.url),
);

/** No contract decides these: they are what people are told, and what rules have in common. */
const WITHOUT = ["index.ts", "path.ts", "term.ts", "tone.ts", "verdict.ts"];

/** Names of functions by the contract or library that has them. */
const functions = new Map<string, Set<string>>();
for (const folder of [contracts, openZeppelin]) {
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".sol")) continue;
    const source = readFileSync(`${folder}${file}`, "utf8");
    const [, name = ""] = /^(?:abstract )?(?:contract|library) (\w+)/m.exec(source) ?? [];
    const found = [...source.matchAll(/^ {4}function (\w+)\(/gm)].map(([, one = ""]) => one);
    functions.set(name, new Set(found));
  }
}

describe("the comment of a rule", () => {
  for (const file of readdirSync(rules).filter((name) => !WITHOUT.includes(name))) {
    it(`names functions of the contracts that are there: ${file}`, () => {
      const text = readFileSync(`${rules}${file}`, "utf8");
      const named = [...text.matchAll(/`([A-Z]\w+)\.(\w+)`/g)];
      expect(named, "functions named").to.not.have.length(0);
      for (const [reference, contract = "", name = ""] of named) {
        expect(functions.get(contract)?.has(name), reference).to.equal(true);
      }
    });
  }
});
