import { expect } from "chai";
import { type Hex, keccak256, parseSignature, toHex } from "viem";
import { privateKeyToAccount, sign } from "viem/accounts";
import { decodeExtraData, encodeExtraData } from "../../src/qbft/extra-data.js";
import { hashOf, type RpcHeader, sealingOf } from "../../src/qbft/seals.js";

const zero = `0x${"00".repeat(32)}` as const;
const keys = ["a", "b", "c", "d"].map((label) => keccak256(toHex(`validator ${label}`)));
const addresses = keys.map((key) => privateKeyToAccount(key).address);

const empty = { vanity: zero, validators: [], vote: [], round: 0, seals: [] };

/** A block as validators would seal it. */
async function block(round: number, sealers: readonly Hex[]): Promise<RpcHeader> {
  const header = {
    parentHash: zero,
    sha3Uncles: "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
    miner: addresses[0],
    stateRoot: zero,
    transactionsRoot: zero,
    receiptsRoot: zero,
    logsBloom: `0x${"00".repeat(256)}`,
    difficulty: "0x1",
    number: "0x10",
    gasLimit: "0x3938700",
    gasUsed: "0x0",
    timestamp: "0x65000000",
    mixHash: "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365",
    nonce: "0x0000000000000000",
    baseFeePerGas: "0x0",
    withdrawalsRoot: zero,
    blobGasUsed: "0x0",
    excessBlobGas: "0x0",
    parentBeaconBlockRoot: zero,
    requestsHash: zero,
  } as const;
  const sealed = hashOf(header, { ...empty, round });
  const seals = await Promise.all(
    sealers.map(async (privateKey) => {
      const { r, s, yParity } = parseSignature(await sign({ hash: sealed, privateKey, to: "hex" }));
      return `${r}${s.slice(2)}0${yParity}` as Hex;
    }),
  );
  const extraData = encodeExtraData({ ...empty, round, seals });
  return { ...header, extraData, hash: hashOf(header, empty) } as RpcHeader;
}

describe("Seals of QBFT", () => {
  it("reads extraData as Besu writes it for a genesis whose validators a contract names", () => {
    // RLP of [32 zero bytes, [], [], 0, []]: what Besu's documentation gives for that case.
    const documented = `0xe5a0${"00".repeat(32)}c0c080c0` as Hex;
    expect(decodeExtraData(documented)).to.deep.equal(empty);
    expect(encodeExtraData(empty)).to.equal(documented);
  });

  it("gives back what it wrote, in any round", () => {
    for (const round of [0, 1, 127, 128, 255, 256, 70_000]) {
      expect(decodeExtraData(encodeExtraData({ ...empty, round })).round).to.equal(round);
    }
  });

  it("refuses what is not QBFT's, such as a text", () => {
    expect(() => decodeExtraData("0x62657375")).to.throw(
      "This extraData is not that of QBFT: 0x62657375",
    );
  });

  it("recovers who sealed a block, and in which round", async () => {
    const sealing = await sealingOf(await block(2, keys.slice(1)));
    expect(sealing).to.deep.equal({
      number: 16,
      timestamp: 0x65000000,
      round: 2,
      proposer: addresses[0],
      sealers: addresses.slice(1),
    });
  });

  it("takes nobody's word for the hash: a header that was altered is refused", async () => {
    const header = { ...(await block(0, keys)), gasUsed: "0x1" };
    let refused: unknown;
    await sealingOf(header).catch((error: unknown) => {
      refused = error;
    });
    expect(String(refused)).to.contain(`The header of block 16 hashes to`);
  });

  it("finds another sealer where the round was altered: seals are of one round", async () => {
    const header = await block(1, keys.slice(0, 1));
    const altered = encodeExtraData({ ...decodeExtraData(header.extraData), round: 0 });
    const { sealers } = await sealingOf({ ...header, extraData: altered });
    expect(sealers[0]).not.to.equal(addresses[0]);
  });
});
