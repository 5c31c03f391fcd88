import { expect } from "chai";
import type { Interface } from "ethers";
import { code } from "../../fixtures/codes.js";
import { commitment, Device, highS, NO_SIGNATURE } from "../../fixtures/device.js";
import { expectEntry } from "../../fixtures/entries.js";
import { type Connection, createNetwork, DAY, YEAR } from "../../fixtures/network.js";
import {
  birthOf,
  CONSENT_TYPES,
  type Consent,
  Kind,
  LISTED_SERIALS,
  LOT_COUNT,
  listed,
  MAKER,
  ORDER_NOTICE,
  ROBOT,
  State,
  serviceFixture,
  unit,
} from "../../fixtures/registry.js";
import { named } from "../../fixtures/results.js";
import { findMapping } from "../../fixtures/storage.js";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

/** In service like `ROBOT`, held by `owner` too. */
const SECOND = unit(2);
const ISSUED = unit(3);
const HANDED_IN = unit(4);
const SCRAPPED = unit(5);
const UNKNOWN = unit(LOT_COUNT + 1);

const TERMS = commitment("contract of sale");
const REASON = commitment("a reason");

const STOLEN = 1;
const DISPUTED = 2;

enum Basis {
  Approval = 1,
  Consent = 2,
  Order = 3,
}

/** Robots at every point of life, all of them `owner`'s but the one that is still its maker's stock. */
async function ownershipFixture(connection: Connection) {
  const world = await serviceFixture(connection);
  const { registry, registryModules, governance, maker, owner, place, handOver } = world;
  for (const id of [SECOND, HANDED_IN, SCRAPPED]) {
    await place(id);
    await handOver(id, maker, owner);
  }
  await world.takeIn(HANDED_IN, owner);
  await world.scrap(SCRAPPED, owner);
  const policy = await ethers.deployContract("TransferPolicyMock");
  await registryModules.connect(governance).addTransferPolicy(policy);
  return { ...world, policy, byOwner: registry.connect(owner) };
}

const setUp = () => loadFixture(ownershipFixture);

type World = Awaited<ReturnType<typeof setUp>>;

/** The three ways in which a receiver can take a robot that it was approved for. */
const WAYS = [
  "transferFrom(address,address,uint256)",
  "safeTransferFrom(address,address,uint256)",
  "safeTransferFrom(address,address,uint256,bytes)",
] as const;

function take(
  { registry }: World,
  way: (typeof WAYS)[number],
  caller: World["owner"],
  [from, to, id]: [from: string, to: string, id: string],
) {
  const called = registry.connect(caller);
  if (way === WAYS[0]) return called.transferFrom(from, to, id);
  return way === WAYS[2] ? called[way](from, to, id, "0x1234") : called[way](from, to, id);
}

