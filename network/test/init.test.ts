// What `network init` makes of a founding file.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { anchorOf, formatAnchor } from "@openrobotid/sdk/proof";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { parse } from "smol-toml";
import { getAddress } from "viem";
import besu from "../src/besu-options.json" with { type: "json" };
import { EXAMPLE_FOUNDING, type FoundingMember, readFounding } from "../src/founding.js";
import { hashGenesis } from "../src/genesis/anchor.js";
import { initNetwork } from "../src/init.js";
import { addressOfNode, enodeOf } from "../src/node-key.js";
import { readAnchorFile } from "../witness/client.js";

const founding = readFounding(EXAMPLE_FOUNDING);
const scratch = scratchFolder("open-robot-id-init-");

/** All files of a folder by their paths in it. */
function filesOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [relative(folder, file), readFileSync(file, "utf8")]));
}

describe("network init", () => {
  const [first, second] = [join(scratch, "first"), join(scratch, "second")];
  let genesis: Awaited<ReturnType<typeof initNetwork>>["genesis"];
  let deployment: Awaited<ReturnType<typeof initNetwork>>["deployment"];

  before(async () => {
    ({ genesis, deployment } = await initNetwork(founding, first));
    await initNetwork(founding, second);
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  it("makes the same bytes from the same file", () => {
    expect(filesOf(second)).to.deep.equal(filesOf(first));
  });

  it("makes them again from the founding file that it writes", () => {
    expect(readFounding(join(first, "founding.json"))).to.deep.equal(founding);
  });

  it("overwrites nothing", async () => {
    const refusal = await initNetwork(founding, first).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(UserError);
    expect((refusal as UserError).message).to.equal(
      `${first} is not empty. A network is made in a folder of its own; nothing is ever overwritten.`,
    );
  });

  it("writes down what proofs begin with: block 0, and the founders' nodes in the order of their seats", async () => {
    const written = JSON.parse(readFileSync(join(first, "deployment.json"), "utf8"));
    const { founding: logs, ...anchor } = written.anchor;
    expect(anchor).to.deep.equal({
      genesisHash: await hashGenesis(genesis),
      validators: founding.members.map(({ nodePublicKey }) => addressOfNode(nodePublicKey)),
      seals: "qbft",
    });
    const began = ["Consortium", "ConsortiumGovernor", "RegistryModules"];
    expect(Object.keys(logs)).to.have.members(began);
    expect(anchorOf(written)?.founding?.Consortium?.count).to.equal(BigInt(logs.Consortium.count));
    expect(anchorOf(written)?.contracts.Consortium?.address).to.equal(
      deployment.contracts.Consortium.address,
    );
  });

  it("writes a file that a witness and a vault take as their anchor, in each folder", () => {
    const expected = anchorOf(JSON.parse(readFileSync(join(first, "deployment.json"), "utf8")));
    for (const { id } of [...founding.members, ...founding.observers]) {
      expect(readAnchorFile(join(first, id, "deployment.json")), id).to.deep.equal(expected);
    }
    if (expected === undefined) throw new Error("the deployment carries no anchor");
    const own = join(scratch, "anchor.json");
    writeFileSync(own, formatAnchor(expected));
    expect(readAnchorFile(own)).to.deep.equal(expected);
  });

  it("has a deployment without an anchor, and what is neither, refused in words", () => {
    const file = join(scratch, "no-anchor.json");
    const refusalOf = (text: string) => {
      writeFileSync(file, text);
      try {
        return `it was read: ${JSON.stringify(readAnchorFile(file))}`;
      } catch (error) {
        expect(error).to.be.instanceOf(UserError);
        return (error as UserError).message;
      }
    };
    const { anchor, ...without } = deployment;
    expect(anchor).not.to.equal(undefined);
    expect(refusalOf(JSON.stringify(without))).to.contain("carries no anchor");
    const wrong = { ...deployment, anchor: { ...anchor, seals: "wax" } };
    expect(refusalOf(JSON.stringify(wrong))).to.contain('Expected "qbft" or "none"');
    for (const neither of ["{}", "null", "[]", '"text"', "genesis:", ""]) {
      expect(refusalOf(neither), neither).to.contain(`${file} cannot be read as an anchor`);
    }
  });

  it("names in the anchor the witnesses of the founders, and how many of them must vouch", async () => {
    const out = join(scratch, "witnessed");
    const [one, two, three, ...others] = founding.members as [
      FoundingMember,
      FoundingMember,
      FoundingMember,
      ...FoundingMember[],
    ];
    const keys = [`0x02${"ab".repeat(32)}`, `0x03${"cd".repeat(32)}`] as const;
    const witnessOf = (key: string, id: string) => ({
      key,
      url: `https://${id}.example/checkpoint`,
    });
    const members = [
      { ...one, witness: witnessOf(keys[0], "one") },
      two,
      { ...three, witness: witnessOf(keys[1], "three") },
      ...others,
    ];
    const made = await initNetwork({ ...founding, members, cosigners: 2 }, out);
    const written = JSON.parse(readFileSync(join(out, "deployment.json"), "utf8"));
    expect(anchorOf(written)).to.deep.include({
      witnesses: [
        { seat: 1, key: keys[0], url: "https://one.example/checkpoint" },
        { seat: 3, key: keys[1], url: "https://three.example/checkpoint" },
      ],
      cosigners: 2,
    });
    expect(made.genesis, "the chain is the same").to.deep.equal(genesis);
    expect(readFounding(join(out, "founding.json"))).to.deep.equal({
      ...founding,
      members,
      cosigners: 2,
    });
  });

  describe("genesis", () => {
    it("reads the validators from Consortium", () => {
      const { qbft } = genesis.config as unknown as { qbft: Record<string, unknown> };
      expect(qbft).to.include({
        validatorcontractaddress: deployment.contracts.Consortium.address,
        blockperiodseconds: 2,
        emptyblockperiodseconds: 30,
      });
    });

    it("carries the extra data that Besu documents for validators from a contract", () => {
      expect(genesis.extraData).to.equal(
        "0xe5a00000000000000000000000000000000000000000000000000000000000000000c0c080c0",
      );
      expect(genesis.mixHash).to.equal(
        "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365",
      );
    });

    it("is free of gas, with every fork up to Osaka in force", () => {
      expect(genesis.config).to.include({
        zeroBaseFee: true,
        londonBlock: 0,
        shanghaiTime: 0,
        cancunTime: 0,
        pragueTime: 0,
        osakaTime: 0,
      });
      expect(genesis.baseFeePerGas).to.equal("0x0");
    });

    it("holds the contracts of the deployment and nothing else, all without a balance", () => {
      const contracts = Object.values(deployment.contracts).map(({ address }) => address);
      const held = Object.entries(genesis.alloc);
      expect(held.map(([address]) => getAddress(address))).to.have.members(contracts);
      for (const [, { balance, code }] of held) {
        expect(balance).to.equal("0x0");
        expect(code.length).to.be.greaterThan(2);
      }
    });

    it("knows nothing of the account that deployed it", async () => {
      const { runDeployment } = await import("../src/genesis/deployment.js");
      const { transactions } = await runDeployment(founding);
      const [{ from } = { from: "" }] = transactions;
      const deployer = from.slice(2).toLowerCase();
      expect(deployer).to.have.length(40);
      expect(JSON.stringify(genesis).toLowerCase()).not.to.include(deployer);
    });

    it("keeps every contract within the limit it states", () => {
      for (const { code } of Object.values(genesis.alloc)) {
        expect(code.length / 2 - 1).to.be.at.most(founding.chain.contractSizeLimit);
      }
    });
  });

  for (const node of [...founding.members, ...founding.observers]) {
    describe(`folder of ${node.id}`, () => {
      const file = (name: string) => readFileSync(join(first, node.id, name), "utf8");
      const enodes = [...founding.members, ...founding.observers].map(enodeOf);

      it("has options that Besu knows, by their names", () => {
        const options = parse(file("config.toml"));
        expect(Object.keys(options).filter((name) => !besu.options.includes(name))).to.deep.equal(
          [],
        );
      });

      it("answers on the loopback interface alone, and neither ADMIN nor DEBUG", () => {
        const options = parse(file("config.toml"));
        expect(options["rpc-http-host"]).to.equal("127.0.0.1");
        expect(options["metrics-host"]).to.equal("127.0.0.1");
        expect(options["rpc-http-api"]).not.to.include.members(["ADMIN"]);
        expect(options["rpc-http-api"]).not.to.include.members(["DEBUG"]);
        expect(options).not.to.have.any.keys("rpc-ws-enabled", "graphql-http-enabled");
      });

      it("names files that are there, except the key and the data", () => {
        const options = parse(file("config.toml"));
        const missing = Object.entries(options)
          .filter(([name]) => name.endsWith("-file") || name === "data-path")
          .map(([, value]) => String(value))
          .filter((name) => !readdirSync(join(first, node.id)).includes(name));
        expect(missing.sort()).to.deep.equal(["data", "key"]);
      });

      it("lets in the nodes of the founding file, and the accounts and recovery keys of the seats", () => {
        const lists = parse(file("permissions_config.toml"));
        expect(lists["nodes-allowlist"]).to.deep.equal(enodes);
        expect(lists["accounts-allowlist"]).to.deep.equal(
          founding.members.flatMap(({ authority, recovery }) =>
            recovery ? [authority, recovery] : [authority],
          ),
        );
      });

      it("keeps connections to the other members", () => {
        const others = founding.members.filter(({ id }) => id !== node.id).map(enodeOf);
        expect(JSON.parse(file("static-nodes.json"))).to.deep.equal(others);
      });

      it("says in its own README which enode and address it has", () => {
        const readme = file("README.md");
        expect(readme).to.include(enodeOf(node));
        expect(readme).to.include(addressOfNode(node.nodePublicKey));
      });

      it("holds no private key", () => {
        const names = readdirSync(join(first, node.id));
        expect(names).not.to.include("key");
        for (const name of names) {
          const path = join(first, node.id, name);
          if (!statSync(path).isFile() || name === "genesis.json") continue;
          const words = readFileSync(path, "utf8").match(/\b(0x)?[0-9a-f]{64}\b/gi) ?? [];
          const { anchor, contracts } = deployment;
          const hashes = Object.values(contracts).map(({ codeHash }) => codeHash);
          const heads = Object.values(anchor.founding ?? {}).map(({ head }) => head);
          hashes.push(anchor.genesisHash, ...heads);
          expect(words.filter((word) => !hashes.includes(word))).to.deep.equal([]);
        }
      });
    });
  }
});
