import { signAct } from "@openrobotid/testkit/acts";
import { code } from "@openrobotid/testkit/codes";
import { TENURE, validatorOf } from "@openrobotid/testkit/consortium";
import { commitment } from "@openrobotid/testkit/device";
import { expectEntry } from "@openrobotid/testkit/entries";
import { Basis, HistoryKind as Kind, Role, State, Status } from "@openrobotid/testkit/enums";
import { type Connection, createNetwork, DAY, MINUTE, YEAR } from "@openrobotid/testkit/network";
import {
  LOT_COUNT,
  MAKER,
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

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress } = ethers;

const CN = code("CN");
const ES = code("ES");
const MX = code("MX");
const NOWHERE = "0x0000";

/** In the stock of its maker, so that CN answers for it. */
const ISSUED = unit(2);
/** Were in service in ES; taken in by `recycler`, and destroyed. `owner` held both. */
const HANDED_IN = unit(3);
const SCRAPPED = unit(4);
const UNKNOWN = unit(LOT_COUNT + 1);

const DECISION = commitment("decision of the court");
const REASON = commitment("a reason");

const TRANSFER = 1;
const INTAKE = 2;
const STOLEN = 1;
const DISPUTED = 2;

/** Seats of the consortium, by number. */
const SEAT_OF_ES = 2;
const SEAT_OF_MX = 3;
const SEAT_OF_DE = 4;
/** A third of four seats, rounded up. */
const SIGNATURES_NEEDED = 2;

/** The digest that stands for an order in the entries of what it did. */
const digestOf = (order: bigint | number) => ethers.toBeHex(order, 32);

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
    byCN: orders.connect(authorities.CN),
    byES: orders.connect(authorities.ES),
    byMX: orders.connect(authorities.MX),
    byDE: orders.connect(authorities.DE),
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
  return world;
}

async function propose({ byES, buyer, recycler }: World, action = TRANSFER, id = ROBOT) {
  return await byES.propose(id, action, action === TRANSFER ? buyer : recycler, DECISION);
}

/** Brings order 1 to a status. */
async function inStatus(status: Status) {
  const world = await proposed();
  const { byOwner, byMX, byDE, byES, byBuyer } = world;
  if (status === Status.Objected || status === Status.Countersigned) {
    await byOwner.object(1, REASON);
  }
  if (status === Status.Countersigned) {
    await byMX.countersign(1);
    await byDE.countersign(1);
  }
  if (status === Status.Withdrawn) await byES.withdraw(1, REASON);
  if (status === Status.Executed) {
    await time.increase(ORDER_NOTICE);
    await byBuyer.execute(1);
  }
  return world;
}

/** Order 1 ended by an objection upheld; order 2 is the first that the next may be. */
async function contested() {
  const world = await inStatus(Status.Objected);
  const { answerableUntil } = await world.orders.orderOf(1);
  await time.increaseTo(answerableUntil + BigInt(ORDER_VALIDITY));
  await propose(world);
  return world;
}

/** A fifth seat, which answers for PT. */
async function admitFifth({ consortium, governance, newcomer }: World) {
  await consortium.connect(governance).admitSeat({
    name: "Instituto de Robótica",
    authority: newcomer,
    recovery: ZeroAddress,
    validator: validatorOf(ethers, "PT"),
    countries: [code("PT")],
  });
}

/** The country moves from its seat to another, as two thirds of the seats would vote. */
async function moveCountry({ consortium, governance }: World, country: string, seat: number) {
  await consortium.connect(governance).releaseCountry(country);
  await consortium.connect(governance).assignCountry(country, seat);
}

/** The maker takes another account. */
async function rotateMaker({ authorityRegistry, maker }: World, to: World["maker"]) {
  await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), to);
  await authorityRegistry.connect(to).acceptManufacturerAccount(code(MAKER));
}

