// The proof of a genesis: it holds for one that is right, and names what is wrong with one that is not.
import { expect } from "chai";
import type { Address, Hex } from "viem";
import { EXAMPLE_FOUNDING, readFounding } from "../src/founding.js";
import { type Genesis, makeGenesis } from "../src/genesis/genesis.js";
import { compareGenesis } from "../src/proof/compare.js";
import { proveGenesis } from "../src/proof/prove.js";

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
  const findingsOf = async (genesis: Genesis["genesis"]) =>
    (await compareGenesis(genesis, founding)).findings;

  it("uses every function of every contract, and finds nothing amiss", async () => {
    const proof = await proveGenesis({ genesis: copy(), founding });
    expect(proof.findings).to.deep.equal([]);
    expect(proof.used).to.equal(proof.functions);
    expect(proof.functions).to.be.greaterThan(200);
    expect(proof.contracts).to.equal(12);
  });

  it("finds a slot that was tampered with", async () => {
    const genesis = copy();
    const { entry } = entryOf(genesis, "Consortium");
    const [slot] = Object.keys(entry.storage) as Hex[];
    if (slot === undefined) throw new Error("no storage");
    const right = entry.storage[slot];
    const wrong: Hex = `0x${"0".repeat(63)}9`;
    entry.storage[slot] = wrong;
    expect(await findingsOf(genesis)).to.deep.equal([
      `slot ${slot} of Consortium is ${wrong}, and must be ${right}`,
    ]);
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
