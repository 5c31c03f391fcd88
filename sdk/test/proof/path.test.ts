import { anchor, block, blocks, consortiumCode as code, setOf } from "@openrobotid/testkit/besu";
import { expectNotProven } from "@openrobotid/testkit/refusals";
import { seal, validator } from "@openrobotid/testkit/sealed";
import { expect } from "chai";
import { type Hex, hexToBytes, keccak256, toHex, zeroAddress, zeroHash } from "viem";
import {
  type Anchor,
  type PathStep,
  readBlockHeader,
  verifyPath,
  verifySeals,
} from "../../src/proof/index.js";
import type { StateSource } from "../../src/proof/local-evm.js";
import { validatorsOf } from "../../src/proof/path.js";

const stepOf = (number: number): PathStep => {
  const { header, proof } = block(number);
  if (!proof) throw new Error(`No proof is recorded of block ${number}.`);
  return { header, proof };
};
const changes = blocks.filter(({ number, changed }) => changed && number > 0);
const steps = changes.map(({ number }) => stepOf(number));
const lower = (set: readonly string[] | undefined) => set?.map((one) => one.toLowerCase());

describe("the path from the anchor's validators to later ones", () => {
  it("of a real network is proven, step by step, to the set that seals the last block", async () => {
    const sets = await verifyPath(anchor, { steps, code });
    expect(sets.map(({ number }) => Number(number))).to.deep.equal([0, 75, 78, 116, 142, 157, 174]);
    for (const [index, { validators }] of changes.entries()) {
      expect(lower(sets[index + 1]?.validators)).to.deep.equal(lower(validators));
    }
    const last = readBlockHeader(block(214).header, "qbft");
    await verifySeals(last, sets.at(-1)?.validators ?? []);
  });

  it("without a step is the anchor's set alone", async () => {
    const sets = await verifyPath(anchor, { steps: [], code });
    expect(lower(sets[0]?.validators)).to.deep.equal(lower(block(0).validators));
  });

  it("begins at the checkpoint where the anchor has one", async () => {
    const { header, validators } = block(116);
    const checkpoint = { number: 116n, hash: header.hash, validators: validators as Hex[] };
    const sets = await verifyPath({ ...anchor, checkpoint }, { steps: steps.slice(3), code });
    expect(sets.map(({ number }) => Number(number))).to.deep.equal([116, 142, 157, 174]);
    await expectNotProven("stepBack", () =>
      verifyPath({ ...anchor, checkpoint }, { steps: steps.slice(2), code }),
    );
  });

  it("is refused with a step left out, whose set sealed the next one", async () => {
    // Block 142 expelled the fifth seat; it was sealed by four of five, the fifth among them.
    const fifth = block(116).validators?.at(-1)?.toLowerCase();
    const sealers = await verifySeals(readBlockHeader(block(142).header, "qbft"), setOf(142));
    expect(lower(sealers)).to.include(fifth);
    const without = steps.filter(({ header }) => header !== block(116).header);
    const error = await expectNotProven("stepSeals", () =>
      verifyPath(anchor, { steps: without, code }),
    );
    expect(error.message).to.contain("block 142");
  });

  it("is refused where it goes back, or the same step comes twice", async () => {
    await expectNotProven("stepBack", () =>
      verifyPath(anchor, { steps: [stepOf(78), stepOf(75)], code }),
    );
    await expectNotProven("stepBack", () =>
      verifyPath(anchor, { steps: [stepOf(75), stepOf(75)], code }),
    );
  });

  it("is refused with a step that is sealed by the set that it introduces", async () => {
    const introduced = ["a", "b", "c", "d"].map(validator);
    const header = await seal(
      block(75).header,
      introduced.map(({ key }) => key),
    );
    const step = { ...stepOf(75), header };
    await expectNotProven("stepSeals", () => verifyPath(anchor, { steps: [step], code }));
  });

  it("is refused with the proof of another step's state", async () => {
    const step = { header: block(78).header, proof: stepOf(75).proof };
    await expectNotProven("proofRoot", () =>
      verifyPath(anchor, { steps: [stepOf(75), step], code }),
    );
  });

  it("is refused with a slot that getValidators() reads left out: it is never taken for zero", async () => {
    const { header, proof } = stepOf(75);
    for (const [index] of proof.storageProof.entries()) {
      const storageProof = proof.storageProof.filter((_, other) => other !== index);
      const step = { header, proof: { ...proof, storageProof } };
      await expectNotProven("slotMissing", () => verifyPath(anchor, { steps: [step], code }));
    }
  });

  it("is refused with the code of another contract, in the file or in the state", async () => {
    await expectNotProven("codeHash", () => verifyPath(anchor, { steps, code: `${code}00` }));
    const other: Anchor = {
      ...anchor,
      contracts: {
        Consortium: {
          address: anchor.contracts.Dossier?.address as Hex,
          codeHash: anchor.contracts.Consortium?.codeHash as Hex,
        },
      },
    };
    await expectNotProven("proofKey", () => verifyPath(other, { steps, code }));
  });

  it("is refused with another anchor's validators", async () => {
    const validators = ["a", "b", "c", "d"].map((name) => validator(name).address);
    await expectNotProven("stepSeals", () =>
      verifyPath({ ...anchor, validators }, { steps, code }),
    );
  });

  it("is refused from a set of none, and from one with an address twice", async () => {
    const [first] = anchor.validators as [Hex];
    for (const [validators, reason] of [
      [[], "validatorsEmpty"],
      [[first, first, first], "validatorTwice"],
    ] as const) {
      const error = await expectNotProven("stepSeals", () =>
        verifyPath({ ...anchor, validators }, { steps, code }),
      );
      expect(error.cause).to.have.property("reason", reason);
    }
  });

  it("is refused where the state of a step names a set of none, or one with an address twice", async () => {
    const header = readBlockHeader(block(75).header, "qbft");
    for (const [answer, reason] of [
      // Offset 32, length 0.
      ["0x602060005260406000f3", "validatorsEmpty"],
      // Offset 32, length 2, twice the address 1.
      ["0x602060005260026020526001604052600160605260806000f3", "validatorTwice"],
    ] as const) {
      const runtime = hexToBytes(answer);
      const codeHash = keccak256(runtime);
      const account = { nonce: 1n, balance: 0n, codeHash, storageRoot: zeroHash };
      const source: StateSource = {
        account: async (address) => (address === zeroAddress ? undefined : account),
        slot: async () => zeroHash,
        code: async () => runtime,
        blockHash: async () => zeroHash,
      };
      await expectNotProven(reason, () => validatorsOf(anchor, header, source));
    }
  });

  it("is refused with the header of a block altered", async () => {
    const step = { ...stepOf(75), header: { ...block(75).header, number: toHex(76) } };
    await expectNotProven("headerHash", () => verifyPath(anchor, { steps: [step], code }));
  });
});
