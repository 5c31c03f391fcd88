import { signAct } from "@openrobotid/testkit/acts";
import { code } from "@openrobotid/testkit/codes";
import { TENURE, validatorOf } from "@openrobotid/testkit/consortium";
import { commitment, NO_SIGNATURE } from "@openrobotid/testkit/device";
import { expectEntry } from "@openrobotid/testkit/entries";
import { HistoryKind as Kind, Role, State } from "@openrobotid/testkit/enums";
import { type Connection, createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import {
  birthOf,
  LOT_COUNT,
  MAKER,
  ORDER_NOTICE,
  ROBOT,
  serviceFixture,
  unit,
} from "@openrobotid/testkit/registry";
import { named } from "@openrobotid/testkit/results";
import { expect } from "chai";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

const ES = code("ES");
const MX = code("MX");

/** In the stock of its maker. */
const ISSUED = unit(2);
/** Taken in by `recycler`; `owner` holds it. */
const HANDED_IN = unit(3);
const SCRAPPED = unit(4);
const UNKNOWN = unit(LOT_COUNT + 1);

const STOLEN = 1;
const DISPUTED = 2;
const FLAGS = [STOLEN, DISPUTED];
const NO_FLAGS = [0, 3, 255];

const REPORT = commitment("report to the police");
const REASON = commitment("it was found");

/** Seats of the consortium, by number. */
const SEAT_OF_CN = 1;
const SEAT_OF_ES = 2;
const SEAT_OF_MX = 3;
const SEAT_OF_DE = 4;

/** Action of a registrar order. */
const TRANSFER = 1;

/** `ROBOT` is run by `operator`; MX has an investigator too, who is `dealer`. */
async function flagsFixture(connection: Connection) {
  const world = await serviceFixture(connection);
  const { registry, authorityRegistry, authorities, maker, owner, operator, dealer } = world;
  for (const id of [HANDED_IN, SCRAPPED]) {
    await world.place(id);
    await world.handOver(id, maker, owner);
  }
  await world.takeIn(HANDED_IN, owner);
  await world.scrap(SCRAPPED, owner);
  const until = (await time.latest()) + YEAR;
  await registry.connect(owner).setOperator(ROBOT, operator, until);
  await registry.connect(operator).acceptOperator(ROBOT);
  await authorityRegistry.connect(authorities.MX).accredit(dealer, Role.Investigator, MX, until);
  return { ...world, until };
}

const setUp = () => loadFixture(flagsFixture);

type World = Awaited<ReturnType<typeof setUp>>;
type Account = World["owner"];

/** Tries something with an account, and undoes it. */
async function mayDo(flags: World["flags"], attempt: () => Promise<unknown>): Promise<boolean> {
  const snapshot = await networkHelpers.takeSnapshot();
  const tried = attempt();
  try {
    await tried;
    return true;
  } catch {
    await expect(tried).to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed");
    return false;
  } finally {
    await snapshot.restore();
  }
}

/** The country moves from its seat to another, as two thirds of the seats would vote. */
async function moveCountry({ consortium, governance }: World, country: string, seat: number) {
  await consortium.connect(governance).releaseCountry(country);
  await consortium.connect(governance).assignCountry(country, seat);
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

describe("RobotFlags", () => {
  describe("raiseFlag", () => {
    it("refuses a flag that there is not", async () => {
      const { flags, owner } = await setUp();
      for (const flag of NO_FLAGS) {
        await expect(flags.connect(owner).raiseFlag(ROBOT, flag, REPORT))
          .to.be.revertedWithCustomError(flags, "RobotFlagsUnknownFlag")
          .withArgs(flag);
      }
    });

    it("refuses a code that was never issued", async () => {
      const { registry, flags, authorities } = await setUp();
      for (const id of [UNKNOWN, ZeroHash]) {
        await expect(flags.connect(authorities.CN).raiseFlag(id, STOLEN, REPORT))
          .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
          .withArgs(id);
      }
    });

    it("refuses a destroyed robot, naming when it was destroyed", async () => {
      const { registry, flags, authorities, owner } = await setUp();
      const { scrappedAt } = await registry.disposalOf(SCRAPPED);
      for (const flag of FLAGS) {
        await expect(flags.connect(authorities.ES).raiseFlag(SCRAPPED, flag, REPORT))
          .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
          .withArgs(SCRAPPED, scrappedAt);
      }
      await expect(flags.connect(owner).raiseFlag(SCRAPPED, STOLEN, REPORT))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(SCRAPPED, STOLEN, owner.address);
    });

    it("refuses a flag that is up, to everybody", async () => {
      const { flags, authorities, owner, investigator } = await setUp();
      for (const flag of FLAGS) {
        await flags.connect(authorities.ES).raiseFlag(ROBOT, flag, REPORT);
        for (const caller of [authorities.ES, investigator, owner]) {
          await expect(flags.connect(caller).raiseFlag(ROBOT, flag, REPORT))
            .to.be.revertedWithCustomError(flags, "RobotFlagsAlreadyRaised")
            .withArgs(ROBOT, flag);
        }
      }
    });

    it("refuses everyone who may not, naming flag and caller", async () => {
      const { registry, flags, authorities, governance, maker, owner, stranger, buyer, recycler } =
        await setUp();
      await registry.connect(owner).setApprovalForAll(buyer, true);
      const never = [maker, buyer, recycler, authorities.CN, authorities.MX, governance, stranger];
      for (const [flag, callers] of [
        [STOLEN, never],
        [DISPUTED, [...never, owner]],
      ] as const) {
        for (const caller of callers) {
          await expect(flags.connect(caller).raiseFlag(ROBOT, flag, REPORT))
            .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
            .withArgs(ROBOT, flag, caller.address);
        }
      }
    });

    /** Who may raise which flag. `flags` are those it may. */
    async function expectRaisers(
      { flags }: World,
      id: string,
      matrix: readonly (readonly [name: string, caller: Account, may: readonly number[]])[],
    ) {
      for (const [name, caller, may] of matrix) {
        for (const flag of FLAGS) {
          const raises = await mayDo(flags, () =>
            flags.connect(caller).raiseFlag(id, flag, REPORT),
          );
          expect(raises, `${name} raises ${flag}`).to.equal(may.includes(flag));
        }
      }
    }

    it("takes theft from holder and operator; theft and dispute from authority and investigators of the country", async () => {
      const world = await setUp();
      const { authorities, maker, owner, operator, investigator, dealer, inspector } = world;
      await expectRaisers(world, ROBOT, [
        ["holder", owner, [STOLEN]],
        ["operator", operator, [STOLEN]],
        ["authority of its market", authorities.ES, FLAGS],
        ["investigator there", investigator, FLAGS],
        ["authority of its code's country", authorities.CN, []],
        ["investigator elsewhere", dealer, []],
        ["inspector there", inspector, []],
        ["maker, once it is sold", maker, []],
      ]);
    });

    it("asks the country of the code as long as the robot is on no market", async () => {
      const world = await setUp();
      const { authorities, maker, investigator } = world;
      await expectRaisers(world, ISSUED, [
        ["maker, who holds it", maker, [STOLEN]],
        ["authority of its code's country", authorities.CN, FLAGS],
        ["authority of another", authorities.ES, []],
        ["investigator of another", investigator, []],
      ]);
    });

    it("asks the country to which the robot moved", async () => {
      const world = await setUp();
      const { registry, authorities, owner, investigator, dealer } = world;
      await registry.connect(owner).relocate(ROBOT, MX);
      await expectRaisers(world, ROBOT, [
        ["authority there", authorities.MX, FLAGS],
        ["investigator there", dealer, FLAGS],
        ["authority of the market before", authorities.ES, []],
        ["investigator of the market before", investigator, []],
      ]);
    });

    it("takes nothing from operators and investigators whose time is over or has not come", async () => {
      const world = await setUp();
      const { registry, authorityRegistry, authorities, owner, operator, investigator } = world;
      await registry.connect(owner).setOperator(ROBOT, operator, world.until);
      await expectRaisers(world, ROBOT, [["operator who has not accepted", operator, []]]);
      await registry.connect(operator).acceptOperator(ROBOT);
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(investigator, Role.Investigator, ES, REASON);
      await time.increaseTo(world.until);
      await expectRaisers(world, ROBOT, [
        ["operator whose term ended", operator, []],
        ["investigator whose accreditation was withdrawn", investigator, []],
      ]);
    });

    it("works without a seat for the country, by holder and operator", async () => {
      const world = await setUp();
      const { consortium, governance, authorities, owner, operator, investigator } = world;
      await consortium.connect(governance).expelSeat(SEAT_OF_ES);
      await expectRaisers(world, ROBOT, [
        ["holder", owner, [STOLEN]],
        ["operator", operator, [STOLEN]],
        ["investigator, whose accreditation went with the seat", investigator, []],
        ["the expelled authority", authorities.ES, []],
        ["another seat", authorities.MX, []],
      ]);
      await consortium.connect(governance).assignCountry(ES, SEAT_OF_MX);
      await expectRaisers(world, ROBOT, [
        ["the seat that took the country over", authorities.MX, FLAGS],
      ]);
    });

    it("asks of a robot that a recycler has taken in only authority and investigators", async () => {
      const world = await setUp();
      const { authorities, owner, recycler, investigator } = world;
      await expectRaisers(world, HANDED_IN, [
        ["holder", owner, []],
        ["recycler", recycler, []],
        ["authority", authorities.ES, FLAGS],
        ["investigator", investigator, FLAGS],
      ]);
    });

    it("takes a robot that nothing happened to yet, and one against which an order is pending", async () => {
      const { registry, flags, orders, authorities, maker, owner, buyer } = await setUp();
      await flags.connect(maker).raiseFlag(ISSUED, STOLEN, REPORT);
      expect((await registry.robot(ISSUED)).stolen).to.equal(true);
      await orders.connect(authorities.ES).propose(ROBOT, TRANSFER, buyer, REASON);
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      expect((await registry.robot(ROBOT)).stolen).to.equal(true);
    });

    it("records who reported it, when and why, each flag for itself", async () => {
      const { registry, flags, owner, authorities } = await setUp();
      const before = named(await registry.robot(ROBOT));
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      const stolenAt = await time.latest();
      const expected = { ...before, stolen: true, seq: before.seq + 1n };
      let [head] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({ ...expected, head });
      expect(await flags.flagOf(ROBOT, STOLEN)).to.deep.equal([
        owner.address,
        BigInt(stolenAt),
        0n,
        REPORT,
      ]);
      expect(await flags.flagOf(ROBOT, DISPUTED)).to.deep.equal([ZeroAddress, 0n, 0n, ZeroHash]);

      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REASON);
      [head] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({
        ...expected,
        disputed: true,
        seq: before.seq + 2n,
        head,
      });
      expect((await flags.flagOf(ROBOT, STOLEN)).reporter).to.equal(owner);
      const dispute = await flags.flagOf(ROBOT, DISPUTED);
      expect(dispute.reporter).to.equal(authorities.ES);
      expect(dispute.seat).to.equal(SEAT_OF_ES);
    });

    it("records of an investigator's flag the seat that answers for it", async () => {
      const { flags, investigator } = await setUp();
      await flags.connect(investigator).raiseFlag(ROBOT, STOLEN, REPORT);
      const { reporter, seat } = await flags.flagOf(ROBOT, STOLEN);
      expect([reporter, seat]).to.deep.equal([investigator.address, BigInt(SEAT_OF_ES)]);
    });

    it("announces the flag, and appends it", async () => {
      const { registry, flags, owner, authorities } = await setUp();
      for (const [flag, actor] of [
        [STOLEN, owner],
        [DISPUTED, authorities.ES],
      ] as const) {
        await expectEntry(registry, () => flags.connect(actor).raiseFlag(ROBOT, flag, REPORT), {
          emitter: flags,
          event: "FlagRaised",
          id: ROBOT,
          space: 0,
          kind: Kind.FlagRaised,
          actor,
          fields: [flag, actor.address, REPORT],
        });
      }
    });
  });

  describe("clearFlag", () => {
    it("refuses a flag that there is not", async () => {
      const { flags, owner } = await setUp();
      for (const flag of NO_FLAGS) {
        await expect(flags.connect(owner).clearFlag(ROBOT, flag, REASON))
          .to.be.revertedWithCustomError(flags, "RobotFlagsUnknownFlag")
          .withArgs(flag);
      }
    });

    it("refuses a flag that is not up", async () => {
      const { flags, authorities } = await setUp();
      const authority = flags.connect(authorities.ES);
      await authority.raiseFlag(ROBOT, STOLEN, REPORT);
      for (const [id, flag] of [
        [ROBOT, DISPUTED],
        [ISSUED, STOLEN],
        [SCRAPPED, STOLEN],
        [UNKNOWN, STOLEN],
      ] as const) {
        await expect(authority.clearFlag(id, flag, REASON))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotRaised")
          .withArgs(id, flag);
      }
    });

    it("refuses everyone who may not, naming flag and caller", async () => {
      const { flags, authorities, governance, maker, operator, buyer, stranger, owner } =
        await setUp();
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      for (const caller of [operator, maker, buyer, authorities.MX, governance, stranger]) {
        await expect(flags.connect(caller).clearFlag(ROBOT, STOLEN, REASON))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
          .withArgs(ROBOT, STOLEN, caller.address);
      }
    });

    it("refuses it while an order against the robot is pending, also what two seats support", async () => {
      const { registry, flags, orders, authorities, buyer, owner } = await setUp();
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REPORT);
      for (const seat of [authorities.CN, authorities.MX]) {
        await flags.connect(seat).supportClearance(ROBOT, DISPUTED, REASON);
      }
      await time.increase(ORDER_NOTICE);
      await orders.connect(authorities.ES).propose(ROBOT, TRANSFER, buyer, REASON);
      for (const [caller, flag] of [
        [owner, STOLEN],
        [authorities.ES, STOLEN],
        [authorities.ES, DISPUTED],
        [authorities.MX, DISPUTED],
      ] as const) {
        await expect(flags.connect(caller).clearFlag(ROBOT, flag, REASON))
          .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
          .withArgs(ROBOT, 1);
      }
      await orders.connect(authorities.ES).withdraw(1, REASON);
      await flags.connect(authorities.MX).clearFlag(ROBOT, DISPUTED, REASON);
    });

    /** Who of all may clear a flag that is up. */
    async function clearers(world: World, flag: number, id = ROBOT): Promise<string[]> {
      const { flags, authorities, governance, maker, owner, operator, investigator } = world;
      const callers: Record<string, Account> = {
        ...authorities,
        governance,
        maker,
        owner,
        operator,
        investigator,
        stranger: world.stranger,
        newcomer: world.newcomer,
        otherMaker: world.otherMaker,
      };
      const may: string[] = [];
      for (const [name, caller] of Object.entries(callers)) {
        if (await mayDo(flags, () => flags.connect(caller).clearFlag(id, flag, REASON)))
          may.push(name);
      }
      return may;
    }

    it("is up to holder and authority, and the operator that raised it, where one of them did", async () => {
      const world = await setUp();
      const { flags, owner, operator } = world;
      for (const [reporter, may] of [
        [owner, ["owner", "ES"]],
        [operator, ["operator", "owner", "ES"]],
      ] as const) {
        const snapshot = await networkHelpers.takeSnapshot();
        await flags.connect(reporter).raiseFlag(ROBOT, STOLEN, REPORT);
        expect(await clearers(world, STOLEN)).to.have.members(may);
        await snapshot.restore();
      }
    });

    it("is up to the authority alone, and the investigator that raised it, where one of them did", async () => {
      const world = await setUp();
      const { flags, authorities, investigator } = world;
      for (const flag of FLAGS) {
        for (const [reporter, may] of [
          [authorities.ES, ["ES"]],
          [investigator, ["investigator", "ES"]],
        ] as const) {
          const snapshot = await networkHelpers.takeSnapshot();
          await flags.connect(reporter).raiseFlag(ROBOT, flag, REPORT);
          expect(await clearers(world, flag)).to.have.members(may);
          await snapshot.restore();
        }
      }
    });

    it("is not up to anybody alone, where the seat that answers for it was expelled", async () => {
      const world = await setUp();
      const { flags, consortium, governance, owner, authorities } = world;
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REPORT);
      await consortium.connect(governance).expelSeat(SEAT_OF_ES);
      expect(await clearers(world, STOLEN)).to.have.members(["owner"]);
      expect(await clearers(world, DISPUTED)).to.have.members([]);
    });

    it("stays with the seat that answers for it when the country passes to another", async () => {
      const world = await setUp();
      const { flags, investigator, operator } = world;
      await flags.connect(operator).raiseFlag(ROBOT, STOLEN, REPORT);
      await flags.connect(investigator).raiseFlag(ROBOT, DISPUTED, REPORT);
      await moveCountry(world, ES, SEAT_OF_MX);
      expect(await clearers(world, STOLEN)).to.have.members(["operator", "owner"]);
      expect(await clearers(world, DISPUTED)).to.have.members(["ES"]);
    });

    it("of a holder is up to a seat that took the country over from its tenure on, to the last second", async () => {
      const world = await setUp();
      const { flags, consortium, owner, authorities } = world;
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      await moveCountry(world, ES, SEAT_OF_MX);
      const clear = () => flags.connect(authorities.MX).clearFlag(ROBOT, STOLEN, REASON);
      const { actsFrom } = await consortium.tenancyOf(ES);
      await time.setNextBlockTimestamp(actsFrom - 1n);
      await expect(clear())
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(ROBOT, STOLEN, authorities.MX.address);
      await time.setNextBlockTimestamp(actsFrom);
      await clear();
    });

    it("passes with the seat to its next account", async () => {
      const world = await setUp();
      const { flags, authorities, newcomer, moveSeat } = world;
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REPORT);
      await moveSeat(authorities.ES, newcomer);
      expect(await clearers(world, DISPUTED)).to.have.members(["newcomer"]);
    });

    it("passes with the stock to the maker's next account", async () => {
      const world = await setUp();
      const { flags, authorityRegistry, maker, otherMaker } = world;
      await flags.connect(maker).raiseFlag(ISSUED, STOLEN, REPORT);
      await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
      await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
      expect(await clearers(world, STOLEN, ISSUED)).to.have.members(["otherMaker", "CN"]);
    });

    it("leaves who raised it when its term ended, or its accreditation was withdrawn", async () => {
      const world = await setUp();
      const { flags, authorityRegistry, authorities, operator, investigator, until } = world;
      await flags.connect(operator).raiseFlag(ROBOT, STOLEN, REPORT);
      await flags.connect(investigator).raiseFlag(ROBOT, DISPUTED, REPORT);
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(investigator, Role.Investigator, ES, REASON);
      await time.increaseTo(until);
      expect(await clearers(world, STOLEN)).to.have.members(["owner", "ES"]);
      expect(await clearers(world, DISPUTED)).to.have.members(["ES"]);
    });

    it("takes down that flag alone, which can be raised again", async () => {
      const { registry, flags, authorities, owner } = await setUp();
      const authority = flags.connect(authorities.ES);
      await authority.raiseFlag(ROBOT, STOLEN, REPORT);
      await authority.raiseFlag(ROBOT, DISPUTED, REPORT);
      const before = named(await registry.robot(ROBOT));
      await authority.clearFlag(ROBOT, STOLEN, REASON);
      const [head] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({
        ...before,
        stolen: false,
        seq: before.seq + 1n,
        head,
      });
      expect(await flags.flagOf(ROBOT, STOLEN)).to.deep.equal([ZeroAddress, 0n, 0n, ZeroHash]);
      expect((await flags.flagOf(ROBOT, DISPUTED)).reporter).to.equal(authorities.ES);
      await authority.clearFlag(ROBOT, DISPUTED, REASON);
      expect((await registry.robot(ROBOT)).disputed).to.equal(false);

      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      expect((await flags.flagOf(ROBOT, STOLEN)).reporter).to.equal(owner);
    });

    it("announces who cleared it, and appends it", async () => {
      const { registry, flags, owner, authorities } = await setUp();
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      const actor = authorities.ES;
      await expectEntry(registry, () => flags.connect(actor).clearFlag(ROBOT, STOLEN, REASON), {
        emitter: flags,
        event: "FlagCleared",
        id: ROBOT,
        space: 0,
        kind: Kind.FlagCleared,
        actor,
        fields: [STOLEN, actor.address, REASON],
      });
    });
  });

  describe("supportClearance", () => {
    /** A dispute raised by the authority of ES. */
    async function disputed() {
      const world = await setUp();
      await world.flags.connect(world.authorities.ES).raiseFlag(ROBOT, DISPUTED, REPORT);
      const support = (caller: Account, id = ROBOT, flag = DISPUTED) =>
        world.flags.connect(caller).supportClearance(id, flag, REASON);
      const clear = (caller: Account) =>
        world.flags.connect(caller).clearFlag(ROBOT, DISPUTED, REASON);
      return { ...world, support, clear };
    }

    it("refuses a flag that there is not, and one that is not up", async () => {
      const { flags, authorities, support } = await disputed();
      for (const flag of NO_FLAGS) {
        await expect(support(authorities.MX, ROBOT, flag))
          .to.be.revertedWithCustomError(flags, "RobotFlagsUnknownFlag")
          .withArgs(flag);
      }
      for (const [id, flag] of [
        [ROBOT, STOLEN],
        [ISSUED, DISPUTED],
        [UNKNOWN, STOLEN],
      ] as const) {
        await expect(support(authorities.MX, id, flag))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotRaised")
          .withArgs(id, flag);
      }
    });

    it("refuses the seat that answers for the flag, under its next account too, and who acts for none", async () => {
      const world = await disputed();
      const { flags, authorities, governance, owner, investigator, newcomer, moveSeat } = world;
      const refused = async (caller: Account) => {
        await expect(world.support(caller))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotAnotherSeat")
          .withArgs(ROBOT, DISPUTED, caller.address);
      };
      for (const caller of [authorities.ES, governance, owner, investigator]) await refused(caller);
      await moveSeat(authorities.ES, newcomer);
      for (const caller of [authorities.ES, newcomer]) await refused(caller);
    });

    it("refuses every seat a flag that a holder or an operator raised, where a seat holds the country", async () => {
      const world = await setUp();
      const { flags, authorities, owner, operator } = world;
      for (const reporter of [owner, operator]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await flags.connect(reporter).raiseFlag(ROBOT, STOLEN, REPORT);
        for (const caller of Object.values(authorities)) {
          await expect(flags.connect(caller).supportClearance(ROBOT, STOLEN, REASON))
            .to.be.revertedWithCustomError(flags, "RobotFlagsNotAnotherSeat")
            .withArgs(ROBOT, STOLEN, caller.address);
        }
        await snapshot.restore();
      }
    });

    it("refuses a seat a second time, under its next account too", async () => {
      const { flags, authorities, newcomer, moveSeat, support } = await disputed();
      await support(authorities.MX);
      await moveSeat(authorities.MX, newcomer);
      for (const caller of [authorities.MX, newcomer]) {
        await expect(support(caller))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotAnotherSeat")
          .withArgs(ROBOT, DISPUTED, caller.address);
      }
    });

    it("refuses a seat admitted less than a tenure ago, to the last second", async () => {
      const world = await disputed();
      const { flags, consortium, newcomer, support } = world;
      await admitFifth(world);
      const { admittedAt } = await consortium.seatOf(5);
      await time.increaseTo(admittedAt + BigInt(TENURE) - 2n);
      await expect(support(newcomer))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAnotherSeat")
        .withArgs(ROBOT, DISPUTED, newcomer.address);
      await time.increaseTo(admittedAt + BigInt(TENURE) - 1n);
      await support(newcomer);
      expect((await flags.clearanceOf(ROBOT, DISPUTED)).firstSeat).to.equal(5);
    });

    it("refuses a third seat, as long as the two are seats; with both gone it is alone", async () => {
      const { flags, consortium, governance, authorities, support, clear } = await disputed();
      await support(authorities.CN);
      await support(authorities.MX);
      await expect(support(authorities.DE))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAnotherSeat")
        .withArgs(ROBOT, DISPUTED, authorities.DE.address);
      for (const seat of [SEAT_OF_CN, SEAT_OF_MX]) {
        await consortium.connect(governance).expelSeat(seat);
      }
      await support(authorities.DE);
      await time.increase(ORDER_NOTICE);
      await expect(clear(authorities.DE))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(ROBOT, DISPUTED, authorities.DE.address);
    });

    it("refuses it while an order against the robot is pending", async () => {
      const { registry, orders, authorities, buyer, support } = await disputed();
      await orders.connect(authorities.ES).propose(ROBOT, TRANSFER, buyer, REASON);
      await expect(support(authorities.MX))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(ROBOT, 1);
    });

    it("lets two seats together clear the flag, and each of them only after the notice", async () => {
      const { registry, flags, authorities, support, clear } = await disputed();
      const notAllowed = async (caller: Account) => {
        await expect(clear(caller))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
          .withArgs(ROBOT, DISPUTED, caller.address);
      };
      await support(authorities.MX);
      const clearableAt = (await time.latest()) + ORDER_NOTICE;
      expect(await flags.clearanceOf(ROBOT, DISPUTED)).to.deep.equal([
        BigInt(SEAT_OF_MX),
        0n,
        BigInt(clearableAt),
      ]);
      await notAllowed(authorities.MX);
      await support(authorities.DE);
      expect(await flags.clearanceOf(ROBOT, DISPUTED)).to.deep.equal([
        BigInt(SEAT_OF_MX),
        BigInt(SEAT_OF_DE),
        BigInt(clearableAt),
      ]);
      await time.increaseTo(clearableAt - 3);
      for (const caller of [authorities.MX, authorities.DE]) await notAllowed(caller);
      const snapshot = await networkHelpers.takeSnapshot();
      for (const caller of [authorities.MX, authorities.DE]) {
        await time.setNextBlockTimestamp(clearableAt);
        await clear(caller);
        expect((await registry.robot(ROBOT)).disputed).to.equal(false);
        expect(await flags.clearanceOf(ROBOT, DISPUTED)).to.deep.equal([0n, 0n, 0n]);
        await snapshot.restore();
      }
      await time.increaseTo(clearableAt);
      await notAllowed(authorities.CN);
    });

    it("is void where either of the two has left, until another takes its place", async () => {
      const { registry, flags, consortium, governance, authorities, support, clear } =
        await disputed();
      for (const [leaving, staying] of [
        [SEAT_OF_CN, authorities.MX],
        [SEAT_OF_MX, authorities.CN],
      ] as const) {
        const snapshot = await networkHelpers.takeSnapshot();
        await support(authorities.CN);
        await support(authorities.MX);
        await time.increase(ORDER_NOTICE);
        await consortium.connect(governance).expelSeat(leaving);
        await expect(clear(staying))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
          .withArgs(ROBOT, DISPUTED, staying.address);
        await expect(support(staying))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotAnotherSeat")
          .withArgs(ROBOT, DISPUTED, staying.address);
        await support(authorities.DE);
        await clear(staying);
        expect((await registry.robot(ROBOT)).disputed).to.equal(false);
        await snapshot.restore();
      }
    });

    it("is good for as long as the notice was, to the last second, and then begins again", async () => {
      const { registry, flags, authorities, support, clear } = await disputed();
      await support(authorities.CN);
      await support(authorities.MX);
      const { clearableAt } = await flags.clearanceOf(ROBOT, DISPUTED);
      const end = Number(clearableAt) + ORDER_NOTICE;
      const snapshot = await networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(end - 1);
      await clear(authorities.MX);
      expect((await registry.robot(ROBOT)).disputed).to.equal(false);
      await snapshot.restore();

      await time.setNextBlockTimestamp(end);
      await expect(clear(authorities.MX))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(ROBOT, DISPUTED, authorities.MX.address);
      await support(authorities.MX);
      const again = (await time.latest()) + ORDER_NOTICE;
      expect(await flags.clearanceOf(ROBOT, DISPUTED)).to.deep.equal([
        BigInt(SEAT_OF_MX),
        0n,
        BigInt(again),
      ]);
    });

    it("does nothing with one seat alone, however long it waits", async () => {
      const { flags, authorities, support, clear } = await disputed();
      await support(authorities.MX);
      await time.increase(YEAR);
      await expect(clear(authorities.MX))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(ROBOT, DISPUTED, authorities.MX.address);
    });

    it("does not count for the next flag of that kind", async () => {
      const { flags, authorities, support, clear } = await disputed();
      await support(authorities.MX);
      await support(authorities.DE);
      await clear(authorities.ES);
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REPORT);
      await time.increase(ORDER_NOTICE);
      await expect(clear(authorities.MX))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(ROBOT, DISPUTED, authorities.MX.address);
    });

    it("clears what no seat is there to clear, a holder's flag in a country without one", async () => {
      const world = await setUp();
      const { registry, flags, consortium, governance, owner, authorities } = world;
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      await consortium.connect(governance).expelSeat(SEAT_OF_ES);
      for (const seat of [authorities.CN, authorities.DE]) {
        await flags.connect(seat).supportClearance(ROBOT, STOLEN, REASON);
      }
      await time.increase(ORDER_NOTICE);
      await flags.connect(authorities.CN).clearFlag(ROBOT, STOLEN, REASON);
      expect((await registry.robot(ROBOT)).stolen).to.equal(false);
    });

    it("announces each seat and from when the flag can be cleared, and appends it", async () => {
      const { registry, flags, authorities, support } = await disputed();
      const now = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(now);
      for (const [actor, seat] of [
        [authorities.MX, SEAT_OF_MX],
        [authorities.CN, SEAT_OF_CN],
      ] as const) {
        await expectEntry(registry, () => support(actor), {
          emitter: flags,
          event: "ClearanceSupported",
          id: ROBOT,
          space: 0,
          kind: Kind.ClearanceSupported,
          actor,
          fields: [DISPUTED, seat, now + ORDER_NOTICE, REASON],
        });
      }
    });
  });

  describe("clearByOrder", () => {
    it("refuses everyone but the registrar orders", async () => {
      const { flags, authorities, governance, owner, registry } = await setUp();
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      for (const caller of [authorities.ES, governance, owner]) {
        await expect(flags.connect(caller).clearByOrder(ROBOT, caller, 1))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotTheOrders")
          .withArgs(caller.address);
      }
      expect((await registry.robot(ROBOT)).stolen).to.equal(true);
    });
  });

  describe("flagOf and clearanceOf", () => {
    it("refuse a flag that there is not", async () => {
      const { flags } = await setUp();
      for (const flag of NO_FLAGS) {
        for (const read of [flags.flagOf, flags.clearanceOf]) {
          await expect(read(ROBOT, flag))
            .to.be.revertedWithCustomError(flags, "RobotFlagsUnknownFlag")
            .withArgs(flag);
        }
      }
    });

    it("answer with zero where there is none", async () => {
      const { flags } = await setUp();
      for (const flag of FLAGS) {
        expect(await flags.flagOf(ROBOT, flag)).to.deep.equal([ZeroAddress, 0n, 0n, ZeroHash]);
        expect(await flags.clearanceOf(ROBOT, flag)).to.deep.equal([0n, 0n, 0n]);
      }
    });
  });

  describe("clearanceNotice", () => {
    it("is as long as the notice of an order", async () => {
      const { flags } = await setUp();
      expect(await flags.clearanceNotice()).to.equal(ORDER_NOTICE);
    });
  });

  describe("a flagged robot", () => {
    it("neither changes hands nor markets, is not placed, not handed in and not destroyed", async () => {
      const world = await setUp();
      const { registry, signedActs, flags, authorities, owner, buyer, maker, recycler } = world;
      await registry.connect(owner).approve(buyer, ROBOT);
      await registry.connect(owner).offerIntake(ROBOT, recycler);
      await registry.connect(recycler).offerReturn(HANDED_IN);
      const consent = {
        id: ROBOT,
        from: owner.address,
        to: buyer.address,
        nonce: await signedActs.consentNonceOf(owner, ROBOT),
        deadline: (await time.latest()) + DAY,
        robotSigns: false,
        expectedHead: ZeroHash,
        termsDigest: ZeroHash,
      };
      const from = await world.signConsent(consent, owner);
      const to = await world.signConsent(consent, buyer);
      const { device, birthRecordDigest } = birthOf(ISSUED);
      const proof = await world.attest(ISSUED, device.keyDigest, birthRecordDigest);
      const signature = device.sign(await signedActs.deviceChallenge(ISSUED, maker));
      const attempts: [id: string, attempt: () => Promise<unknown>][] = [
        [ROBOT, () => registry.connect(buyer).transferFrom(owner, buyer, ROBOT)],
        [ROBOT, () => signedActs.transferWithConsent(consent, from, to, NO_SIGNATURE)],
        [ROBOT, () => registry.connect(owner).relocate(ROBOT, MX)],
        [ROBOT, () => registry.connect(owner).offerIntake(ROBOT, recycler)],
        [ROBOT, () => registry.connect(recycler).takeIn(ROBOT)],
        [
          ISSUED,
          () => registry.connect(maker).placeOnMarket(ISSUED, ES, device.key, proof, signature),
        ],
        [HANDED_IN, () => registry.connect(owner).takeBack(HANDED_IN)],
        [HANDED_IN, () => registry.connect(recycler).scrap(HANDED_IN, REASON)],
      ];
      for (const [id, attempt] of attempts) {
        const authority = flags.connect(id === ISSUED ? authorities.CN : authorities.ES);
        for (const flag of FLAGS) {
          const snapshot = await networkHelpers.takeSnapshot();
          await authority.raiseFlag(id, flag, REPORT);
          await expect(attempt())
            .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
            .withArgs(id, flag);
          await authority.clearFlag(id, flag, REASON);
          await attempt();
          await snapshot.restore();
        }
      }
      expect(await registry.stateOf(HANDED_IN)).to.equal(State.EndOfLife);
    });
  });

  describe("what roles combined could do", () => {
    it("H3: any seat cleared another authority's flag; in one block cleared, handed in, scrapped", async () => {
      const world = await setUp();
      const { registry, flags, authorities, owner, recycler } = world;
      await flags.connect(authorities.ES).raiseFlag(ROBOT, STOLEN, REPORT);
      for (const seat of [authorities.CN, authorities.MX, authorities.DE]) {
        await expect(flags.connect(seat).clearFlag(ROBOT, STOLEN, REASON))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
          .withArgs(ROBOT, STOLEN, seat.address);
      }
      await expect(registry.connect(owner).offerIntake(ROBOT, recycler))
        .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
        .withArgs(ROBOT, STOLEN);
    });

    it("H3: a seat cleared a flag of the seat from which a vote had taken the country", async () => {
      const world = await setUp();
      const { flags, authorities } = world;
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REPORT);
      await moveCountry(world, ES, SEAT_OF_MX);
      await expect(flags.connect(authorities.MX).clearFlag(ROBOT, DISPUTED, REASON))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(ROBOT, DISPUTED, authorities.MX.address);
    });

    it("H5: a holder whom no node lets send could report no theft, nor clear the report; signed, anybody submits it", async () => {
      const world = await setUp();
      const { registry, flags, signedActs, domain, owner, stranger } = world;
      const deadline = (await time.latest()) + DAY;
      const bySignature = async (act: "FlagReport" | "FlagClearance") => {
        const nonce = await signedActs.nonceOf(owner, ROBOT);
        const fields = { flag: STOLEN, reasonDigest: REPORT };
        return await signAct(domain, { act, id: ROBOT, fields, nonce, deadline }, owner);
      };
      const submitter = signedActs.connect(stranger);
      const report = await bySignature("FlagReport");
      await expectEntry(registry, () => submitter.raiseFlagBySig(ROBOT, STOLEN, REPORT, report), {
        emitter: flags,
        event: "FlagRaised",
        id: ROBOT,
        space: 0,
        kind: Kind.FlagRaised,
        actor: owner,
        fields: [STOLEN, owner.address, REPORT],
      });
      const clearance = await bySignature("FlagClearance");
      await submitter.clearFlagBySig(ROBOT, STOLEN, REPORT, clearance);
      expect((await registry.robot(ROBOT)).stolen).to.equal(false);
    });

    it("M9: an operator of the past kept a stolen flag up, and the holder could not sell", async () => {
      const { registry, flags, owner, operator, until } = await setUp();
      await flags.connect(operator).raiseFlag(ROBOT, STOLEN, REPORT);
      await time.increaseTo(until);
      await expect(flags.connect(operator).clearFlag(ROBOT, STOLEN, REASON))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(ROBOT, STOLEN, operator.address);
      await flags.connect(owner).clearFlag(ROBOT, STOLEN, REASON);
      expect((await registry.robot(ROBOT)).stolen).to.equal(false);
    });

    it("low: an investigator who had lost its accreditation, or whose authority had lost the country, cleared its flag", async () => {
      const world = await setUp();
      const { flags, authorityRegistry, authorities, investigator } = world;
      await flags.connect(investigator).raiseFlag(ROBOT, DISPUTED, REPORT);
      for (const end of [
        () =>
          authorityRegistry
            .connect(authorities.ES)
            .withdrawAccreditation(investigator, Role.Investigator, ES, REASON),
        () => moveCountry(world, ES, SEAT_OF_MX),
      ]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await end();
        await expect(flags.connect(investigator).clearFlag(ROBOT, DISPUTED, REASON))
          .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
          .withArgs(ROBOT, DISPUTED, investigator.address);
        await snapshot.restore();
      }
    });

    it("low: a former holder cleared its flag, of which an order had rid it", async () => {
      const { registry, flags, orders, authorities, owner, buyer } = await setUp();
      await orders.connect(authorities.ES).propose(ROBOT, TRANSFER, buyer, REASON);
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      await time.increase(ORDER_NOTICE);
      await orders.connect(buyer).execute(1);
      expect((await registry.robot(ROBOT)).stolen).to.equal(false);
      await flags.connect(buyer).raiseFlag(ROBOT, STOLEN, REPORT);
      await expect(flags.connect(owner).clearFlag(ROBOT, STOLEN, REASON))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(ROBOT, STOLEN, owner.address);
    });
  });
});
