import { code } from "@openrobotid/testkit/codes";
import { TENURE } from "@openrobotid/testkit/consortium";
import { ModulesKind } from "@openrobotid/testkit/enums";
import { changingFunctions } from "@openrobotid/testkit/functions";
import { expectLogFolds, expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import { createNetwork, DAY } from "@openrobotid/testkit/network";
import { RESOLVER, ROBOT, registryFixture } from "@openrobotid/testkit/registry";
import { expect } from "chai";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

const MOST_POLICIES = 8;
const RECALLS = 1;
const DOSSIER = 2;

const setUp = async () => {
  const world = await networkHelpers.loadFixture(registryFixture);
  const { registry, registryModules, governance } = world;
  return {
    ...world,
    modules: registryModules,
    governed: registryModules.connect(governance),
    deployModule: async () => {
      const module = await ethers.deployContract("RegistryModuleMock", [registry]);
      return await module.getAddress();
    },
  };
};

const deployPolicy = () => ethers.deployContract("TransferPolicyMock");

describe("RegistryModules", () => {
  describe("constructor", () => {
    it("begins with no module, no policy, and the resolver given", async () => {
      const { modules } = await setUp();
      expect(await modules.transferPolicies()).to.deep.equal([]);
      expect(await modules.moduleOf(RECALLS)).to.equal(ZeroAddress);
      expect(await modules.resolver()).to.equal(RESOLVER);
    });

    it("refuses a notice of less than a day, and keeps the one given", async () => {
      const { accessManager, modules } = await setUp();
      await expect(ethers.deployContract("RegistryModules", [accessManager, DAY - 1, RESOLVER]))
        .to.be.revertedWithCustomError(modules, "RegistryModulesNoticeTooShort")
        .withArgs(DAY - 1, DAY);
      const fresh = await ethers.deployContract("RegistryModules", [accessManager, DAY, RESOLVER]);
      expect(await fresh.policyNotice()).to.equal(DAY);
    });

    it("announces the resolver", async () => {
      const { accessManager } = await setUp();
      const fresh = await ethers.deployContract("RegistryModules", [
        accessManager,
        DAY,
        "https://a.b",
      ]);
      const tx = fresh.deploymentTransaction();
      await expect(tx).to.emit(fresh, "ResolverSet").withArgs("https://a.b");
      const byNobody = { subject: ZeroHash, actor: ZeroAddress };
      await expectRecorded(
        fresh,
        tx,
        { ...byNobody, kind: ModulesKind.ManagerSet },
        { ...byNobody, kind: ModulesKind.ResolverSet },
      );
    });
  });

  describe("governance", () => {
    it("may replace the module of a space, the policies and the resolver, and nothing else", async () => {
      const { modules } = await setUp();
      expect(changingFunctions(modules)).to.have.members([
        "setModule",
        "addTransferPolicy",
        "removeTransferPolicy",
        "setResolver",
        // The access manager hands its own place on; only it can call this.
        "setAuthority",
      ]);
    });

    it("is the only one that may", async () => {
      const { modules, stranger, deployer, maker, authorities } = await setUp();
      const policy = await deployPolicy();
      for (const caller of [stranger, deployer, maker, authorities.CN]) {
        const called = modules.connect(caller);
        const attempts = [
          () => called.setModule(RECALLS, stranger),
          () => called.addTransferPolicy(policy),
          () => called.removeTransferPolicy(policy),
          () => called.setResolver("https://elsewhere.example"),
          () => called.setAuthority(stranger),
        ];
        for (const attempt of attempts) {
          await expect(attempt())
            .to.be.revertedWithCustomError(modules, "AccessManagedUnauthorized")
            .withArgs(caller.address);
        }
      }
    });
  });

  describe("setModule", () => {
    it("refuses the registry's own space", async () => {
      const { governed, deployModule } = await setUp();
      await expect(governed.setModule(0, await deployModule()))
        .to.be.revertedWithCustomError(governed, "RegistryModulesReservedSpace")
        .withArgs();
    });

    it("refuses a module that has a space, naming which", async () => {
      const { governed, deployModule } = await setUp();
      const module = await deployModule();
      await governed.setModule(RECALLS, module);
      for (const space of [RECALLS, DOSSIER]) {
        await expect(governed.setModule(space, module))
          .to.be.revertedWithCustomError(governed, "RegistryModulesHasSpace")
          .withArgs(module, RECALLS);
      }
    });

    it("refuses what has no code, or does not say that it is a module", async () => {
      const { modules, governed, registry, signedActs, stranger } = await setUp();
      // Nobody's code, no ERC-165, and ERC-165 of something else.
      for (const wrong of [stranger, signedActs, modules, registry, await deployPolicy()]) {
        const address = await ethers.resolveAddress(wrong);
        await expect(governed.setModule(RECALLS, address))
          .to.be.revertedWithCustomError(governed, "RegistryModulesNotAModule")
          .withArgs(address);
      }
    });

    it("gives a space to a module", async () => {
      const { modules, governed, deployModule } = await setUp();
      for (const space of [RECALLS, DOSSIER, 255]) {
        const module = await deployModule();
        await governed.setModule(space, module);
        expect(await modules.moduleOf(space)).to.equal(module);
        expect(await modules.spaceOf(module)).to.equal(space);
      }
      expect(await modules.spaceOf(await deployModule())).to.equal(0);
    });

    it("takes the space from the module before, which can get another", async () => {
      const { modules, governed, deployModule } = await setUp();
      const [first, second] = [await deployModule(), await deployModule()];
      await governed.setModule(RECALLS, first);
      await governed.setModule(RECALLS, second);
      expect(await modules.moduleOf(RECALLS)).to.equal(second);
      expect(await modules.spaceOf(second)).to.equal(RECALLS);
      expect(await modules.spaceOf(first)).to.equal(0);

      await governed.setModule(DOSSIER, first);
      expect(await modules.spaceOf(first)).to.equal(DOSSIER);
    });

    it("closes spaces with the zero address, which never has one itself", async () => {
      const { modules, governed, deployModule } = await setUp();
      const module = await deployModule();
      await governed.setModule(RECALLS, module);
      await governed.setModule(RECALLS, ZeroAddress);
      await governed.setModule(DOSSIER, ZeroAddress);
      expect(await modules.moduleOf(RECALLS)).to.equal(ZeroAddress);
      expect(await modules.spaceOf(module)).to.equal(0);
      expect(await modules.spaceOf(ZeroAddress)).to.equal(0);

      await governed.setModule(RECALLS, module);
      expect(await modules.moduleOf(RECALLS)).to.equal(module);
    });

    it("announces and records the module and the one before, space by space", async () => {
      const { governed, governance, deployModule } = await setUp();
      const [first, second] = [await deployModule(), await deployModule()];
      const announced = async (space: number, previous: string, current: string) => {
        const tx = await governed.setModule(space, current);
        await expect(tx).to.emit(governed, "ModuleSet").withArgs(space, previous, current);
        await expectRecorded(governed, tx, {
          subject: subjectOf.number(space),
          kind: ModulesKind.ModuleSet,
          actor: governance.address,
        });
      };
      await announced(RECALLS, ZeroAddress, first);
      await announced(RECALLS, first, second);
      await announced(RECALLS, second, ZeroAddress);
      await announced(255, ZeroAddress, first);
    });
  });

  describe("addTransferPolicy", () => {
    it("refuses what does not say that it is a transfer policy", async () => {
      const { modules, governed, registry, signedActs, stranger } = await setUp();
      // Nobody's code, no ERC-165, no ERC-165 though it has the functions, and ERC-165 of something else.
      for (const wrong of [stranger, signedActs, modules, registry]) {
        const address = await ethers.resolveAddress(wrong);
        await expect(governed.addTransferPolicy(address))
          .to.be.revertedWithCustomError(governed, "RegistryModulesNotAPolicy")
          .withArgs(address);
      }
    });

    it("refuses a policy that is asked already", async () => {
      const { governed } = await setUp();
      const policy = await deployPolicy();
      await governed.addTransferPolicy(policy);
      await governed.addTransferPolicy(await deployPolicy());
      await expect(governed.addTransferPolicy(policy))
        .to.be.revertedWithCustomError(governed, "RegistryModulesPolicyExists")
        .withArgs(await policy.getAddress());
    });

    it("refuses a ninth policy", async () => {
      const { modules, governed } = await setUp();
      for (let count = 0; count < MOST_POLICIES; ++count) {
        await governed.addTransferPolicy(await deployPolicy());
      }
      await expect(governed.addTransferPolicy(await deployPolicy()))
        .to.be.revertedWithCustomError(governed, "RegistryModulesTooManyPolicies")
        .withArgs(MOST_POLICIES);
      expect(await modules.transferPolicies()).to.have.length(MOST_POLICIES);
    });

    it("adds the policy behind those there are", async () => {
      const { modules, governed } = await setUp();
      const [first, second] = [await deployPolicy(), await deployPolicy()];
      await governed.addTransferPolicy(first);
      await governed.addTransferPolicy(second);
      expect(await modules.transferPolicies()).to.deep.equal([
        await first.getAddress(),
        await second.getAddress(),
      ]);
    });

    it("announces and records the policy", async () => {
      const { governed, governance } = await setUp();
      const address = await (await deployPolicy()).getAddress();
      const tx = await governed.addTransferPolicy(address);
      await expect(tx).to.emit(governed, "TransferPolicyAdded").withArgs(address);
      await expectRecorded(governed, tx, {
        subject: subjectOf.account({ address }),
        kind: ModulesKind.TransferPolicyAdded,
        actor: governance.address,
      });
    });
  });

  describe("removeTransferPolicy", () => {
    it("refuses a policy that is not asked, or is removed already", async () => {
      const { governed } = await setUp();
      const [asked, other] = [await deployPolicy(), await deployPolicy()];
      await governed.addTransferPolicy(asked);
      await governed.removeTransferPolicy(asked);
      for (const policy of [asked, other]) {
        await expect(governed.removeTransferPolicy(policy))
          .to.be.revertedWithCustomError(governed, "RegistryModulesUnknownPolicy")
          .withArgs(await policy.getAddress());
      }
    });

    it("has the policy asked until the notice is over, the very second before included", async () => {
      const { modules, governed, owner, buyer } = await setUp();
      const policy = await deployPolicy();
      const address = await policy.getAddress();
      await governed.addTransferPolicy(policy);
      await policy.setRefused(ROBOT, true);
      await governed.removeTransferPolicy(policy);
      const endsAt = (await time.latest()) + TENURE;
      expect(await modules.policyEndsAt(policy)).to.equal(endsAt);

      await time.increaseTo(endsAt - 1);
      expect(await modules.transferPolicies()).to.deep.equal([address]);
      await expect(modules.checkTransfer(ROBOT, owner, buyer)).to.be.revertedWithCustomError(
        policy,
        "TransferPolicyMockTransfer",
      );
      await expect(modules.checkPlacement(ROBOT, code("ES"))).to.be.revertedWithCustomError(
        policy,
        "TransferPolicyMockPlacement",
      );
      await expect(modules.checkOperator(ROBOT, owner)).to.be.revertedWithCustomError(
        policy,
        "TransferPolicyMockOperator",
      );

      await time.increaseTo(endsAt);
      expect(await modules.transferPolicies()).to.deep.equal([]);
      await modules.checkTransfer(ROBOT, owner, buyer);
      await modules.checkPlacement(ROBOT, code("ES"));
      await modules.checkOperator(ROBOT, owner);
    });

    it("ends a policy at once that was added less than the notice ago, except the first of all", async () => {
      const { modules, governed } = await setUp();
      const [first, young, old] = [
        await deployPolicy(),
        await deployPolicy(),
        await deployPolicy(),
      ];
      for (const policy of [first, young, old]) await governed.addTransferPolicy(policy);
      const addedAt = await time.latest();
      const addresses = await Promise.all([first, young, old].map((of) => of.getAddress()));
      await governed.removeTransferPolicy(young);
      expect(await modules.policyEndsAt(young)).to.equal(await time.latest());
      await governed.removeTransferPolicy(first);
      expect(await modules.policyEndsAt(first)).to.equal((await time.latest()) + TENURE);
      expect(await modules.transferPolicies()).to.deep.equal([addresses[0], addresses[2]]);
      await time.setNextBlockTimestamp(addedAt + TENURE);
      await governed.removeTransferPolicy(old);
      expect(await modules.policyEndsAt(old)).to.equal(addedAt + 2 * TENURE);
    });

    it("is taken back by adding the policy again, which is as old as it was", async () => {
      const { modules, governed } = await setUp();
      const policy = await deployPolicy();
      await governed.addTransferPolicy(policy);
      await governed.removeTransferPolicy(policy);
      await governed.addTransferPolicy(policy);
      expect(await modules.policyEndsAt(policy)).to.equal(0);
      expect(await modules.transferPolicies()).to.deep.equal([await policy.getAddress()]);
      await governed.removeTransferPolicy(policy);
      expect(await modules.policyEndsAt(policy)).to.equal((await time.latest()) + TENURE);
    });

    it("keeps the others, wherever it was in the list, and makes room for as many again", async () => {
      const { modules, governed } = await setUp();
      const policies = await Promise.all(Array.from({ length: MOST_POLICIES }, deployPolicy));
      const addresses = await Promise.all(policies.map((policy) => policy.getAddress()));
      for (const address of addresses) await governed.addTransferPolicy(address);
      const [first, ...young] = addresses;
      for (const removed of young) {
        await governed.removeTransferPolicy(removed);
        const others = addresses.filter((address) => address !== removed);
        expect(await modules.transferPolicies()).to.have.members(others);
        await governed.addTransferPolicy(removed);
      }
      for (const removed of young) await governed.removeTransferPolicy(removed);
      expect(await modules.transferPolicies()).to.deep.equal([first]);
      for (const address of young) await governed.addTransferPolicy(address);
      expect(await modules.transferPolicies()).to.have.members(addresses);
      expect(await modules.policyEndsAt(young[0] ?? "")).to.equal(0);
    });

    it("announces and records the policy and its end", async () => {
      const { governed, governance } = await setUp();
      const address = await (await deployPolicy()).getAddress();
      await governed.addTransferPolicy(address);
      const tx = await governed.removeTransferPolicy(address);
      const endsAt = (await time.latest()) + TENURE;
      await expect(tx).to.emit(governed, "TransferPolicyRemoved").withArgs(address, endsAt);
      await expectRecorded(governed, tx, {
        subject: subjectOf.account({ address }),
        kind: ModulesKind.TransferPolicyRemoved,
        actor: governance.address,
      });
    });
  });

  describe("setResolver", () => {
    it("moves the resolver, and with it what every token's address begins with", async () => {
      const { modules, governed, registry } = await setUp();
      await governed.setResolver("https://robots.example/id");
      expect(await modules.resolver()).to.equal("https://robots.example/id");
      expect(await registry.tokenURI(ROBOT)).to.equal(
        "https://robots.example/id/CN/UT01/G1PRO1/26W05000000000001",
      );
    });

    it("announces and records where it is", async () => {
      const { governed, governance } = await setUp();
      const tx = await governed.setResolver("https://robots.example");
      await expect(tx).to.emit(governed, "ResolverSet").withArgs("https://robots.example");
      await expectRecorded(governed, tx, {
        subject: ZeroHash,
        kind: ModulesKind.ResolverSet,
        actor: governance.address,
      });
    });
  });

  describe("log", () => {
    it("folds to the heads that the contract keeps, from its founding on", async () => {
      const { modules, governed, deployModule, accessManager, governance, timelock } =
        await setUp();
      const policy = await (await deployPolicy()).getAddress();
      await governed.setModule(RECALLS, await deployModule());
      await governed.setModule(DOSSIER, await deployModule());
      await governed.addTransferPolicy(policy);
      await governed.setModule(RECALLS, ZeroAddress);
      await governed.removeTransferPolicy(policy);
      await governed.setResolver("https://robots.example");
      const next = await ethers.deployContract("AccessManager", [timelock]);
      const handover = await accessManager.connect(governance).updateAuthority(modules, next);
      const actor = await accessManager.getAddress();
      const kind = ModulesKind.ManagerSet;
      await expectRecorded(modules, handover, { subject: ZeroHash, kind, actor });

      await expectLogFolds(modules);
      expect((await modules.log()).count).to.equal(9);
      expect((await modules.historyOf(ZeroHash)).seq).to.equal(4);
      expect((await modules.historyOf(subjectOf.number(RECALLS))).seq).to.equal(2);
      expect((await modules.historyOf(subjectOf.account({ address: policy }))).seq).to.equal(2);
    });
  });

  describe("checkTransfer, checkPlacement and checkOperator", () => {
    it("refuse where any policy refuses, with the words of that policy", async () => {
      const { modules, governed, owner, buyer, operator } = await setUp();
      const policies = [await deployPolicy(), await deployPolicy(), await deployPolicy()];
      for (const policy of policies) await governed.addTransferPolicy(policy);
      for (const policy of policies) {
        await policy.setRefused(ROBOT, true);
        await expect(modules.checkTransfer(ROBOT, owner, buyer))
          .to.be.revertedWithCustomError(policy, "TransferPolicyMockTransfer")
          .withArgs(ROBOT, owner.address, buyer.address);
        await expect(modules.checkPlacement(ROBOT, code("ES")))
          .to.be.revertedWithCustomError(policy, "TransferPolicyMockPlacement")
          .withArgs(ROBOT, code("ES"));
        await expect(modules.checkOperator(ROBOT, operator))
          .to.be.revertedWithCustomError(policy, "TransferPolicyMockOperator")
          .withArgs(ROBOT, operator.address);
        await policy.setRefused(ROBOT, false);
      }
    });

    it("pass where no policy refuses, or there is none", async () => {
      const { modules, governed, owner, buyer, operator } = await setUp();
      const pass = async () => {
        await modules.checkTransfer(ROBOT, owner, buyer);
        await modules.checkPlacement(ROBOT, code("ES"));
        await modules.checkOperator(ROBOT, operator);
      };
      await pass();
      await governed.addTransferPolicy(await deployPolicy());
      await pass();
    });
  });
});
