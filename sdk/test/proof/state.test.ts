import { createMerkleProof, createMPT } from "@ethereumjs/mpt";
import { block, consortiumCode, state } from "@openrobotid/testkit/besu";
import { expectNotProven } from "@openrobotid/testkit/refusals";
import { expect } from "chai";
import { bytesToHex, type Hex, hexToBytes, keccak256, pad, toHex, toRlp } from "viem";
import {
  readBlockHeader,
  verifyCode,
  verifyStateProof,
  verifyTrieProof,
} from "../../src/proof/index.js";

const EMPTY_ROOT = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
const emptyCode = keccak256("0x");

/** A trie of some entries, and proofs of it by a library that is not ours. */
async function trieOf(entries: Readonly<Record<Hex, Hex>>) {
  const trie = await createMPT();
  for (const [key, value] of Object.entries(entries)) {
    await trie.put(hexToBytes(key as Hex), hexToBytes(value));
  }
  const prove = async (key: Hex) =>
    (await createMerkleProof(trie, hexToBytes(key))).map((node) => bytesToHex(node));
  return { root: bytesToHex(trie.root()), prove };
}

describe("a proof of a trie", () => {
  const keys = Array.from({ length: 200 }, (_, index) => keccak256(toHex(index)));
  const entries = Object.fromEntries(keys.map((key) => [key, toRlp(key)])) as Record<Hex, Hex>;
  const absent = keccak256("0x1234");
  let root: Hex;
  let prove: (key: Hex) => Promise<Hex[]>;

  before(async () => {
    ({ root, prove } = await trieOf(entries));
  });

  it("shows the value of every key, as another library proves it", async () => {
    for (const key of keys) {
      expect(verifyTrieProof(root, key, await prove(key))).to.equal(entries[key]);
    }
  });

  it("shows that a key is absent", async () => {
    expect(verifyTrieProof(root, absent, await prove(absent))).to.equal(undefined);
  });

  it("shows nothing in an empty trie, and only of an empty trie", async () => {
    expect(verifyTrieProof(EMPTY_ROOT, absent, [])).to.equal(undefined);
    expect(verifyTrieProof(EMPTY_ROOT, absent, ["0x80"])).to.equal(undefined);
    await expectNotProven("proofNode", () => verifyTrieProof(root, absent, []));
    await expectNotProven("proofRoot", () => verifyTrieProof(root, absent, ["0x80"]));
    const proof = await prove(absent);
    await expectNotProven("proofStray", () => verifyTrieProof(EMPTY_ROOT, absent, proof));
  });

  it("goes through nodes of less than 32 bytes, which are part of the one above them", async () => {
    const small = await trieOf({ "0x1122": "0x01", "0x1133": "0x02", "0x2233": "0x03" });
    const [first, ...more] = await small.prove("0x1122");
    expect(verifyTrieProof(small.root, "0x1122", [first])).to.equal("0x01");
    expect(verifyTrieProof(small.root, "0x1133", [first])).to.equal("0x02");
    expect(verifyTrieProof(small.root, "0x1144", [first])).to.equal(undefined);
    // Some nodes list them once more: that is no other node.
    expect(verifyTrieProof(small.root, "0x1122", [first, ...more])).to.equal("0x01");
    await expectNotProven("proofStray", () =>
      verifyTrieProof(small.root, "0x1122", [first, ...more, "0xc22001"]),
    );
  });

  it("is refused against the root of another block", async () => {
    const proof = await prove(keys[0] as Hex);
    await expectNotProven("proofRoot", () =>
      verifyTrieProof(keccak256("0x00"), keys[0] as Hex, proof),
    );
  });

  it("is refused with a node that is not on the path, wherever it is", async () => {
    const proof = await prove(keys[0] as Hex);
    const other = (await prove(keys[1] as Hex)).at(-1) as Hex;
    await expectNotProven("proofStray", () =>
      verifyTrieProof(root, keys[0] as Hex, [...proof, other]),
    );
    await expectNotProven("proofNode", () =>
      verifyTrieProof(root, keys[0] as Hex, [...proof.slice(0, -1), other, proof.at(-1)]),
    );
  });

  it("is refused with its last node missing: that is no absence", async () => {
    const proof = await prove(keys[0] as Hex);
    await expectNotProven("proofNode", () =>
      verifyTrieProof(root, keys[0] as Hex, proof.slice(0, -1)),
    );
  });

  it("is refused where it was given for another key", async () => {
    // The paths part at the root: nothing of one is on the other.
    const [one, other] = [keys[0] as Hex, keys.find((key) => key[2] !== keys[0]?.[2]) as Hex];
    const proof = await prove(one);
    await expectNotProven("proofNode", () => verifyTrieProof(root, other, proof));
  });

  for (const [what, proof] of [
    ["no list", "0x80"],
    ["a list of numbers", [1]],
  ] as const) {
    it(`is refused where it is ${what}`, async () => {
      await expectNotProven("proofShape", () => verifyTrieProof(root, absent, proof));
    });
  }
});

