import { expect } from "chai";
import { code } from "../../fixtures/codes.js";
import { changingFunctions } from "../../fixtures/functions.js";
import { createNetwork } from "../../fixtures/network.js";
import { RESOLVER, ROBOT, registryFixture } from "../../fixtures/registry.js";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { ZeroAddress } = ethers;

const MOST_POLICIES = 8;
const RECALLS = 1;
const DOSSIER = 2;

const setUp = async () => {
  const world = await networkHelpers.loadFixture(registryFixture);
  const { registryModules, governance } = world;
  return { ...world, modules: registryModules, governed: registryModules.connect(governance) };
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

    it("announces the resolver", async () => {
      const { accessManager } = await setUp();
      const fresh = await ethers.deployContract("RegistryModules", [accessManager, "https://a.b"]);
      await expect(fresh.deploymentTransaction())
        .to.emit(fresh, "ResolverSet")
        .withArgs("https://a.b");
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
      const { governed, dealer } = await setUp();
      await expect(governed.setModule(0, dealer)).to.be.revertedWithCustomError(
        governed,
        "RegistryModulesReservedSpace",
      );
    });

    it("refuses a module that has a space, naming which", async () => {
      const { governed, dealer } = await setUp();
      await governed.setModule(RECALLS, dealer);
      for (const space of [RECALLS, DOSSIER]) {
        await expect(governed.setModule(space, dealer))
          .to.be.revertedWithCustomError(governed, "RegistryModulesHasSpace")
          .withArgs(dealer.address, RECALLS);
      }
    });

    it("gives a space to a module", async () => {
      const { modules, governed, dealer } = await setUp();
      for (const space of [RECALLS, DOSSIER, 255]) {
        const module = ethers.Wallet.createRandom().address;
        await governed.setModule(space, module);
        expect(await modules.moduleOf(space)).to.equal(module);
        expect(await modules.spaceOf(module)).to.equal(space);
      }
      expect(await modules.spaceOf(dealer)).to.equal(0);
    });

    it("takes the space from the module before, which can get another", async () => {
      const { modules, governed, dealer, operator } = await setUp();
      await governed.setModule(RECALLS, dealer);
      await governed.setModule(RECALLS, operator);
      expect(await modules.moduleOf(RECALLS)).to.equal(operator);
      expect(await modules.spaceOf(operator)).to.equal(RECALLS);
      expect(await modules.spaceOf(dealer)).to.equal(0);

      await governed.setModule(DOSSIER, dealer);
      expect(await modules.spaceOf(dealer)).to.equal(DOSSIER);
    });

    it("closes spaces with the zero address, which never has one itself", async () => {
      const { modules, governed, dealer } = await setUp();
      await governed.setModule(RECALLS, dealer);
      await governed.setModule(RECALLS, ZeroAddress);
      await governed.setModule(DOSSIER, ZeroAddress);
      expect(await modules.moduleOf(RECALLS)).to.equal(ZeroAddress);
      expect(await modules.spaceOf(dealer)).to.equal(0);
      expect(await modules.spaceOf(ZeroAddress)).to.equal(0);

      await governed.setModule(RECALLS, dealer);
      expect(await modules.moduleOf(RECALLS)).to.equal(dealer);
    });

    it("announces the module and the one before", async () => {
      const { governed, dealer, operator } = await setUp();
      await expect(governed.setModule(RECALLS, dealer))
        .to.emit(governed, "ModuleSet")
        .withArgs(RECALLS, ZeroAddress, dealer.address);
      await expect(governed.setModule(RECALLS, operator))
        .to.emit(governed, "ModuleSet")
        .withArgs(RECALLS, dealer.address, operator.address);
      await expect(governed.setModule(RECALLS, ZeroAddress))
        .to.emit(governed, "ModuleSet")
        .withArgs(RECALLS, operator.address, ZeroAddress);
    });
  });

  describe("addTransferPolicy", () => {
    it("refuses what does not say that it is a transfer policy", async () => {
      const { modules, governed, registry, deviceKeyLibrary, stranger } = await setUp();
      // Nobody's code, no ERC-165, no ERC-165 though it has the functions, and ERC-165 of something else.
      for (const wrong of [stranger, deviceKeyLibrary, modules, registry]) {
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

    it("announces the policy", async () => {
      const { governed } = await setUp();
      const policy = await deployPolicy();
      await expect(governed.addTransferPolicy(policy))
        .to.emit(governed, "TransferPolicyAdded")
        .withArgs(await policy.getAddress());
    });
  });

  describe("removeTransferPolicy", () => {
    it("refuses a policy that is not asked", async () => {
      const { governed } = await setUp();
      const [asked, other] = [await deployPolicy(), await deployPolicy()];
      await governed.addTransferPolicy(asked);
      await expect(governed.removeTransferPolicy(other))
        .to.be.revertedWithCustomError(governed, "RegistryModulesUnknownPolicy")
        .withArgs(await other.getAddress());
    });

    it("removes that policy and keeps the others, wherever it stood", async () => {
      const { modules, governed } = await setUp();
      const policies = [await deployPolicy(), await deployPolicy(), await deployPolicy()];
      const addresses = await Promise.all(policies.map((policy) => policy.getAddress()));
      for (const removed of addresses) {
        for (const address of addresses) await governed.addTransferPolicy(address);
        await governed.removeTransferPolicy(removed);
        const others = addresses.filter((address) => address !== removed);
        expect(await modules.transferPolicies()).to.have.members(others);
        for (const other of others) await governed.removeTransferPolicy(other);
        expect(await modules.transferPolicies()).to.deep.equal([]);
      }
    });

    it("announces the policy", async () => {
      const { governed } = await setUp();
      const policy = await deployPolicy();
      await governed.addTransferPolicy(policy);
      await expect(governed.removeTransferPolicy(policy))
        .to.emit(governed, "TransferPolicyRemoved")
        .withArgs(await policy.getAddress());
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

    it("announces where it stands", async () => {
      const { governed } = await setUp();
      await expect(governed.setResolver("https://robots.example"))
        .to.emit(governed, "ResolverSet")
        .withArgs("https://robots.example");
    });
  });

  describe("checkTransfer and checkPlacement", () => {
    it("refuse where any policy refuses, with the words of that policy", async () => {
      const { modules, governed, owner, buyer } = await setUp();
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
        await policy.setRefused(ROBOT, false);
      }
    });

    it("pass where no policy refuses, or there is none", async () => {
      const { modules, governed, owner, buyer } = await setUp();
      const pass = async () => {
        await modules.checkTransfer(ROBOT, owner, buyer);
        await modules.checkPlacement(ROBOT, code("ES"));
      };
      await pass();
      await governed.addTransferPolicy(await deployPolicy());
      await pass();
    });
  });
});
