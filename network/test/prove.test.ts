// The proof of a genesis: it holds for one that is right, and names what is wrong with one that is not.
import { expect } from "chai";
import { type Address, concat, type Hex, keccak256, pad, toHex } from "viem";
import { EXAMPLE_FOUNDING, readFounding } from "../src/founding.js";
import { type Genesis, makeGenesis } from "../src/genesis/genesis.js";
import { differencesFrom } from "../src/proof/compare.js";
import { proveGenesis } from "../src/proof/prove.js";
import { slotNames } from "../src/proof/slots.js";
import { misfits } from "../src/proof/year.js";

const founding = readFounding(EXAMPLE_FOUNDING);

describe("network prove-genesis", function () {
  this.timeout(400_000);
  let made: Genesis;
  before(async () => {
    made = await makeGenesis(founding);
  });

  const copy = () => structuredClone(made.genesis);
  const entryOf = (genesis: Genesis["genesis"], name: keyof Genesis["deployment"]["contracts"]) => {
    const address = made.deployment.contracts[name].address.toLowerCase() as Address;
    const entry = genesis.alloc[address];
    if (entry === undefined) throw new Error(`no ${name}`);
    return { address, entry };
  };
  /** The slot of a contract in which something is kept, by its name. */
  const slotOf = async (contract: keyof Genesis["deployment"]["contracts"], name: string) => {
    const names = await slotNames(contract, founding, made.deployment);
    const [slot] = [...names].find(([, of]) => of === name) ?? [];
    if (slot === undefined) throw new Error(`${contract} keeps no ${name}`);
    return slot;
  };
  const findingsOf = async (genesis: Genesis["genesis"]) =>
    await differencesFrom(made, genesis, founding);

  it("uses every function of every contract, and finds nothing wrong", async () => {
    const proof = await proveGenesis({ genesis: copy(), founding });
    expect(proof.findings).to.deep.equal([]);
    expect(proof.used).to.equal(proof.functions);
    expect(proof.functions).to.be.greaterThan(200);
    expect(proof.contracts).to.equal(12);
  });

  const wrong: Hex = `0x${"0".repeat(63)}9`;
  /** What must be as the founding makes it, by contract and by name. */
  const kept: [what: string, contract: keyof Genesis["deployment"]["contracts"], name: string][] = [
    ["the account of a seat", "Consortium", "_seats[2].authority"],
    ["a recovery key that a seat has", "Consortium", "_seats[1].recovery"],
    ["a recovery key that a seat has not", "Consortium", "_seats[2].recovery"],
    [
      "an account that is named already",
      "Consortium",
      "_nextAuthority[1].account, _nextAuthority[1].acceptableFrom",
    ],
    ["a resignation that is allowed already", "Consortium", "_resignationAllowed[1]"],
    [
      "the term of a seat in a country",
      "Consortium",
      ["seat", "since", "actsFrom", "held"].map((of) => `_holdings[PT].${of}`).join(", "),
    ],
    ["a vote", "Consortium", "_totalCheckpoints._checkpoints.length"],
    ["a validator", "Consortium", "_validators._inner._values[0]"],
    ["the head of the log", "Consortium", "_log"],
    ["the head of a seat", "Consortium", "_chains[1]"],
    ["an entry of a log that has none", "Dossier", "_log"],
    ["how long a vote is", "ConsortiumGovernor", "_votingDelay, _votingPeriod"],
    ["another timelock", "ConsortiumGovernor", "_timelock"],
    ["a module in a space that has none", "RegistryModules", "moduleOf[7]"],
    ["another module", "RegistryModules", "moduleOf[1]"],
    [
      "another transfer policy",
      "RegistryModules",
      ["policy", "addedAt", "endsAt"].map((of) => `_policies[0].${of}`).join(", "),
    ],
    ["the registry that the signed acts belong to", "SignedActs", "registry"],
    [
      "a proposer of the timelock",
      "TimelockController",
      "_roles[PROPOSER_ROLE].hasRole[authority of beihu]",
    ],
    ["the delay of the timelock", "TimelockController", "_minDelay"],
    [
      "an administrator of the access manager",
      "AccessManager",
      "_roles[0].members[authority of beihu].since, _roles[0].members[authority of beihu].delay",
    ],
    [
      "a function that is open to a role",
      "AccessManager",
      "_targets[RegistryModules].allowedRoles[setModule(uint8,address)]",
    ],
  ];
  for (const [what, contract, name] of kept) {
    it(`finds ${what}`, async () => {
      const genesis = copy();
      const { entry } = entryOf(genesis, contract);
      const slot = await slotOf(contract, name);
      const right = entry.storage[slot] ?? "zero";
      entry.storage[slot] = wrong;
      expect(await findingsOf(genesis)).to.deep.equal([
        `slot ${slot} of ${contract} (${name}) is ${wrong}, and must be ${right}`,
      ]);
    });
  }

  it("finds a call that is scheduled in the timelock, though nobody can tell which", async () => {
    const genesis = copy();
    const slot = keccak256(concat([keccak256("0x01"), pad("0x01", { size: 32 })]));
    entryOf(genesis, "TimelockController").entry.storage[slot] = wrong;
    expect(await findingsOf(genesis)).to.deep.equal([
      `slot ${slot} of TimelockController (of a key that no founding has) is ${wrong}, and must be zero`,
    ]);
  });

  it("finds a slot that is missing", async () => {
    const genesis = copy();
    const slot = await slotOf("SignedActs", "registry");
    const { entry } = entryOf(genesis, "SignedActs");
    const right = entry.storage[slot];
    delete entry.storage[slot];
    expect(await findingsOf(genesis)).to.deep.equal([
      `slot ${slot} of SignedActs (registry) is zero, and must be ${right}`,
    ]);
  });

  for (const [what, contract, value] of [
    ["tenure", "Consortium", founding.governance.tenure],
    ["delay of new keys", "Consortium", founding.governance.rotationDelay],
    ["notice of a successor", "AuthorityRegistry", founding.governance.successionNotice],
    ["notice of orders", "RegistrarOrders", founding.governance.orderNotice],
    ["notice of a clearance", "RobotFlags", founding.governance.orderNotice],
    ["time before destruction", "RobotRegistry", founding.governance.scrapDelay],
    ["notice of a closing", "RecallRegistry", founding.governance.closingNotice],
    ["time of the founding", "Consortium", Date.parse(founding.chain.foundedAt) / 1000],
  ] as const) {
    it(`finds another ${what}, which is in the code`, async () => {
      const genesis = copy();
      const { entry } = entryOf(genesis, contract);
      const [right, other] = [value, value - 1].map((of) => toHex(of, { size: 32 }).slice(2));
      const at = entry.code.indexOf(right ?? "") / 2 - 1;
      expect(at).to.be.greaterThan(0);
      entry.code = entry.code.replace(right ?? "", other ?? "") as Hex;
      const [finding = "", ...more] = await findingsOf(genesis);
      expect(more).to.deep.equal([]);
      const byte = Number(/^byte (\d+) of the code/.exec(finding)?.[1]);
      expect(finding).to.contain(`of the code of ${contract} is`);
      expect(byte).to.be.within(at, at + 31);
    });
  }

  it("says which periods the example world does not go with, and leaves other worlds alone", () => {
    const governance = { ...founding.governance, rotationDelay: 86_400, orderNotice: 86_400 };
    expect(misfits(founding)).to.deep.equal([]);
    expect(misfits({ ...founding, governance })).to.deep.equal([
      "governance.orderNotice is 86400 s, and the year of the example world counts on 2592000 to 2678400 s: an order is answered in time, and executed in time. Give another with --world",
      "governance.rotationDelay is 86400 s, and the year of the example world counts on 86401 s or more: a day is too early for the next account of a seat. Give another with --world",
    ]);
    expect(misfits({ ...founding, governance }, "elsewhere")).to.deep.equal([]);
  });

  it("finds a byte of code that was tampered with", async () => {
    const genesis = copy();
    const { entry } = entryOf(genesis, "RobotRegistry");
    const at = 2 + 2 * 1000;
    const right = entry.code.slice(at, at + 2);
    const wrong = right === "00" ? "01" : "00";
    entry.code = `${entry.code.slice(0, at)}${wrong}${entry.code.slice(at + 2)}` as Hex;
    expect(await findingsOf(genesis)).to.deep.equal([
      `byte 1000 of the code of RobotRegistry is ${wrong}, and must be ${right}`,
    ]);
  });

  it("finds an account that does not belong there, and one that is missing", async () => {
    const genesis = copy();
    const { address } = entryOf(genesis, "Dossier");
    const stranger: Address = `0x${"ab".repeat(20)}`;
    delete genesis.alloc[address];
    genesis.alloc[stranger] = { nonce: "0x0", balance: "0x0", code: "0x", storage: {} };
    expect(await findingsOf(genesis)).to.have.members([
      `Dossier (${address}) is missing`,
      `${stranger} is no contract of the registry and has no place in alloc`,
    ]);
  });

  it("finds a balance, and parameters that are not those of the founding file", async () => {
    const genesis = copy();
    const { entry } = entryOf(genesis, "Consortium");
    (entry as { balance: Hex }).balance = "0x1";
    (genesis.config.qbft as { blockperiodseconds: number }).blockperiodseconds = 1;
    genesis.config.zeroBaseFee = false;
    expect(await findingsOf(genesis)).to.have.members([
      "config.zeroBaseFee is false, and must be true",
      "config.qbft.blockperiodseconds is 1, and must be 2",
      'Consortium.balance is "0x1", and must be "0x0"',
    ]);
  });

  it("does not go on to use a genesis that differs", async () => {
    const genesis = copy();
    entryOf(genesis, "RegistryModules").entry.nonce = "0x2";
    const proof = await proveGenesis({ genesis, founding });
    expect(proof.findings).to.deep.equal(['RegistryModules.nonce is "0x2", and must be "0x1"']);
    expect(proof.transactions).to.equal(0);
  });
});
