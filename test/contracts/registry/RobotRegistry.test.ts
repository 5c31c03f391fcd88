import { expect } from "chai";
import { code } from "../../fixtures/codes.js";
import { commitment, Device, NO_SIGNATURE } from "../../fixtures/device.js";
import { changingFunctions } from "../../fixtures/functions.js";
import { type Connection, createNetwork, DAY, YEAR } from "../../fixtures/network.js";
import {
  birthOf,
  Kind,
  listed,
  ORDER_NOTICE,
  ORDER_VALIDITY,
  ROBOT,
  State,
  serviceFixture,
  unit,
} from "../../fixtures/registry.js";
import { named } from "../../fixtures/results.js";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

const ES = code("ES");
const MX = code("MX");
const ISSUED = unit(2);
const REASON = commitment("a reason");

const TRANSFER = 1;
const INTAKE = 2;
const STOLEN = 1;
const DISPUTED = 2;

const setUp = () => loadFixture(serviceFixture);

describe("RobotRegistry", () => {
  describe("constructor", () => {
    it("creates the two companions, and names what it was given", async () => {
      const { registry, orders, flags, registryModules, authorityRegistry } = await setUp();
      expect(await registry.registrarOrders()).to.equal(orders);
      expect(await registry.robotFlags()).to.equal(flags);
      expect(await registry.registryModules()).to.equal(registryModules);
      expect(await registry.authorityRegistry()).to.equal(authorityRegistry);
      expect(await orders.noticePeriod()).to.equal(ORDER_NOTICE);
      expect(await orders.validityPeriod()).to.equal(ORDER_VALIDITY);
    });
  });

  describe("governance", () => {
    it("has no function here: these are all that change anything, and each names who may call it", async () => {
      const { registry, orders, flags } = await setUp();
      expect(changingFunctions(registry)).to.have.members([
        ...["issueLot", "issueList"],
        ...["placeOnMarket", "relocate", "replaceDeviceKey", "intake", "scrap"],
        ...["approve", "setApprovalForAll"],
        ...["transferFrom", "safeTransferFrom", "safeTransferFrom"],
        ...["transferWithConsent", "revokeConsents"],
        ...["setOperator", "acceptOperator", "resignOperator"],
        "append",
        ...["transferByOrder", "intakeByOrder", "appendOrder", "setFlag"],
      ]);
      expect(changingFunctions(orders)).to.have.members([
        ...["propose", "object", "countersign", "withdraw", "execute"],
      ]);
      expect(changingFunctions(flags)).to.have.members(["raiseFlag", "clearFlag"]);
    });
  });

  describe("what the companions alone may call", () => {
    it("refuses everyone else, the other companion included", async () => {
      const world = await setUp();
      const { registry, orders, flags, governance, deployer, authorities, owner, maker } = world;
      const asOrders = await ethers.getImpersonatedSigner(await orders.getAddress());
      const asFlags = await ethers.getImpersonatedSigner(await flags.getAddress());
      for (const companion of [asOrders, asFlags]) {
        await networkHelpers.setBalance(companion.address, ethers.parseEther("1"));
      }
      const everyone = [governance, deployer, authorities.ES, owner, maker];
      for (const caller of [...everyone, asFlags]) {
        const called = registry.connect(caller);
        for (const attempt of [
          () => called.transferByOrder(ROBOT, caller, 1),
          () => called.intakeByOrder(ROBOT, caller, ES, 1),
          () => called.appendOrder(ROBOT, Kind.OrderProposed, caller, REASON),
        ]) {
          await expect(attempt())
            .to.be.revertedWithCustomError(registry, "RobotRegistryNotItsCompanion")
            .withArgs(caller.address);
        }
      }
      for (const caller of [...everyone, asOrders]) {
        await expect(registry.connect(caller).setFlag(ROBOT, STOLEN, true, caller, REASON))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotItsCompanion")
          .withArgs(caller.address);
      }
    });
  });

  describe("supportsInterface", () => {
    it("says yes to what wallets and explorers ask of a robot, and no to the rest", async () => {
      const { registry } = await setUp();
      for (const [id, supported] of [
        ["0x01ffc9a7", true], // ERC-165
        ["0x80ac58cd", true], // ERC-721
        ["0x5b5e139f", true], // ERC-721 metadata
        ["0xb45a3c0e", true], // ERC-5192
        ["0xffffffff", false],
        ["0x00000000", false],
        ["0x780e9d63", false], // ERC-721 enumerable
        ["0x49064906", false], // ERC-4906
        ["0x2a55205a", false], // ERC-2981
        ["0xd9b67a26", false], // ERC-1155
        ["0x36372b07", false], // ERC-20
      ] as const) {
        expect(await registry.supportsInterface(id), id).to.equal(supported);
      }
    });

    it("answers within the 30,000 gas that ERC-165 allows", async () => {
      const { registry } = await setUp();
      for (const id of ["0x80ac58cd", "0xffffffff"]) {
        const gas = await registry.supportsInterface.estimateGas(id);
        expect(gas - 21_000n).to.be.lessThan(30_000n);
      }
    });
  });

  describe("metadata", () => {
    it("has a name and a symbol", async () => {
      const { registry } = await setUp();
      expect(await registry.name()).to.equal("Open Robot ID");
      expect(await registry.symbol()).to.equal("ORID");
    });

    it("links every robot to the resolver's path of its code, placed or not", async () => {
      const { registry } = await setUp();
      for (const [id, path] of [
        [ROBOT, "CN/UT01/G1PRO1/26W05000000000001"],
        [ISSUED, "CN/UT01/G1PRO1/26W05000000000002"],
        [listed("BRAVO000000000003"), "CN/UT01/H2LAB1/BRAVO000000000003"],
      ] as const) {
        expect(await registry.tokenURI(id)).to.equal(`https://id.example/${path}`);
      }
    });

    it("tells wallets under which domain they sign", async () => {
      const { registry, domain } = await setUp();
      const { fields, name, version, chainId, verifyingContract, salt, extensions } =
        await registry.eip712Domain();
      expect({ name, version, chainId, verifyingContract }).to.deep.equal(domain);
      expect([fields, salt, extensions]).to.deep.equal(["0x0f", ZeroHash, []]);
    });
  });

  describe("a destroyed robot", () => {
    /** `ROBOT` is scrapped, with orders against it in every status that is not yet decided. */
    async function scrappedFixture(connection: Connection) {
      const world = await serviceFixture(connection);
      const { registry, orders, authorities, owner, buyer, recycler } = world;
      const byES = orders.connect(authorities.ES);
      for (const order of [1, 2]) {
        await byES.propose(ROBOT, TRANSFER, buyer, REASON);
        await orders.connect(owner).object(order, REASON);
      }
      await orders.connect(authorities.MX).countersign(1);
      await byES.propose(ROBOT, INTAKE, recycler, REASON);
      await time.increase(ORDER_NOTICE);
      // What was agreed before and would still be good.
      const consent = {
        id: ROBOT,
        from: owner.address,
        to: buyer.address,
        nonce: (await registry.robot(ROBOT)).transfers,
        deadline: (await time.latest()) + YEAR,
        robotSigns: false,
        termsDigest: ZeroHash,
      };
      await registry.connect(owner).approve(buyer, ROBOT);
      await registry.connect(owner).setOperator(ROBOT, world.operator, consent.deadline);
      await registry.connect(world.operator).acceptOperator(ROBOT);
      await world.scrap(ROBOT, owner);
      await time.increase(DAY);

      const asOrders = await ethers.getImpersonatedSigner(await orders.getAddress());
      const asFlags = await ethers.getImpersonatedSigner(await world.flags.getAddress());
      for (const companion of [asOrders, asFlags]) {
        await networkHelpers.setBalance(companion.address, ethers.parseEther("1"));
      }
      return { ...world, consent, asOrders, asFlags };
    }

    /** A call by whoever could make it of a robot that is not destroyed, and how it is refused. */
    async function attempts() {
      const world = await loadFixture(scrappedFixture);
      const { registry, orders, flags, asOrders, asFlags, consent } = world;
      const { authorities, maker, owner, buyer, operator, recycler } = world;
      const byOwner = registry.connect(owner);
      const byBuyer = registry.connect(buyer);
      const next = new Device("the next computer");
      const proof = await world.attest(ROBOT, next.keyDigest, REASON);
      const signature = next.sign(await registry.deviceChallenge(ROBOT, owner));
      const signatures = [
        await world.signConsent(consent, owner),
        await world.signConsent(consent, buyer),
      ] as const;
      const until = (await time.latest()) + YEAR;
      const { scrappedAt } = await registry.disposalOf(ROBOT);
      const wrongState = ["RobotRegistryWrongState", [ROBOT, State.Scrapped]] as const;
      const scrapped = ["RobotRegistryScrapped", [ROBOT, scrappedAt]] as const;
      const notApproved = [
        "RobotRegistryReceiverNotApproved",
        [ROBOT, buyer.address, ZeroAddress],
      ] as const;
      const notNamed = ["RobotRegistryNotNamedOperator", [ROBOT, operator.address]] as const;

      type Refusal = readonly [error: string, args: readonly unknown[]];
      type Attempt = readonly [name: string, call: () => Promise<unknown>, refusal: Refusal];
      const ofRegistry: Attempt[] = [
        [
          "issueLot",
          () =>
            registry
              .connect(maker)
              .issueLot(code("CNUT01G1PRO1"), code("26W05000000000001"), 1, ZeroHash, ""),
          ["RobotRegistryLotNotAscending", [ROBOT, 10_000]],
        ],
        [
          "placeOnMarket",
          () => byOwner.placeOnMarket(ROBOT, MX, next.key, proof, signature),
          wrongState,
        ],
        ["relocate", () => byOwner.relocate(ROBOT, MX), wrongState],
        [
          "replaceDeviceKey",
          () => byOwner.replaceDeviceKey(ROBOT, next.key, proof, signature),
          wrongState,
        ],
        ["intake", () => byOwner.intake(ROBOT, recycler, ES), scrapped],
        ["scrap", () => registry.connect(recycler).scrap(ROBOT, REASON), scrapped],
        ["approve", () => byOwner.approve(buyer, ROBOT), wrongState],
        ["transferFrom", () => byBuyer.transferFrom(owner, buyer, ROBOT), notApproved],
        [
          "safeTransferFrom",
          () => byBuyer["safeTransferFrom(address,address,uint256)"](owner, buyer, ROBOT),
          notApproved,
        ],
        [
          "safeTransferFrom",
          () =>
            byBuyer["safeTransferFrom(address,address,uint256,bytes)"](owner, buyer, ROBOT, "0x"),
          notApproved,
        ],
        [
          "transferWithConsent",
          () => registry.transferWithConsent(consent, ...signatures, NO_SIGNATURE),
          wrongState,
        ],
        ["revokeConsents", () => byOwner.revokeConsents(ROBOT), wrongState],
        ["setOperator", () => byOwner.setOperator(ROBOT, operator, until), wrongState],
        ["acceptOperator", () => registry.connect(operator).acceptOperator(ROBOT), notNamed],
        ["resignOperator", () => registry.connect(operator).resignOperator(ROBOT), notNamed],
        [
          "transferByOrder",
          () => registry.connect(asOrders).transferByOrder(ROBOT, buyer, 1),
          wrongState,
        ],
        [
          "intakeByOrder",
          () => registry.connect(asOrders).intakeByOrder(ROBOT, recycler, ES, 3),
          scrapped,
        ],
        [
          "appendOrder",
          () => registry.connect(asOrders).appendOrder(ROBOT, Kind.OrderObjected, owner, REASON),
          scrapped,
        ],
        [
          "setFlag",
          () => registry.connect(asFlags).setFlag(ROBOT, STOLEN, true, owner, REASON),
          scrapped,
        ],
        [
          "setFlag",
          () => registry.connect(asFlags).setFlag(ROBOT, STOLEN, false, owner, REASON),
          scrapped,
        ],
      ];
      const ofOrders: Attempt[] = [
        [
          "propose",
          () => orders.connect(authorities.ES).propose(ROBOT, TRANSFER, buyer, REASON),
          wrongState,
        ],
        [
          "propose",
          () => orders.connect(authorities.ES).propose(ROBOT, INTAKE, recycler, REASON),
          wrongState,
        ],
        ["object", () => orders.connect(owner).object(3, REASON), scrapped],
        ["countersign", () => orders.connect(authorities.DE).countersign(2), scrapped],
        ["withdraw", () => orders.connect(authorities.ES).withdraw(1, REASON), scrapped],
        ["execute", () => orders.connect(buyer).execute(1), wrongState],
        ["execute", () => orders.connect(recycler).execute(3), scrapped],
      ];
      const ofFlags: Attempt[] = [
        ["raiseFlag", () => flags.connect(owner).raiseFlag(ROBOT, STOLEN, REASON), scrapped],
        [
          "raiseFlag",
          () => flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REASON),
          scrapped,
        ],
        [
          "clearFlag",
          () => flags.connect(authorities.ES).clearFlag(ROBOT, STOLEN, REASON),
          ["RobotFlagsNotRaised", [ROBOT, STOLEN]],
        ],
      ];
      return { ...world, ofRegistry, ofOrders, ofFlags };
    }

    it("is refused by every function of every contract that changes a robot", async () => {
      const { registry, orders, flags, ofRegistry, ofOrders, ofFlags } = await attempts();
      const before = named(await registry.robot(ROBOT));
      const disposal = await registry.disposalOf(ROBOT);
      for (const [name, attempt, [error, args]] of [...ofRegistry, ...ofOrders, ...ofFlags]) {
        const declaring = error.startsWith("RobotFlags") ? flags : registry;
        await expect(attempt(), name)
          .to.be.revertedWithCustomError(declaring, error)
          .withArgs(...args);
      }
      expect(named(await registry.robot(ROBOT))).to.deep.equal(before);
      expect(await registry.disposalOf(ROBOT)).to.deep.equal(disposal);
      expect(await orders.orderCount()).to.equal(3);
      // Countersigned, objected to, proposed.
      for (const [order, status] of [
        [1, 3],
        [2, 2],
        [3, 1],
      ] as const) {
        expect((await orders.orderOf(order)).status).to.equal(status);
      }
    });

    it("was tried with every function there is", async () => {
      const { registry, orders, flags, ofRegistry, ofOrders, ofFlags } = await attempts();
      const tried = (attempts: typeof ofRegistry) => new Set(attempts.map(([name]) => name));
      // About no robot: an operator for all, a list of another model. A module may append evidence, and nothing comes of it.
      const apart = ["setApprovalForAll", "issueList", "append"];
      expect([...tried(ofRegistry), ...apart]).to.have.members([
        ...new Set(changingFunctions(registry)),
      ]);
      expect([...tried(ofOrders)]).to.have.members(changingFunctions(orders));
      expect([...tried(ofFlags)]).to.have.members(changingFunctions(flags));
    });

    it("holds its key for ever, and its code is never issued again", async () => {
      const { registry, maker, attest } = await loadFixture(scrappedFixture);
      const { device, birthRecordDigest } = birthOf(ROBOT);
      const proof = await attest(ISSUED, device.keyDigest, birthRecordDigest);
      const signature = device.sign(await registry.deviceChallenge(ISSUED, maker));
      await expect(registry.connect(maker).placeOnMarket(ISSUED, ES, device.key, proof, signature))
        .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceKeyBound")
        .withArgs(device.keyDigest, ROBOT);
    });

    it("answers every question as before", async () => {
      const { registry, owner } = await loadFixture(scrappedFixture);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
      expect(await registry.balanceOf(owner)).to.equal(1);
      expect(await registry.locked(ROBOT)).to.equal(true);
      expect(await registry.countryOf(ROBOT)).to.equal(ES);
      expect(await registry.tokenURI(ROBOT)).to.equal(
        "https://id.example/CN/UT01/G1PRO1/26W05000000000001",
      );
    });
  });
});
