import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import fc from "fast-check";
import { toHex } from "viem";
import { LeafWriter } from "../../src/batch/unit-digests.js";
import { Leaves, UnitsTree } from "../../src/batch/units-tree.js";
import { toBytes32, withCounter } from "../../src/index.js";

const TYPES = ["bytes32", "bytes32", "bytes32"];
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe("UnitsTree", () => {
  it("has the root and the proofs of OpenZeppelin's standard tree", () => {
    const units = fc.array(fc.tuple(hash, hash), { minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(units, (pairs) => {
        const writer = new LeafWriter();
        const leaves = new Leaves();
        const values = pairs.map(([key, birth], index) => {
          const id = withCounter("CNUT01G1PRO126W05", BigInt(index));
          leaves.add(writer.leaf(id, key, toHex(birth).slice(2)));
          return [toBytes32(id), toHex(key), toHex(birth)];
        });
        const expected = StandardMerkleTree.of(values, TYPES);
        const tree = UnitsTree.of(leaves);
        expect(tree.root).to.equal(expected.root);
        for (const index of values.keys()) {
          expect(tree.proof(index)).to.deep.equal(expected.getProof(index));
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("puts leaves in order that begin alike", () => {
    const leaves = new Leaves();
    const values: string[] = [];
    for (const last of [9, 3, 7, 1, 8, 2]) {
      const leaf = new Uint8Array(32).fill(0xab);
      leaf[31] = last;
      leaves.add(leaf);
      values.push(toHex(leaf));
    }
    const tree = UnitsTree.of(leaves);
    // The largest leaf is the first of the last level: its sibling is known.
    expect(tree.proof(0)).to.include(values[4]);
  });

  it("needs a leaf", () => {
    expect(() => UnitsTree.of(new Leaves())).to.throw(RangeError, "at least one leaf");
    const leaves = new Leaves();
    leaves.add(new Uint8Array(32));
    expect(() => UnitsTree.of(leaves).proof(1)).to.throw(RangeError, "and no 1");
  });
});
