// What a member signs of its witness, and which part of that is in the public list of witnesses.
import { directoryDigest, witnessStatementOf } from "@openrobotid/sdk/witness";
import { expect } from "chai";
import { hashTypedData } from "viem";
import { isolate } from "../../../sdk/test/chain.js";
import { directoryEntry, directoryTypedData } from "../../permissioner/directory-entry.js";
import { accounts, domain, entryOf, nodeOf, SEATS } from "./setting.js";

const witness = {
  key: "0x036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
  url: "https://witness.cn.example/checkpoint",
} as const;

describe("The witness in a directory entry", () => {
  isolate();

  it("is signed with the rest, of which digests are enough to compute what was signed", async () => {
    const lists = [
      {},
      { nodes: [nodeOf("CN").enode, nodeOf("ES").enode], relayers: [accounts.buyer.address] },
      { participants: [accounts.owner.address, accounts.buyer.address] },
      { withheld: [accounts.maker.address] },
    ];
    for (const list of lists) {
      const entry = await entryOf(SEATS.CN, "CN", { ...list, witness });
      const statement = witnessStatementOf(entry);
      if (!statement) throw new Error("It names a witness.");
      const typedData = directoryTypedData(entry, domain);
      expect(directoryDigest(statement, domain)).to.equal(hashTypedData(typedData));
      expect(JSON.stringify(statement).toLowerCase()).to.not.include(
        accounts.owner.address.slice(2).toLowerCase(),
      );
    }
  });

  it("may be missing: such an entry is signed as before there were witnesses", async () => {
    const entry = await entryOf(SEATS.CN, "CN");
    expect(witnessStatementOf(entry)).to.equal(undefined);
    expect(Object.keys(directoryTypedData(entry, domain).types)).to.deep.equal(["DirectoryEntry"]);
    expect(directoryEntry.parse(entry)).to.not.have.property("witness");
  });

  for (const [what, altered] of Object.entries({
    "a key that is not compressed": { ...witness, key: `0x04${"11".repeat(64)}` },
    "a key in capital letters": { ...witness, key: witness.key.toUpperCase() },
    "an address that nobody can ask": { ...witness, url: "file:///etc/passwd" },
    "something more": { ...witness, also: 1 },
  })) {
    it(`is refused with ${what}`, async () => {
      const entry = await entryOf(SEATS.CN, "CN", { witness });
      expect(directoryEntry.safeParse(entry).success).to.equal(true);
      expect(directoryEntry.safeParse({ ...entry, witness: altered }).success).to.equal(false);
    });
  }
});
