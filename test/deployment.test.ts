import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { JsonRpcProvider, keccak256, ZeroAddress, ZeroHash } from "ethers";
import hre, { network } from "hardhat";
import { checkDeployment, DeploymentError } from "../scripts/deployment/check.js";
import { connectContracts } from "../scripts/deployment/contracts.js";
import { deploy, describeContracts } from "../scripts/deployment/deploy.js";
import {
  CONTRACT_NAMES,
  type ContractName,
  type Deployment,
  readDeployment,
  writeDeployment,
} from "../scripts/deployment/file.js";
import { PARAMETERS_FILE, readParameters } from "../scripts/deployment/parameters.js";
import { accounts } from "./fixtures/accounts.js";
import { code } from "./fixtures/codes.js";
import { validatorOf } from "./fixtures/consortium.js";
import { temporaryFolder } from "./fixtures/folder.js";
import { createNetwork } from "./fixtures/network.js";
import { endScripts, runScript } from "./fixtures/script.js";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture } = networkHelpers;
const development = readParameters("development");

async function deployed() {
  const deployment = await deploy(connection, { name: "development", parameters: development });
  const { deployer, stranger, CN, newcomer } = await accounts(connection);
  const timelock = deployment.contracts.TimelockController.address;
  const governance = await ethers.getImpersonatedSigner(timelock);
  await networkHelpers.setBalance(governance.address, ethers.parseEther("1"));
  return {
    deployment,
    contracts: connectContracts(deployment, ethers.provider),
    deployer,
    stranger,
    CN,
    newcomer,
    governance,
    transactions: await deployer.getNonce(),
  };
}

const setUp = () => loadFixture(deployed);

/** What a promise was rejected with. */
async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("was not rejected");
}

