// The list of validators, overridden by agreement. Besu reads what is written here as its documentation says (QBFT, "Override
// smart contract validators"); with Besu's nodes it was played once.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { expect } from "chai";
import { addressOfNode } from "../src/node-key.js";
import { overrideValidators } from "../src/recover.js";
import { initTestNetwork, type TestNetwork } from "../src/test-network.js";

describe("Overriding the validators", () => {
  let scratch: string;
  let made: TestNetwork;
  const folder = (number: number) => join(scratch, "net", `validator-${number}`);
  const genesisOf = (number: number) =>
    JSON.parse(readFileSync(join(folder(number), "genesis.json"), "utf8"));
  const left = () =>
    made.founding.members.slice(0, 2).map(({ nodePublicKey }) => addressOfNode(nodePublicKey));

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), "network-recover-"));
    made = await initTestNetwork({ folder: join(scratch, "net"), observers: 0 });
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it("gives every member the same file, in whatever order it names those that are left", () => {
    const before = genesisOf(1);
    const digests = [
      overrideValidators(folder(1), { block: 120, validators: left() }),
      overrideValidators(folder(2), { block: 120, validators: left().toReversed() }),
    ];
    expect(new Set(digests).size).to.equal(1);
    const { transitions, ...config } = genesisOf(1).config;
    // Block 0 is what it was: nothing but a transition was added.
    expect({ ...genesisOf(1), config }).to.deep.equal(before);
    expect(transitions.qbft).to.have.length(1);
    expect(transitions.qbft[0]).to.include({ block: 120, validatorselectionmode: "blockheader" });
    expect(transitions.qbft[0].validators).to.have.members(left());
  });

  it("lets the contract list them again, once it names those that run", () => {
    overrideValidators(folder(1), { block: 400, backTo: "contract" });
    const { transitions, qbft } = genesisOf(1).config;
    expect(transitions.qbft[1].validatorcontractaddress).to.equal(qbft.validatorcontractaddress);
    expect(transitions.qbft[1]).to.include({ block: 400, validatorselectionmode: "contract" });
  });

  it("is refused where it would not do what it says", () => {
    const refused = (override: Parameters<typeof overrideValidators>[1], said: string) =>
      expect(() => overrideValidators(folder(3), override)).to.throw(UserError, said);
    const untouched = readFileSync(join(folder(3), "genesis.json"), "utf8");
    refused({ block: 9, validators: [] }, "No validator is named");
    refused({ block: 9, validators: ["0x12"] }, '"0x12" is no address of a validator');
    refused({ block: 9, validators: [left()[0]!, left()[0]!] }, "named twice");
    refused({ block: 0, validators: left() }, "expected one after 0");
    refused({ block: 9, backTo: "contract" }, "The contract lists the validators already");
    expect(readFileSync(join(folder(3), "genesis.json"), "utf8")).to.equal(untouched);
    overrideValidators(folder(3), { block: 9, validators: left() });
    refused({ block: 9, validators: left() }, "expected one after 9");
  });
});
