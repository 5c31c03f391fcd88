// Against a real network: Besu 26.8 was started on this genesis, and block 0 was recorded from its RPC.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { anchorOfGenesis, hashGenesis } from "../../src/genesis/anchor.js";
import type { GenesisFile } from "../../src/genesis/file.js";
import recorded from "../besu/recorded-blocks.json" with { type: "json" };

const file = new URL("recorded-genesis.json.gz", import.meta.url);
const genesis = JSON.parse(gunzipSync(readFileSync(file)).toString()) as GenesisFile;

describe("The anchor of a genesis", () => {
  it("has the hash of block 0 that Besu gave it", async () => {
    const block = recorded.blocks.find(({ header }) => Number(header.number) === 0);
    expect(await hashGenesis(genesis)).to.equal(block?.header.hash);
    const validators = ["0x691F8D9b56350D5a1abC27b2fD192E4cC4221808"];
    const founding = { Consortium: { count: 7, head: `0x${"11".repeat(27)}0000000000` } };
    expect(await anchorOfGenesis(genesis, validators, founding)).to.eql({
      genesisHash: block?.header.hash,
      validators,
      seals: "qbft",
      founding,
    });
  });

  it("changes with every slot, code and nonce, and with the time of founding", async () => {
    const hash = await hashGenesis(genesis);
    const [address, account] = Object.entries(genesis.alloc)[0] as [
      keyof GenesisFile["alloc"],
      GenesisFile["alloc"][keyof GenesisFile["alloc"]],
    ];
    const [slot] = Object.keys(account.storage);
    const others = [
      { nonce: "0x7" },
      { code: `${account.code}00` },
      { storage: { ...account.storage, [`${slot}`]: `0x${"11".repeat(32)}` } },
    ].map((change) => ({
      ...genesis,
      alloc: { ...genesis.alloc, [address]: { ...account, ...change } },
    }));
    for (const other of [...others, { ...genesis, timestamp: "0x1" }]) {
      expect(await hashGenesis(other as GenesisFile)).to.not.equal(hash);
    }
  });
});
