import { expect } from "chai";
import { code } from "../../fixtures/codes.js";
import { commitment, NO_SIGNATURE } from "../../fixtures/device.js";
import { expectEntry } from "../../fixtures/entries.js";
import { type Connection, createNetwork, DAY, YEAR } from "../../fixtures/network.js";
import {
  birthOf,
  Kind,
  LOT_COUNT,
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
const { ZeroAddress, ZeroHash } = ethers;

const ES = code("ES");
const MX = code("MX");

/** In the stock of its maker. */
const ISSUED = unit(2);
/** Handed in by `owner`, to `recycler`. */
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
const SEAT_OF_ES = 2;
const SEAT_OF_MX = 3;

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
async function mayDo(attempt: () => Promise<unknown>): Promise<boolean> {
  const snapshot = await networkHelpers.takeSnapshot();
  try {
    await attempt();
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("RobotFlagsNotAllowed")) return false;
    throw error;
  } finally {
    await snapshot.restore();
  }
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
      for (const [caller, flag] of [
        [owner, STOLEN],
        [authorities.ES, STOLEN],
        [authorities.ES, DISPUTED],
      ] as const) {
        await expect(flags.connect(caller).raiseFlag(SCRAPPED, flag, REPORT))
          .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
          .withArgs(SCRAPPED, scrappedAt);
      }
    });

    it("refuses a flag that is up, whoever comes second", async () => {
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
          const raises = await mayDo(() => flags.connect(caller).raiseFlag(id, flag, REPORT));
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

    it("works without a seat for the country, by holder, operator and investigators", async () => {
      const world = await setUp();
      const { consortium, governance, authorities, owner, operator, investigator } = world;
      await consortium.connect(governance).expelSeat(SEAT_OF_ES);
      await expectRaisers(world, ROBOT, [
        ["holder", owner, [STOLEN]],
        ["operator", operator, [STOLEN]],
        ["investigator", investigator, FLAGS],
        ["the expelled authority", authorities.ES, []],
        ["another seat", authorities.MX, []],
      ]);
      await consortium.connect(governance).assignCountry(ES, SEAT_OF_MX);
      await expectRaisers(world, ROBOT, [
        ["the seat that took the country over", authorities.MX, FLAGS],
      ]);
    });

    it("takes a robot that was handed in, and one that nothing happened to yet", async () => {
      const { registry, flags, owner, maker } = await setUp();
      await flags.connect(owner).raiseFlag(HANDED_IN, STOLEN, REPORT);
      expect((await registry.robot(HANDED_IN)).stolen).to.equal(true);
      await flags.connect(maker).raiseFlag(ISSUED, STOLEN, REPORT);
      expect((await registry.robot(ISSUED)).stolen).to.equal(true);
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

    /** Who of all may clear a flag that is up. */
    async function clearers(world: World, flag: number): Promise<string[]> {
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
      };
      const may: string[] = [];
      for (const [name, caller] of Object.entries(callers)) {
        if (await mayDo(() => flags.connect(caller).clearFlag(ROBOT, flag, REASON))) may.push(name);
      }
      return may;
    }

    it("is up to who raised it and the authority of the country", async () => {
      const world = await setUp();
      const { flags, owner, operator, investigator } = world;
      for (const [name, reporter, flag] of [
        ["owner", owner, STOLEN],
        ["operator", operator, STOLEN],
        ["investigator", investigator, STOLEN],
        ["investigator", investigator, DISPUTED],
      ] as const) {
        const snapshot = await networkHelpers.takeSnapshot();
        await flags.connect(reporter).raiseFlag(ROBOT, flag, REPORT);
        expect(await clearers(world, flag)).to.have.members([name, "ES"]);
        await snapshot.restore();
      }
    });

    it("is up to every other seat too, where the authority raised it itself", async () => {
      const world = await setUp();
      for (const flag of FLAGS) {
        await world.flags.connect(world.authorities.ES).raiseFlag(ROBOT, flag, REPORT);
        expect(await clearers(world, flag)).to.have.members(["CN", "ES", "MX", "DE"]);
      }
    });

    it("is up to every seat, where none holds the country", async () => {
      const world = await setUp();
      const { flags, consortium, governance, owner, authorities } = world;
      await flags.connect(owner).raiseFlag(ROBOT, STOLEN, REPORT);
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REPORT);
      await consortium.connect(governance).expelSeat(SEAT_OF_ES);
      expect(await clearers(world, STOLEN)).to.have.members(["owner", "CN", "MX", "DE"]);
      expect(await clearers(world, DISPUTED)).to.have.members(["CN", "MX", "DE"]);
    });

    it("passes with the country to another seat", async () => {
      const world = await setUp();
      const { flags, consortium, governance, authorities } = world;
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REPORT);
      await consortium.connect(governance).releaseCountry(ES);
      await consortium.connect(governance).assignCountry(ES, SEAT_OF_MX);
      expect(await clearers(world, DISPUTED)).to.have.members(["ES", "MX"]);
      await consortium.connect(governance).expelSeat(SEAT_OF_ES);
      expect(await clearers(world, DISPUTED)).to.have.members(["MX"]);
    });

    it("passes with the seat to its next account, and stays open to every other seat", async () => {
      const world = await setUp();
      const { flags, consortium, authorities, newcomer } = world;
      await flags.connect(authorities.ES).raiseFlag(ROBOT, DISPUTED, REPORT);
      await consortium.connect(authorities.ES).rotateAuthority(newcomer);
      expect(await clearers(world, DISPUTED)).to.have.members(["newcomer", "CN", "MX", "DE"]);
    });

    it("stays with who raised it after its term ended, or its accreditation was withdrawn", async () => {
      const { flags, authorityRegistry, authorities, operator, investigator, until } =
        await setUp();
      await flags.connect(operator).raiseFlag(ROBOT, STOLEN, REPORT);
      await flags.connect(investigator).raiseFlag(ROBOT, DISPUTED, REPORT);
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(investigator, Role.Investigator, ES, REASON);
      await time.increaseTo(until);
      await flags.connect(operator).clearFlag(ROBOT, STOLEN, REASON);
      await flags.connect(investigator).clearFlag(ROBOT, DISPUTED, REASON);
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

  describe("flagOf", () => {
    it("refuses a flag that there is not", async () => {
      const { flags } = await setUp();
      for (const flag of NO_FLAGS) {
        await expect(flags.flagOf(ROBOT, flag))
          .to.be.revertedWithCustomError(flags, "RobotFlagsUnknownFlag")
          .withArgs(flag);
      }
    });
  });

  describe("a flagged robot", () => {
    it("neither changes hands nor markets, is not placed, not handed in and not destroyed", async () => {
      const world = await setUp();
      const { registry, flags, authorities, owner, buyer, maker, recycler } = world;
      await registry.connect(owner).approve(buyer, ROBOT);
      const consent = {
        id: ROBOT,
        from: owner.address,
        to: buyer.address,
        nonce: (await registry.robot(ROBOT)).transfers,
        deadline: (await time.latest()) + DAY,
        robotSigns: false,
        termsDigest: ZeroHash,
      };
      const from = await world.signConsent(consent, owner);
      const to = await world.signConsent(consent, buyer);
      const { device, birthRecordDigest } = birthOf(ISSUED);
      const proof = await world.attest(ISSUED, device.keyDigest, birthRecordDigest);
      const signature = device.sign(await registry.deviceChallenge(ISSUED, maker));
      const attempts: [id: string, attempt: () => Promise<unknown>][] = [
        [ROBOT, () => registry.connect(buyer).transferFrom(owner, buyer, ROBOT)],
        [ROBOT, () => registry.transferWithConsent(consent, from, to, NO_SIGNATURE)],
        [ROBOT, () => registry.connect(owner).relocate(ROBOT, MX)],
        [ROBOT, () => registry.connect(owner).intake(ROBOT, recycler, ES)],
        [
          ISSUED,
          () => registry.connect(maker).placeOnMarket(ISSUED, ES, device.key, proof, signature),
        ],
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
});
