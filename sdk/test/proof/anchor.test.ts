import { expect } from "chai";
import { RegistryArgumentError } from "../../src/actions/index.js";
import { anchorId, anchorOf, formatAnchor, parseAnchor } from "../../src/proof/index.js";
import { anchor } from "./besu.js";

const file = () => JSON.parse(formatAnchor(anchor)) as Record<string, unknown>;
const hash = `0x${"11".repeat(32)}` as const;
const key = `0x02${"6b".repeat(32)}` as const;
const other = `0x03${"6b".repeat(32)}` as const;

describe("an anchor", () => {
  it("is read back as it was written", () => {
    expect(parseAnchor(formatAnchor(anchor))).to.deep.equal(anchor);
    const checkpoint = { number: 75n, hash, validators: anchor.validators } as const;
    const founding = { Consortium: { count: 7n, head: hash } } as const;
    const witnesses = [
      { seat: 1, key },
      { seat: 2, key: other, url: "https://es.example" },
    ];
    const later = { ...anchor, founding, checkpoint, witnesses, cosigners: 2 };
    expect(parseAnchor(formatAnchor(later))).to.deep.equal(later);
  });

  it("comes with a deployment, whose contracts are its own", () => {
    const { chainId, contracts, genesisHash, validators, seals } = anchor;
    const deployment = { chainId, contracts: contracts as never };
    expect(anchorOf(deployment)).to.equal(undefined);
    const carried = { ...deployment, anchor: { genesisHash, validators, seals } };
    expect(anchorOf(carried)).to.deep.equal(anchor);
  });

  it("has a name of its own for everything that it says", () => {
    const others = [
      { ...anchor, chainId: 1 },
      { ...anchor, genesisHash: hash },
      { ...anchor, validators: anchor.validators.slice(1) },
      { ...anchor, seals: "none" as const },
      { ...anchor, contracts: {} },
      { ...anchor, founding: {} },
      { ...anchor, founding: { Consortium: { count: 7n, head: hash } } },
      { ...anchor, checkpoint: { number: 1n, hash: hash, validators: [] } },
    ];
    expect(new Set([anchor, ...others].map(anchorId)).size).to.equal(others.length + 1);
    expect(anchorId(parseAnchor(formatAnchor(anchor)))).to.equal(anchorId(anchor));
  });

  for (const [where, value, expected] of [
    ["format", "anchor", `"open-robot-id-anchor"`],
    ["version", 2, "1, the one that this release reads"],
    ["chainId", "72019", "a whole number above zero"],
    ["chainId", 0, "a whole number above zero"],
    ["genesisHash", "0x11", "32 bytes"],
    ["seals", "clique", `"qbft" or "none"`],
    ["validators", [], "at least one address"],
    ["validators", ["0x11"], "an address"],
    ["validators", [anchor.validators[0], anchor.validators[0]], "no address twice"],
    ["contracts", {}, "Consortium among them"],
    ["contracts", [], "an object"],
    ["founding", { Nobody: { count: 1, head: hash } }, "the name of one of its contracts"],
    ["founding", { Consortium: { count: 0, head: hash } }, "a whole number above zero"],
    ["founding", { Consortium: { count: 1, head: "0x11" } }, "32 bytes"],
    ["checkpoint", { number: -1, hash, validators: [] }, "the number of a block"],
    ["checkpoint", { number: 1, hash, validators: [] }, "at least one address"],
    ["witnesses", [{ seat: 0, key }], "the number of a seat, from 1"],
    ["witnesses", [{ seat: 1, key: "0x02" }], "33 bytes"],
    ["witnesses", [{ seat: 1, key, url: "ftp://cn.example" }], "an http or https address"],
    [
      "witnesses",
      [
        { seat: 1, key },
        { seat: 1, key: other },
      ],
      "no seat twice",
    ],
    [
      "witnesses",
      [
        { seat: 1, key },
        { seat: 2, key },
      ],
      "no key twice",
    ],
    ["cosigners", 1, "at most the number of its witnesses, 0"],
  ] as const) {
    it(`is refused with ${where} ${JSON.stringify(value).slice(0, 50)}, saying what was expected`, () => {
      const parse = () => parseAnchor({ ...file(), [where]: value });
      expect(parse).to.throw(RegistryArgumentError, `The anchor is wrong at ${where}`);
      expect(parse).to.throw(expected);
    });
  }

  it("is refused with the address or the code hash of a contract missing, naming the contract", () => {
    const parse = (contract: object) => () =>
      parseAnchor({ ...file(), contracts: { Consortium: contract } });
    expect(parse({ codeHash: hash })).to.throw("contracts.Consortium.address");
    expect(parse({ address: anchor.validators[0] })).to.throw("contracts.Consortium.codeHash");
  });

  it("is refused where it is no JSON, or no object", () => {
    expect(() => parseAnchor("{")).to.throw(RegistryArgumentError, "The anchor is no JSON");
    expect(() => parseAnchor("7")).to.throw(RegistryArgumentError, "Expected an object");
  });
});