describe("RobotOwnership", () => {
  describe("approve", () => {
    it("refuses a code that was never issued", async () => {
      const { registry, byOwner, buyer } = await setUp();
      await expect(byOwner.approve(buyer, UNKNOWN))
        .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
        .withArgs(UNKNOWN);
    });

    it("refuses everyone but the owner and its operators-for-all", async () => {
      const { registry, byOwner, maker, buyer, operator, stranger } = await setUp();
      // Neither the receiver approved nor who runs the robot may approve anybody.
      await byOwner.approve(buyer, ROBOT);
      await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(ROBOT);
      for (const caller of [maker, buyer, operator, stranger]) {
        await expect(registry.connect(caller).approve(caller, ROBOT))
          .to.be.revertedWithCustomError(registry, "ERC721InvalidApprover")
          .withArgs(caller.address);
      }
    });

    it("refuses a robot that is not in service", async () => {
      const { registry, byOwner, maker, buyer } = await setUp();
      for (const [id, caller, state] of [
        [ISSUED, registry.connect(maker), State.Issued],
        [HANDED_IN, byOwner, State.EndOfLife],
        [SCRAPPED, byOwner, State.Scrapped],
      ] as const) {
        await expect(caller.approve(buyer, id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
    });

    it("names one receiver, until another is named or none", async () => {
      const { registry, byOwner, buyer, dealer } = await setUp();
      expect(await registry.getApproved(ROBOT)).to.equal(ZeroAddress);
      for (const receiver of [buyer.address, dealer.address, ZeroAddress]) {
        await byOwner.approve(receiver, ROBOT);
        expect(await registry.getApproved(ROBOT)).to.equal(receiver);
      }
      expect(await registry.getApproved(SECOND)).to.equal(ZeroAddress);
    });

    it("takes an approval from an operator-for-all, and no longer once that is over", async () => {
      const { registry, byOwner, dealer, buyer } = await setUp();
      await byOwner.setApprovalForAll(dealer, true);
      await registry.connect(dealer).approve(buyer, ROBOT);
      expect(await registry.getApproved(ROBOT)).to.equal(buyer);
      await byOwner.setApprovalForAll(dealer, false);
      await expect(registry.connect(dealer).approve(buyer, SECOND))
        .to.be.revertedWithCustomError(registry, "ERC721InvalidApprover")
        .withArgs(dealer.address);
    });

    it("ends when the robot changes hands, and when it is handed in", async () => {
      const { registry, byOwner, owner, buyer, dealer, takeIn, handOver } = await setUp();
      await handOver(ROBOT, owner, buyer);
      expect(await registry.getApproved(ROBOT)).to.equal(ZeroAddress);
      await byOwner.approve(dealer, SECOND);
      await takeIn(SECOND, owner);
      expect(await registry.getApproved(SECOND)).to.equal(ZeroAddress);
    });

    it("announces the approval in the owner's name, whoever gave it", async () => {
      const { registry, byOwner, owner, dealer, buyer } = await setUp();
      await byOwner.setApprovalForAll(dealer, true);
      for (const caller of [owner, dealer]) {
        await expect(registry.connect(caller).approve(buyer, ROBOT))
          .to.emit(registry, "Approval")
          .withArgs(owner.address, buyer.address, ROBOT);
      }
    });
  });

  describe("setApprovalForAll", () => {
    it("refuses the zero address", async () => {
      const { registry, byOwner } = await setUp();
      await expect(byOwner.setApprovalForAll(ZeroAddress, true))
        .to.be.revertedWithCustomError(registry, "ERC721InvalidOperator")
        .withArgs(ZeroAddress);
    });

    it("names and dismisses an operator for all robots of the caller", async () => {
      const { registry, byOwner, owner, dealer } = await setUp();
      for (const approved of [true, false]) {
        await byOwner.setApprovalForAll(dealer, approved);
        expect(await registry.isApprovedForAll(owner, dealer)).to.equal(approved);
        expect(await registry.isApprovedForAll(dealer, owner)).to.equal(false);
      }
    });

    it("announces it", async () => {
      const { registry, byOwner, owner, dealer } = await setUp();
      for (const approved of [true, false]) {
        await expect(byOwner.setApprovalForAll(dealer, approved))
          .to.emit(registry, "ApprovalForAll")
          .withArgs(owner.address, dealer.address, approved);
      }
    });
  });

  for (const way of WAYS) {
    describe(way, () => {
      it("refuses a code that was never issued", async () => {
        const world = await setUp();
        const { registry, owner, buyer } = world;
        await expect(take(world, way, buyer, [owner.address, buyer.address, UNKNOWN]))
          .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
          .withArgs(UNKNOWN);
      });

      it("refuses a sender that does not own the robot, naming who does", async () => {
        const world = await setUp();
        const { registry, byOwner, maker, owner, buyer } = world;
        await byOwner.approve(buyer, ROBOT);
        await expect(take(world, way, buyer, [maker.address, buyer.address, ROBOT]))
          .to.be.revertedWithCustomError(registry, "ERC721IncorrectOwner")
          .withArgs(maker.address, ROBOT, owner.address);
      });

      it("refuses the zero address", async () => {
        const world = await setUp();
        const { registry, owner } = world;
        await expect(take(world, way, owner, [owner.address, ZeroAddress, ROBOT]))
          .to.be.revertedWithCustomError(registry, "ERC721InvalidReceiver")
          .withArgs(ZeroAddress);
      });

      it("refuses everyone who would push a robot on a receiver, approved or not", async () => {
        const world = await setUp();
        const { registry, byOwner, owner, buyer, dealer, operator, stranger } = world;
        await byOwner.setApprovalForAll(dealer, true);
        for (const approved of [ZeroAddress, buyer.address, operator.address]) {
          await byOwner.approve(approved, ROBOT);
          for (const caller of [owner, dealer, operator, stranger]) {
            await expect(take(world, way, caller, [owner.address, buyer.address, ROBOT]))
              .to.be.revertedWithCustomError(registry, "RobotRegistryReceiverMustCall")
              .withArgs(ROBOT, buyer.address, caller.address);
          }
        }
      });

      it("refuses a receiver whom the owner did not approve, naming whom it did", async () => {
        const world = await setUp();
        const { registry, byOwner, owner, buyer, dealer } = world;
        // An operator-for-all may approve itself; being one is not enough to take.
        await byOwner.setApprovalForAll(buyer, true);
        for (const approved of [ZeroAddress, dealer.address]) {
          await byOwner.approve(approved, ROBOT);
          await expect(take(world, way, buyer, [owner.address, buyer.address, ROBOT]))
            .to.be.revertedWithCustomError(registry, "RobotRegistryReceiverNotApproved")
            .withArgs(ROBOT, buyer.address, approved);
        }
      });

      it("refuses a robot that is not in service: nobody can be approved for it", async () => {
        const world = await setUp();
        const { registry, maker, owner, buyer } = world;
        for (const [id, from] of [
          [ISSUED, maker],
          [HANDED_IN, owner],
          [SCRAPPED, owner],
        ] as const) {
          await expect(take(world, way, buyer, [from.address, buyer.address, id]))
            .to.be.revertedWithCustomError(registry, "RobotRegistryReceiverNotApproved")
            .withArgs(id, buyer.address, ZeroAddress);
        }
      });

      it("refuses a transfer to the owner itself", async () => {
        const world = await setUp();
        const { registry, byOwner, owner } = world;
        await byOwner.approve(owner, ROBOT);
        await expect(take(world, way, owner, [owner.address, owner.address, ROBOT]))
          .to.be.revertedWithCustomError(registry, "RobotRegistrySelfTransfer")
          .withArgs(ROBOT, owner.address);
      });

      it("refuses a flagged robot, naming the graver flag, until no flag is up", async () => {
        const world = await setUp();
        const { registry, byOwner, flags, authorities, owner, buyer } = world;
        await byOwner.approve(buyer, ROBOT);
        const authority = flags.connect(authorities.ES);
        const refused = async (flag: number) => {
          await expect(take(world, way, buyer, [owner.address, buyer.address, ROBOT]))
            .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
            .withArgs(ROBOT, flag);
        };
        await authority.raiseFlag(ROBOT, DISPUTED, REASON);
        await refused(DISPUTED);
        await authority.raiseFlag(ROBOT, STOLEN, REASON);
        await refused(STOLEN);
        await authority.clearFlag(ROBOT, DISPUTED, REASON);
        await refused(STOLEN);
        await authority.clearFlag(ROBOT, STOLEN, REASON);
        await take(world, way, buyer, [owner.address, buyer.address, ROBOT]);
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      });

      it("refuses what a transfer policy refuses, in its words", async () => {
        const world = await setUp();
        const { byOwner, policy, owner, buyer } = world;
        await byOwner.approve(buyer, ROBOT);
        await policy.setRefused(ROBOT, true);
        await expect(take(world, way, buyer, [owner.address, buyer.address, ROBOT]))
          .to.be.revertedWithCustomError(policy, "TransferPolicyMockTransfer")
          .withArgs(ROBOT, owner.address, buyer.address);
      });

      it("gives the robot to the approved receiver, and neither approval nor operator with it", async () => {
        const world = await setUp();
        const { registry, byOwner, owner, buyer, operator } = world;
        await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
        await registry.connect(operator).acceptOperator(ROBOT);
        await byOwner.approve(buyer, ROBOT);
        const before = await registry.robot(ROBOT);
        const balance = await registry.balanceOf(owner);

        await take(world, way, buyer, [owner.address, buyer.address, ROBOT]);
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
        expect(await registry.balanceOf(owner)).to.equal(balance - 1n);
        expect(await registry.balanceOf(buyer)).to.equal(1);
        const { head } = await registry.historyOf(ROBOT);
        expect(named(await registry.robot(ROBOT))).to.deep.equal({
          ...named(before),
          holder: buyer.address,
          operator: ZeroAddress,
          seq: before.seq + 1n,
          transfers: before.transfers + 1n,
          head,
        });
        expect(await registry.getApproved(ROBOT)).to.equal(ZeroAddress);
        expect(await registry.operatorTerm(ROBOT)).to.deep.equal([ZeroAddress, 0n, false]);
        await expect(take(world, way, buyer, [owner.address, buyer.address, ROBOT]))
          .to.be.revertedWithCustomError(registry, "ERC721IncorrectOwner")
          .withArgs(owner.address, ROBOT, buyer.address);
      });

      it("announces the transfer, and appends it to the history", async () => {
        const world = await setUp();
        const { registry, byOwner, owner, buyer } = world;
        await byOwner.approve(buyer, ROBOT);
        const call = () => take(world, way, buyer, [owner.address, buyer.address, ROBOT]);
        await expectEntry(
          registry,
          async () => {
            const tx = await call();
            await expect(tx)
              .to.emit(registry, "Transfer")
              .withArgs(owner.address, buyer.address, ROBOT);
            return tx;
          },
          {
            emitter: registry,
            event: "RobotTransferred",
            id: ROBOT,
            space: 0,
            kind: Kind.Transferred,
            actor: buyer,
            fields: [owner.address, buyer.address, Basis.Approval, ZeroHash],
          },
        );
      });
    });
  }

  describe("a contract that receives", () => {
    enum Answer {
      Takes,
      Lies,
      Refuses,
    }

    /** A contract that owner approved for `ROBOT`, and how it takes it. */
    async function receiver(world: World, name: "ReceiverMock" | "WalletMock" = "ReceiverMock") {
      const { registry, byOwner, owner, buyer } = world;
      const mock = await ethers.deployContract(name, [buyer]);
      const contract = await ethers.getContractAt("WalletMock", mock);
      const address = await contract.getAddress();
      await byOwner.approve(address, ROBOT);
      const abi: Interface = registry.interface;
      const takes = (way: (typeof WAYS)[number], ...then: string[]) => {
        const values = [owner.address, address, ROBOT, ...(way === WAYS[2] ? ["0x1234"] : [])];
        const call = abi.encodeFunctionData(way, values);
        return contract.connect(buyer).execute(registry, [call, ...then]);
      };
      return { contract, address, takes };
    }

    it("is asked nothing by transferFrom: it asked for the robot itself", async () => {
      const world = await setUp();
      const { address, takes } = await receiver(world, "WalletMock");
      await takes("transferFrom(address,address,uint256)");
      expect(await world.registry.ownerOf(ROBOT)).to.equal(address);
    });

    it("is refused like anyone where the owner did not approve it", async () => {
      const world = await setUp();
      const { registry, byOwner } = world;
      const { address, takes } = await receiver(world);
      await byOwner.approve(ZeroAddress, ROBOT);
      for (const way of WAYS) {
        await expect(takes(way))
          .to.be.revertedWithCustomError(registry, "RobotRegistryReceiverNotApproved")
          .withArgs(ROBOT, address, ZeroAddress);
      }
    });

    it("is refused as a safe receiver where it does not say that it is one", async () => {
      const world = await setUp();
      const { address, takes } = await receiver(world, "WalletMock");
      for (const way of WAYS.slice(1)) {
        await expect(takes(way))
          .to.be.revertedWithCustomError(world.registry, "ERC721InvalidReceiver")
          .withArgs(address);
      }
    });

    it("is refused where it answers something else", async () => {
      const world = await setUp();
      const { address, takes } = await receiver(world);
      const lying = await ethers.getContractAt("ReceiverMock", address);
      await lying.setAnswer(Answer.Lies);
      for (const way of WAYS.slice(1)) {
        await expect(takes(way))
          .to.be.revertedWithCustomError(world.registry, "ERC721InvalidReceiver")
          .withArgs(address);
      }
      expect(await world.registry.ownerOf(ROBOT)).to.equal(world.owner);
    });

    it("refuses for a reason, which is handed on", async () => {
      const world = await setUp();
      const { address, takes } = await receiver(world);
      const refusing = await ethers.getContractAt("ReceiverMock", address);
      await refusing.setAnswer(Answer.Refuses);
      for (const way of WAYS.slice(1)) {
        await expect(takes(way))
          .to.be.revertedWithCustomError(refusing, "ReceiverMockRefuses")
          .withArgs(address, world.owner.address, ROBOT);
      }
      expect(await world.registry.ownerOf(ROBOT)).to.equal(world.owner);
    });

    it("takes the robot, and hears the data that came with it", async () => {
      const world = await setUp();
      const { address, takes } = await receiver(world);
      const taking = await ethers.getContractAt("ReceiverMock", address);
      await takes("safeTransferFrom(address,address,uint256,bytes)");
      expect(await world.registry.ownerOf(ROBOT)).to.equal(address);
      expect(await taking.received()).to.equal("0x1234");
    });

    it("can change no robot while it is asked, be it this one, another, or as flag, order or module", async () => {
      const world = await setUp();
      const { registry, registryModules, governance, flags, orders, authorities } = world;
      const { byOwner, operator, dealer } = world;
      const { address, takes } = await receiver(world);
      const reentering = await ethers.getContractAt("ReceiverMock", address);
      // It holds another robot, which an order is against, and is a module too.
      await byOwner.approve(address, SECOND);
      const transferOfSecond = registry.interface.encodeFunctionData("transferFrom", [
        world.owner.address,
        address,
        SECOND,
      ]);
      await reentering.connect(world.buyer).execute(registry, [transferOfSecond]);
      await orders.connect(authorities.ES).propose(SECOND, 1, dealer, REASON);
      await registryModules.connect(governance).setModule(9, address);

      const until = (await time.latest()) + YEAR;
      const { interface: abi } = registry;
      const attempts: [id: string, target: { getAddress(): Promise<string> }, data: string][] = [
        [ROBOT, registry, abi.encodeFunctionData("setOperator", [ROBOT, operator.address, until])],
        [ROBOT, registry, abi.encodeFunctionData("relocate", [ROBOT, code("MX")])],
        [
          ROBOT,
          registry,
          abi.encodeFunctionData("intake", [ROBOT, world.recycler.address, code("ES")]),
        ],
        [SECOND, registry, abi.encodeFunctionData("relocate", [SECOND, code("MX")])],
        [ISSUED, registry, abi.encodeFunctionData("append", [ISSUED, 1, address, REASON])],
        [ROBOT, flags, flags.interface.encodeFunctionData("raiseFlag", [ROBOT, STOLEN, REASON])],
        [SECOND, orders, orders.interface.encodeFunctionData("object", [1, REASON])],
      ];
      for (const [id, target, data] of attempts) {
        await reentering.setCall(target.getAddress(), data);
        for (const way of WAYS.slice(1)) {
          await expect(takes(way))
            .to.be.revertedWithCustomError(registry, "RobotRegistryReceiverReentered")
            .withArgs(id);
        }
      }
      expect(await registry.ownerOf(ROBOT)).to.equal(world.owner);
    });

    it("can change the robot once it has answered, in the same transaction", async () => {
      const world = await setUp();
      const { takes } = await receiver(world);
      const relocation = world.registry.interface.encodeFunctionData("relocate", [
        ROBOT,
        code("MX"),
      ]);
      await takes("safeTransferFrom(address,address,uint256)", relocation);
      expect(await world.registry.countryOf(ROBOT)).to.equal(code("MX"));
    });
  });

  describe("transferWithConsent", () => {
    /** A consent to sell `ROBOT`, as `owner` and `buyer` would sign it, and how the dealer submits it. */
    async function consenting() {
      const world = await setUp();
      const { registry, owner, buyer, dealer, signConsent } = world;
      const consent: Consent = {
        id: ROBOT,
        from: owner.address,
        to: buyer.address,
        nonce: (await registry.robot(ROBOT)).transfers,
        deadline: (await time.latest()) + DAY,
        robotSigns: false,
        termsDigest: TERMS,
      };
      /** Submits a consent with the signatures of owner and buyer under it, or the given ones. */
      const submit = async (
        submitted: Consent,
        signatures: { from?: string; to?: string; robot?: { r: string; s: string } } = {},
      ) =>
        registry
          .connect(dealer)
          .transferWithConsent(
            submitted,
            signatures.from ?? (await signConsent(submitted, owner)),
            signatures.to ?? (await signConsent(submitted, buyer)),
            signatures.robot ?? NO_SIGNATURE,
          );
      return { ...world, consent, submit };
    }

    it("refuses a code that was never issued", async () => {
      const { registry, consent, submit } = await consenting();
      await expect(submit({ ...consent, id: UNKNOWN }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses a consent of somebody who does not hold the robot, naming who does", async () => {
      const { registry, consent, submit, signConsent, maker, owner } = await consenting();
      const other = { ...consent, from: maker.address };
      await expect(submit(other, { from: await signConsent(other, maker) }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryConsentFromOther")
        .withArgs(ROBOT, maker.address, owner.address);
    });

    it("refuses to give the robot to nobody", async () => {
      const { registry, consent, submit } = await consenting();
      await expect(submit({ ...consent, to: ZeroAddress }))
        .to.be.revertedWithCustomError(registry, "ERC721InvalidReceiver")
        .withArgs(ZeroAddress);
    });

    it("refuses a consent whose nonce is not due", async () => {
      const { registry, consent, submit } = await consenting();
      for (const nonce of [consent.nonce - 1n, consent.nonce + 1n, ethers.MaxUint256]) {
        await expect(submit({ ...consent, nonce }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNonce")
          .withArgs(ROBOT, nonce, consent.nonce);
      }
    });

    it("refuses a consent a second time, even when the robot is back where it was", async () => {
      const { registry, consent, submit, owner, buyer, handOver } = await consenting();
      await submit(consent);
      await expect(submit(consent))
        .to.be.revertedWithCustomError(registry, "RobotRegistryConsentFromOther")
        .withArgs(ROBOT, owner.address, buyer.address);
      await handOver(ROBOT, buyer, owner);
      await expect(submit(consent))
        .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNonce")
        .withArgs(ROBOT, consent.nonce, consent.nonce + 2n);
    });

    it("refuses a consent that was revoked", async () => {
      const { registry, byOwner, consent, submit, signConsent, owner, buyer } = await consenting();
      const [from, to] = [await signConsent(consent, owner), await signConsent(consent, buyer)];
      await byOwner.revokeConsents(ROBOT);
      await expect(submit(consent, { from, to }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNonce")
        .withArgs(ROBOT, consent.nonce, consent.nonce + 1n);
      // Nor does it help to write the next nonce over the one that was signed.
      await expect(submit({ ...consent, nonce: consent.nonce + 1n }, { from, to }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
        .withArgs(ROBOT, owner.address);
    });

    it("refuses a consent past its deadline, and takes it in the very second", async () => {
      const { registry, consent, submit, buyer } = await consenting();
      const deadline = consent.deadline;
      const snapshot = await networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(deadline + 1);
      await expect(submit(consent))
        .to.be.revertedWithCustomError(registry, "RobotRegistryConsentExpired")
        .withArgs(ROBOT, deadline, deadline + 1);
      await snapshot.restore();
      await time.setNextBlockTimestamp(deadline);
      await submit(consent);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });

    it("refuses a signature that is missing, malformed or somebody else's, naming whose", async () => {
      const { registry, consent, submit, signConsent, owner, buyer, dealer, operator } =
        await consenting();
      const wrong = [
        "0x",
        "0x1234",
        `0x${"00".repeat(65)}`,
        await signConsent(consent, dealer),
        await signConsent(consent, operator),
      ];
      for (const signature of [...wrong, await signConsent(consent, buyer)]) {
        await expect(submit(consent, { from: signature }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
          .withArgs(ROBOT, owner.address);
      }
      for (const signature of [...wrong, await signConsent(consent, owner)]) {
        await expect(submit(consent, { to: signature }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
          .withArgs(ROBOT, buyer.address);
      }
    });

    it("refuses operators-for-all in the place of the owner", async () => {
      const { registry, byOwner, consent, submit, signConsent, owner, dealer } = await consenting();
      await byOwner.setApprovalForAll(dealer, true);
      await expect(submit(consent, { from: await signConsent(consent, dealer) }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
        .withArgs(ROBOT, owner.address);
    });

    it("refuses a consent of which one field was altered after either side signed", async () => {
      const { registry, consent, submit, signConsent, owner, buyer } = await consenting();
      const second = { ...consent, id: SECOND };
      const alterations: Consent[] = [
        second,
        { ...consent, deadline: consent.deadline + 1 },
        { ...consent, robotSigns: true },
        { ...consent, termsDigest: commitment("a dearer contract") },
        { ...consent, termsDigest: ZeroHash },
      ];
      const from = await signConsent(consent, owner);
      const to = await signConsent(consent, buyer);
      for (const altered of alterations) {
        await expect(submit(altered, { from }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
          .withArgs(altered.id, owner.address);
        await expect(submit(altered, { to }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
          .withArgs(altered.id, buyer.address);
      }
    });

    it("refuses a consent to another receiver than the owner's", async () => {
      const { registry, consent, submit, signConsent, owner, dealer } = await consenting();
      const from = await signConsent(consent, owner);
      const diverted = { ...consent, to: dealer.address };
      await expect(submit(diverted, { from, to: await signConsent(diverted, dealer) }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
        .withArgs(ROBOT, owner.address);
    });

    it("refuses a consent for another chain, another registry or another contract's domain", async () => {
      const { registry, consent, submit, signConsent, domain, owner, buyer } = await consenting();
      for (const other of [
        { ...domain, chainId: 1n },
        { ...domain, verifyingContract: buyer.address },
        { ...domain, name: "Other Robot ID" },
        { ...domain, version: "2" },
      ]) {
        await expect(submit(consent, { from: await signConsent(consent, owner, other) }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
          .withArgs(ROBOT, owner.address);
        await expect(submit(consent, { to: await signConsent(consent, buyer, other) }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
          .withArgs(ROBOT, buyer.address);
      }
    });

    it("refuses a transfer to the owner itself", async () => {
      const { registry, consent, submit, signConsent, owner } = await consenting();
      const self = { ...consent, to: owner.address };
      await expect(submit(self, { to: await signConsent(self, owner) }))
        .to.be.revertedWithCustomError(registry, "RobotRegistrySelfTransfer")
        .withArgs(ROBOT, owner.address);
    });

    it("refuses a robot that is not in service", async () => {
      const { registry, consent, submit, signConsent, maker, owner } = await consenting();
      for (const [id, from, state] of [
        [ISSUED, maker, State.Issued],
        [HANDED_IN, owner, State.EndOfLife],
        [SCRAPPED, owner, State.Scrapped],
      ] as const) {
        const nonce = (await registry.robot(id)).transfers;
        const other = { ...consent, id, from: from.address, nonce };
        await expect(submit(other, { from: await signConsent(other, from) }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
    });

    it("refuses a flagged robot", async () => {
      const { registry, flags, authorities, consent, submit } = await consenting();
      const authority = flags.connect(authorities.ES);
      for (const flag of [STOLEN, DISPUTED]) {
        await authority.raiseFlag(ROBOT, flag, REASON);
        await expect(submit(consent))
          .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
          .withArgs(ROBOT, flag);
        await authority.clearFlag(ROBOT, flag, REASON);
      }
    });

    it("refuses what a transfer policy refuses, in its words", async () => {
      const { policy, consent, submit, owner, buyer } = await consenting();
      await policy.setRefused(ROBOT, true);
      await expect(submit(consent))
        .to.be.revertedWithCustomError(policy, "TransferPolicyMockTransfer")
        .withArgs(ROBOT, owner.address, buyer.address);
    });

    describe("with the robot's own signature", () => {
      /** The same consent, for which the robot must sign too. */
      async function robotConsenting() {
        const world = await consenting();
        const consent = { ...world.consent, robotSigns: true };
        const { device } = birthOf(ROBOT);
        const digest = await world.registry.consentDigest(consent);
        return { ...world, consent, device, digest };
      }

      it("refuses a signature that is missing, in the high half, of another robot or over something else", async () => {
        const { registry, consent, submit, device, digest, owner } = await robotConsenting();
        const wrong = [
          NO_SIGNATURE,
          highS(device.sign(digest)),
          birthOf(SECOND).device.sign(digest),
          // A clone says the same code, and has another key.
          new Device(`clone of ${ROBOT}`).sign(digest),
          device.sign(await registry.consentDigest({ ...consent, robotSigns: false })),
          device.sign(await registry.deviceChallenge(ROBOT, owner)),
        ];
        for (const robot of wrong) {
          await expect(submit(consent, { robot }))
            .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
            .withArgs(ROBOT, device.keyDigest);
        }
      });

      it("refuses the key that the robot had before its computer was replaced", async () => {
        const { registry, consent, submit, device, digest, owner, buyer, replaceKey } =
          await robotConsenting();
        const next = new Device("the next computer");
        await replaceKey(ROBOT, owner, next);
        await expect(submit(consent, { robot: device.sign(digest) }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
          .withArgs(ROBOT, next.keyDigest);
        await submit(consent, { robot: next.sign(digest) });
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      });

      it("refuses a robot that has no key yet", async () => {
        const { registry, consent, submit, signConsent, maker } = await robotConsenting();
        const early = { ...consent, id: ISSUED, from: maker.address, nonce: 0n };
        const robot = birthOf(ISSUED).device.sign(await registry.consentDigest(early));
        await expect(submit(early, { from: await signConsent(early, maker), robot }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
          .withArgs(ISSUED, ethers.keccak256(`0x${"00".repeat(64)}`));
      });

      it("takes the robot's signature as the third", async () => {
        const { registry, consent, submit, device, digest, buyer } = await robotConsenting();
        await submit(consent, { robot: device.sign(digest) });
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      });

      it("does not read it where the consent does not ask for it", async () => {
        const { registry, submit, consent, device, buyer } = await robotConsenting();
        const plain = { ...consent, robotSigns: false };
        await submit(plain, { robot: highS(device.sign(ethers.id("anything"))) });
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      });
    });

    describe("of contracts, which sign by ERC-1271", () => {
      /** `owner` and `buyer` with a wallet each; the wallet of the owner holds `ROBOT` where it is the sender. */
      async function wallets(sender: boolean) {
        const world = await consenting();
        const { registry, byOwner, owner, buyer, consent } = world;
        const ofOwner = await ethers.deployContract("WalletMock", [owner]);
        const ofBuyer = await ethers.deployContract("WalletMock", [buyer]);
        if (sender) {
          await byOwner.approve(ofOwner, ROBOT);
          const data = registry.interface.encodeFunctionData("transferFrom", [
            owner.address,
            await ofOwner.getAddress(),
            ROBOT,
          ]);
          await ofOwner.connect(owner).execute(registry, [data]);
        }
        const addresses = { from: await ofOwner.getAddress(), to: await ofBuyer.getAddress() };
        const nonce = (await registry.robot(ROBOT)).transfers;
        return { ...world, addresses, consent: { ...consent, nonce } };
      }

      it("takes them in the place of either side, and of both", async () => {
        for (const [sender, receiver] of [
          [false, true],
          [true, false],
          [true, true],
        ] as const) {
          const { registry, addresses, consent, submit, buyer } = await wallets(sender);
          const to = receiver ? addresses.to : buyer.address;
          await submit({ ...consent, to, ...(sender ? { from: addresses.from } : {}) });
          expect(await registry.ownerOf(ROBOT)).to.equal(to);
        }
      });

      it("refuses what the contract did not sign", async () => {
        const { registry, addresses, consent, submit, signConsent, stranger } = await wallets(true);
        const both = { ...consent, ...addresses };
        const foreign = await signConsent(both, stranger);
        for (const signature of [foreign, "0x"]) {
          await expect(submit(both, { from: signature }))
            .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
            .withArgs(ROBOT, addresses.from);
          await expect(submit(both, { to: signature }))
            .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
            .withArgs(ROBOT, addresses.to);
        }
      });

      it("refuses a contract that signs nothing at all", async () => {
        const { registry, registryModules, consent, submit } = await consenting();
        const to = await registryModules.getAddress();
        await expect(submit({ ...consent, to }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNotSigned")
          .withArgs(ROBOT, to);
      });
    });

    it("has the digest that EIP-712 gives the consent", async () => {
      const { registry, consent, domain } = await consenting();
      const { id, ...fields } = consent;
      expect(await registry.consentDigest(consent)).to.equal(
        ethers.TypedDataEncoder.hash(domain, CONSENT_TYPES, { robotId: id, ...fields }),
      );
    });

    it("gives the robot to the receiver, whoever submits it", async () => {
      const { registry, consent, signConsent, owner, buyer, stranger } = await consenting();
      const balance = await registry.balanceOf(owner);
      await registry
        .connect(stranger)
        .transferWithConsent(
          consent,
          await signConsent(consent, owner),
          await signConsent(consent, buyer),
          NO_SIGNATURE,
        );
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      expect(await registry.balanceOf(owner)).to.equal(balance - 1n);
      expect(await registry.balanceOf(buyer)).to.equal(1);
      expect((await registry.robot(ROBOT)).transfers).to.equal(consent.nonce + 1n);
    });

    it("ends approval and operator of the former holder", async () => {
      const { registry, byOwner, consent, submit, operator, stranger } = await consenting();
      await byOwner.approve(stranger, ROBOT);
      await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(ROBOT);
      await submit(consent);
      expect(await registry.getApproved(ROBOT)).to.equal(ZeroAddress);
      expect(await registry.operatorOf(ROBOT)).to.equal(ZeroAddress);
    });

    it("announces the transfer with its terms, and appends it in the name of who submitted it", async () => {
      const { registry, consent, submit, owner, buyer, dealer } = await consenting();
      await expectEntry(
        registry,
        async () => {
          const tx = await submit(consent);
          await expect(tx)
            .to.emit(registry, "Transfer")
            .withArgs(owner.address, buyer.address, ROBOT);
          return tx;
        },
        {
          emitter: registry,
          event: "RobotTransferred",
          id: ROBOT,
          space: 0,
          kind: Kind.Transferred,
          actor: dealer,
          fields: [owner.address, buyer.address, Basis.Consent, TERMS],
        },
      );
    });
  });

  describe("revokeConsents", () => {
    it("refuses everyone but the holder", async () => {
      const { registry, byOwner, maker, dealer, stranger } = await setUp();
      await byOwner.setApprovalForAll(dealer, true);
      for (const caller of [maker, dealer, stranger]) {
        await expect(registry.connect(caller).revokeConsents(ROBOT))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotHolder")
          .withArgs(ROBOT, caller.address);
      }
    });

    it("refuses a code that was never issued", async () => {
      const { registry, byOwner } = await setUp();
      await expect(byOwner.revokeConsents(UNKNOWN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses a robot that was handed in", async () => {
      const { registry, byOwner } = await setUp();
      for (const [id, state] of [
        [HANDED_IN, State.EndOfLife],
        [SCRAPPED, State.Scrapped],
      ] as const) {
        await expect(byOwner.revokeConsents(id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
    });

    it("uses up a nonce and nothing else", async () => {
      const { registry, byOwner, maker } = await setUp();
      for (const [id, holder] of [
        [ROBOT, byOwner],
        [ISSUED, registry.connect(maker)],
      ] as const) {
        const before = named(await registry.robot(id));
        await holder.revokeConsents(id);
        expect(named(await registry.robot(id))).to.deep.equal({
          ...before,
          transfers: before.transfers + 1n,
        });
      }
    });

    it("announces the nonce that consents need from now on", async () => {
      const { registry, byOwner } = await setUp();
      const { transfers } = await registry.robot(ROBOT);
      await expect(byOwner.revokeConsents(ROBOT))
        .to.emit(registry, "ConsentsRevoked")
        .withArgs(ROBOT, transfers + 1n);
    });
  });

  describe("a robot whose nonces are used up", () => {
    const LAST_NONCE = 65_535n;

    /** Nobody waits for 65,535 changes of hands: its nonce is put at the end, or one before it. */
    async function wornOut(nonce = LAST_NONCE) {
      const world = await setUp();
      const { registry, owner } = world;
      const slotOf = await findMapping(
        connection,
        registry,
        [ROBOT],
        (word) => BigInt.asUintN(160, word) === BigInt(owner.address),
      );
      const address = await registry.getAddress();
      const word = BigInt(await networkHelpers.getStorageAt(address, slotOf(ROBOT)));
      await networkHelpers.setStorageAt(
        address,
        slotOf(ROBOT),
        BigInt.asUintN(240, word) | (nonce << 240n),
      );
      expect((await registry.robot(ROBOT)).transfers).to.equal(nonce);
      return world;
    }

    it("refuses every consent", async () => {
      const world = await wornOut();
      const { registry, owner, buyer, signConsent } = world;
      for (const nonce of [0n, LAST_NONCE, LAST_NONCE + 1n]) {
        const consent = {
          id: ROBOT,
          from: owner.address,
          to: buyer.address,
          nonce,
          deadline: (await time.latest()) + DAY,
          robotSigns: false,
          termsDigest: TERMS,
        };
        const signatures = [await signConsent(consent, owner), await signConsent(consent, buyer)];
        await expect(
          registry.transferWithConsent(
            consent,
            signatures[0] ?? "0x",
            signatures[1] ?? "0x",
            NO_SIGNATURE,
          ),
        )
          .to.be.revertedWithCustomError(registry, "RobotRegistryConsentNonce")
          .withArgs(ROBOT, nonce, LAST_NONCE);
      }
    });

    it("takes the consent with the last nonce but one", async () => {
      const { registry, owner, buyer, signConsent } = await wornOut(LAST_NONCE - 1n);
      const consent = {
        id: ROBOT,
        from: owner.address,
        to: buyer.address,
        nonce: LAST_NONCE - 1n,
        deadline: (await time.latest()) + DAY,
        robotSigns: false,
        termsDigest: TERMS,
      };
      await registry.transferWithConsent(
        consent,
        await signConsent(consent, owner),
        await signConsent(consent, buyer),
        NO_SIGNATURE,
      );
      expect((await registry.robot(ROBOT)).transfers).to.equal(LAST_NONCE);
    });

    it("stays at the last nonce when consents are revoked once more", async () => {
      const { registry, byOwner } = await wornOut();
      await expect(byOwner.revokeConsents(ROBOT))
        .to.emit(registry, "ConsentsRevoked")
        .withArgs(ROBOT, LAST_NONCE);
    });

    it("changes hands by approval and by registrar order as before", async () => {
      const { registry, orders, authorities, owner, buyer, dealer, handOver } = await wornOut();
      await handOver(ROBOT, owner, buyer);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      await orders.connect(authorities.ES).propose(ROBOT, 1, dealer, REASON);
      await time.increase(ORDER_NOTICE);
      await orders.connect(dealer).execute(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(dealer);
      expect((await registry.robot(ROBOT)).transfers).to.equal(LAST_NONCE);
    });
  });

  describe("setOperator", () => {
    it("refuses everyone but the holder", async () => {
      const { registry, byOwner, maker, operator, dealer, stranger } = await setUp();
      const until = (await time.latest()) + YEAR;
      await byOwner.setApprovalForAll(dealer, true);
      await byOwner.setOperator(ROBOT, operator, until);
      await registry.connect(operator).acceptOperator(ROBOT);
      for (const caller of [maker, operator, dealer, stranger]) {
        await expect(registry.connect(caller).setOperator(ROBOT, caller, until))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotHolder")
          .withArgs(ROBOT, caller.address);
      }
    });

    it("refuses a code that was never issued", async () => {
      const { registry, byOwner, operator } = await setUp();
      await expect(byOwner.setOperator(UNKNOWN, operator, (await time.latest()) + YEAR))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses a robot that is not in service", async () => {
      const { registry, byOwner, maker, operator } = await setUp();
      const until = (await time.latest()) + YEAR;
      for (const [id, holder, state] of [
        [ISSUED, registry.connect(maker), State.Issued],
        [HANDED_IN, byOwner, State.EndOfLife],
        [SCRAPPED, byOwner, State.Scrapped],
      ] as const) {
        for (const account of [operator.address, ZeroAddress]) {
          await expect(holder.setOperator(id, account, until))
            .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
            .withArgs(id, state);
        }
      }
    });

    it("refuses a term that does not end in the future", async () => {
      const { registry, byOwner, operator } = await setUp();
      const now = (await time.latest()) + DAY;
      for (const until of [0, now - DAY, now]) {
        await time.setNextBlockTimestamp(now);
        const snapshot = await networkHelpers.takeSnapshot();
        await expect(byOwner.setOperator(ROBOT, operator, until))
          .to.be.revertedWithCustomError(registry, "RobotRegistryTermInPast")
          .withArgs(until, now);
        await snapshot.restore();
      }
    });

    it("names an operator, who runs nothing before it accepts", async () => {
      const { registry, byOwner, operator } = await setUp();
      const until = (await time.latest()) + YEAR;
      await byOwner.setOperator(ROBOT, operator, until);
      expect(await registry.operatorTerm(ROBOT)).to.deep.equal([
        operator.address,
        BigInt(until),
        false,
      ]);
      expect(await registry.operatorOf(ROBOT)).to.equal(ZeroAddress);
      expect((await registry.robot(ROBOT)).operator).to.equal(ZeroAddress);
    });

    it("ends the term of the operator before, be it another or the same", async () => {
      const { registry, byOwner, operator, dealer } = await setUp();
      const until = (await time.latest()) + YEAR;
      for (const next of [dealer, operator]) {
        await byOwner.setOperator(ROBOT, operator, until);
        await registry.connect(operator).acceptOperator(ROBOT);
        expect(await registry.operatorOf(ROBOT)).to.equal(operator);
        await byOwner.setOperator(ROBOT, next, until);
        expect(await registry.operatorOf(ROBOT)).to.equal(ZeroAddress);
      }
    });

    it("leaves the robot without operator where it names nobody, whatever the time given", async () => {
      const { registry, byOwner, operator } = await setUp();
      const until = (await time.latest()) + YEAR;
      for (const given of [0, until]) {
        await byOwner.setOperator(ROBOT, operator, until);
        await registry.connect(operator).acceptOperator(ROBOT);
        await byOwner.setOperator(ROBOT, ZeroAddress, given);
        expect(await registry.operatorTerm(ROBOT)).to.deep.equal([ZeroAddress, 0n, false]);
        expect(await registry.operatorOf(ROBOT)).to.equal(ZeroAddress);
      }
    });

    it("announces whom the holder named, and appends it", async () => {
      const { registry, byOwner, owner, operator } = await setUp();
      const until = (await time.latest()) + YEAR;
      const entry = {
        emitter: registry,
        event: "OperatorNamed",
        id: ROBOT,
        space: 0,
        kind: Kind.OperatorNamed,
        actor: owner,
      };
      await expectEntry(registry, () => byOwner.setOperator(ROBOT, operator, until), {
        ...entry,
        fields: [operator.address, until],
      });
      await expectEntry(registry, () => byOwner.setOperator(ROBOT, ZeroAddress, until), {
        ...entry,
        fields: [ZeroAddress, 0],
      });
    });
  });

  describe("acceptOperator and resignOperator", () => {
    /** `operator` is named for `ROBOT`, until `until`. */
    async function named() {
      const world = await setUp();
      const until = (await time.latest()) + YEAR;
      await world.byOwner.setOperator(ROBOT, world.operator, until);
      const byOperator = world.registry.connect(world.operator);
      return { ...world, until, byOperator };
    }

    it("refuse everyone but the account named", async () => {
      const { registry, owner, maker, stranger, operator } = await named();
      for (const [id, caller] of [
        [ROBOT, owner],
        [ROBOT, maker],
        [ROBOT, stranger],
        // Named for another robot, for none that exists.
        [SECOND, operator],
        [UNKNOWN, operator],
      ] as const) {
        const called = registry.connect(caller);
        for (const attempt of [() => called.acceptOperator(id), () => called.resignOperator(id)]) {
          await expect(attempt())
            .to.be.revertedWithCustomError(registry, "RobotRegistryNotNamedOperator")
            .withArgs(id, caller.address);
        }
      }
    });

    it("refuse an operator whose term has ended, to the second", async () => {
      const { registry, byOperator, operator, until } = await named();
      for (const attempt of [
        () => byOperator.acceptOperator(ROBOT),
        () => byOperator.resignOperator(ROBOT),
      ]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await time.setNextBlockTimestamp(until);
        await expect(attempt())
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotNamedOperator")
          .withArgs(ROBOT, operator.address);
        await snapshot.restore();

        const second = await networkHelpers.takeSnapshot();
        await time.setNextBlockTimestamp(until - 1);
        await attempt();
        await second.restore();
      }
    });

    it("refuse an operator after the robot changed hands, was handed in, or another was named", async () => {
      const { registry, byOwner, byOperator, operator, owner, buyer, dealer, handOver, takeIn } =
        await named();
      for (const end of [
        () => handOver(ROBOT, owner, buyer),
        () => takeIn(ROBOT, owner),
        async () => byOwner.setOperator(ROBOT, dealer, (await time.latest()) + YEAR),
        () => byOwner.setOperator(ROBOT, ZeroAddress, 0),
      ]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await end();
        for (const attempt of [
          () => byOperator.acceptOperator(ROBOT),
          () => byOperator.resignOperator(ROBOT),
        ]) {
          await expect(attempt())
            .to.be.revertedWithCustomError(registry, "RobotRegistryNotNamedOperator")
            .withArgs(ROBOT, operator.address);
        }
        await snapshot.restore();
      }
    });

    it("refuse to accept twice", async () => {
      const { registry, byOperator, operator } = await named();
      await byOperator.acceptOperator(ROBOT);
      await expect(byOperator.acceptOperator(ROBOT))
        .to.be.revertedWithCustomError(registry, "RobotRegistryAlreadyOperator")
        .withArgs(ROBOT, operator.address);
    });

    it("refuse to resign twice", async () => {
      const { registry, byOperator, operator } = await named();
      await byOperator.resignOperator(ROBOT);
      await expect(byOperator.resignOperator(ROBOT))
        .to.be.revertedWithCustomError(registry, "RobotRegistryNotNamedOperator")
        .withArgs(ROBOT, operator.address);
    });

    it("make the account the operator until its term ends, to the second", async () => {
      const { registry, byOperator, operator, until } = await named();
      await byOperator.acceptOperator(ROBOT);
      expect(await registry.operatorTerm(ROBOT)).to.deep.equal([
        operator.address,
        BigInt(until),
        true,
      ]);
      await time.increaseTo(until - 1);
      expect(await registry.operatorOf(ROBOT)).to.equal(operator);
      expect((await registry.robot(ROBOT)).operator).to.equal(operator);
      await time.increaseTo(until);
      expect(await registry.operatorOf(ROBOT)).to.equal(ZeroAddress);
      expect((await registry.robot(ROBOT)).operator).to.equal(ZeroAddress);
    });

    it("leave the robot without operator, whether it had accepted or not", async () => {
      const { registry, byOwner, byOperator, operator, until } = await named();
      await byOperator.resignOperator(ROBOT);
      expect(await registry.operatorTerm(ROBOT)).to.deep.equal([ZeroAddress, 0n, false]);
      await byOwner.setOperator(ROBOT, operator, until);
      await byOperator.acceptOperator(ROBOT);
      await byOperator.resignOperator(ROBOT);
      expect(await registry.operatorOf(ROBOT)).to.equal(ZeroAddress);
    });

    it("announce it, and append it", async () => {
      const { registry, byOperator, operator, until } = await named();
      const entry = { emitter: registry, id: ROBOT, space: 0, actor: operator };
      await expectEntry(registry, () => byOperator.acceptOperator(ROBOT), {
        ...entry,
        event: "OperatorAccepted",
        kind: Kind.OperatorAccepted,
        fields: [operator.address, until],
      });
      await expectEntry(registry, () => byOperator.resignOperator(ROBOT), {
        ...entry,
        event: "OperatorResigned",
        kind: Kind.OperatorResigned,
        fields: [operator.address],
      });
    });
  });

  describe("balanceOf", () => {
    it("refuses the zero address", async () => {
      const { registry } = await setUp();
      await expect(registry.balanceOf(ZeroAddress))
        .to.be.revertedWithCustomError(registry, "ERC721InvalidOwner")
        .withArgs(ZeroAddress);
    });

    it("counts the stock of a maker, what an account holds itself, and what it holds for ever", async () => {
      const { registry, maker, owner, stranger, buyer, handOver } = await setUp();
      const all = BigInt(LOT_COUNT + LISTED_SERIALS.length);
      expect(await registry.stockOf(code(MAKER))).to.equal(all - 4n);
      expect(await registry.balanceOf(maker)).to.equal(all - 4n);
      expect(await registry.balanceOf(owner)).to.equal(4);
      expect(await registry.balanceOf(stranger)).to.equal(0);
      await handOver(ROBOT, owner, buyer);
      await handOver(ROBOT, buyer, maker);
      expect(await registry.balanceOf(maker)).to.equal(all - 3n);
      expect(await registry.stockOf(code(MAKER))).to.equal(all - 4n);
    });

    it("leaves a unit of the list where it is", async () => {
      const { registry, maker } = await setUp();
      expect(await registry.ownerOf(listed("ALPHA000000000001"))).to.equal(maker);
    });
  });
});
