import { expect } from "chai";
import { code } from "../../fixtures/codes.js";
import { commitment } from "../../fixtures/device.js";
import { expectEntry } from "../../fixtures/entries.js";
import { type Connection, createNetwork, DAY, MINUTE, YEAR } from "../../fixtures/network.js";
import {
  Kind,
  LOT_COUNT,
  MAKER,
  ORDER_NOTICE,
  ORDER_VALIDITY,
  ROBOT,
  Role,
  State,
  serviceFixture,
  unit,
} from "../../fixtures/registry.js";
import { named } from "../../fixtures/results.js";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress } = ethers;

const CN = code("CN");
const ES = code("ES");
const MX = code("MX");

/** In the stock of its maker, so that CN answers for it. */
const ISSUED = unit(2);
/** Were in service in ES; handed in, and destroyed, by `owner`. */
const HANDED_IN = unit(3);
const SCRAPPED = unit(4);
const UNKNOWN = unit(LOT_COUNT + 1);

const DECISION = commitment("decision of the court");
const REASON = commitment("a reason");

const TRANSFER = 1;
const INTAKE = 2;
const STOLEN = 1;
const DISPUTED = 2;

const BASIS_ORDER = 3;

/** Seats of the consortium, by number. */
const SEAT_OF_ES = 2;
const SEAT_OF_MX = 3;
const SEAT_OF_DE = 4;

enum Status {
  None,
  Proposed,
  Objected,
  Countersigned,
  Executed,
  Withdrawn,
}

/** `ROBOT` is in service in ES, held by `owner`; orders are to give it to `buyer`. */
async function ordersFixture(connection: Connection) {
  const world = await serviceFixture(connection);
  const { orders, authorities, maker, owner, buyer } = world;
  for (const id of [HANDED_IN, SCRAPPED]) {
    await world.place(id);
    await world.handOver(id, maker, owner);
  }
  await world.takeIn(HANDED_IN, owner);
  await world.scrap(SCRAPPED, owner);
  return {
    ...world,
    byES: orders.connect(authorities.ES),
    byMX: orders.connect(authorities.MX),
    byOwner: orders.connect(owner),
    byBuyer: orders.connect(buyer),
  };
}

const setUp = () => loadFixture(ordersFixture);

type World = Awaited<ReturnType<typeof setUp>>;

/** Order 1: the authority of ES is to give `ROBOT` to `buyer`. */
async function proposed(action = TRANSFER) {
  const world = await setUp();
  await propose(world, action);
  return { ...world, order: 1n };
}

async function propose({ byES, buyer, recycler }: World, action = TRANSFER, id = ROBOT) {
  return await byES.propose(id, action, action === TRANSFER ? buyer : recycler, DECISION);
}

/** Brings order 1 to a status. */
async function inStatus(status: Status) {
  const world = await proposed();
  const { byOwner, byMX, byES, byBuyer } = world;
  if (status === Status.Objected || status === Status.Countersigned) {
    await byOwner.object(1, REASON);
  }
  if (status === Status.Countersigned) await byMX.countersign(1);
  if (status === Status.Withdrawn) await byES.withdraw(1, REASON);
  if (status === Status.Executed) {
    await time.increase(ORDER_NOTICE);
    await byBuyer.execute(1);
  }
  return world;
}