describe("a proof of state", () => {
  const header = readBlockHeader(state.block, "qbft");
  const { stateRoot } = header;
  const proof = state.proofs[0] as (typeof state.proofs)[number];
  const { address } = proof;
  const slots = proof.storageProof.map(({ key }) => pad(key, { size: 32 }));
  const verify = (given: unknown, wanted: readonly Hex[] = slots) => {
    return verifyStateProof({ stateRoot, address, slots: wanted, proof: given });
  };
  const withSlot = (alter: (slot: (typeof proof.storageProof)[number]) => object) => ({
    ...proof,
    storageProof: proof.storageProof.map((slot, index) => (index === 0 ? alter(slot) : slot)),
  });

  it("of a real Besu shows accounts and slots as the node says them", () => {
    for (const given of state.proofs) {
      const wanted = given.storageProof.map(({ key }) => pad(key, { size: 32 }));
      const shown = verifyStateProof({
        stateRoot,
        address: given.address,
        slots: wanted,
        proof: given,
      });
      expect(shown.account?.codeHash).to.equal(given.codeHash);
      for (const [index, { value }] of given.storageProof.entries()) {
        expect(BigInt(shown.slots.get(wanted[index] as Hex) as Hex)).to.equal(BigInt(value));
      }
    }
  });

  it("is refused against the root of another block", async () => {
    const { stateRoot: other } = readBlockHeader(block(75).header, "qbft");
    await expectNotProven("proofRoot", () =>
      verifyStateProof({ stateRoot: other, address, slots, proof }),
    );
  });

  it("is refused with the proof of another slot under the key that was asked for", async () => {
    const other = proof.storageProof.at(-1);
    const given = withSlot(({ key }) => ({ ...other, key }));
    await expectNotProven("proofNode", () => verify(given));
  });

  it("is refused with another slot than the one that was asked for", async () => {
    const given = withSlot((slot) => ({ ...slot, key: toHex(7n, { size: 32 }) }));
    await expectNotProven("proofKey", () => verify(given));
  });

  it("is refused with a slot left out, which is never taken for zero", async () => {
    const given = { ...proof, storageProof: proof.storageProof.slice(1) };
    await expectNotProven("slotMissing", () => verify(given));
    await expectNotProven("slotMissing", () => verify(proof, [...slots, toHex(1n, { size: 32 })]));
  });

  it("is refused where the node says a slot is zero, without a proof of absence", async () => {
    const given = withSlot((slot) => ({ ...slot, value: "0x0", proof: [] }));
    await expectNotProven("proofNode", () => verify(given));
  });

  it("is refused where the value beside the proof is another one", async () => {
    await expectNotProven("proofValue", () =>
      verify(withSlot((slot) => ({ ...slot, value: "0x7" }))),
    );
    await expectNotProven("proofValue", () => verify({ ...proof, nonce: "0x7" }));
    await expectNotProven("proofValue", () => verify({ ...proof, balance: "0x7" }));
    await expectNotProven("proofValue", () => verify({ ...proof, codeHash: emptyCode }));
    await expectNotProven("proofValue", () => verify({ ...proof, storageHash: EMPTY_ROOT }));
  });

  it("is refused where a slot is given twice and is another one in either place, or was not asked for", async () => {
    const [first, ...others] = proof.storageProof;
    const forged = { ...first, value: "0x7" };
    for (const storageProof of [
      [forged, first, ...others],
      [first, ...others, forged],
    ]) {
      await expectNotProven("proofValue", () => verify({ ...proof, storageProof }));
    }
    const unasked = {
      ...proof,
      storageProof: [{ ...first, key: "0x7777" }, ...proof.storageProof],
    };
    await expectNotProven("proofKey", () => verify(unasked));
    const twice = { ...proof, storageProof: [first, ...proof.storageProof] };
    expect(verify(twice).slots).to.deep.equal(verify(proof).slots);
  });

  it("is refused where it is the proof of another account", async () => {
    const { address: other } = state.proofs[1] as (typeof state.proofs)[number];
    await expectNotProven("proofKey", () =>
      verifyStateProof({ stateRoot, address: other, slots: [], proof }),
    );
    // Without the address, its nodes tell.
    await expectNotProven("proofNode", () =>
      verifyStateProof({
        stateRoot,
        address: other,
        slots: [],
        proof: { ...proof, address: undefined },
      }),
    );
  });

  it("shows of an account that does not exist that it does not: all of its slots are zero", async () => {
    const { root, prove } = await trieOf({ [keccak256(address)]: "0xc0" });
    const nobody = `0x${"22".repeat(20)}` as const;
    const given = {
      accountProof: await prove(keccak256(nobody)),
      storageProof: [{ key: "0x0", value: "0x0", proof: [] }],
      nonce: "0x0",
      balance: "0x0",
    };
    const slot = toHex(0n, { size: 32 });
    const ask = (changed: object) =>
      verifyStateProof({
        stateRoot: root,
        address: nobody,
        slots: [slot],
        proof: { ...given, ...changed },
      });
    const shown = ask({});
    expect(shown.account).to.equal(undefined);
    expect(shown.slots.get(slot)).to.equal(slot);
    await expectNotProven("proofValue", () => ask({ balance: "0x7" }));
    await expectNotProven("proofValue", () =>
      ask({ storageProof: [{ key: "0x0", value: "0x7", proof: [] }] }),
    );
  });

  it("is refused where what it proves is no account", async () => {
    const { root, prove } = await trieOf({ [keccak256(address)]: "0xc0" });
    const given = { accountProof: await prove(keccak256(address)), storageProof: [] };
    await expectNotProven("proofNode", () =>
      verifyStateProof({ stateRoot: root, address, slots: [], proof: given }),
    );
  });

  for (const [what, given] of [
    ["nothing", null],
    ["without proofs", {}],
    ["with slots that are none", { accountProof: [], storageProof: [null] }],
  ] as const) {
    it(`is refused where it is ${what}`, async () => {
      await expectNotProven("proofShape", () => verify(given));
    });
  }
});

describe("code", () => {
  const address = `0x${"22".repeat(20)}` as const;

  it("is believed by its hash", () => {
    const hash = keccak256(consortiumCode);
    expect(verifyCode(consortiumCode, hash, address)).to.equal(consortiumCode);
  });

  it("is refused where it is that of another contract, or none", async () => {
    const hash = keccak256(consortiumCode);
    await expectNotProven("codeHash", () => verifyCode(`${consortiumCode}00`, hash, address));
    await expectNotProven("codeHash", () => verifyCode("0x", hash, address));
    await expectNotProven("codeMissing", () => verifyCode(null, hash, address));
  });
});
