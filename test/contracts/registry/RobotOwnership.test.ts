import { consentTo } from "@openrobotid/testkit/acts";
import { code } from "@openrobotid/testkit/codes";
import { commitment, NO_SIGNATURE } from "@openrobotid/testkit/device";
import { expectEntry } from "@openrobotid/testkit/entries";
import { HistoryKind as Kind, State } from "@openrobotid/testkit/enums";
import {
  HANDED_IN,
  ISSUED,
  livesFixture,
  SCRAPPED,
  SECOND,
  UNKNOWN,
} from "@openrobotid/testkit/lives";
import { expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import { modulesFixture } from "@openrobotid/testkit/modules";
import { createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import { listed, ORDER_NOTICE, ROBOT, SEQUENTIAL_MODEL, unit } from "@openrobotid/testkit/registry";
import { named } from "@openrobotid/testkit/results";
import { expect } from "chai";
import type { Interface } from "ethers";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

const REASON = commitment("a reason");

const STOLEN = 1;
const DISPUTED = 2;

const BY_APPROVAL = 1;

const setUp = () => loadFixture(livesFixture);

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

    it("announces the approval in the owner's name, and appends it in the name of who gave it", async () => {
      const { registry, byOwner, owner, dealer, buyer } = await setUp();
      await byOwner.setApprovalForAll(dealer, true);
      for (const [caller, receiver] of [
        [owner, buyer.address],
        [dealer, dealer.address],
        [owner, ZeroAddress],
      ] as const) {
        await expectEntry(
          registry,
          async () => {
            const tx = await registry.connect(caller).approve(receiver, ROBOT);
            await expect(tx).to.emit(registry, "Approval").withArgs(owner.address, receiver, ROBOT);
            return tx;
          },
          {
            emitter: registry,
            event: "ReceiverApproved",
            id: ROBOT,
            space: 0,
            kind: Kind.ReceiverApproved,
            actor: caller,
            fields: [receiver],
          },
        );
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

    it("announces it, and appends it to the history of the account", async () => {
      const { registry, byOwner, owner, dealer } = await setUp();
      const subject = subjectOf.account(owner);
      for (const [index, approved] of [true, false, false].entries()) {
        const tx = await byOwner.setApprovalForAll(dealer, approved);
        await expect(tx)
          .to.emit(registry, "ApprovalForAll")
          .withArgs(owner.address, dealer.address, approved);
        const kind = Kind.ApprovalForAll;
        await expectRecorded(registry, tx, { subject, kind, actor: owner.address });
        expect((await registry.historyOf(subject)).seq).to.equal(index + 1);
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

      it("refuses a robot while an order against it is pending, naming the order", async () => {
        const world = await setUp();
        const { registry, byOwner, orders, authorities, owner, buyer, dealer } = world;
        await byOwner.approve(buyer, ROBOT);
        await orders.connect(authorities.ES).propose(SECOND, 1, dealer, REASON);
        await orders.connect(authorities.ES).propose(ROBOT, 1, dealer, REASON);
        await expect(take(world, way, buyer, [owner.address, buyer.address, ROBOT]))
          .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
          .withArgs(ROBOT, 2);
        await orders.connect(authorities.ES).withdraw(2, REASON);
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
            fields: [owner.address, buyer.address, BY_APPROVAL, ZeroHash],
          },
        );
      });
    });
  }

  describe("a contract that receives", () => {
    const Answer = { Takes: 0, Lies: 1, Refuses: 2 } as const;

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

    it("can change no robot while it is asked: not this one, not another, not as flag, order or module", async () => {
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
        [ROBOT, registry, abi.encodeFunctionData("offerIntake", [ROBOT, world.recycler.address])],
        [ROBOT, registry, abi.encodeFunctionData("approve", [operator.address, ROBOT])],
        [
          SECOND,
          registry,
          abi.encodeFunctionData("setOperator", [SECOND, operator.address, until]),
        ],
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

    it("refuses an operator that a transfer policy refuses, in its words, and lets a term end all the same", async () => {
      const { registry, byOwner, policy, operator, dealer } = await setUp();
      const until = (await time.latest()) + YEAR;
      await byOwner.setOperator(ROBOT, operator, until);
      await registry.connect(operator).acceptOperator(ROBOT);
      await policy.setRefused(ROBOT, true);
      for (const account of [operator, dealer]) {
        await expect(byOwner.setOperator(ROBOT, account, until))
          .to.be.revertedWithCustomError(policy, "TransferPolicyMockOperator")
          .withArgs(ROBOT, account.address);
      }
      await byOwner.setOperator(ROBOT, ZeroAddress, 0);
      expect(await registry.operatorOf(ROBOT)).to.equal(ZeroAddress);
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

    it("ends the term of the operator before, also where it is the same", async () => {
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

    it("refuse to accept what a transfer policy refuses by now, and let the account resign", async () => {
      const { registry, byOperator, policy, operator } = await named();
      await policy.setRefused(ROBOT, true);
      await expect(byOperator.acceptOperator(ROBOT))
        .to.be.revertedWithCustomError(policy, "TransferPolicyMockOperator")
        .withArgs(ROBOT, operator.address);
      await byOperator.resignOperator(ROBOT);
      expect(await registry.operatorTerm(ROBOT)).to.deep.equal([ZeroAddress, 0n, false]);
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

    it("counts what an event brought to an account, and what it holds for ever, but no stock", async () => {
      const { registry, maker, owner, stranger, buyer, place, handOver } = await setUp();
      expect(await registry.balanceOf(maker)).to.equal(0);
      expect(await registry.balanceOf(owner)).to.equal(4);
      expect(await registry.balanceOf(stranger)).to.equal(0);
      await place(ISSUED);
      expect(await registry.balanceOf(maker)).to.equal(1);
      await handOver(ROBOT, owner, buyer);
      await handOver(ROBOT, buyer, maker);
      expect(await registry.balanceOf(maker)).to.equal(2);
      expect(await registry.balanceOf(owner)).to.equal(3);
    });

    it("is for every account the sum of the Transfer events", async () => {
      const { registry, maker, owner, buyer, dealer, orders, authorities, handOver } =
        await setUp();
      await handOver(ROBOT, owner, buyer);
      // An order takes a unit out of the stock of its maker.
      await orders.connect(authorities.CN).propose(ISSUED, 1, dealer, REASON);
      await time.increase(ORDER_NOTICE);
      await orders.connect(dealer).execute(1);
      const sums = new Map<string, bigint>();
      const add = (account: string, by: bigint) =>
        sums.set(account, (sums.get(account) ?? 0n) + by);
      for (const { args } of await registry.queryFilter(registry.filters.Transfer())) {
        add(args.from, -1n);
        add(args.to, 1n);
      }
      expect(sums.get(dealer.address)).to.equal(1n);
      for (const { address } of [maker, owner, buyer, dealer]) {
        expect(await registry.balanceOf(address)).to.equal(sums.get(address) ?? 0n);
      }
    });

    it("leaves a unit of the list where it is", async () => {
      const { registry, maker } = await setUp();
      expect(await registry.ownerOf(listed("ALPHA000000000001"))).to.equal(maker);
    });
  });

  describe("holdingOf", () => {
    it("refuses a code that was never issued", async () => {
      const { registry } = await setUp();
      await expect(registry.holdingOf(UNKNOWN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("names the holder, and counts changes of hands alone", async () => {
      const { registry, signedActs, byOwner, maker, owner, buyer, handOver } = await setUp();
      expect(await registry.holdingOf(ISSUED)).to.deep.equal([maker.address, 0n]);
      expect(await registry.holdingOf(ROBOT)).to.deep.equal([owner.address, 1n]);
      await signedActs.connect(owner).revokeConsents(ROBOT);
      await byOwner.approve(buyer, ROBOT);
      await byOwner.relocate(ROBOT, code("MX"));
      expect(await registry.holdingOf(ROBOT)).to.deep.equal([owner.address, 1n]);
      await handOver(ROBOT, owner, buyer);
      expect(await registry.holdingOf(ROBOT)).to.deep.equal([buyer.address, 2n]);
    });
  });

  describe("what roles combined could do", () => {
    it("a holder ended a pending order by a sale: nothing but the order moves the robot now", async () => {
      const { registry, signedActs, byOwner, orders, authorities, owner, buyer, dealer, ...world } =
        await setUp();
      await byOwner.approve(buyer, ROBOT);
      await orders.connect(authorities.ES).propose(ROBOT, 1, dealer, REASON);
      const now = await time.latest();
      const consent = await consentTo({ signedActs, now }, ROBOT, owner, buyer);
      const signatures = [
        await world.signConsent(consent, owner),
        await world.signConsent(consent, buyer),
      ] as const;
      for (const attempt of [
        () => registry.connect(buyer).transferFrom(owner, buyer, ROBOT),
        () => signedActs.transferWithConsent(consent, ...signatures, NO_SIGNATURE),
        () => byOwner.relocate(ROBOT, code("MX")),
        () => byOwner.offerIntake(ROBOT, world.recycler),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
          .withArgs(ROBOT, 1);
      }
      await time.increase(ORDER_NOTICE);
      await orders.connect(dealer).execute(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(dealer);
    });

    it("the holder approved a receiver before an order took the robot: the approval is gone with the holder", async () => {
      const { registry, byOwner, orders, authorities, owner, buyer, dealer } = await setUp();
      await byOwner.approve(buyer, ROBOT);
      await orders.connect(authorities.ES).propose(ROBOT, 1, dealer, REASON);
      await time.increase(ORDER_NOTICE);
      await orders.connect(dealer).execute(1);
      expect(await registry.getApproved(ROBOT)).to.equal(ZeroAddress);
      for (const from of [owner, dealer]) {
        const refused = expect(registry.connect(buyer).transferFrom(from, buyer, ROBOT));
        if (from === owner) {
          await refused.to.be
            .revertedWithCustomError(registry, "ERC721IncorrectOwner")
            .withArgs(owner.address, ROBOT, dealer.address);
        } else {
          await refused.to.be
            .revertedWithCustomError(registry, "RobotRegistryReceiverNotApproved")
            .withArgs(ROBOT, buyer.address, ZeroAddress);
        }
      }
    });

    it("a stop-use recall did not stop letting to an operator: it stops naming and accepting one", async () => {
      const world = await loadFixture(modulesFixture);
      const { registry, recalls, authorities, owner, operator, dealer } = world;
      const until = (await time.latest()) + YEAR;
      await registry.connect(owner).setOperator(ROBOT, operator, until);
      await recalls.connect(authorities.ES).open(
        {
          model: code(SEQUENTIAL_MODEL),
          country: code("ES"),
          kind: 1,
          first: unit(1),
          last: unit(9),
        },
        3,
        true,
        {
          campaignNumber: "26R-001",
          component: "Hand",
          summary: "It grips.",
          consequence: "It does not let go.",
          remedy: "It is replaced.",
          parkIt: true,
          overTheAirUpdate: false,
        },
      );
      for (const attempt of [
        () => registry.connect(owner).setOperator(ROBOT, dealer, until),
        () => registry.connect(operator).acceptOperator(ROBOT),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(recalls, "RecallRegistryUseForbidden")
          .withArgs(ROBOT, 1, "26R-001");
      }
      expect(await registry.operatorOf(ROBOT)).to.equal(ZeroAddress);
    });
  });
});
