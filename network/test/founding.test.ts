// What may be in a founding file.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "@openrobotid/kit/input";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { parse } from "jsonc-parser";
import { EXAMPLE_FOUNDING, readFounding, warningsOf } from "../src/founding.js";

const scratch = scratchFolder("open-robot-id-founding-");
const example = () => parse(readFileSync(EXAMPLE_FOUNDING, "utf8"));

const WITNESS = { key: `0x02${"ab".repeat(32)}`, url: "https://witness.example/checkpoint" };

/** What is said against the example once something in it is changed, without the place in the file. */
function faultsOf(change: (founding: ReturnType<typeof example>) => void): string[] {
  const founding = example();
  change(founding);
  const file = join(scratch, "founding.json");
  writeFileSync(file, JSON.stringify(founding, null, 2));
  try {
    readFounding(file);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.faults.map(({ field, value, expected }) => {
      const found = JSON.stringify(value) ?? "nothing";
      return `${field}: ${found.length > 60 ? `${found.slice(0, 20)}…` : found}, expected ${expected}`;
    });
  }
}

describe("the founding file", () => {
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it("is taken as the example is", () => {
    expect(readFounding(EXAMPLE_FOUNDING).members).to.have.length(4);
  });

  it("fills in the usual ports", () => {
    const [member] = readFounding(EXAMPLE_FOUNDING).members;
    expect(member).to.include({ p2pPort: 30_303, rpcPort: 8545, metricsPort: 9545 });
  });

  it("says with line and column where something is wrong", () => {
    const founding = example();
    founding.members[1].host = "nowhere";
    const file = join(scratch, "founding.json");
    writeFileSync(file, JSON.stringify(founding, null, 2));
    expect(() => readFounding(file)).to.throw(
      InputError,
      /founding\.json:\d+:\d+: members\.1\.host: found "nowhere", expected the IPv4 address/,
    );
  });

  it("takes a member without a recovery key", () => {
    const without = faultsOf(({ members }) => {
      for (const member of members) delete member.recovery;
    });
    expect(without).to.deep.equal([]);
  });

  const refusals: [string, Parameters<typeof faultsOf>[0], string][] = [
    [
      "a country of two members",
      (of) => {
        of.members[1].countries = ["CN"];
      },
      'members.1.countries.0: "CN", expected another country: members.0 has this one',
    ],
    [
      "witnesses, and not how many of them must vouch",
      (of) => {
        of.members[0].witness = WITNESS;
      },
      "cosigners: nothing, expected how many of the 1 witnesses that its members name must vouch for a block",
    ],
    [
      "more witnesses that must vouch than there are",
      (of) => {
        of.members[0].witness = WITNESS;
        of.cosigners = 2;
      },
      "cosigners: 2, expected how many of the 1 witnesses that its members name must vouch for a block",
    ],
    [
      "a witness key of two members",
      (of) => {
        of.members[0].witness = WITNESS;
        of.members[1].witness = WITNESS;
        of.cosigners = 2;
      },
      `members.1.witness.key: "${WITNESS.key.slice(0, 19)}…, expected another witness key: members.0 has this one`,
    ],
    [
      "a country in small letters",
      (of) => {
        of.members[0].countries = ["cn"];
      },
      'members.0.countries.0: "cn", expected two capital letters of ISO 3166-1',
    ],
    [
      "a node key of two members",
      (of) => {
        of.members[1].nodePublicKey = of.members[0].nodePublicKey;
      },
      'members.1.nodePublicKey: "0xfb4ed6e15cff0c349…, expected another node public key: members.0 has this one',
    ],
    [
      "an observer with the key of a member",
      (of) => {
        of.observers[0].nodePublicKey = of.members[2].nodePublicKey;
      },
      'observers.0.nodePublicKey: "0x3472815f712162ac8…, expected another node public key: members.2 has this one',
    ],
    [
      "a key with the prefix 04",
      (of) => {
        of.members[0].nodePublicKey = of.members[0].nodePublicKey.replace("0x", "0x04");
      },
      'members.0.nodePublicKey: "0x04fb4ed6e15cff0c3…, expected the public key of a node as `network keygen` prints it: 0x and 128 lower-case hexadecimal digits, a point of secp256k1',
    ],
    [
      "a key that is no point of the curve",
      (of) => {
        of.members[0].nodePublicKey = `0x${"11".repeat(64)}`;
      },
      'members.0.nodePublicKey: "0x11111111111111111…, expected the public key of a node as `network keygen` prints it: 0x and 128 lower-case hexadecimal digits, a point of secp256k1',
    ],
    [
      "the name of a host",
      (of) => {
        of.members[0].host = "validator.example";
      },
      'members.0.host: "validator.example", expected the IPv4 address at which the other nodes reach it, such as 192.0.2.10',
    ],
    [
      "two nodes at one place",
      (of) => {
        of.members[1].host = of.members[0].host;
      },
      "members.1.p2pPort: 30303, expected another host and port: members.0 has this one",
    ],
    [
      "an account of two members",
      (of) => {
        of.members[1].authority = of.members[0].authority;
      },
      'members.1.authority: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", expected another account: members.0 has this one',
    ],
    [
      "an account without the checksum",
      (of) => {
        of.members[0].authority = of.members[0].authority.toLowerCase();
      },
      'members.0.authority: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8", expected the address of an account, not zero, with the checksum of EIP-55',
    ],
    [
      "an account that is the node's own",
      (of) => {
        of.members[0].authority = "0x2c3f0414b9ab6d890F778f86EA95c9b0D79a88A6";
      },
      "members.0.authority: \"0x2c3f0414b9ab6d890F778f86EA95c9b0D79a88A6\", expected an account other than the node's own: the node's key is on a machine in the network, the seat's should not",
    ],
    [
      "a recovery key that is the node's own",
      (of) => {
        of.members[0].recovery = "0x2c3f0414b9ab6d890F778f86EA95c9b0D79a88A6";
      },
      "members.0.recovery: \"0x2c3f0414b9ab6d890F778f86EA95c9b0D79a88A6\", expected an account other than the node's own: the node's key is on a machine in the network, the seat's should not",
    ],
    [
      "a recovery key that is the account of its seat",
      (of) => {
        of.members[0].recovery = of.members[0].authority;
      },
      'members.0.recovery: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", expected another account than the seat\'s: who steals that must not have this key too',
    ],
    [
      "a recovery key without the checksum",
      (of) => {
        of.members[0].recovery = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
      },
      'members.0.recovery: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8", expected the address of an account, not zero, with the checksum of EIP-55',
    ],
    [
      "a tenure of less than a day",
      (of) => {
        of.governance.tenure = 3600;
      },
      "governance.tenure: 3600, expected a whole number of seconds from 86400 to 31536000",
    ],
    [
      "a time before destruction of less than a week",
      (of) => {
        of.governance.scrapDelay = 86_400;
      },
      "governance.scrapDelay: 86400, expected a whole number of seconds from 604800 to 31536000",
    ],
    [
      "a period that is left out",
      (of) => {
        delete of.governance.closingNotice;
      },
      "governance.closingNotice: nothing, expected a whole number of seconds from 86400 to 31536000",
    ],
    [
      "a folder's name that leads elsewhere",
      (of) => {
        of.members[0].id = "../elsewhere";
      },
      'members.0.id: "../elsewhere", expected lower-case letters, digits and single hyphens: it names the member\'s folder',
    ],
    [
      "a block too small for the largest transaction",
      (of) => {
        of.chain.blockGasLimit = 10_000_000;
      },
      "chain.blockGasLimit: 10000000, expected gas from 16777216 to 1000000000",
    ],
    [
      "a round that is over before the block is due",
      (of) => {
        of.chain.requestTimeoutSeconds = 2;
      },
      "chain.requestTimeoutSeconds: 2, expected more than the block period, 2: a round must outlast a block",
    ],
    [
      "empty blocks faster than full ones",
      (of) => {
        of.chain.emptyBlockPeriodSeconds = 1;
      },
      "chain.emptyBlockPeriodSeconds: 1, expected at least the block period, 2",
    ],
    [
      "a period in milliseconds",
      (of) => {
        of.governance.votingPeriod = 1_209_600_000;
      },
      "governance.votingPeriod: 1209600000, expected a whole number of seconds from 1 to 31536000",
    ],
    [
      "a private key",
      (of) => {
        of.members[0].nodePrivateKey = "0x01";
      },
      'members.0.nodePrivateKey: "0x01", expected no such field',
    ],
    [
      "nobody",
      (of) => {
        of.members = [];
      },
      "members: [], expected at least one member",
    ],
  ];
  for (const [what, change, said] of refusals) {
    it(`refuses ${what}`, () => expect(faultsOf(change)).to.deep.equal([said]));
  }

  it("warns of fewer than four validators, and why", () => {
    const { members, ...rest } = readFounding(EXAMPLE_FOUNDING);
    expect(warningsOf({ ...rest, members })).to.deep.equal([]);
    expect(warningsOf({ ...rest, members: members.slice(0, 3) })).to.deep.equal([
      "3 validators tolerate none that is faulty: QBFT is safe with floor((n − 1) / 3) of n, which is 0 of 3. " +
        "With 4 it is with one.",
    ]);
  });

  it("warns of the id of a development chain", () => {
    const founding = readFounding(EXAMPLE_FOUNDING);
    expect(
      warningsOf({ ...founding, chain: { ...founding.chain, chainId: 31_337 } }),
    ).to.deep.equal([
      "Chain id 31337 is that of development chains: what is signed for one is valid on the other.",
    ]);
  });
});
