import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkDeployment, DeploymentError } from "@openrobotid/deployment/check";
import { connectContracts } from "@openrobotid/deployment/contracts";
import { deploy, describeContracts } from "@openrobotid/deployment/deploy";
import {
  CONTRACT_NAMES,
  type ContractName,
  type Deployment,
  readDeployment,
  writeDeployment,
} from "@openrobotid/deployment/file";
import { PARAMETERS_FILE, readParameters } from "@openrobotid/deployment/parameters";
import type { Deployment as SdkDeployment } from "@openrobotid/sdk/chains";
import { anchorOf } from "@openrobotid/sdk/proof";
import { accounts } from "@openrobotid/testkit/accounts";
import { code } from "@openrobotid/testkit/codes";
import { validatorOf } from "@openrobotid/testkit/consortium";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { createNetwork, DAY } from "@openrobotid/testkit/network";
import { endScripts, runScript } from "@openrobotid/testkit/script";
import { expect } from "chai";
import { JsonRpcProvider, keccak256, ZeroAddress, ZeroHash } from "ethers";
import hre, { network } from "hardhat";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const development = readParameters("development");

async function deployed() {
  const deployment = await deploy(connection, { name: "development", parameters: development });
  const { deployer, stranger, CN, newcomer } = await accounts(connection);
  const { TimelockController, ConsortiumGovernor } = deployment.contracts;
  const governance = await ethers.getImpersonatedSigner(TimelockController.address);
  const governor = await ethers.getImpersonatedSigner(ConsortiumGovernor.address);
  for (const { address } of [governance, governor]) {
    await networkHelpers.setBalance(address, ethers.parseEther("1"));
  }
  return {
    deployment,
    contracts: connectContracts(deployment, ethers.provider),
    deployer,
    stranger,
    CN,
    newcomer,
    governance,
    governor,
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
        recovery: ZeroAddress,
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

    it("may be no key of a founding seat", async () => {
      const { deployer } = await setUp();
      const [first, ...others] = development.seats;
      for (const key of ["authority", "recovery", "validator"]) {
        const seats = [{ ...first, [key]: deployer.address }, ...others];
        const error = await rejection(
          deploy(connection, { name: "development", parameters: { ...development, seats } }),
        );
        expect(error.message).to.equal(
          `The deploying account ${deployer.address} is the ${key} of "${first.name}": ` +
            "it must end without any power.",
        );
      }
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

    it("gives what proofs begin with: block 0, and that nobody seals the blocks", async () => {
      const { deployment } = await setUp();
      const genesis = await ethers.provider.getBlock(0);
      expect(deployment.anchor).to.eql({
        genesisHash: genesis?.hash,
        validators: [],
        seals: "none",
      });
      const { RobotRegistry } = deployment.contracts;
      const { contracts } = anchorOf(deployment as SdkDeployment) ?? {};
      expect(contracts?.RobotRegistry?.codeHash).to.equal(RobotRegistry.codeHash);
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

    /** Everything that the check says of a world, one thing a line. */
    async function findings(world: Awaited<ReturnType<typeof setUp>>, parameters = development) {
      const error = await rejection(check(world, parameters));
      expect(error).to.be.instanceOf(DeploymentError);
      return (error as DeploymentError).findings;
    }

    it("names a parameter that is not the one given", async () => {
      const world = await setUp();
      expect(await findings(world, { ...development, votingPeriod: 5 })).to.eql([
        "the voting period is 604800, should be 5",
        "ConsortiumGovernor was created with other code or arguments",
      ]);
    });

    it("names a module that is not set", async () => {
      const world = await setUp();
      const { contracts, governance } = world;
      await contracts.registryModules.connect(governance).setModule(2, ZeroAddress);
      expect(await findings(world)).to.eql([
        `the module of kind space 2 is "${ZeroAddress}", should be "${contracts.dossier.target}"`,
      ]);
    });

    it("names a module in any other space, the last one included", async () => {
      const world = await setUp();
      const { contracts, governance } = world;
      const expected: string[] = [];
      for (const space of [3, 77, 255]) {
        const module = await ethers.deployContract("RegistryModuleMock", [contracts.registry]);
        await contracts.registryModules.connect(governance).setModule(space, module);
        const name = `the module of kind space ${space}`;
        expected.push(`${name} is "${module.target}", should be "${ZeroAddress}"`);
      }
      expect(await findings(world)).to.eql(expected);
    });

    it("names a policy too many, one that ends, and one too few", async () => {
      const world = await setUp();
      const { contracts, governance } = world;
      const modules = contracts.registryModules.connect(governance);
      const recalls = contracts.recalls.target;
      const policy = await ethers.deployContract("TransferPolicyMock");
      await modules.addTransferPolicy(policy);
      expect(await findings(world)).to.eql([
        `the transfer policies is ["${recalls}","${policy.target}"], should be ["${recalls}"]`,
      ]);
      await modules.removeTransferPolicy(policy);
      await check(world);
      await modules.removeTransferPolicy(recalls);
      const endsAt = (await networkHelpers.time.latest()) + development.tenure;
      expect(await findings(world)).to.eql([
        `the end of the recalls as a policy is ${endsAt}, should be 0`,
      ]);
      await networkHelpers.time.increaseTo(endsAt);
      expect(await findings(world)).to.eql([
        `the transfer policies is [], should be ["${recalls}"]`,
        `the end of the recalls as a policy is ${endsAt}, should be 0`,
      ]);
    });

    it("names who holds a role beside the consortium", async () => {
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

    it("names a call that was scheduled in the timelock, by whom does not matter", async () => {
      const world = await setUp();
      const { contracts, governor } = world;
      const { timelock, consortium } = contracts;
      const expel = consortium.interface.encodeFunctionData("expelSeat", [1]);
      const call = [consortium.target, 0n, expel, ZeroHash, ZeroHash] as const;
      await timelock.connect(governor).schedule(...call, development.timelockDelay);
      const id = await timelock.hashOperation(...call);
      expect(await findings(world)).to.eql([
        "what the timelock did beside is " +
          `["CallScheduled(${id}, 0, ${consortium.target}, 0, ${expel}, ${ZeroHash}, 172800)"], should be []`,
      ]);
    });

    it("names a call that the timelock carried out", async () => {
      const world = await setUp();
      const { contracts, governor } = world;
      const { timelock, consortium } = contracts;
      const assign = consortium.interface.encodeFunctionData("assignCountry", [code("ZZ"), 1]);
      const call = [consortium.target, 0n, assign, ZeroHash, ZeroHash] as const;
      await timelock.connect(governor).schedule(...call, development.timelockDelay);
      await time.increase(development.timelockDelay);
      await timelock.connect(governor).execute(...call);
      const { message } = await rejection(check(world));
      expect(message).to.contain("CallExecuted(").and.contain('"countries":["CN","ZZ"]');
    });

    it("names whatever else was set in the access manager: an opened function, a closed target, a delay, an admin, a guardian", async () => {
      const world = await setUp();
      const { contracts, governance, stranger } = world;
      const { accessManager, consortium, registryModules } = contracts;
      const manager = accessManager.connect(governance);
      const selector = registryModules.interface.getFunction("setResolver").selector;
      const everybody = await accessManager.PUBLIC_ROLE();
      const target = registryModules.target;
      for (const [set, event] of [
        [
          () => manager.setTargetFunctionRole(target, [selector], everybody),
          `TargetFunctionRoleUpdated(${target}, ${selector}, ${everybody})`,
        ],
        [
          () => manager.setTargetClosed(consortium, true),
          `TargetClosed(${consortium.target}, true)`,
        ],
        [
          () => manager.setTargetAdminDelay(consortium, DAY),
          `TargetAdminDelayUpdated(${consortium.target}, ${DAY}, `,
        ],
        [() => manager.setRoleAdmin(7, 8), "RoleAdminChanged(7, 8)"],
        [() => manager.setRoleGuardian(7, 8), "RoleGuardianChanged(7, 8)"],
        [() => manager.setGrantDelay(7, DAY), `RoleGrantDelayChanged(7, ${DAY}, `],
        [() => manager.labelRole(7, "keeper"), "RoleLabel(7, keeper)"],
      ] as const) {
        const snapshot = await networkHelpers.takeSnapshot();
        await set();
        const [only, ...others] = await findings(world);
        expect(only).to.contain(`what the access manager did beside is ["${event}`);
        expect(others).to.eql([]);
        await snapshot.restore();
      }
      // One who has a role with a delay schedules in the access manager itself.
      await manager.setTargetFunctionRole(target, [selector], 7);
      await manager.grantRole(7, stranger, DAY);
      const data = registryModules.interface.encodeFunctionData("setResolver", [
        "https://x.example",
      ]);
      await accessManager.connect(stranger).schedule(target, data, 0);
      await manager.revokeRole(7, stranger);
      const { message } = await rejection(check(world));
      expect(message).to.contain("OperationScheduled(").and.contain(stranger.address);
    });

    it("names a deployer that got a seat, or the recovery of one", async () => {
      const world = await setUp();
      const { contracts, CN, deployer } = world;
      const { consortium } = contracts;
      await consortium.connect(CN).proposeRecovery(deployer);
      await time.increase(development.rotationDelay);
      await consortium.connect(deployer).acceptRecovery(1);
      expect(await findings(world)).to.include(
        "the seats that the deployer recovers is [1], should be []",
      );
      await consortium.connect(CN).proposeRecovery(ZeroAddress);
      await consortium.connect(CN).proposeAuthority(world.newcomer);
      await time.increase(development.rotationDelay);
      await consortium.connect(CN).acceptRecovery(1);
      await consortium.connect(world.newcomer).acceptAuthority(1);
      await consortium.connect(world.newcomer).proposeAuthority(deployer);
      await time.increase(development.rotationDelay);
      await consortium.connect(deployer).acceptAuthority(1);
      expect(await findings(world)).to.include("the deployer's seat is 1, should be 0");
    });

    describe("of the code", () => {
      type World = Awaited<ReturnType<typeof setUp>>;

      /** A world whose file names another contract in the place of one, in code from the latest block on. */
      async function replaced(world: World, name: ContractName, address: string): Promise<World> {
        const { deployment } = world;
        const startBlock = await ethers.provider.getBlockNumber();
        const contract = { ...deployment.contracts[name], address, startBlock };
        const contracts = { ...deployment.contracts, [name]: contract };
        return { ...world, deployment: { ...deployment, contracts } };
      }

      it("names every contract whose code differs from these sources, even by one byte", async () => {
        const world = await setUp();
        for (const name of CONTRACT_NAMES) {
          const snapshot = await networkHelpers.takeSnapshot();
          const { address } = world.deployment.contracts[name];
          const runtime = ethers.getBytes(await ethers.provider.getCode(address));
          // The last bytes are the digest of the sources.
          const last = runtime.length - 3;
          runtime[last] = (runtime[last] ?? 0) ^ 1;
          await networkHelpers.setCode(address, ethers.hexlify(runtime));
          expect(await findings(world)).to.eql([
            `the code of ${name} is not that of these sources`,
          ]);
          await snapshot.restore();
        }
      });

      it("names an account that has no code, and a contract of another name", async () => {
        const world = await setUp();
        const { stranger, deployment } = world;
        for (const address of [stranger.address, deployment.contracts.RobotFlags.address]) {
          expect(await findings(await replaced(world, "Dossier", address))).to.eql([
            "the code of Dossier is not that of these sources",
          ]);
        }
      });

      it("names a contract whose right code other code left behind, with storage of its choice", async () => {
        const world = await setUp();
        const { deployment, stranger } = world;
        const { address } = deployment.contracts.AccessManager;
        const runtime = await ethers.provider.getCode(address);
        const size = ethers.toBeHex(ethers.dataLength(runtime), 2);
        // Stores 1 in slot 0, then copies what follows these 17 bytes and returns it.
        const initCode = ["0x600160005561", size, "0x80601160003960", "0x00f3", runtime];
        const tx = await stranger.sendTransaction({ data: ethers.concat(initCode) });
        const created = (await tx.wait())?.contractAddress ?? "";
        expect(await ethers.provider.getCode(created)).to.equal(runtime);
        expect(await findings(await replaced(world, "AccessManager", created))).to.include(
          "AccessManager was created with other code or arguments",
        );
      });

      it("names a contract that no transaction created", async () => {
        const world = await setUp();
        const { address } = world.deployment.contracts.Dossier;
        const other = validatorOf(ethers, "nobody");
        await networkHelpers.setCode(other, await ethers.provider.getCode(address));
        await networkHelpers.mine();
        expect(await findings(await replaced(world, "Dossier", other))).to.include(
          "Dossier was not created by a transaction of its own",
        );
      });
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
        "parameters.json:17:20: development.orderNotice: found 3600, " +
          "expected a whole number of seconds from 86400 to 31536000",
      ],
      [
        "a shorter time before destruction than the registry allows",
        '"scrapDelay": 604800',
        '"scrapDelay": 604799',
        "parameters.json:20:19: development.scrapDelay: found 604799, " +
          "expected a whole number of seconds from 604800 to 31536000",
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
        "parameters.json:24:50: development.resolvr: found 1, expected no such field",
      ],
      [
        "a resolver with a slash at its end",
        "https://id.example",
        "https://id.example/",
        'parameters.json:24:17: development.resolver: found "https://id.example/", expected an http or https address ' +
          'without a slash at its end, such as "https://id.example"',
      ],
      [
        "an address whose checksum is wrong",
        first.authority,
        first.authority.toLowerCase(),
        `parameters.json:30:22: development.seats.0.authority: found "${first.authority.toLowerCase()}", ` +
          "expected the address of an account, not zero, with the checksum of EIP-55",
      ],
      [
        "the zero address",
        first.validator,
        ZeroAddress,
        `parameters.json:31:22: development.seats.0.validator: found "${ZeroAddress}", ` +
          "expected the address of an account, not zero, with the checksum of EIP-55",
      ],
      [
        "a country in lower case",
        '"CN"',
        '"cn"',
        'parameters.json:32:23: development.seats.0.countries.0: found "cn", ' +
          "expected two capital letters of ISO 3166-1",
      ],
      [
        "a recovery key that is the account of the seat",
        `"validator": "${first.validator}"`,
        `"recovery": "${first.authority}", "validator": "${first.validator}"`,
        `parameters.json:31:21: development.seats.0.recovery: found "${first.authority}", ` +
          "expected another account than the one that acts for the seat",
      ],
      [
        "two seats with one account",
        second.authority,
        first.authority,
        `parameters.json:36:22: development.seats.1.authority: found "${first.authority}", ` +
          "expected another account: seats.0 has this one",
      ],
      [
        "two seats for one country",
        '"ES"',
        '"CN"',
        'parameters.json:38:23: development.seats.1.countries.0: found "CN", ' +
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

    /**
     * Leaves the journal as if it had been killed just after sending, in the middle of writing down
     * the hash.
     */
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