describe("RegistrarOrders", () => {
  describe("constructor", () => {
    it("refuses periods too short to be any", async () => {
      const { orders, authorityRegistry, registryModules } = await setUp();
      const deploy = async (orderNotice: number, orderValidity: number) =>
        await ethers.deployContract("RobotRegistry", [
          authorityRegistry,
          registryModules,
          await ethers.deployContract("SignedActs", [authorityRegistry]),
          { ...PERIODS, orderNotice, orderValidity },
        ]);
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
    const attempts = ({ byOwner, byMX, byES, byBuyer }: World, order: bigint) => [
      () => byOwner.object(order, REASON),
      () => byMX.countersign(order),
      () => byES.withdraw(order, REASON),
      () => byBuyer.execute(order),
    ];

    it("refuses one that there is not", async () => {
      const world = await proposed();
      const { orders } = world;
      for (const order of [0n, 2n, ethers.MaxUint256]) {
        for (const attempt of [...attempts(world, order), () => orders.orderOf(order)]) {
          await expect(attempt())
            .to.be.revertedWithCustomError(orders, "RegistrarOrdersUnknownOrder")
            .withArgs(order);
        }
      }
    });

    it("refuses one that was executed or withdrawn", async () => {
      for (const status of [Status.Executed, Status.Withdrawn]) {
        const world = await inStatus(status);
        for (const attempt of attempts(world, 1n)) {
          await expect(attempt())
            .to.be.revertedWithCustomError(world.orders, "RegistrarOrdersWrongStatus")
            .withArgs(1, status);
        }
      }
    });

    /** Expects that order 1 is over, for everybody and for the registry. */
    async function expectEnded(world: World) {
      const { registry, orders } = world;
      for (const attempt of attempts(world, 1n)) {
        await expect(attempt())
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
          .withArgs(1);
      }
      expect(await orders.pendingOrderOf(ROBOT)).to.equal(0);
      expect((await registry.robot(ROBOT)).ordered).to.equal(false);
      expect((await registry.status(ROBOT)).ordered).to.equal(false);
    }

    it("refuses one that expired, wherever it was", async () => {
      for (const status of [Status.Proposed, Status.Countersigned]) {
        const world = await inStatus(status);
        await time.increaseTo((await world.orders.orderOf(1)).expiresAt);
        await expectEnded(world);
      }
    });

    it("refuses one to which an objection was upheld, not enough having signed in time", async () => {
      const world = await inStatus(Status.Objected);
      await world.byMX.countersign(1);
      await time.increaseTo((await world.orders.orderOf(1)).answerableUntil);
      await expectEnded(world);
    });

    it("refuses one whose country no seat holds any more, or another, or the same again", async () => {
      for (const status of [Status.Proposed, Status.Objected, Status.Countersigned]) {
        const world = await inStatus(status);
        const byGovernance = world.consortium.connect(world.governance);
        const snapshot = await networkHelpers.takeSnapshot();
        for (const next of [0, SEAT_OF_MX, SEAT_OF_ES]) {
          await byGovernance.releaseCountry(ES);
          if (next !== 0) await byGovernance.assignCountry(ES, next);
          await expectEnded(world);
          await snapshot.restore();
        }
      }
    });

    it("refuses one whose seat was expelled, or resigned", async () => {
      for (const end of [
        ({ consortium, governance }: World) => consortium.connect(governance).expelSeat(SEAT_OF_ES),
        ({ consortium, authorities }: World) => consortium.connect(authorities.ES).resignSeat(),
      ]) {
        const world = await proposed();
        await end(world);
        await expectEnded(world);
      }
    });

    it("goes on under the seat's next account", async () => {
      const world = await proposed();
      const { orders, authorities, newcomer, moveSeat } = world;
      await moveSeat(authorities.ES, newcomer);
      expect(await orders.pendingOrderOf(ROBOT)).to.equal(1);
      await orders.connect(newcomer).withdraw(1, REASON);
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
      const { byES, byMX, authorityRegistry, consortium, governance, authorities, buyer } =
        await setUp();
      await consortium.connect(governance).releaseCountry(ES);
      for (const [by, caller] of [
        [byES, authorities.ES],
        [byMX, authorities.MX],
      ] as const) {
        await expect(by.propose(ROBOT, TRANSFER, buyer, DECISION))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAuthority")
          .withArgs(ES, caller.address);
      }
    });

    it("refuses a seat that took the country over, until the last second of its tenure", async () => {
      const world = await setUp();
      const { byMX, authorityRegistry, consortium, orders, buyer } = world;
      await moveCountry(world, ES, SEAT_OF_MX);
      const { since, actsFrom } = await consortium.tenancyOf(ES);
      expect(actsFrom).to.equal(since + BigInt(TENURE));
      await time.increaseTo(actsFrom - 2n);
      await expect(byMX.propose(ROBOT, TRANSFER, buyer, DECISION))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNoTenure")
        .withArgs(ES, SEAT_OF_MX, actsFrom);
      await time.increaseTo(actsFrom - 1n);
      await byMX.propose(ROBOT, TRANSFER, buyer, DECISION);
      expect((await orders.orderOf(1)).seat).to.equal(SEAT_OF_MX);
    });

    it("takes a country given back to its seat, and one that no seat held before, at once", async () => {
      const world = await setUp();
      await moveCountry(world, ES, SEAT_OF_ES);
      await propose(world);
      expect(await world.orders.pendingOrderOf(ROBOT)).to.equal(1);
    });

    it("refuses anything about a robot that is destroyed", async () => {
      const { registry, byES, buyer, recycler } = await setUp();
      for (const [action, beneficiary] of [
        [TRANSFER, buyer],
        [INTAKE, recycler],
      ] as const) {
        await expect(byES.propose(SCRAPPED, action, beneficiary, DECISION))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(SCRAPPED, State.Scrapped);
      }
    });

    it("refuses nobody as beneficiary, and the holder of a robot that need not be led back", async () => {
      const { orders, authorities, owner, maker } = await setUp();
      for (const [id, by, beneficiary] of [
        [ROBOT, authorities.ES, ZeroAddress],
        [ROBOT, authorities.ES, owner.address],
        [ISSUED, authorities.CN, maker.address],
        [HANDED_IN, authorities.ES, ZeroAddress],
      ] as const) {
        for (const action of [TRANSFER, INTAKE]) {
          await expect(orders.connect(by).propose(id, action, beneficiary, DECISION))
            .to.be.revertedWithCustomError(orders, "RegistrarOrdersInvalidBeneficiary")
            .withArgs(beneficiary);
        }
      }
      await expect(orders.connect(authorities.ES).propose(HANDED_IN, INTAKE, owner, DECISION))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersInvalidBeneficiary")
        .withArgs(owner.address);
      await orders.connect(authorities.ES).propose(HANDED_IN, TRANSFER, owner, DECISION);
    });

    it("refuses a second order on a robot while one is pending, to its last second", async () => {
      for (const status of [Status.Proposed, Status.Objected, Status.Countersigned]) {
        const { orders, byES, dealer } = await inStatus(status);
        const second = () => byES.propose(ROBOT, TRANSFER, dealer, DECISION);
        await expect(second())
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersOpenOrder")
          .withArgs(ROBOT, 1);
        if (status === Status.Objected) continue;
        const { expiresAt } = await orders.orderOf(1);
        await time.setNextBlockTimestamp(expiresAt - 1n);
        await expect(second())
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersOpenOrder")
          .withArgs(ROBOT, 1);
        await time.setNextBlockTimestamp(expiresAt);
        await second();
        expect(await orders.pendingOrderOf(ROBOT)).to.equal(2);
      }
    });

    it("takes the next at once after one that was withdrawn before anybody objected", async () => {
      const world = await inStatus(Status.Withdrawn);
      await propose(world);
      const { status, contested: isContested } = await world.orders.orderOf(2);
      expect([status, isContested]).to.deep.equal([BigInt(Status.Proposed), false]);
    });

    it("refuses the next after an objection was upheld, as long as an order is valid", async () => {
      const world = await inStatus(Status.Objected);
      const { orders } = world;
      const { answerableUntil } = await orders.orderOf(1);
      const earliest = answerableUntil + BigInt(ORDER_VALIDITY);
      await time.increaseTo(earliest - 2n);
      await expect(propose(world))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersObjectionUpheld")
        .withArgs(ROBOT, 1, earliest);
      await time.increaseTo(earliest - 1n);
      await propose(world);
    });

    it("counts that time from the withdrawal, where the seat gave in, countersigned or not", async () => {
      for (const status of [Status.Objected, Status.Countersigned]) {
        const world = await inStatus(status);
        const { orders, byES } = world;
        await byES.withdraw(1, REASON);
        const earliest = (await time.latest()) + ORDER_VALIDITY;
        await expect(propose(world))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersObjectionUpheld")
          .withArgs(ROBOT, 1, earliest);
        await time.increaseTo(earliest - 1);
        await propose(world);
        expect((await orders.orderOf(2)).contested).to.equal(true);
      }
    });

    it("applies it to the next seat of the country too, and to another market", async () => {
      const world = await inStatus(Status.Objected);
      const { registry, orders, byMX, owner, buyer } = world;
      const { answerableUntil } = await orders.orderOf(1);
      await time.increaseTo(answerableUntil);
      await registry.connect(owner).relocate(ROBOT, MX);
      const next = () => byMX.propose(ROBOT, TRANSFER, buyer, DECISION);
      await expect(next())
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersObjectionUpheld")
        .withArgs(ROBOT, 1, answerableUntil + BigInt(ORDER_VALIDITY));
      await time.increaseTo(answerableUntil + BigInt(ORDER_VALIDITY));
      await next();
      expect((await orders.orderOf(2)).contested).to.equal(true);
    });

    it("takes the next after others overruled an objection and the order expired, and no longer contests it", async () => {
      const world = await inStatus(Status.Countersigned);
      await time.increaseTo((await world.orders.orderOf(1)).expiresAt);
      await propose(world);
      expect((await world.orders.orderOf(2)).contested).to.equal(false);
    });

    it("needs countersignatures from the start once an objection was upheld, and from then on", async () => {
      const world = await contested();
      const { orders, byBuyer, byMX, byDE } = world;
      const {
        status,
        executableAt,
        answerableUntil,
        contested: isContested,
      } = named(await orders.orderOf(2));
      expect({ status, isContested }).to.deep.equal({
        status: BigInt(Status.Objected),
        isContested: true,
      });
      expect(answerableUntil).to.equal(executableAt);
      await byMX.countersign(2);
      await byDE.countersign(2);
      await time.increaseTo(executableAt);
      await byBuyer.execute(2);
      await world.byES.propose(ROBOT, TRANSFER, world.dealer, DECISION);
      expect((await orders.orderOf(3)).contested).to.equal(true);
    });

    it("ends a contested order that nobody signed with its notice, and lets the next wait again", async () => {
      const world = await contested();
      const { orders, byBuyer } = world;
      const { executableAt } = await orders.orderOf(2);
      await time.increaseTo(executableAt);
      await expect(byBuyer.execute(2))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
        .withArgs(2);
      await expect(propose(world))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersObjectionUpheld")
        .withArgs(ROBOT, 2, executableAt + BigInt(ORDER_VALIDITY));
    });

    it("asks for a third of all seats, of now or of as long ago as a tenure: no vote lowers it in time", async () => {
      const world = await setUp();
      const { orders, consortium, governance, byES, byOwner, buyer } = world;
      expect(await consortium.countersignaturesNeeded()).to.equal(SIGNATURES_NEEDED);
      await admitFifth(world);
      await consortium.connect(governance).expelSeat(1);
      await consortium.connect(governance).expelSeat(5);
      await byES.propose(ROBOT, TRANSFER, buyer, DECISION);
      await byOwner.object(1, REASON);
      expect((await orders.orderOf(1)).signaturesNeeded).to.equal(SIGNATURES_NEEDED);
      await time.increase(TENURE);
      await byES.propose(HANDED_IN, TRANSFER, buyer, DECISION);
      expect((await orders.orderOf(2)).signaturesNeeded).to.equal(1);
    });

    it("records the order, and of the robot that one is pending", async () => {
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
        answerableUntil: 0n,
        signatures: 0n,
        signaturesNeeded: BigInt(SIGNATURES_NEEDED),
        contested: false,
        reasonDigest: DECISION,
      });
      expect(await orders.orderCount()).to.equal(1);
      expect(await orders.pendingOrderOf(ROBOT)).to.equal(1);
      expect(await orders.pendingOrderOf(ISSUED)).to.equal(0);
      const [head] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({
        ...before,
        ordered: true,
        seq: before.seq + 1n,
        head,
      });
    });

    it("takes orders about flagged robots, about stock, and about what was taken in", async () => {
      const world = await setUp();
      const { orders, flags, authorities, maker, owner, buyer, dealer } = world;
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REASON);
      await propose(world);
      await world.byCN.propose(ISSUED, TRANSFER, buyer, DECISION);
      await world.byES.propose(HANDED_IN, INTAKE, dealer, DECISION);
      expect(await orders.orderCount()).to.equal(3);
      expect((await orders.orderOf(1)).holder).to.equal(owner);
      expect((await orders.orderOf(2)).holder).to.equal(maker);
      expect((await orders.orderOf(2)).country).to.equal(CN);
      expect((await orders.orderOf(3)).action).to.equal(INTAKE);
    });

    it("announces the order with its times and what it needs, and appends it", async () => {
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
            SIGNATURES_NEEDED,
            false,
            DECISION,
          ],
        });
        await byES.withdraw(order, REASON);
      }
    });
  });

  describe("object", () => {
    it("refuses an order that was objected to before", async () => {
      for (const status of [Status.Objected, Status.Countersigned]) {
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

    it("stops the order, in the notice period and after it, as long as it is not executed", async () => {
      for (const wait of [MINUTE, ORDER_NOTICE + DAY]) {
        const { orders, byOwner, byBuyer } = await proposed();
        await time.increase(wait);
        await byOwner.object(1, REASON);
        const answerableUntil = (await time.latest()) + ORDER_NOTICE;
        const order = await orders.orderOf(1);
        expect(order.status).to.equal(Status.Objected);
        expect(order.answerableUntil).to.equal(answerableUntil);
        await time.increaseTo(answerableUntil - 2);
        await expect(byBuyer.execute(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
          .withArgs(1, Status.Objected);
      }
    });

    it("leaves the robot to its holder alone again once nobody answered", async () => {
      const world = await inStatus(Status.Objected);
      const { registry, handOver, owner, dealer } = world;
      const refused = expect(registry.connect(owner).relocate(ROBOT, MX));
      await refused.to.be
        .revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(ROBOT, 1);
      await time.increase(ORDER_NOTICE);
      await handOver(ROBOT, owner, dealer);
      expect(await registry.ownerOf(ROBOT)).to.equal(dealer);
    });

    it("lets a maker object for its stock, under its next account too", async () => {
      const world = await setUp();
      const { orders, byCN, maker, otherMaker, buyer } = world;
      await byCN.propose(ISSUED, TRANSFER, buyer, DECISION);
      await rotateMaker(world, otherMaker);
      await expect(orders.connect(maker).object(1, REASON))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotHolder")
        .withArgs(1, maker.address);
      await orders.connect(otherMaker).object(1, REASON);
      expect((await orders.orderOf(1)).status).to.equal(Status.Objected);
    });

    it("announces the objection and until when it can be answered, and appends it", async () => {
      const { registry, orders, byOwner, owner } = await proposed();
      const now = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(now);
      await expectEntry(registry, () => byOwner.object(1, REASON), {
        emitter: orders,
        event: "OrderObjected",
        id: ROBOT,
        space: 0,
        kind: Kind.OrderObjected,
        actor: owner,
        fields: [1, now + ORDER_NOTICE, REASON],
      });
    });
  });

  describe("countersign", () => {
    it("refuses an order that nobody objected to, or that has the signatures it needs", async () => {
      for (const status of [Status.Proposed, Status.Countersigned]) {
        const { orders, byMX } = await inStatus(status);
        await expect(byMX.countersign(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
          .withArgs(1, status);
      }
    });

    it("refuses the seat that proposed it, and who acts for no seat", async () => {
      const { orders, authorities, governance, owner, buyer, stranger, investigator } =
        await inStatus(Status.Objected);
      for (const caller of [authorities.ES, owner, buyer, governance, investigator, stranger]) {
        await expect(orders.connect(caller).countersign(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotAnotherAuthority")
          .withArgs(1, caller.address);
      }
    });

    it("refuses the proposing seat under its next account, and for a second country of its", async () => {
      const { orders, consortium, governance, authorities, newcomer, moveSeat } = await inStatus(
        Status.Objected,
      );
      await consortium.connect(governance).assignCountry(code("PT"), SEAT_OF_ES);
      await moveSeat(authorities.ES, newcomer);
      for (const caller of [authorities.ES, newcomer]) {
        await expect(orders.connect(caller).countersign(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotAnotherAuthority")
          .withArgs(1, caller.address);
      }
    });

    it("refuses a seat a second time, under its next account too", async () => {
      const { orders, byMX, authorities, newcomer, moveSeat } = await inStatus(Status.Objected);
      await byMX.countersign(1);
      await expect(byMX.countersign(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotAnotherAuthority")
        .withArgs(1, authorities.MX.address);
      await moveSeat(authorities.MX, newcomer);
      await expect(orders.connect(newcomer).countersign(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotAnotherAuthority")
        .withArgs(1, newcomer.address);
    });

    it("refuses a seat that was expelled, and one admitted less than a tenure ago", async () => {
      const world = await setUp();
      const { orders, consortium, governance, authorities, newcomer, byOwner } = world;
      await admitFifth(world);
      const { admittedAt } = await consortium.seatOf(5);
      await time.increaseTo(admittedAt + BigInt(TENURE - 10 * DAY));
      await propose(world);
      await byOwner.object(1, REASON);
      await consortium.connect(governance).expelSeat(SEAT_OF_DE);
      await time.increaseTo(admittedAt + BigInt(TENURE) - 2n);
      for (const caller of [newcomer, authorities.DE]) {
        await expect(orders.connect(caller).countersign(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotAnotherAuthority")
          .withArgs(1, caller.address);
      }
      await time.increaseTo(admittedAt + BigInt(TENURE) - 1n);
      await orders.connect(newcomer).countersign(1);
      expect((await orders.orderOf(1)).signatures).to.equal(1);
    });

    it("takes the last second before the objection is upheld, and refuses the next", async () => {
      const { orders, byMX, byDE } = await inStatus(Status.Objected);
      const { answerableUntil } = await orders.orderOf(1);
      await byMX.countersign(1);
      const snapshot = await networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(answerableUntil);
      await expect(byDE.countersign(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
        .withArgs(1);
      await snapshot.restore();
      await time.setNextBlockTimestamp(answerableUntil - 1n);
      await byDE.countersign(1);
      expect((await orders.orderOf(1)).status).to.equal(Status.Countersigned);
    });

    it("lets the order go on with the last signature it needs, once its notice period is over", async () => {
      const { orders, registry, byMX, byDE, byOwner, byBuyer, buyer } = await inStatus(
        Status.Objected,
      );
      await byMX.countersign(1);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
        .withArgs(1, Status.Objected);
      await byDE.countersign(1);
      const { status, executableAt, signatures } = await orders.orderOf(1);
      expect([status, signatures]).to.deep.equal([BigInt(Status.Countersigned), 2n]);
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

    it("announces each seat and how many signed, and appends it", async () => {
      const { registry, orders, authorities } = await inStatus(Status.Objected);
      for (const [actor, seat, signatures] of [
        [authorities.DE, SEAT_OF_DE, 1],
        [authorities.MX, SEAT_OF_MX, 2],
      ] as const) {
        await expectEntry(registry, () => orders.connect(actor).countersign(1), {
          emitter: orders,
          event: "OrderCountersigned",
          id: ROBOT,
          space: 0,
          kind: Kind.OrderCountersigned,
          actor,
          fields: [1, seat, signatures],
        });
      }
    });
  });

  describe("withdraw", () => {
    it("refuses everyone but the authority of the country that proposed it", async () => {
      const world = await proposed();
      const { orders, authorityRegistry, authorities, owner, buyer, stranger } = world;
      for (const caller of [authorities.MX, authorities.CN, owner, buyer, stranger]) {
        await expect(orders.connect(caller).withdraw(1, REASON))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAuthority")
          .withArgs(ES, caller.address);
      }
      await world.byES.withdraw(1, REASON);
    });

    it("ends the order, however far it came, and leaves the robot to its holder", async () => {
      for (const status of [Status.Proposed, Status.Objected, Status.Countersigned]) {
        const { registry, orders, byES, byBuyer } = await inStatus(status);
        await byES.withdraw(1, REASON);
        expect((await orders.orderOf(1)).status).to.equal(Status.Withdrawn);
        expect(await orders.pendingOrderOf(ROBOT)).to.equal(0);
        expect((await registry.robot(ROBOT)).ordered).to.equal(false);
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

    it("refuses an order that was objected to, until enough have signed it", async () => {
      const { orders, byBuyer } = await inStatus(Status.Objected);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersWrongStatus")
        .withArgs(1, Status.Objected);
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

    it("takes the last second of its validity, countersigned or not, and refuses the next", async () => {
      for (const status of [Status.Proposed, Status.Countersigned]) {
        const { registry, orders, byBuyer, buyer } = await inStatus(status);
        const { expiresAt } = await orders.orderOf(1);
        const snapshot = await networkHelpers.takeSnapshot();
        await time.setNextBlockTimestamp(expiresAt);
        await expect(byBuyer.execute(1))
          .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
          .withArgs(1);
        await snapshot.restore();
        await time.setNextBlockTimestamp(expiresAt - 1n);
        await byBuyer.execute(1);
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      }
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

    it("refuses an intake by a recycler that became the maker whose stock it is", async () => {
      const world = await setUp();
      const { registry, orders, byCN, recycler } = world;
      await byCN.propose(ISSUED, INTAKE, recycler, DECISION);
      await rotateMaker(world, recycler);
      await time.increase(ORDER_NOTICE);
      await expect(orders.connect(recycler).execute(1))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOwnRecycler")
        .withArgs(ISSUED, recycler.address);
    });

    it("clears the flags, each by an entry that names the order", async () => {
      for (const action of [TRANSFER, INTAKE]) {
        const world = await due(action);
        const { registry, orders, flags, authorities, owner, buyer, recycler } = world;
        await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REASON);
        await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REASON);
        const actor = action === TRANSFER ? buyer : recycler;
        const { seq } = await registry.historyOf(ROBOT);
        const tx = orders.connect(actor).execute(1);
        for (const [index, flag] of [STOLEN, DISPUTED].entries()) {
          await expect(tx)
            .to.emit(flags, "FlagCleared")
            .withArgs(ROBOT, seq + BigInt(index + 1), flag, actor.address, digestOf(1));
          expect((await flags.flagOf(ROBOT, flag)).reporter).to.equal(ZeroAddress);
        }
        const { stolen, disputed, ordered } = await registry.robot(ROBOT);
        expect([stolen, disputed, ordered]).to.deep.equal([false, false, false]);
        expect((await registry.historyOf(ROBOT)).seq).to.equal(seq + 3n);
      }
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
          ordered: false,
          operator: ZeroAddress,
          seq: before.seq + 1n,
          transfers: before.transfers + 1n,
          head,
        });
        expect(await registry.getApproved(ROBOT)).to.equal(ZeroAddress);
        expect(await registry.balanceOf(owner)).to.equal(balance - 1n);
        expect(await registry.balanceOf(buyer)).to.equal(1);
        expect((await orders.orderOf(1)).status).to.equal(Status.Executed);
        expect(await orders.pendingOrderOf(ROBOT)).to.equal(0);
      });

      it("asks no transfer policy", async () => {
        const { registry, registryModules, governance, byBuyer, buyer } = await due();
        const policy = await ethers.deployContract("TransferPolicyMock");
        await registryModules.connect(governance).addTransferPolicy(policy);
        await policy.setRefused(ROBOT, true);
        await byBuyer.execute(1);
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      });

      it("moves a unit out of the stock of its maker, which is still to be placed on a market", async () => {
        const { registry, byCN, maker, buyer, byBuyer } = await setUp();
        await byCN.propose(ISSUED, TRANSFER, buyer, DECISION);
        await time.increase(ORDER_NOTICE);
        const balance = await registry.balanceOf(maker);
        const tx = byBuyer.execute(1);
        await expect(tx).to.emit(registry, "Transfer").withArgs(ZeroAddress, maker.address, ISSUED);
        await expect(tx)
          .to.emit(registry, "Transfer")
          .withArgs(maker.address, buyer.address, ISSUED);
        expect(await registry.stateOf(ISSUED)).to.equal(State.Issued);
        expect(await registry.ownerOf(ISSUED)).to.equal(buyer);
        expect(await registry.balanceOf(maker)).to.equal(balance);
        expect(await registry.balanceOf(buyer)).to.equal(1);
      });

      it("leads a robot back that was taken in, to its holder or to another", async () => {
        for (const beneficiary of ["owner", "buyer"] as const) {
          const world = await setUp();
          const { registry, orders, byES, owner, recycler } = world;
          const account = world[beneficiary];
          await byES.propose(HANDED_IN, TRANSFER, account, DECISION);
          await time.increase(ORDER_NOTICE);
          const { transfers, seq } = await registry.robot(HANDED_IN);
          const tx = orders.connect(account).execute(1);
          await expect(tx).to.emit(registry, "Unlocked").withArgs(HANDED_IN);
          await expect(tx)
            .to.emit(registry, "RobotReturned")
            .withArgs(
              HANDED_IN,
              seq + 1n,
              owner.address,
              recycler.address,
              Basis.Order,
              digestOf(1),
            );
          const changes = account === owner ? 0n : 1n;
          const after = await registry.robot(HANDED_IN);
          expect(after.state).to.equal(State.InService);
          expect(after.holder).to.equal(account);
          expect(after.transfers).to.equal(transfers + changes);
          expect(after.seq).to.equal(seq + 1n + changes);
          expect(await registry.locked(HANDED_IN)).to.equal(false);
          expect(named(await registry.disposalOf(HANDED_IN))).to.deep.equal({
            recycler: ZeroAddress,
            country: NOWHERE,
            takenInAt: 0n,
            scrappedAt: 0n,
            returnOffered: false,
          });
        }
      });

      it("announces the return to the holder, and appends it", async () => {
        const { registry, orders, byES, owner, recycler } = await setUp();
        await byES.propose(HANDED_IN, TRANSFER, owner, DECISION);
        await time.increase(ORDER_NOTICE);
        await expectEntry(registry, () => orders.connect(owner).execute(1), {
          emitter: registry,
          event: "RobotReturned",
          id: HANDED_IN,
          space: 0,
          kind: Kind.Returned,
          actor: owner,
          fields: [owner.address, recycler.address, Basis.Order, digestOf(1)],
        });
      });

      it("announces the transfer on its ground, and appends it", async () => {
        const { registry, byBuyer, owner, buyer } = await due();
        await expectEntry(
          registry,
          async () => {
            const tx = await byBuyer.execute(1);
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
            fields: [owner.address, buyer.address, Basis.Order, digestOf(1)],
          },
        );
      });

      it("leaves an entry also where the maker rotated to the account that its stock is to go to", async () => {
        const world = await setUp();
        const { registry, orders, byCN, byBuyer, buyer } = world;
        await byCN.propose(ISSUED, TRANSFER, buyer, DECISION);
        await rotateMaker(world, buyer);
        await time.increase(ORDER_NOTICE);
        await expectEntry(registry, () => byBuyer.execute(1), {
          emitter: registry,
          event: "RobotTransferred",
          id: ISSUED,
          space: 0,
          kind: Kind.Transferred,
          actor: buyer,
          fields: [buyer.address, buyer.address, Basis.Order, digestOf(1)],
        });
        expect((await orders.orderOf(1)).status).to.equal(Status.Executed);
        expect(await registry.ownerOf(ISSUED)).to.equal(buyer);
        expect(await registry.balanceOf(buyer)).to.equal(1);
      });
    });

    describe("of an intake", () => {
      it("hands the robot in to the recycler, still its holder's, and does not destroy it yet", async () => {
        const { registry, orders, owner, recycler } = await due(INTAKE);
        const byRecycler = registry.connect(recycler);
        await orders.connect(recycler).execute(1);
        const takenInAt = await time.latest();
        expect(await registry.stateOf(ROBOT)).to.equal(State.EndOfLife);
        expect(await registry.ownerOf(ROBOT)).to.equal(owner);
        expect(await registry.locked(ROBOT)).to.equal(true);
        expect(named(await registry.disposalOf(ROBOT))).to.deep.equal({
          recycler: recycler.address,
          country: ES,
          takenInAt: BigInt(takenInAt),
          scrappedAt: 0n,
          returnOffered: false,
        });
        expect((await orders.orderOf(1)).status).to.equal(Status.Executed);
        await expect(byRecycler.scrap(ROBOT, REASON))
          .to.be.revertedWithCustomError(registry, "RobotRegistryScrapTooEarly")
          .withArgs(ROBOT, takenInAt + SCRAP_DELAY);
        await time.increase(SCRAP_DELAY);
        await byRecycler.scrap(ROBOT, REASON);
        expect(await registry.stateOf(ROBOT)).to.equal(State.Scrapped);
      });

      it("hands in a unit of the stock of its maker", async () => {
        const { registry, orders, byCN, maker, recycler } = await setUp();
        await byCN.propose(ISSUED, INTAKE, recycler, DECISION);
        await time.increase(ORDER_NOTICE);
        await expect(orders.connect(recycler).execute(1))
          .to.emit(registry, "Transfer")
          .withArgs(ZeroAddress, maker.address, ISSUED);
        expect(await registry.stateOf(ISSUED)).to.equal(State.EndOfLife);
        expect(await registry.ownerOf(ISSUED)).to.equal(maker);
      });

      it("takes a robot from one recycler to another, whose time to wait begins again", async () => {
        const { registry, orders, authorityRegistry, authorities, byES, dealer, recycler } =
          await setUp();
        await authorityRegistry
          .connect(authorities.ES)
          .accredit(dealer, Role.Recycler, ES, (await time.latest()) + YEAR);
        await byES.propose(HANDED_IN, INTAKE, dealer, DECISION);
        await time.increase(ORDER_NOTICE);
        const tx = orders.connect(dealer).execute(1);
        await expect(tx).to.not.emit(registry, "Locked");
        const takenInAt = await time.latest();
        expect((await registry.disposalOf(HANDED_IN)).recycler).to.equal(dealer);
        await expect(registry.connect(recycler).scrap(HANDED_IN, REASON))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotItsRecycler")
          .withArgs(HANDED_IN, dealer.address, recycler.address);
        await expect(registry.connect(dealer).scrap(HANDED_IN, REASON))
          .to.be.revertedWithCustomError(registry, "RobotRegistryScrapTooEarly")
          .withArgs(HANDED_IN, takenInAt + SCRAP_DELAY);
        await time.increase(SCRAP_DELAY);
        await registry.connect(dealer).scrap(HANDED_IN, REASON);
      });

      it("announces the lock and the intake on its ground, and appends it", async () => {
        const { registry, orders, owner, recycler } = await due(INTAKE);
        await expectEntry(
          registry,
          async () => {
            const tx = await orders.connect(recycler).execute(1);
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
            fields: [owner.address, recycler.address, ES, Basis.Order, digestOf(1)],
          },
        );
      });
    });
  });

  describe("while an order is pending", () => {
    it("nobody but the order moves the robot, places it, takes it in, takes it back, destroys it or clears a flag", async () => {
      const world = await setUp();
      const { registry, orders, flags, byES, owner, buyer, dealer, recycler, authorities } = world;
      await registry.connect(owner).approve(dealer, ROBOT);
      await registry.connect(owner).offerIntake(ROBOT, recycler);
      await registry.connect(recycler).offerReturn(HANDED_IN);
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REASON);
      await flags.connect(authorities.ES).raiseFlag(HANDED_IN, DISPUTED, REASON);
      await byES.propose(ROBOT, TRANSFER, buyer, DECISION);
      await byES.propose(HANDED_IN, TRANSFER, owner, DECISION);
      const byOwner = registry.connect(owner);
      const byAuthority = flags.connect(authorities.ES);
      for (const [id, order, attempt] of [
        [ROBOT, 1, () => registry.connect(dealer).transferFrom(owner, dealer, ROBOT)],
        [ROBOT, 1, () => byOwner.relocate(ROBOT, MX)],
        [ROBOT, 1, () => byOwner.offerIntake(ROBOT, recycler)],
        [ROBOT, 1, () => registry.connect(recycler).takeIn(ROBOT)],
        [ROBOT, 1, () => flags.connect(owner).clearFlag(ROBOT, STOLEN, REASON)],
        [ROBOT, 1, () => byAuthority.clearFlag(ROBOT, STOLEN, REASON)],
        [HANDED_IN, 2, () => byOwner.takeBack(HANDED_IN)],
        [HANDED_IN, 2, () => registry.connect(recycler).scrap(HANDED_IN, REASON)],
        [HANDED_IN, 2, () => byAuthority.clearFlag(HANDED_IN, DISPUTED, REASON)],
        [
          HANDED_IN,
          2,
          () => flags.connect(authorities.DE).supportClearance(HANDED_IN, DISPUTED, REASON),
        ],
      ] as const) {
        await expect(attempt())
          .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
          .withArgs(id, order);
      }
      expect(await orders.pendingOrderOf(ROBOT)).to.equal(1);
    });
  });

  describe("a seat alone", () => {
    it("cannot take a robot from a holder who objects", async () => {
      const { registry, orders, byES, byOwner, byBuyer, owner, authorities } = await proposed();
      await byOwner.object(1, REASON);
      await expect(byES.countersign(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotAnotherAuthority")
        .withArgs(1, authorities.ES.address);
      await time.increase(ORDER_NOTICE);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
        .withArgs(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
    });

    it("cannot with one other, where there are four", async () => {
      const { registry, orders, byMX, byBuyer, owner } = await inStatus(Status.Objected);
      await byMX.countersign(1);
      await time.increase(ORDER_NOTICE);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
        .withArgs(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
    });
  });

  describe("what roles combined could do", () => {
    it("H1: three of four seats gave a country to one of themselves, which moved a robot without its country's seat", async () => {
      const world = await setUp();
      const { byMX, authorityRegistry, consortium, buyer } = world;
      await moveCountry(world, ES, SEAT_OF_MX);
      const { actsFrom } = await consortium.tenancyOf(ES);
      expect(actsFrom).to.equal((await time.latest()) + TENURE);
      for (const days of [1, 41, 179]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await time.increase(days * DAY);
        await expect(byMX.propose(ROBOT, TRANSFER, buyer, DECISION))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNoTenure")
          .withArgs(ES, SEAT_OF_MX, actsFrom);
        await snapshot.restore();
      }
    });

    it("H1: the same way it was scrapped", async () => {
      const world = await setUp();
      const { byMX, authorityRegistry, authorities, consortium, recycler } = world;
      await moveCountry(world, ES, SEAT_OF_MX);
      const { actsFrom } = await consortium.tenancyOf(ES);
      await authorityRegistry
        .connect(authorities.MX)
        .accredit(recycler, Role.Recycler, ES, (await time.latest()) + YEAR);
      await expect(byMX.propose(ROBOT, INTAKE, recycler, DECISION))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNoTenure")
        .withArgs(ES, SEAT_OF_MX, actsFrom);
    });

    it("H1: an order outlived the vote that took the country from the seat that had proposed it", async () => {
      const world = await inStatus(Status.Countersigned);
      const { registry, orders, byBuyer, owner } = world;
      await moveCountry(world, ES, SEAT_OF_MX);
      await moveCountry(world, ES, SEAT_OF_ES);
      await time.increase(ORDER_NOTICE);
      await expect(byBuyer.execute(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
        .withArgs(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
    });

    it("H1: seats that a vote had just admitted overruled an objection", async () => {
      const world = await inStatus(Status.Objected);
      const { orders, newcomer } = world;
      await admitFifth(world);
      await expect(orders.connect(newcomer).countersign(1))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersNotAnotherAuthority")
        .withArgs(1, newcomer.address);
    });

    it("H3: a sale ended a pending order", async () => {
      const { registry, orders, byBuyer, owner, dealer, buyer } = await proposed();
      await registry.connect(owner).approve(dealer, ROBOT);
      await expect(registry.connect(dealer).transferFrom(owner, dealer, ROBOT))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(ROBOT, 1);
      await time.increase(ORDER_NOTICE);
      await byBuyer.execute(1);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      expect((await orders.orderOf(1)).status).to.equal(Status.Executed);
    });

    it("H5: a holder whom no node lets send could not object; signed, anybody submits it", async () => {
      const world = await proposed();
      const { registry, orders, signedActs, domain, owner, stranger } = world;
      const act = {
        act: "Objection",
        id: ROBOT,
        fields: { order: 1n, reasonDigest: REASON },
        nonce: await signedActs.nonceOf(owner, ROBOT),
        deadline: (await time.latest()) + DAY,
      } as const;
      const signed = await signAct(domain, act, owner);
      const now = (await time.latest()) + MINUTE;
      await time.setNextBlockTimestamp(now);
      await expectEntry(
        registry,
        () => signedActs.connect(stranger).objectBySig(1, REASON, signed),
        {
          emitter: orders,
          event: "OrderObjected",
          id: ROBOT,
          space: 0,
          kind: Kind.OrderObjected,
          actor: owner,
          fields: [1, now + ORDER_NOTICE, REASON],
        },
      );
      expect((await orders.orderOf(1)).status).to.equal(Status.Objected);
    });

    it("H5: orders followed one another without end: five objections, one miss, robot gone", async () => {
      const world = await contested();
      const { registry, orders, byBuyer, owner } = world;
      // This time the holder misses it.
      const { executableAt } = await orders.orderOf(2);
      await time.increaseTo(executableAt - 1n);
      await expect(byBuyer.execute(2))
        .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
        .withArgs(2);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
    });

    it("M1: no order led back what a holder had handed in", async () => {
      const { registry, orders, byES, owner } = await setUp();
      await byES.propose(HANDED_IN, TRANSFER, owner, DECISION);
      await time.increase(ORDER_NOTICE);
      await orders.connect(owner).execute(1);
      expect(await registry.stateOf(HANDED_IN)).to.equal(State.InService);
      expect(await registry.ownerOf(HANDED_IN)).to.equal(owner);
    });

    it("M3: a maker evaded orders over its stock by rotating accounts", async () => {
      const world = await setUp();
      const { registry, byCN, byBuyer, otherMaker, buyer } = world;
      await byCN.propose(ISSUED, TRANSFER, buyer, DECISION);
      await rotateMaker(world, otherMaker);
      await time.increase(ORDER_NOTICE);
      await byBuyer.execute(1);
      expect(await registry.ownerOf(ISSUED)).to.equal(buyer);
    });
  });
});
