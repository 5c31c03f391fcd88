import { type Act, consentTo, signAct } from "@openrobotid/testkit/acts";
import { code } from "@openrobotid/testkit/codes";
import { commitment, Device, NO_SIGNATURE } from "@openrobotid/testkit/device";
import { HistoryKind as Kind, State } from "@openrobotid/testkit/enums";
import { changingFunctions } from "@openrobotid/testkit/functions";
import { type Connection, createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import {
  birthOf,
  listed,
  ORDER_NOTICE,
  ORDER_VALIDITY,
  PERIODS,
  ROBOT,
  SCRAP_DELAY,
  serviceFixture,
  unit,
} from "@openrobotid/testkit/registry";
import { named } from "@openrobotid/testkit/results";
import { expect } from "chai";
import type { BaseContract } from "ethers";

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
const WITHDRAWN = 5;

const setUp = () => loadFixture(serviceFixture);

/** The three companions of the registry as signers. */
async function companionsOf(
  world: Pick<Awaited<ReturnType<typeof setUp>>, "orders" | "flags" | "signedActs">,
) {
  const asSigner = async (contract: BaseContract) => {
    const signer = await ethers.getImpersonatedSigner(await contract.getAddress());
    await networkHelpers.setBalance(signer.address, ethers.parseEther("1"));
    return signer;
  };
  return {
    orders: await asSigner(world.orders),
    flags: await asSigner(world.flags),
    signedActs: await asSigner(world.signedActs),
  };
}

describe("RobotRegistry", () => {
  describe("constructor", () => {
    it("refuses less than seven days between intake and destruction", async () => {
      const { authorityRegistry, registryModules, registry } = await setUp();
      const deploy = async (scrapDelay: number) =>
        ethers.deployContract("RobotRegistry", [
          authorityRegistry,
          registryModules,
          await ethers.deployContract("SignedActs", [authorityRegistry]),
          { ...PERIODS, scrapDelay },
        ]);
      for (const short of [0, 7 * DAY - 1]) {
        await expect(deploy(short))
          .to.be.revertedWithCustomError(registry, "RobotRegistryScrapDelayTooShort")
          .withArgs(short, 7 * DAY);
      }
      expect(await (await deploy(7 * DAY)).scrapDelay()).to.equal(7 * DAY);
    });

    it("creates two companions, binds the third, and names what it was given", async () => {
      const world = await setUp();
      const { registry, orders, flags, signedActs, registryModules, authorityRegistry } = world;
      expect(await registry.registrarOrders()).to.equal(orders);
      expect(await registry.robotFlags()).to.equal(flags);
      expect(await registry.signedActs()).to.equal(signedActs);
      expect(await signedActs.registry()).to.equal(registry);
      expect(await registry.registryModules()).to.equal(registryModules);
      expect(await registry.authorityRegistry()).to.equal(authorityRegistry);
      expect(await orders.noticePeriod()).to.equal(ORDER_NOTICE);
      expect(await orders.validityPeriod()).to.equal(ORDER_VALIDITY);
      expect(await flags.clearanceNotice()).to.equal(ORDER_NOTICE);
      expect(await registry.scrapDelay()).to.equal(SCRAP_DELAY);
    });

    it("begins with an empty log", async () => {
      const { authorityRegistry, registryModules } = await setUp();
      const acts = await ethers.deployContract("SignedActs", [authorityRegistry]);
      const fresh = await ethers.deployContract("RobotRegistry", [
        authorityRegistry,
        registryModules,
        acts,
        PERIODS,
      ]);
      expect(await fresh.log()).to.deep.equal([0n, ZeroHash]);
      expect(await acts.log()).to.deep.equal([0n, ZeroHash]);
    });
  });

  describe("governance", () => {
    it("has no function here: these are all that change anything, and each names who may call it", async () => {
      const { registry, orders, flags, signedActs } = await setUp();
      expect(changingFunctions(registry)).to.have.members([
        ...["issueLot", "issueList"],
        ...["placeOnMarket", "relocate", "replaceDeviceKey"],
        ...["offerIntake", "takeIn", "offerReturn", "takeBack", "scrap"],
        ...["approve", "setApprovalForAll"],
        ...["transferFrom", "safeTransferFrom", "safeTransferFrom"],
        ...["setOperator", "acceptOperator", "resignOperator"],
        "append",
        ...["transferByConsent", "transferByOrder", "intakeByOrder", "appendOrder"],
        ...["setFlag", "appendClearance"],
      ]);
      expect(changingFunctions(orders)).to.have.members([
        ...["propose", "object", "countersign", "withdraw", "execute"],
      ]);
      expect(changingFunctions(flags)).to.have.members([
        ...["raiseFlag", "clearFlag", "supportClearance", "clearByOrder"],
      ]);
      expect(changingFunctions(signedActs)).to.have.members([
        "bind",
        "transferWithConsent",
        ...["revokeConsent", "revokeConsentBySig", "revokeConsents", "revokeConsentsBySig"],
        ...["objectBySig", "raiseFlagBySig", "clearFlagBySig", "setOperatorBySig"],
        ...["offerIntakeBySig", "takeBackBySig", "relocateBySig"],
      ]);
    });
  });

  describe("what the companions alone may call", () => {
    it("refuses everyone else, the other companions included", async () => {
      const world = await setUp();
      const { registry, governance, deployer, authorities, owner, maker, dealer } = world;
      const companions = await companionsOf(world);
      const everyone = [governance, deployer, authorities.ES, owner, maker];
      const calls: [name: keyof typeof companions, call: (by: typeof owner) => Promise<unknown>][] =
        [
          [
            "signedActs",
            (by) => registry.connect(by).transferByConsent(ROBOT, owner, dealer, REASON, by),
          ],
          ["orders", (by) => registry.connect(by).transferByOrder(ROBOT, by, 1)],
          ["orders", (by) => registry.connect(by).intakeByOrder(ROBOT, by, 1)],
          [
            "orders",
            (by) => registry.connect(by).appendOrder(ROBOT, Kind.OrderProposed, by, REASON),
          ],
          ["flags", (by) => registry.connect(by).setFlag(ROBOT, STOLEN, true, by, REASON)],
          ["flags", (by) => registry.connect(by).appendClearance(ROBOT, by, REASON)],
        ];
      for (const [name, call] of calls) {
        const others = Object.entries(companions).filter(([other]) => other !== name);
        for (const caller of [...everyone, ...others.map(([, signer]) => signer)]) {
          await expect(call(caller))
            .to.be.revertedWithCustomError(registry, "RobotRegistryNotItsCompanion")
            .withArgs(caller.address);
        }
      }
    });

    it("lets no companion move a robot while an order is pending, but the orders", async () => {
      const world = await setUp();
      const { registry, orders, authorities, owner, dealer } = world;
      const { signedActs, flags } = await companionsOf(world);
      await orders.connect(authorities.ES).propose(ROBOT, TRANSFER, dealer, REASON);
      for (const attempt of [
        () => registry.connect(signedActs).transferByConsent(ROBOT, owner, dealer, REASON, dealer),
        () => registry.connect(flags).setFlag(ROBOT, STOLEN, false, owner, REASON),
        () => registry.connect(flags).appendClearance(ROBOT, owner, REASON),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
          .withArgs(ROBOT, 1);
      }
      // A theft can be reported all the same.
      await registry.connect(flags).setFlag(ROBOT, STOLEN, true, owner, REASON);
      expect((await registry.robot(ROBOT)).stolen).to.equal(true);
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

    it("refuses an address of a code that was never issued", async () => {
      const { registry } = await setUp();
      await expect(registry.tokenURI(unit(0)))
        .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
        .withArgs(unit(0));
    });
  });

  describe("a destroyed robot", () => {
    /** `ROBOT` is scrapped, and what was agreed and signed before would be good still. */
    async function scrappedFixture(connection: Connection) {
      const world = await serviceFixture(connection);
      const { registry, signedActs, orders, authorities, owner, buyer } = world;
      await orders.connect(authorities.ES).propose(ROBOT, TRANSFER, buyer, REASON);
      await orders.connect(authorities.ES).withdraw(1, REASON);
      const now = await time.latest();
      const consent = {
        ...(await consentTo({ signedActs, now }, ROBOT, owner, buyer)),
        deadline: now + YEAR,
      };
      await registry.connect(owner).approve(buyer, ROBOT);
      await registry.connect(owner).setOperator(ROBOT, world.operator, consent.deadline);
      await registry.connect(world.operator).acceptOperator(ROBOT);
      await world.scrap(ROBOT, owner);
      await time.increase(DAY);
      return { ...world, ...(await companionsOf(world)), acts: signedActs, consent };
    }

    /** A call of each kind by who could make it of a robot that is not destroyed, and how it is refused. */
    async function attempts() {
      const world = await loadFixture(scrappedFixture);
      const { registry, acts, consent, domain } = world;
      const { orders: asOrders, flags: asFlags, signedActs: asActs } = world;
      const orders = await ethers.getContractAt("RegistrarOrders", asOrders.address);
      const flags = await ethers.getContractAt("RobotFlags", asFlags.address);
      const { authorities, maker, owner, buyer, operator, recycler } = world;
      const byOwner = registry.connect(owner);
      const byBuyer = registry.connect(buyer);
      const byRecycler = registry.connect(recycler);
      const next = new Device("the next computer");
      const proof = await world.attest(ROBOT, next.keyDigest, REASON);
      const signature = next.sign(await acts.deviceChallenge(ROBOT, owner));
      const signatures = [
        await world.signConsent(consent, owner),
        await world.signConsent(consent, buyer),
      ] as const;
      const until = (await time.latest()) + YEAR;
      const nonce = await acts.nonceOf(owner, ROBOT);
      const signed = (act: Act, fields: Record<string, unknown>) =>
        signAct(domain, { act, id: ROBOT, fields, nonce, deadline: until }, owner);
      const { scrappedAt } = await registry.disposalOf(ROBOT);
      const wrongState = ["RobotRegistryWrongState", [ROBOT, State.Scrapped]] as const;
      const scrapped = ["RobotRegistryScrapped", [ROBOT, scrappedAt]] as const;
      const notApproved = [
        "RobotRegistryReceiverNotApproved",
        [ROBOT, buyer.address, ZeroAddress],
      ] as const;
      const notNamed = ["RobotRegistryNotNamedOperator", [ROBOT, operator.address]] as const;
      const notRaised = ["RobotFlagsNotRaised", [ROBOT, STOLEN]] as const;
      const notAllowed = ["RobotFlagsNotAllowed", [ROBOT, STOLEN, owner.address]] as const;
      const withdrawn = ["RegistrarOrdersWrongStatus", [1, WITHDRAWN]] as const;

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
        ["offerIntake", () => byOwner.offerIntake(ROBOT, recycler), scrapped],
        ["takeIn", () => byRecycler.takeIn(ROBOT), scrapped],
        ["offerReturn", () => byRecycler.offerReturn(ROBOT), scrapped],
        ["takeBack", () => byOwner.takeBack(ROBOT), scrapped],
        ["scrap", () => byRecycler.scrap(ROBOT, REASON), scrapped],
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
        ["setOperator", () => byOwner.setOperator(ROBOT, operator, until), wrongState],
        ["acceptOperator", () => registry.connect(operator).acceptOperator(ROBOT), notNamed],
        ["resignOperator", () => registry.connect(operator).resignOperator(ROBOT), notNamed],
        [
          "transferByConsent",
          () => registry.connect(asActs).transferByConsent(ROBOT, owner, buyer, REASON, buyer),
          wrongState,
        ],
        [
          "transferByOrder",
          () => registry.connect(asOrders).transferByOrder(ROBOT, buyer, 1),
          scrapped,
        ],
        [
          "intakeByOrder",
          () => registry.connect(asOrders).intakeByOrder(ROBOT, recycler, 1),
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
        ["object", () => orders.connect(owner).object(1, REASON), withdrawn],
        ["countersign", () => orders.connect(authorities.DE).countersign(1), withdrawn],
        ["withdraw", () => orders.connect(authorities.ES).withdraw(1, REASON), withdrawn],
        ["execute", () => orders.connect(buyer).execute(1), withdrawn],
      ];
      const ofFlags: Attempt[] = [
        ["raiseFlag", () => flags.connect(owner).raiseFlag(ROBOT, STOLEN, REASON), notAllowed],
        [
          "raiseFlag",
          () => flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REASON),
          scrapped,
        ],
        [
          "clearFlag",
          () => flags.connect(authorities.ES).clearFlag(ROBOT, STOLEN, REASON),
          notRaised,
        ],
        [
          "supportClearance",
          () => flags.connect(authorities.MX).supportClearance(ROBOT, STOLEN, REASON),
          notRaised,
        ],
      ];
      const report = { flag: STOLEN, reasonDigest: REASON };
      const ofActs: Attempt[] = [
        [
          "transferWithConsent",
          () => acts.transferWithConsent(consent, ...signatures, NO_SIGNATURE),
          wrongState,
        ],
        [
          "objectBySig",
          async () =>
            acts.objectBySig(
              1,
              REASON,
              await signed("Objection", { order: 1, reasonDigest: REASON }),
            ),
          withdrawn,
        ],
        [
          "raiseFlagBySig",
          async () =>
            acts.raiseFlagBySig(ROBOT, STOLEN, REASON, await signed("FlagReport", report)),
          notAllowed,
        ],
        [
          "clearFlagBySig",
          async () =>
            acts.clearFlagBySig(ROBOT, STOLEN, REASON, await signed("FlagClearance", report)),
          notRaised,
        ],
        [
          "setOperatorBySig",
          async () =>
            acts.setOperatorBySig(
              ROBOT,
              operator,
              until,
              await signed("OperatorNaming", { operator: operator.address, until }),
            ),
          wrongState,
        ],
        [
          "offerIntakeBySig",
          async () =>
            acts.offerIntakeBySig(
              ROBOT,
              recycler,
              await signed("IntakeOffer", { recycler: recycler.address }),
            ),
          scrapped,
        ],
        [
          "takeBackBySig",
          async () => acts.takeBackBySig(ROBOT, await signed("TakingBack", {})),
          scrapped,
        ],
        [
          "relocateBySig",
          async () => acts.relocateBySig(ROBOT, MX, await signed("Relocation", { country: MX })),
          wrongState,
        ],
      ];
      return {
        ...world,
        orderBook: orders,
        flagBook: flags,
        ofRegistry,
        ofOrders,
        ofFlags,
        ofActs,
      };
    }

    it("is refused by every function of every contract that changes a robot", async () => {
      const world = await attempts();
      const { registry, orderBook, flagBook, ofRegistry, ofOrders, ofFlags, ofActs } = world;
      const before = named(await registry.robot(ROBOT));
      const disposal = await registry.disposalOf(ROBOT);
      for (const [name, attempt, [error, args]] of [
        ...ofRegistry,
        ...ofOrders,
        ...ofFlags,
        ...ofActs,
      ]) {
        const declaring = error.startsWith("RobotFlags")
          ? flagBook
          : error.startsWith("RegistrarOrders")
            ? orderBook
            : registry;
        await expect(attempt(), name)
          .to.be.revertedWithCustomError(declaring, error)
          .withArgs(...args);
      }
      expect(named(await registry.robot(ROBOT))).to.deep.equal(before);
      expect(await registry.disposalOf(ROBOT)).to.deep.equal(disposal);
      expect(await orderBook.orderCount()).to.equal(1);
      expect((await orderBook.orderOf(1)).status).to.equal(WITHDRAWN);
    });

    it("was tried with every function there is", async () => {
      const world = await attempts();
      const { registry, orderBook, flagBook, acts, ofRegistry, ofOrders, ofFlags, ofActs } = world;
      const tried = (attempts: typeof ofRegistry) => new Set(attempts.map(([name]) => name));
      // About no robot: an operator for all, a list of another model. A module may append evidence, and nothing comes of it.
      // A clearance is supported of a flag that is up alone, and no flag is up on what was destroyed.
      const apart = ["setApprovalForAll", "issueList", "append", "appendClearance"];
      expect([...tried(ofRegistry), ...apart]).to.have.members([
        ...new Set(changingFunctions(registry)),
      ]);
      expect([...tried(ofOrders)]).to.have.members(changingFunctions(orderBook));
      expect([...tried(ofFlags), "clearByOrder"]).to.have.members(changingFunctions(flagBook));
      // Of an account, not of a robot.
      const ofAccount = changingFunctions(acts).filter((name) => name.startsWith("revoke"));
      expect([...tried(ofActs), ...ofAccount, "bind"]).to.have.members(changingFunctions(acts));
    });

    it("holds its key for ever, and its code is never issued again", async () => {
      const { registry, acts, maker, attest } = await loadFixture(scrappedFixture);
      const { device, birthRecordDigest } = birthOf(ROBOT);
      const proof = await attest(ISSUED, device.keyDigest, birthRecordDigest);
      const signature = device.sign(await acts.deviceChallenge(ISSUED, maker));
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