describe("deployment", () => {
  describe("the deploying account", () => {
    it("cannot change who sits at the table", async () => {
      const { contracts, deployer } = await setUp();
      const candidate = {
        name: "Nobody's Institute",
        authority: deployer,
        validator: validatorOf(ethers, "nobody"),
        countries: [code("ZZ")],
      };
      const { consortium } = contracts;
      await expect(consortium.connect(deployer).admitSeat(candidate))
        .to.be.revertedWithCustomError(consortium, "AccessManagedUnauthorized")
        .withArgs(deployer.address);
      await expect(consortium.connect(deployer).expelSeat(1))
        .to.be.revertedWithCustomError(consortium, "AccessManagedUnauthorized")
        .withArgs(deployer.address);
    });

    it("cannot replace a module, a policy or the resolver", async () => {
      const { contracts, deployer } = await setUp();
      const modules = contracts.registryModules.connect(deployer);
      for (const attempt of [
        () => modules.setModule(3, deployer),
        () => modules.removeTransferPolicy(contracts.recalls),
        () => modules.setResolver("https://elsewhere.example"),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(modules, "AccessManagedUnauthorized")
          .withArgs(deployer.address);
      }
    });

    it("cannot give itself a role", async () => {
      const { contracts, deployer } = await setUp();
      const { accessManager, timelock } = contracts;
      await expect(accessManager.connect(deployer).grantRole(0, deployer, 0))
        .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedAccount")
        .withArgs(deployer.address, 0);
      await expect(timelock.connect(deployer).grantRole(ZeroHash, deployer))
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(deployer.address, ZeroHash);
    });

    it("cannot decide anything", async () => {
      const { contracts, deployer } = await setUp();
      const { timelock, governor, consortium } = contracts;
      const call = consortium.interface.encodeFunctionData("expelSeat", [1]);
      await expect(
        timelock
          .connect(deployer)
          .schedule(consortium, 0, call, ZeroHash, ZeroHash, development.timelockDelay),
      )
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(deployer.address, await timelock.PROPOSER_ROLE());
      await expect(governor.connect(deployer).propose([consortium], [0], [call], "Expel one"))
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(deployer.address, 0, 1);
    });

    it("may not be the authority of a founding seat", async () => {
      const { deployer } = await setUp();
      const [first, ...others] = development.seats;
      const seats = [{ ...first, authority: deployer.address }, ...others];
      const error = await rejection(
        deploy(connection, { name: "development", parameters: { ...development, seats } }),
      );
      expect(error.message).to.contain(deployer.address).and.contain(`"${first.name}"`);
    });
  });

  describe("the file", () => {
    const folder = temporaryFolder();

    it("names the chain, the parameters and every contract", async () => {
      const { deployment } = await setUp();
      writeDeployment(deployment, folder());
      const file = readDeployment(31337, folder());
      expect(file).to.eql(deployment);
      expect(file.chainId).to.equal(31337);
      expect(file.parameters).to.equal("development");
      expect(Object.keys(file.contracts)).to.eql([...CONTRACT_NAMES]);
    });

    it("gives the block from which each contract has code, and the hash of that code", async () => {
      const { deployment } = await setUp();
      for (const name of CONTRACT_NAMES) {
        const { address, startBlock, codeHash } = deployment.contracts[name];
        expect(await ethers.provider.getCode(address, startBlock - 1), name).to.equal("0x");
        const runtimeCode = await ethers.provider.getCode(address, startBlock);
        expect(runtimeCode, name).to.not.equal("0x");
        expect(codeHash, name).to.equal(keccak256(runtimeCode));
      }
    });

    it("tells contracts apart that the registry created itself", async () => {
      const { deployment } = await setUp();
      const { RobotRegistry, RegistrarOrders, RobotFlags } = deployment.contracts;
      expect(RegistrarOrders.startBlock).to.equal(RobotRegistry.startBlock);
      expect(RobotFlags.startBlock).to.equal(RobotRegistry.startBlock);
      const addresses = Object.values(deployment.contracts).map(({ address }) => address);
      expect(new Set(addresses).size).to.equal(addresses.length);
    });
  });

  describe("the check at its end", () => {
    const check = (
      { deployment, deployer }: Awaited<ReturnType<typeof setUp>>,
      parameters = development,
    ) => checkDeployment(ethers.provider, deployment, parameters, deployer.address);

    it("passes what was deployed", async () => {
      await check(await setUp());
    });

    it("names a parameter that is not the one given", async () => {
      const world = await setUp();
      const error = await rejection(check(world, { ...development, votingPeriod: 5 }));
      expect(error).to.be.instanceOf(DeploymentError);
      expect((error as DeploymentError).findings).to.eql([
        "the voting period is 604800, should be 5",
      ]);
    });

    it("names a module that is not set", async () => {
      const world = await setUp();
      const { contracts, governance } = world;
      await contracts.registryModules.connect(governance).setModule(2, ZeroAddress);
      const error = await rejection(check(world));
      expect(error.message).to.contain(
        `the module of kind space 2 is "${ZeroAddress}", should be "${contracts.dossier.target}"`,
      );
    });

    it("names whoever holds a role beside the consortium", async () => {
      const world = await setUp();
      const { contracts, governance, stranger, deployer } = world;
      await contracts.accessManager.connect(governance).grantRole(0, stranger, 0);
      await contracts.timelock
        .connect(governance)
        .grantRole(await contracts.timelock.PROPOSER_ROLE(), deployer);
      const { message } = await rejection(check(world));
      expect(message).to.contain("the holders of the access manager's roles");
      expect(message).to.contain(`${stranger.address} has role 0`);
      expect(message).to.contain("the holders of the timelock's roles");
      expect(message).to.contain(`${deployer.address} has role`);
    });

    it("names a deployer that got a seat", async () => {
      const world = await setUp();
      const { contracts, CN, deployer } = world;
      await contracts.consortium.connect(CN).rotateAuthority(deployer);
      const { message } = await rejection(check(world));
      expect(message).to.contain("the deployer's seat is 1, should be 0");
    });
  });

  describe("parameters", () => {
    const folder = temporaryFolder();

    /** The message with which a set is refused after one change to the text of the file. */
    function refusal(from: string | RegExp, to: string, set = "development"): string {
      const file = join(folder(), "parameters.json");
      const text = readFileSync(PARAMETERS_FILE, "utf8");
      const changed = text.replace(from, to);
      expect(changed).to.not.equal(text);
      writeFileSync(file, changed);
      try {
        readParameters(set, file);
      } catch (error) {
        return (error as Error).message.replaceAll(/^.*(?=parameters\.json)/gm, "");
      }
      throw new Error("was accepted");
    }

    const [first, second] = development.seats;

    const cases: [what: string, from: string | RegExp, to: string, message: string][] = [
      [
        "a period in milliseconds",
        '"votingDelay": 86400',
        '"votingDelay": 86400000',
        "parameters.json:5:20: development.votingDelay: found 86400000, " +
          "expected a whole number of seconds from 0 to 31536000",
      ],
      [
        "a period in words",
        '"votingPeriod": 604800',
        '"votingPeriod": "a week"',
        'parameters.json:6:21: development.votingPeriod: found "a week", ' +
          "expected a whole number of seconds from 1 to 31536000",
      ],
      [
        "a notice shorter than the registry allows",
        '"orderNotice": 2592000',
        '"orderNotice": 3600',
        "parameters.json:10:20: development.orderNotice: found 3600, " +
          "expected a whole number of seconds from 86400 to 31536000",
      ],
      [
        "a missing parameter",
        '"timelockDelay": 172800,',
        "",
        "parameters.json:3:18: development.timelockDelay: found nothing, " +
          "expected a whole number of seconds from 0 to 31536000",
      ],
      [
        "a misspelt parameter",
        '"resolver": "https://id.example",',
        '"resolver": "https://id.example", "resolvr": 1,',
        "parameters.json:13:50: development.resolvr: found 1, expected no such field",
      ],
      [
        "a resolver with a slash at its end",
        "https://id.example",
        "https://id.example/",
        'parameters.json:13:17: development.resolver: found "https://id.example/", expected an http or https address ' +
          'without a slash at its end, such as "https://id.example"',
      ],
      [
        "an address whose checksum is wrong",
        first.authority,
        first.authority.toLowerCase(),
        `parameters.json:19:22: development.seats.0.authority: found "${first.authority.toLowerCase()}", ` +
          "expected the address of an account, not zero, with the checksum of EIP-55",
      ],
      [
        "the zero address",
        first.validator,
        ZeroAddress,
        `parameters.json:20:22: development.seats.0.validator: found "${ZeroAddress}", ` +
          "expected the address of an account, not zero, with the checksum of EIP-55",
      ],
      [
        "a country in lower case",
        '"CN"',
        '"cn"',
        'parameters.json:21:23: development.seats.0.countries.0: found "cn", ' +
          "expected two capital letters of ISO 3166-1",
      ],
      [
        "two seats with one account",
        second.authority,
        first.authority,
        `parameters.json:25:22: development.seats.1.authority: found "${first.authority}", ` +
          "expected another account: seats.0 has this one",
      ],
      [
        "two seats for one country",
        '"ES"',
        '"CN"',
        'parameters.json:27:23: development.seats.1.countries.0: found "CN", ' +
          "expected another country: seats.0 has this one",
      ],
      [
        "a comma too few",
        '"votingDelay": 86400,',
        '"votingDelay": 86400',
        'parameters.json:6:5: found "\\"votingPeriod\\": 6048", expected JSON (CommaExpected)',
      ],
    ];
    for (const [what, from, to, message] of cases) {
      it(`refuses ${what}, saying where`, () => {
        expect(refusal(from, to)).to.equal(message);
      });
    }

    it("refuses a set that does not exist, naming those that do", () => {
      expect(() => readParameters("staging")).to.throw(
        'found "staging", expected one of the sets of parameters: development, production',
      );
    });

    it("refuses a file that does not exist", () => {
      expect(() => readParameters("development", "nowhere.json")).to.throw(
        /^nowhere\.json:1:1: found nothing, expected a file that can be read \(ENOENT/,
      );
    });

    it("refuses the production set until it is filled in", () => {
      expect(() => readParameters("production")).to.throw(
        /production\.resolver: found "".*\n.*production\.seats: found \[\]/,
      );
    });

    it("takes the production set once it is filled in", () => {
      const file = join(folder(), "filled.json");
      const text = readFileSync(PARAMETERS_FILE, "utf8")
        .replace('"resolver": ""', '"resolver": "https://robots.example"')
        .replace('"seats": []', `"seats": ${JSON.stringify(development.seats)}`);
      writeFileSync(file, text);
      const production = readParameters("production", file);
      expect(production.seats).to.eql(development.seats);
      expect(production.votingPeriod).to.be.greaterThan(development.votingPeriod);
    });
  });

  describe("killed half-way", () => {
    const CHAIN_ID = 424242;
    const folder = temporaryFolder();
    let server: Awaited<ReturnType<typeof network.createServer>>;
    let provider: JsonRpcProvider;
    let url: string;
    let miner: NodeJS.Timeout;
    let mined: Promise<unknown>;

    before(async () => {
      // Blocks come by the clock, as on a real chain, so that there is a half-way.
      server = await network.createServer(
        {
          network: "default",
          override: { chainId: CHAIN_ID, mining: { auto: false, interval: 0 } },
        },
        "127.0.0.1",
        0,
      );
      const { port } = await server.listen();
      url = `http://127.0.0.1:${port}`;
      provider = new JsonRpcProvider(url, CHAIN_ID, { staticNetwork: true, cacheTimeout: -1 });
      miner = setInterval(() => {
        mined = provider.send("evm_mine", []);
      }, 200);
    });

    after(async () => {
      for (const journal of journals) rmSync(journal, { recursive: true, force: true });
      clearInterval(miner);
      await mined;
      provider.destroy();
      await server.close();
    });

    const journals: string[] = [];

    afterEach(endScripts);
    const start = () => runScript("scripts/deploy.ts", "--rpc", url, "--out", folder());

    /** Leaves the journal as if it had been killed just after sending, in the midst of writing down the hash. */
    function loseLastHash(journal: string): void {
      const text = readFileSync(journal, "utf8");
      const noted = text.lastIndexOf('{"futureId"', text.lastIndexOf('"type":"TRANSACTION_SEND"'));
      expect(noted).to.be.greaterThan(0);
      truncateSync(journal, Buffer.byteLength(text.slice(0, noted)) + 40);
    }

    it("goes on where it was, deploying nothing twice", async () => {
      const { deployer, transactions } = await setUp();
      const genesis = (await provider.getBlock(0))?.hash?.slice(2, 10);
      journals.push(join(hre.config.paths.ignition, "deployments", `chain-${CHAIN_ID}-${genesis}`));

      const first = start();
      while ((await provider.getTransactionCount(deployer.address)) < 6) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      first.child.kill("SIGKILL");
      await first.ended;
      loseLastHash(join(journals[0], "journal.jsonl"));
      const before = await provider.getTransactionCount(deployer.address);
      expect(before).to.be.lessThan(transactions);
      expect(() => readDeployment(CHAIN_ID, folder())).to.throw("ENOENT");

      const second = start();
      expect(await second.ended, second.output()).to.equal(0);
      expect(await provider.getTransactionCount(deployer.address)).to.equal(transactions);
      const file: Deployment = readDeployment(CHAIN_ID, folder());
      const addresses = Object.fromEntries(
        Object.entries(file.contracts).map(([name, { address }]) => [name, address]),
      ) as Record<ContractName, string>;
      expect(file.contracts).to.eql(await describeContracts(provider, addresses));
      await checkDeployment(provider, file, development, deployer.address);
    });
  });
});
