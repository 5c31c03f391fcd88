// The tree of RFC 9162, held to the vectors of Certificate Transparency, whose tree it is (RFC 6962 and 9162 hash alike).

import {
  completedBy,
  consistencyProof,
  type Digest,
  EMPTY_ROOT,
  inclusionProof,
  type Nodes,
  rootOf,
} from "@openrobotid/api-server/access-log/merkle";
import { logLeaf as leafHash, verifyConsistency, verifyInclusion } from "@openrobotid/sdk/vault";
import { expect } from "chai";

/** The inputs of `merkle_tree_test.cc`. */
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((hex) => Buffer.from(hex, "hex"));

const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

async function treeOf(leaves: readonly Uint8Array[]): Promise<Nodes> {
  const all = new Map<string, Digest>();
  const nodes: Nodes = async (level, position) => {
    const hash = all.get(`${level} ${position}`);
    if (hash === undefined) throw new Error(`no node ${level} ${position}`);
    return hash;
  };
  for (const [index, leaf] of leaves.entries()) {
    for (const { level, position, hash } of await completedBy(leafHash(leaf), index, nodes)) {
      all.set(`${level} ${position}`, hash);
    }
  }
  return nodes;
}

describe("the Merkle tree of the log", () => {
  let nodes: Nodes;
  before(async () => {
    nodes = await treeOf(LEAVES);
  });

  it("has the roots of Certificate Transparency", async () => {
    expect(EMPTY_ROOT).to.equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (const [index, root] of ROOTS.entries()) {
      expect(await rootOf(index + 1, nodes), `${index + 1} leaves`).to.equal(root);
    }
  });

  it("gives the paths of Certificate Transparency", async () => {
    expect(await inclusionProof(0, 8, nodes)).to.deep.equal([
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    expect(await inclusionProof(5, 8, nodes)).to.deep.equal([
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    expect(await consistencyProof(6, 8, nodes)).to.deep.equal([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
  });

  it("verifies each leaf in each tree up to 40, and none at another place, in another tree or with another path", async () => {
    const leaves = Array.from({ length: 40 }, (_, index) => Buffer.from(`leaf ${index}`));
    const many = await treeOf(leaves);
    for (let size = 1; size <= leaves.length; size += 1) {
      const root = await rootOf(size, many);
      for (let position = 0; position < size; position += 1) {
        const leaf = leafHash(leaves[position] as Buffer);
        const proof = await inclusionProof(position, size, many);
        const where = { position, size, root };
        expect(verifyInclusion(leaf, where, proof)).to.equal(true);
        expect(verifyInclusion(leafHash("other"), where, proof)).to.equal(false);
        expect(verifyInclusion(leaf, { ...where, root: EMPTY_ROOT }, proof)).to.equal(false);
        expect(verifyInclusion(leaf, where, [...proof, EMPTY_ROOT])).to.equal(false);
        if (size > 1) {
          expect(verifyInclusion(leaf, where, proof.slice(1))).to.equal(false);
          expect(
            verifyInclusion(leaf, { ...where, position: (position + 1) % size }, proof),
          ).to.equal(false);
        }
      }
    }
  });

  it("verifies that each tree continues each smaller one, and none that was forked or cut", async () => {
    const leaves = Array.from({ length: 24 }, (_, index) => Buffer.from(`leaf ${index}`));
    const many = await treeOf(leaves);
    const forked = await treeOf(
      leaves.map((leaf, index) => (index === 3 ? Buffer.from("x") : leaf)),
    );
    for (let size = 1; size <= leaves.length; size += 1) {
      const after = { size, root: await rootOf(size, many) };
      for (let from = 0; from <= size; from += 1) {
        const before = { size: from, root: await rootOf(from, many) };
        const proof = await consistencyProof(from, size, many);
        expect(verifyConsistency(before, after, proof), `${from} of ${size}`).to.equal(true);
        expect(verifyConsistency(before, after, [...proof, EMPTY_ROOT])).to.equal(false);
        if (from !== size) expect(verifyConsistency(after, before, proof)).to.equal(false);
        if (from > 3) {
          const other = { size, root: await rootOf(size, forked) };
          const theirs = await consistencyProof(from, size, forked);
          expect(verifyConsistency(before, other, theirs), `forked ${from} of ${size}`).to.equal(
            false,
          );
        }
      }
    }
  });
});