describe("RegistrarOrders", () => {
  describe("constructor", () => {
    it("refuses periods too short to be any", async () => {
      const { orders, authorityRegistry, registryModules, deviceKeyLibrary } = await setUp();
      const deploy = (notice: number, validity: number) =>
        ethers.deployContract(
          "RobotRegistry",
          [authorityRegistry, registryModules, notice, validity],
          { libraries: { DeviceKeyLibrary: deviceKeyLibrary } },
        );
      for (const [notice, validity, shorter] of [
        [DAY - 1, YEAR, DAY - 1],
        [YEAR, DAY - 1, DAY - 1],
        [0, 0, 0],
        [5, 4, 4],
      ] as const) {
        await expect(deploy(notice, validity))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersPeriodTooShort")
          .withArgs(shorter, DAY);
      }
      await deploy(DAY, DAY);
    });

    it("keeps the periods given", async () => {
      const { orders } = await setUp();
      expect(await orders.noticePeriod()).to.equal(ORDER_NOTICE);
      expect(await orders.validityPeriod()).to.equal(ORDER_VALIDITY);
      expect(await orders.orderCount()).to.equal(0);
    });
  });

  describe("every function about an order", () => {
    it("refuses one that there is not", async () => {
      const { orders, byES, byMX, byOwner, byBuyer } = await proposed();
      for (const order of [0n, 2n, ethers.MaxUint256]) {
        for (const attempt of [
          () => byOwner.object(order, REASON),
          () => byMX.countersign(order),
          () => byES.withdraw(order, REASON),
          () => byBuyer.execute(order),
          () => orders.orderOf(order),
        ]) {
          await expect(attempt())
            .to.be.revertedWithCustomError(orders, "RegistrarOrdersUnknownOrder")
            .withArgs(order);
        }
      }
    });
  });

  describe("propose", () => {
    it("refuses an action that there is not", async () => {
      const { orders, byES, buyer } = await setUp();
      for (const action of [0, 3, 255]) {
        await expect(byES.propose(ROBOT, action, buyer, DECISION))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersUnknownAction")
          .withArgs(action);
      }
    });

    it("refuses a code that was never issued", async () => {
      const { registry, byES, buyer } = await setUp();
      await expect(byES.propose(UNKNOWN, TRANSFER, buyer, DECISION))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses everyone but the authority of the country that answers for the robot", async () => {
      const world = await setUp();
      const { orders, authorityRegistry, authorities, governance, buyer } = world;
      const others = [world.owner, world.maker, world.investigator, buyer, governance];
      for (const [id, country, callers] of [
        [ROBOT, ES, [authorities.CN, authorities.MX, ...others]],
        [ISSUED, CN, [authorities.ES, authorities.MX, ...others]],
        [HANDED_IN, ES, [authorities.CN, ...others]],
      ] as const) {
        for (const caller of callers) {
          await expect(orders.connect(caller).propose(id, INTAKE, world.recycler, DECISION))
            .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAuthority")
            .withArgs(country, caller.address);
        }
      }
    });

    it("refuses the former authority of a country, and everyone where no seat holds it", async () => {
      const world = await setUp();
      const { byES, byMX, authorityRegistry, consortium, governance, authorities } = world;
      await consortium.connect(governance).releaseCountry(ES);
      for (const [by, caller] of [
        [byES, authorities.ES],
        [byMX, authorities.MX],
      ] as const) {
        await expect(by.propose(ROBOT, TRANSFER, world.buyer, DECISION))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAuthority")
          .withArgs(ES, caller.address);
      }
      await consortium.connect(governance).assignCountry(ES, SEAT_OF_MX);
      await byMX.propose(ROBOT, TRANSFER, world.buyer, DECISION);
    });

    it("refuses to transfer what was handed in, and anything about what is destroyed", async () => {
      const { registry, byES, buyer, recycler } = await setUp();
      for (const [id, action, state] of [
        [HANDED_IN, TRANSFER, State.EndOfLife],
        [SCRAPPED, TRANSFER, State.Scrapped],
        [SCRAPPED, INTAKE, State.Scrapped],
      ] as const) {
        await expect(byES.propose(id, action, action === TRANSFER ? buyer : recycler, DECISION))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
    });

    it("refuses nobody and the holder as beneficiary", async () => {
      const { orders, authorities, owner, maker } = await setUp();
      for (const [id, by, beneficiary] of [
        [ROBOT, authorities.ES, ZeroAddress],
        [ROBOT, authorities.ES, owner.address],
        [ISSUED, authorities.CN, maker.address],
      ] as const) {
        for (const action of [TRANSFER, INTAKE]) {
          await expect(orders.connect(by).propose(id, action, beneficiary, DECISION))
            .to.be.revertedWithCustomError(orders, "RegistrarOrdersInvalidBeneficiary")
            .withArgs(beneficiary);
        }
      }
    });

    it("refuses a second order of a country while the holder can object to the first", async () => {
      const { orders, byES, byOwner, byMX, dealer, registry, owner } = await proposed();
      const second = () => byES.propose(ROBOT, TRANSFER, dealer, DECISION);
      const snapshot = await networkHelpers.takeSnapshot();
      const { expiresAt } = await orders.orderOf(1);
      await time.setNextBlockTimestamp(expiresAt - 1n);
      await expect(second())
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersOpenOrder")
        .withArgs(ROBOT, 1);
      await time.setNextBlockTimestamp(expiresAt);
      await second();
      await snapshot.restore();

      await byOwner.object(1, REASON);
      await second();
      await expect(second())
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersOpenOrder")
        .withArgs(ROBOT, 2);
      await byES.withdraw(2, REASON);
      await second();
      await registry.connect(owner).relocate(ROBOT, MX);
      await byMX.propose(ROBOT, TRANSFER, dealer, DECISION);
      expect(await orders.orderCount()).to.equal(4);
    });

    it("takes an order against the next holder, whatever was proposed against the one before", async () => {
      const { orders, byES, buyer, dealer, owner, handOver } = await proposed();
      await handOver(ROBOT, owner, dealer);
      await byES.propose(ROBOT, TRANSFER, buyer, DECISION);
      expect((await orders.orderOf(2)).holder).to.equal(dealer);
    });

    it("records the order, and nothing of the robot but in its history", async () => {
      const { registry, orders, byES, owner, buyer } = await setUp();
      const before = named(await registry.robot(ROBOT));
      expect(await byES.propose.staticCall(ROBOT, TRANSFER, buyer, DECISION)).to.equal(1);
      await byES.propose(ROBOT, TRANSFER, buyer, DECISION);
      const executableAt = BigInt((await time.latest()) + ORDER_NOTICE);
      expect(named(await orders.orderOf(1))).to.deep.equal({
        id: ROBOT,
        holder: owner.address,
        action: BigInt(TRANSFER),
        status: BigInt(Status.Proposed),
        country: ES,
        executableAt,
        beneficiary: buyer.address,
        expiresAt: executableAt + BigInt(ORDER_VALIDITY),
        seat: BigInt(SEAT_OF_ES),
        reasonDigest: DECISION,
      });
      expect(await orders.orderCount()).to.equal(1);
      const [head] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({
        ...before,
        seq: before.seq + 1n,
        head,
      });
    });

    it("takes orders about flagged robots, about stock, and for the intake of what was handed in", async () => {
      const world = await setUp();
      const { orders, flags, authorities, maker, owner, buyer, dealer } = world;
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REASON);
      await propose(world);
      await orders.connect(authorities.CN).propose(ISSUED, TRANSFER, buyer, DECISION);
      await world.byES.propose(HANDED_IN, INTAKE, dealer, DECISION);
      expect(await orders.orderCount()).to.equal(3);
      expect((await orders.orderOf(1)).holder).to.equal(owner);
      expect((await orders.orderOf(2)).holder).to.equal(maker);
      expect((await orders.orderOf(2)).country).to.equal(CN);
      expect((await orders.orderOf(3)).action).to.equal(INTAKE);
    });

    it("announces the order with its times, and appends it", async () => {
      const { registry, orders, byES, authorities, buyer, recycler } = await setUp();
      for (const [order, action, beneficiary] of [
        [1, TRANSFER, buyer],
        [2, INTAKE, recycler],
      ] as const) {
        const now = (await time.latest()) + DAY;
        await time.setNextBlockTimestamp(now);
        await expectEntry(registry, () => byES.propose(ROBOT, action, beneficiary, DECISION), {
          emitter: orders,
          event: "OrderProposed",
          id: ROBOT,
          space: 0,
          kind: Kind.OrderProposed,
          actor: authorities.ES,
          fields: [
            order,
            action,
            beneficiary.address,
            ES,
            now + ORDER_NOTICE,
            now + ORDER_NOTICE + ORDER_VALIDITY,
            DECISION,
          ],
        });
        await byES.withdraw(order, REASON);
      }
    });
  });

  describe("object", () => {
    it("refuses an order that stands otherwise than proposed", async () => {
      for (const status of [
        Status.Objected,
        Status.Countersigned,
        Status.Executed,
        Status.Withdrawn,
      ]) {
        const { orders, byOwner } = await inStatus(status);
        await expect(byOwner.object(1, REASON))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
          .withArgs(1, status);
      }
    });

    it("refuses everyone but the holder", async () => {
      const { registry, orders, authorities, owner, maker, buyer, operator, dealer, stranger } =
        await proposed();
      await registry.connect(owner).setOperator(ROBOT, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(ROBOT);
      await registry.connect(owner).setApprovalForAll(dealer, true);
      for (const caller of [authorities.ES, maker, buyer, operator, dealer, stranger]) {
        await expect(orders.connect(caller).object(1, REASON))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotHolder")
          .withArgs(1, caller.address);
      }
    });

    it("refuses both the former and the present holder, once the robot changed hands", async () => {
      const { orders, owner, dealer, handOver } = await proposed();
      await handOver(ROBOT, owner, dealer);
      for (const caller of [owner, dealer]) {
        await expect(orders.connect(caller).object(1, REASON))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotHolder")
          .withArgs(1, caller.address);
      }
    });

    it("refuses when the robot was destroyed meanwhile", async () => {
      const { registry, byOwner, owner, scrap } = await proposed();
      await scrap(ROBOT, owner);
      const { scrappedAt } = await registry.disposalOf(ROBOT);
      await expect(byOwner.object(1, REASON))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(ROBOT, scrappedAt);
    });

    it("stops the order, in the notice period and after it, as long as it is not executed", async () => {
      for (const wait of [MINUTE, ORDER_NOTICE + DAY]) {
        const { orders, byOwner, byBuyer } = await proposed();
        await time.increase(wait);
        await byOwner.object(1, REASON);
        expect((await orders.orderOf(1)).status).to.equal(Status.Objected);
        await time.increase(ORDER_NOTICE);
        await expect(byBuyer.execute(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
          .withArgs(1, Status.Objected);
      }
    });

    it("lets a maker object for its stock", async () => {
      const { orders, authorities, maker, buyer } = await setUp();
      await orders.connect(authorities.CN).propose(ISSUED, TRANSFER, buyer, DECISION);
      await orders.connect(maker).object(1, REASON);
      expect((await orders.orderOf(1)).status).to.equal(Status.Objected);
    });

    it("announces the objection, and appends it", async () => {
      const { registry, orders, byOwner, owner } = await proposed();
      await expectEntry(registry, () => byOwner.object(1, REASON), {
        emitter: orders,
        event: "OrderObjected",
        id: ROBOT,
        space: 0,
        kind: Kind.OrderObjected,
        actor: owner,
        fields: [1, REASON],
      });
    });
  });

  describe("countersign", () => {
    it("refuses an order that nobody objected to, or that is decided", async () => {
      for (const status of [
        Status.Proposed,
        Status.Countersigned,
        Status.Executed,
        Status.Withdrawn,
      ]) {
        const { orders, byMX } = await inStatus(status);
        await expect(byMX.countersign(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
          .withArgs(1, status);
      }
    });

    it("refuses the seat that proposed it, and whoever acts for no seat", async () => {
      const { orders, authorities, governance, owner, buyer, stranger, investigator } =
        await inStatus(Status.Objected);
      for (const caller of [authorities.ES, owner, buyer, governance, investigator, stranger]) {
        await expect(orders.connect(caller).countersign(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotSecondAuthority")
          .withArgs(1, caller.address);
      }
    });

    it("refuses the proposing seat under its next account, or for a second country of its", async () => {
      const { orders, consortium, governance, authorities, newcomer } = await inStatus(
        Status.Objected,
      );
      await consortium.connect(governance).assignCountry(code("PT"), SEAT_OF_ES);
      await consortium.connect(authorities.ES).rotateAuthority(newcomer);
      for (const caller of [authorities.ES, newcomer]) {
        await expect(orders.connect(caller).countersign(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotSecondAuthority")
          .withArgs(1, caller.address);
      }
    });

    it("refuses the proposing seat after it lost the country, and the seat that has it now", async () => {
      const { orders, consortium, governance, authorities } = await inStatus(Status.Objected);
      await consortium.connect(governance).releaseCountry(ES);
      await consortium.connect(governance).assignCountry(ES, SEAT_OF_MX);
      for (const caller of [authorities.ES, authorities.MX]) {
        await expect(orders.connect(caller).countersign(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotSecondAuthority")
          .withArgs(1, caller.address);
      }
      await orders.connect(authorities.DE).countersign(1);
    });

    it("takes any other seat where none holds the country any more", async () => {
      const { orders, consortium, governance, authorities } = await inStatus(Status.Objected);
      await consortium.connect(governance).expelSeat(SEAT_OF_ES);
      await expect(orders.connect(authorities.ES).countersign(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotSecondAuthority")
        .withArgs(1, authorities.ES.address);
      await orders.connect(authorities.CN).countersign(1);
      expect((await orders.orderOf(1)).status).to.equal(Status.Countersigned);
    });

    it("refuses when the robot was destroyed meanwhile", async () => {
      const { registry, byMX, owner, scrap } = await inStatus(Status.Objected);
      await scrap(ROBOT, owner);
      const { scrappedAt } = await registry.disposalOf(ROBOT);
      await expect(byMX.countersign(1))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(ROBOT, scrappedAt);
    });

    it("lets the order go on, once its notice period is over", async () => {
      const { orders, registry, byMX, byOwner, byBuyer, buyer } = await inStatus(Status.Objected);
      await byMX.countersign(1);
      expect((await orders.orderOf(1)).status).to.equal(Status.Countersigned);
      const { executableAt } = await orders.orderOf(1);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersNoticeRunning")
        .withArgs(1, executableAt);
      await expect(byOwner.object(1, REASON))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
        .withArgs(1, Status.Countersigned);
      await time.increaseTo(executableAt);
      await byBuyer.execute(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });

    it("announces the second seat, and appends it", async () => {
      const { registry, orders, authorities } = await inStatus(Status.Objected);
      const actor = authorities.DE;
      await expectEntry(registry, () => orders.connect(actor).countersign(1), {
        emitter: orders,
        event: "OrderCountersigned",
        id: ROBOT,
        space: 0,
        kind: Kind.OrderCountersigned,
        actor,
        fields: [1, SEAT_OF_DE],
      });
    });
  });

  describe("withdraw", () => {
    it("refuses an order that was executed or withdrawn", async () => {
      for (const status of [Status.Executed, Status.Withdrawn]) {
        const { orders, byES } = await inStatus(status);
        await expect(byES.withdraw(1, REASON))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
          .withArgs(1, status);
      }
    });

    it("refuses everyone but the authority of the country that proposed it, wherever the robot is now", async () => {
      const world = await proposed();
      const { registry, orders, authorityRegistry, authorities, owner, buyer, stranger } = world;
      await registry.connect(owner).relocate(ROBOT, MX);
      for (const caller of [authorities.MX, authorities.CN, owner, buyer, stranger]) {
        await expect(orders.connect(caller).withdraw(1, REASON))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAuthority")
          .withArgs(ES, caller.address);
      }
      await world.byES.withdraw(1, REASON);
    });

    it("passes with the country to another seat", async () => {
      const { orders, byES, byMX, consortium, governance, authorityRegistry, authorities } =
        await proposed();
      await consortium.connect(governance).releaseCountry(ES);
      await consortium.connect(governance).assignCountry(ES, SEAT_OF_MX);
      await expect(byES.withdraw(1, REASON))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAuthority")
        .withArgs(ES, authorities.ES.address);
      await byMX.withdraw(1, REASON);
      expect((await orders.orderOf(1)).status).to.equal(Status.Withdrawn);
    });

    it("refuses when the robot was destroyed meanwhile", async () => {
      const { registry, byES, owner, scrap } = await proposed();
      await scrap(ROBOT, owner);
      const { scrappedAt } = await registry.disposalOf(ROBOT);
      await expect(byES.withdraw(1, REASON))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(ROBOT, scrappedAt);
    });

    it("ends the order, wherever it stood", async () => {
      for (const status of [Status.Proposed, Status.Objected, Status.Countersigned]) {
        const { orders, byES, byBuyer } = await inStatus(status);
        await byES.withdraw(1, REASON);
        expect((await orders.orderOf(1)).status).to.equal(Status.Withdrawn);
        await time.increase(ORDER_NOTICE);
        await expect(byBuyer.execute(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
          .withArgs(1, Status.Withdrawn);
      }
    });

    it("announces it, and appends it", async () => {
      const { registry, orders, byES, authorities } = await proposed();
      await expectEntry(registry, () => byES.withdraw(1, REASON), {
        emitter: orders,
        event: "OrderWithdrawn",
        id: ROBOT,
        space: 0,
        kind: Kind.OrderWithdrawn,
        actor: authorities.ES,
        fields: [1, REASON],
      });
    });
  });

  describe("execute", () => {
    /** Order 1, whose notice period is over. */
    async function due(action = TRANSFER) {
      const world = await proposed(action);
      await time.increase(ORDER_NOTICE);
      return world;
    }

    it("refuses an order that was objected to, executed or withdrawn", async () => {
      for (const status of [Status.Objected, Status.Executed, Status.Withdrawn]) {
        const { orders, byBuyer } = await inStatus(status);
        await time.increase(ORDER_NOTICE);
        await expect(byBuyer.execute(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
          .withArgs(1, status);
      }
    });

    it("refuses everyone but the beneficiary: nobody is given a robot unasked", async () => {
      const { orders, authorities, owner, maker, recycler, stranger, governance } = await due();
      for (const caller of [authorities.ES, owner, maker, recycler, governance, stranger]) {
        await expect(orders.connect(caller).execute(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotBeneficiary")
          .withArgs(1, caller.address);
      }
    });

    it("refuses until the last second of the notice period, and takes the next", async () => {
      const { registry, orders, byBuyer, buyer } = await proposed();
      const { executableAt } = await orders.orderOf(1);
      await time.setNextBlockTimestamp(executableAt - 1n);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersNoticeRunning")
        .withArgs(1, executableAt);
      await time.increaseTo(executableAt - 1n);
      await time.setNextBlockTimestamp(executableAt);
      await byBuyer.execute(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });

    it("takes the last second of its validity, and refuses from the next on, countersigned or not", async () => {
      for (const status of [Status.Proposed, Status.Countersigned]) {
        const { registry, orders, byBuyer, buyer } = await inStatus(status);
        const { expiresAt } = await orders.orderOf(1);
        const snapshot = await networkHelpers.takeSnapshot();
        await time.setNextBlockTimestamp(expiresAt);
        await expect(byBuyer.execute(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersExpired")
          .withArgs(1, expiresAt);
        await snapshot.restore();
        await time.setNextBlockTimestamp(expiresAt - 1n);
        await byBuyer.execute(1);
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      }
    });

    it("refuses while another holds the robot than when the order was proposed", async () => {
      const { registry, orders, byBuyer, owner, buyer, dealer, handOver } = await due();
      await handOver(ROBOT, owner, dealer);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersHolderChanged")
        .withArgs(1, dealer.address);
      await handOver(ROBOT, dealer, owner);
      await byBuyer.execute(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });

    it("refuses a second order against the same holder after the first", async () => {
      const world = await proposed();
      const { orders, byES, byMX, byOwner, byBuyer, buyer, dealer } = world;
      await byOwner.object(1, REASON);
      await byES.propose(ROBOT, TRANSFER, dealer, DECISION);
      await byMX.countersign(1);
      await time.increase(ORDER_NOTICE);
      await byBuyer.execute(1);
      await expect(orders.connect(dealer).execute(2))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersHolderChanged")
        .withArgs(2, buyer.address);
    });

    it("refuses to transfer a robot that was handed in or destroyed meanwhile", async () => {
      const { registry, byBuyer, owner, takeIn, recycler } = await due();
      await takeIn(ROBOT, owner);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
        .withArgs(ROBOT, State.EndOfLife);
      await registry.connect(recycler).scrap(ROBOT, REASON);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
        .withArgs(ROBOT, State.Scrapped);
    });

    it("refuses the intake of a robot that was destroyed meanwhile", async () => {
      const { registry, orders, owner, recycler, scrap } = await due(INTAKE);
      await scrap(ROBOT, owner);
      const { scrappedAt } = await registry.disposalOf(ROBOT);
      await expect(orders.connect(recycler).execute(1))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(ROBOT, scrappedAt);
    });

    it("refuses an intake by whom the country of the order has not accredited", async () => {
      const { orders, authorityRegistry, authorities, byES, dealer } = await setUp();
      await authorityRegistry
        .connect(authorities.MX)
        .accredit(dealer, Role.Recycler, MX, (await time.latest()) + YEAR);
      await byES.propose(ROBOT, INTAKE, dealer, DECISION);
      await time.increase(ORDER_NOTICE);
      await expect(orders.connect(dealer).execute(1))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAccredited")
        .withArgs(dealer.address, Role.Recycler, ES);
    });

    describe("of a transfer", () => {
      it("gives the robot to the beneficiary, and neither approval nor operator with it", async () => {
        const { registry, orders, byBuyer, owner, buyer, operator, dealer } = await due();
        const byOwner = registry.connect(owner);
        await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
        await registry.connect(operator).acceptOperator(ROBOT);
        await byOwner.approve(dealer, ROBOT);
        const before = named(await registry.robot(ROBOT));
        const balance = await registry.balanceOf(owner);
        await byBuyer.execute(1);
        const [head] = await registry.historyOf(ROBOT);
        expect(named(await registry.robot(ROBOT))).to.deep.equal({
          ...before,
          holder: buyer.address,
          operator: ZeroAddress,
          seq: before.seq + 1n,
          transfers: before.transfers + 1n,
          head,
        });
        expect(await registry.getApproved(ROBOT)).to.equal(ZeroAddress);
        expect(await registry.balanceOf(owner)).to.equal(balance - 1n);
        expect(await registry.balanceOf(buyer)).to.equal(1);
        expect((await orders.orderOf(1)).status).to.equal(Status.Executed);
      });

      it("asks neither flags nor transfer policies, and leaves the flags up", async () => {
        const world = await due();
        const { registry, registryModules, governance, flags, authorities, buyer } = world;
        const policy = await ethers.deployContract("TransferPolicyMock");
        await registryModules.connect(governance).addTransferPolicy(policy);
        await policy.setRefused(ROBOT, true);
        await flags.connect(authorities.ES).raiseFlag(ROBOT, STOLEN, REASON);
        await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REASON);
        await world.byBuyer.execute(1);
        const { holder, stolen, disputed } = await registry.robot(ROBOT);
        expect([holder, stolen, disputed]).to.deep.equal([buyer.address, true, true]);
      });

      it("moves a unit out of the stock of its maker, which stays to be placed on a market", async () => {
        const { registry, orders, authorities, maker, buyer, byBuyer } = await setUp();
        await orders.connect(authorities.CN).propose(ISSUED, TRANSFER, buyer, DECISION);
        await time.increase(ORDER_NOTICE);
        const stock = await registry.stockOf(code(MAKER));
        const balance = await registry.balanceOf(maker);
        const tx = byBuyer.execute(1);
        await expect(tx).to.emit(registry, "Transfer").withArgs(ZeroAddress, maker.address, ISSUED);
        await expect(tx)
          .to.emit(registry, "Transfer")
          .withArgs(maker.address, buyer.address, ISSUED);
        expect(await registry.stateOf(ISSUED)).to.equal(State.Issued);
        expect(await registry.ownerOf(ISSUED)).to.equal(buyer);
        expect(await registry.stockOf(code(MAKER))).to.equal(stock - 1n);
        expect(await registry.balanceOf(maker)).to.equal(balance - 1n);
        expect(await registry.balanceOf(buyer)).to.equal(1);
      });

      it("takes stock only from the account that was the maker's when the order was proposed", async () => {
        const { orders, authorityRegistry, authorities, maker, otherMaker, buyer, byBuyer } =
          await setUp();
        await orders.connect(authorities.CN).propose(ISSUED, TRANSFER, buyer, DECISION);
        await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
        await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
        await time.increase(ORDER_NOTICE);
        await expect(byBuyer.execute(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersHolderChanged")
          .withArgs(1, otherMaker.address);
      });

      it("announces the execution and the transfer on its ground, and appends it", async () => {
        const { registry, orders, byBuyer, owner, buyer } = await due();
        await expectEntry(
          registry,
          async () => {
            const tx = await byBuyer.execute(1);
            await expect(tx).to.emit(orders, "OrderExecuted").withArgs(1);
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
            fields: [owner.address, buyer.address, BASIS_ORDER, ethers.toBeHex(1, 32)],
          },
        );
      });
    });

    describe("of an intake", () => {
      it("hands the robot in to the recycler, still its holder's, though it is flagged", async () => {
        const { registry, orders, flags, authorities, owner, recycler } = await due(INTAKE);
        await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REASON);
        await orders.connect(recycler).execute(1);
        expect(await registry.stateOf(ROBOT)).to.equal(State.EndOfLife);
        expect(await registry.ownerOf(ROBOT)).to.equal(owner);
        expect(await registry.locked(ROBOT)).to.equal(true);
        expect(await registry.disposalOf(ROBOT)).to.deep.equal([
          recycler.address,
          ES,
          BigInt(await time.latest()),
          0n,
        ]);
        expect((await orders.orderOf(1)).status).to.equal(Status.Executed);
        // It is not destroyed as long as the dispute lasts.
        await expect(registry.connect(recycler).scrap(ROBOT, REASON))
          .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
          .withArgs(ROBOT, DISPUTED);
        await flags.connect(authorities.DE).clearFlag(ROBOT, DISPUTED, REASON);
        await registry.connect(recycler).scrap(ROBOT, REASON);
        expect(await registry.stateOf(ROBOT)).to.equal(State.Scrapped);
      });

      it("hands in a unit of the stock of its maker", async () => {
        const { registry, orders, authorityRegistry, authorities, maker, recycler } = await setUp();
        await authorityRegistry
          .connect(authorities.CN)
          .accredit(recycler, Role.Recycler, CN, (await time.latest()) + YEAR);
        await orders.connect(authorities.CN).propose(ISSUED, INTAKE, recycler, DECISION);
        await time.increase(ORDER_NOTICE);
        await expect(orders.connect(recycler).execute(1))
          .to.emit(registry, "Transfer")
          .withArgs(ZeroAddress, maker.address, ISSUED);
        expect(await registry.stateOf(ISSUED)).to.equal(State.EndOfLife);
        expect(await registry.ownerOf(ISSUED)).to.equal(maker);
      });

      it("takes a robot that was handed in from one recycler to another", async () => {
        const { registry, orders, authorityRegistry, authorities, byES, dealer, recycler } =
          await setUp();
        await authorityRegistry
          .connect(authorities.ES)
          .accredit(dealer, Role.Recycler, ES, (await time.latest()) + YEAR);
        await byES.propose(HANDED_IN, INTAKE, dealer, DECISION);
        await time.increase(ORDER_NOTICE);
        const tx = orders.connect(dealer).execute(1);
        await expect(tx).to.not.emit(registry, "Locked");
        expect((await registry.disposalOf(HANDED_IN)).recycler).to.equal(dealer);
        await expect(registry.connect(recycler).scrap(HANDED_IN, REASON))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotItsRecycler")
          .withArgs(HANDED_IN, dealer.address, recycler.address);
        await registry.connect(dealer).scrap(HANDED_IN, REASON);
      });

      it("announces the execution, the lock and the intake on its ground, and appends it", async () => {
        const { registry, orders, owner, recycler } = await due(INTAKE);
        await expectEntry(
          registry,
          async () => {
            const tx = await orders.connect(recycler).execute(1);
            await expect(tx).to.emit(orders, "OrderExecuted").withArgs(1);
            await expect(tx).to.emit(registry, "Locked").withArgs(ROBOT);
            return tx;
          },
          {
            emitter: registry,
            event: "TakenIn",
            id: ROBOT,
            space: 0,
            kind: Kind.TakenIn,
            actor: recycler,
            fields: [owner.address, recycler.address, ES, BASIS_ORDER, ethers.toBeHex(1, 32)],
          },
        );
      });
    });
  });

  describe("a seat alone", () => {
    it("cannot take a robot from a holder who objects", async () => {
      const { registry, orders, byES, byOwner, byBuyer, owner } = await proposed();
      await byOwner.object(1, REASON);
      await expect(byES.countersign(1)).to.be.revertedWithCustomError(
        orders,
        "RegistrarOrdersNotSecondAuthority",
      );
      await time.increase(ORDER_NOTICE);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
        .withArgs(1, Status.Objected);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
    });
  });
});
