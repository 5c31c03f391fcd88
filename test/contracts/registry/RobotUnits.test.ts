import { KIND_SPACES } from "@openrobotid/deployment/spaces";
import { consentTo } from "@openrobotid/testkit/acts";
import { code } from "@openrobotid/testkit/codes";
import { commitment, Device } from "@openrobotid/testkit/device";
import { Capacity, HistoryKind as Kind, State } from "@openrobotid/testkit/enums";
import { Histories, nextHead } from "@openrobotid/testkit/histories";
import { expectLogFolds, expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import { modulesFixture } from "@openrobotid/testkit/modules";
import { type Connection, createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import {
  LISTED_MODEL,
  listed,
  lotId,
  ORDER_NOTICE,
  ORDER_VALIDITY,
  ROBOT,
  registryFixture,
  SCRAP_DELAY,
  SEQUENTIAL_MODEL,
  STEM,
  serial,
  serviceFixture,
  unit,
} from "@openrobotid/testkit/registry";
import { named } from "@openrobotid/testkit/results";
import { slotsRead } from "@openrobotid/testkit/storage";
import { expect } from "chai";
import type { Interface, Log } from "ethers";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

const SPACE = 7;
const PAYLOAD = ethers.id("what a module committed to");

/** A module that holds a kind space of its own, and another that governance could put in its place. */
async function moduleFixture(connection: Connection) {
  const world = await serviceFixture(connection);
  const { registry, registryModules, governance } = world;
  const deploy = async () => {
    const mock = await ethers.deployContract("RegistryModuleMock", [registry]);
    const account = await ethers.getImpersonatedSigner(await mock.getAddress());
    await networkHelpers.setBalance(account.address, ethers.parseEther("1"));
    return account;
  };
  const [module, nextModule] = [await deploy(), await deploy()];
  await registryModules.connect(governance).setModule(SPACE, module);
  return { ...world, module, nextModule, byModule: registry.connect(module) };
}

const setUp = () => loadFixture(moduleFixture);

describe("RobotUnits", () => {
  describe("authorityRegistry", () => {
    it("names the register that the registry asks", async () => {
      const { registry, authorityRegistry } = await setUp();
      expect(await registry.authorityRegistry()).to.equal(authorityRegistry);
    });
  });

  describe("append", () => {
    it("refuses everyone but a module", async () => {
      const { registry, governance, authorities, maker, owner, stranger } = await setUp();
      for (const caller of [owner, maker, authorities.ES, governance, stranger]) {
        await expect(registry.connect(caller).append(ROBOT, 1, caller, PAYLOAD))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotAModule")
          .withArgs(caller.address);
      }
    });

    it("refuses a module from the moment another has its space, or the space is closed", async () => {
      const { registry, registryModules, governance, byModule, module, nextModule, inspector } =
        await setUp();
      for (const next of [nextModule.address, ZeroAddress]) {
        await registryModules.connect(governance).setModule(SPACE, next);
        await expect(byModule.append(ROBOT, 1, inspector, PAYLOAD))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotAModule")
          .withArgs(module.address);
      }
    });

    it("refuses a code that was never issued", async () => {
      const { registry, byModule, inspector } = await setUp();
      for (const id of [unit(0), listed("CHARLIE0000000001"), ZeroHash]) {
        await expect(byModule.append(id, 1, inspector, PAYLOAD))
          .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
          .withArgs(id);
      }
    });

    it("lengthens the history by one entry", async () => {
      const { registry, byModule, inspector } = await setUp();
      for (const id of [ROBOT, unit(77), listed("BRAVO000000000003")]) {
        const before = await registry.historyOf(id);
        expect(await byModule.append.staticCall(id, 3, inspector, PAYLOAD)).to.equal(
          before.seq + 1n,
        );
        await byModule.append(id, 3, inspector, PAYLOAD);
        const head = nextHead(before.head, {
          seq: before.seq + 1n,
          kind: (SPACE << 8) | 3,
          actor: inspector.address,
          timestamp: await time.latest(),
          payloadDigest: PAYLOAD,
        });
        expect(await registry.historyOf(id)).to.deep.equal([head, before.seq + 1n]);
      }
    });

    it("changes nothing of the robot but its history", async () => {
      const { registry, byModule, maker, inspector } = await setUp();
      for (const id of [ROBOT, unit(77), listed("BRAVO000000000003")]) {
        const before = named(await registry.robot(id));
        const balance = await registry.balanceOf(maker);
        await byModule.append(id, 3, inspector, PAYLOAD);
        const [head, seq] = await registry.historyOf(id);
        expect(named(await registry.robot(id))).to.deep.equal({ ...before, head, seq });
        expect(await registry.balanceOf(maker)).to.equal(balance);
      }
    });

    it("leaves a unit in its lot when something happens to it for the first time", async () => {
      const { registry, byModule, maker, inspector } = await setUp();
      const [second, third] = ["DELTA000000000001", "DELTA000000000002"] as const;
      const byMaker = registry.connect(maker);
      for (const first of [20_000, 30_000]) {
        await byMaker.issueLot(code(SEQUENTIAL_MODEL), serial(first), 10, PAYLOAD, "");
      }
      for (const text of [second, third]) {
        await byMaker.issueList(code(LISTED_MODEL), [code(text)], PAYLOAD, "");
      }
      for (const [id, stem, index] of [
        [unit(77), SEQUENTIAL_MODEL + STEM, 0],
        [unit(20_005), SEQUENTIAL_MODEL + STEM, 1],
        [unit(30_005), SEQUENTIAL_MODEL + STEM, 2],
        [listed(second), LISTED_MODEL, 1],
        [listed(third), LISTED_MODEL, 2],
      ] as const) {
        await byModule.append(id, 3, inspector, PAYLOAD);
        expect(await registry.lotOf(id)).to.equal(lotId(stem, index));
      }
    });

    it("adds to the history of a destroyed robot what its module lets in, and nothing comes of it", async () => {
      const { registry, byModule, scrap, owner, inspector } = await setUp();
      await scrap(ROBOT, owner);
      const before = named(await registry.robot(ROBOT));
      await byModule.append(ROBOT, 3, inspector, PAYLOAD);
      const [head, seq] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({ ...before, head, seq });
      expect(await registry.stateOf(ROBOT)).to.equal(State.Scrapped);
    });

    it("keeps the entries of a module after it was replaced", async () => {
      const { registry, registryModules, governance, byModule, nextModule, inspector } =
        await setUp();
      await byModule.append(ROBOT, 3, inspector, PAYLOAD);
      const { head, seq } = await registry.historyOf(ROBOT);
      await registryModules.connect(governance).setModule(SPACE, nextModule);
      expect(await registry.historyOf(ROBOT)).to.deep.equal([head, seq]);
      await registry.connect(nextModule).append(ROBOT, 3, inspector, PAYLOAD);
      expect((await registry.historyOf(ROBOT)).seq).to.equal(seq + 1n);
    });

    it("announces the entry, with its space in the high byte of the kind", async () => {
      const { registry, registryModules, governance, byModule, module, inspector } = await setUp();
      let space = SPACE;
      for (const [nextSpace, localKind] of [
        [SPACE, 0],
        [1, 255],
        [255, 255],
      ] as const) {
        if (nextSpace !== space) {
          await registryModules.connect(governance).setModule(space, ZeroAddress);
          await registryModules.connect(governance).setModule(nextSpace, module);
          space = nextSpace;
        }
        const before = await registry.historyOf(ROBOT);
        const timestamp = (await time.latest()) + DAY;
        await time.setNextBlockTimestamp(timestamp);
        const entry = {
          seq: before.seq + 1n,
          kind: space * 256 + localKind,
          actor: inspector.address,
          timestamp,
          payloadDigest: PAYLOAD,
        };
        await expect(byModule.append(ROBOT, localKind, inspector, PAYLOAD))
          .to.emit(registry, "Recorded")
          .withArgs(
            ROBOT,
            entry.kind,
            entry.actor,
            entry.seq,
            timestamp,
            PAYLOAD,
            nextHead(before.head, entry),
          );
      }
    });
  });

  describe("countryOf", () => {
    it("is the country of the code before the robot is on a market, and that of the market from then on", async () => {
      const { registry, place, maker } = await loadFixture(registryFixture);
      expect(await registry.countryOf(ROBOT)).to.equal(code("CN"));
      await place(ROBOT, "ES");
      expect(await registry.countryOf(ROBOT)).to.equal(code("ES"));
      await registry.connect(maker).relocate(ROBOT, code("MX"));
      expect(await registry.countryOf(ROBOT)).to.equal(code("MX"));
    });

    it("stays with the market when the robot is handed in and destroyed", async () => {
      const { registry, scrap, owner } = await setUp();
      await scrap(ROBOT, owner);
      expect(await registry.countryOf(ROBOT)).to.equal(code("ES"));
    });
  });

  describe("stateAndMarketOf", () => {
    it("answers for every code, with nothing for one that was never issued", async () => {
      const { registry, owner, scrap, takeIn, maker } = await setUp();
      const nowhere = "0x0000";
      await takeIn(unit(2), maker);
      for (const [id, state, market] of [
        [ROBOT, State.InService, code("ES")],
        [unit(2), State.EndOfLife, nowhere],
        [unit(77), State.Issued, nowhere],
        [listed("BRAVO000000000003"), State.Issued, nowhere],
        [unit(0), State.None, nowhere],
        [ZeroHash, State.None, nowhere],
        [ethers.toBeHex(ethers.MaxUint256), State.None, nowhere],
      ] as const) {
        expect(await registry.stateAndMarketOf(id)).to.deep.equal([BigInt(state), market]);
      }
      await scrap(ROBOT, owner);
      expect(await registry.stateAndMarketOf(ROBOT)).to.deep.equal([
        BigInt(State.Scrapped),
        code("ES"),
      ]);
    });
  });

  describe("status", () => {
    /** Robots at every point of life, under flags and orders, and all who must not show in what anybody may see. */
    async function statusFixture(connection: Connection) {
      const world = await modulesFixture(connection);
      const { registry, orders, flags, authorities, maker, owner, place, handOver } = world;
      const robots = {
        plain: unit(6),
        let: unit(7),
        flagged: unit(8),
        ordered: unit(9),
        objected: unit(10),
        withdrawn: unit(11),
        handedIn: unit(12),
        scrapped: unit(13),
      };
      for (const id of Object.values(robots)) {
        await place(id);
        await handOver(id, maker, owner);
      }
      const until = (await time.latest()) + YEAR;
      for (const id of [robots.let, robots.ordered]) {
        await registry.connect(owner).approve(world.buyer, id);
        await registry.connect(owner).setOperator(id, world.operator, until);
        await registry.connect(world.operator).acceptOperator(id);
      }
      for (const id of [robots.flagged, robots.ordered]) {
        await flags.connect(owner).raiseFlag(id, 1, PAYLOAD);
        await flags.connect(world.investigator).raiseFlag(id, 2, PAYLOAD);
      }
      for (const id of [robots.ordered, robots.objected, robots.withdrawn]) {
        await orders.connect(authorities.ES).propose(id, 1, world.dealer, PAYLOAD);
      }
      await orders.connect(owner).object(2, PAYLOAD);
      await orders.connect(authorities.ES).withdraw(3, PAYLOAD);
      await world.takeIn(robots.handedIn, owner);
      await world.scrap(robots.scrapped, owner);
      const { buyer, operator, dealer, recycler, investigator } = world;
      const people = [maker, owner, buyer, operator, dealer, recycler, investigator];
      return { ...world, robots, hidden: people.map(({ address }) => address) };
    }

    const live = () => loadFixture(statusFixture);

    it("says of every robot what `robot` says, except its people and its key", async () => {
      const { registry, robots } = await live();
      for (const id of [...Object.values(robots), unit(77), listed("BRAVO000000000003")]) {
        const robot = named(await registry.robot(id));
        const { holder: _1, operator: _2, deviceKeyDigest: _3, ...rest } = robot;
        expect(named(await registry.status(id))).to.deep.equal(rest);
      }
    });

    it("tells flags and a pending order apart", async () => {
      const { registry, robots } = await live();
      for (const [id, stolen, disputed, ordered] of [
        [robots.plain, false, false, false],
        [robots.flagged, true, true, false],
        [robots.ordered, true, true, true],
        [robots.objected, false, false, true],
        [robots.withdrawn, false, false, false],
      ] as const) {
        const status = await registry.status(id);
        expect([status.stolen, status.disputed, status.ordered]).to.deep.equal([
          stolen,
          disputed,
          ordered,
        ]);
      }
    });

    it("no longer calls a robot ordered once its order has expired", async () => {
      const { registry, robots } = await live();
      await time.increase(ORDER_NOTICE + ORDER_VALIDITY);
      expect((await registry.status(robots.ordered)).ordered).to.equal(false);
      expect((await registry.robot(robots.ordered)).ordered).to.equal(false);
    });

    it("is empty for a code that was never issued, and for what is no code", async () => {
      const { registry } = await live();
      for (const id of [unit(0), listed("CHARLIE0000000001"), ZeroHash, `0x${"ff".repeat(32)}`]) {
        expect(named(await registry.status(id))).to.deep.equal({
          state: BigInt(State.None),
          market: "0x0000",
          stolen: false,
          disputed: false,
          ordered: false,
          lot: ZeroHash,
          seq: 0n,
          transfers: 0n,
          head: ZeroHash,
        });
      }
    });

    it("reads no slot that holds a holder, an operator, an approved receiver, a reporter, a recycler or who gains by an order", async () => {
      const { registry, robots, hidden } = await live();
      const { interface: abi }: { interface: Interface } = registry;
      const readBy = (view: "status" | "robot", id: string) =>
        slotsRead(connection, registry, abi.encodeFunctionData(view, [id]));
      const holdsAccount = ({ word }: { word: string }) =>
        hidden.some((account) => word.includes(account.slice(2).toLowerCase()));
      for (const id of [...Object.values(robots), unit(77), listed("BRAVO000000000003")]) {
        const read = await readBy("status", id);
        expect(read.length).to.be.greaterThan(0);
        expect(read.filter(holdsAccount)).to.deep.equal([]);
        // The search finds an account where there is one: the whole answer names the holder.
        expect((await readBy("robot", id)).some(holdsAccount)).to.equal(true);
      }
    });
  });

  describe("the log", () => {
    it("grows by one with each entry, and its head commits to the subject and the head of that", async () => {
      const { registry, byModule, inspector } = await setUp();
      const before = await registry.log();
      await byModule.append(ROBOT, 3, inspector, PAYLOAD);
      const { head } = await registry.historyOf(ROBOT);
      const digest = ethers.keccak256(ethers.concat([before.head, ROBOT, head]));
      const kept = ethers.zeroPadBytes(ethers.dataSlice(digest, 0, 27), 32);
      expect(await registry.log()).to.deep.equal([before.count + 1n, kept]);
    });

    it("keeps models and accounts beside the robots, each with a chain of its own", async () => {
      const { registry, maker, owner, dealer } = await setUp();
      const model = subjectOf.code(code(SEQUENTIAL_MODEL));
      const account = subjectOf.account(owner);
      expect(await registry.historyOf(account)).to.deep.equal([ZeroHash, 0n]);
      const lot = await registry
        .connect(maker)
        .issueLot(code(SEQUENTIAL_MODEL), serial(20_000), 10, PAYLOAD, "");
      await expectRecorded(registry, lot, {
        subject: model,
        kind: Kind.LotIssued,
        actor: maker.address,
      });
      const list = await registry
        .connect(maker)
        .issueList(code(LISTED_MODEL), [code("CHARLIE0000000001")], PAYLOAD, "");
      await expectRecorded(registry, list, {
        subject: subjectOf.code(code(LISTED_MODEL)),
        kind: Kind.ListIssued,
        actor: maker.address,
      });
      const approval = await registry.connect(owner).setApprovalForAll(dealer, true);
      await expectRecorded(registry, approval, {
        subject: account,
        kind: Kind.ApprovalForAll,
        actor: owner.address,
      });
      expect((await registry.historyOf(model)).seq).to.equal(2);
      expect((await registry.historyOf(account)).seq).to.equal(1);
    });

    it("has no chain of a code that was never issued", async () => {
      const { registry } = await setUp();
      for (const id of [unit(0), listed("CHARLIE0000000001")]) {
        await expect(registry.historyOf(id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
          .withArgs(id);
      }
    });
  });

  describe("the history of a whole life", () => {
    /** The life of a robot of the lot, in which everything happens to it that can; and of its twin from the list. */
    const HERO = unit(100);
    const TWIN = listed("ALPHA000000000001");

    async function lifeFixture(connection: Connection) {
      const world = await modulesFixture(connection);
      const { registry, signedActs, orders, flags, recalls, dossier, authorityRegistry } = world;
      const { authorities, maker, owner, buyer, operator, dealer, workshop, recycler } = world;
      const { place, handOver, replaceKey, takeIn, signConsent, listProofOf } = world;
      const reason = commitment("a reason");

      // The recall comes first: it binds the unit before it is touched, and leaves no trace in its history.
      await recalls.connect(maker).open(
        {
          model: code(SEQUENTIAL_MODEL),
          country: "0x0000",
          kind: 1,
          first: unit(90),
          last: unit(110),
        },
        1,
        true,
        {
          campaignNumber: "26R-001",
          component: "Knee",
          summary: "It bends.",
          consequence: "It falls.",
          remedy: "It is stiffened.",
          parkIt: false,
          overTheAirUpdate: true,
        },
      );
      await dossier
        .connect(maker)
        .record(HERO, 1, Capacity.Maker, "0x0000", commitment("hardware"), "");
      await place(HERO, "ES");
      await handOver(HERO, maker, owner);
      await registry.connect(owner).setOperator(HERO, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(HERO);
      await dossier
        .connect(workshop)
        .record(HERO, 6, Capacity.Workshop, code("ES"), commitment("service"), "ipfs://service");
      await recalls.connect(workshop).remedy(1, [HERO], code("ES"), commitment("knee stiffened"));
      await registry.connect(operator).resignOperator(HERO);
      await flags.connect(owner).raiseFlag(HERO, 1, reason);
      await flags.connect(authorities.ES).raiseFlag(HERO, 2, reason);
      await flags.connect(authorities.ES).clearFlag(HERO, 1, reason);
      // Another authority's flag is cleared by two others, after a notice.
      await flags.connect(authorities.MX).supportClearance(HERO, 2, reason);
      await flags.connect(authorities.DE).supportClearance(HERO, 2, reason);
      await time.increase(ORDER_NOTICE);
      await flags.connect(authorities.MX).clearFlag(HERO, 2, reason);
      await replaceKey(HERO, owner, new Device("the second computer"));
      await registry.connect(owner).relocate(HERO, code("MX"));

      // A sale under three signatures: owner, buyer, robot.
      const now = await time.latest();
      const consent = {
        ...(await consentTo({ signedActs, now }, HERO, owner, buyer)),
        robotSigns: true,
        termsDigest: commitment("contract of sale"),
      };
      await signedActs
        .connect(dealer)
        .transferWithConsent(
          consent,
          await signConsent(consent, owner),
          await signConsent(consent, buyer),
          new Device("the second computer").sign(await signedActs.consentDigest(consent)),
        );

      // An order that is withdrawn, one that is objected to and countersigned.
      await orders.connect(authorities.MX).propose(HERO, 1, dealer, reason);
      await orders.connect(authorities.MX).withdraw(1, reason);
      await orders.connect(authorities.MX).propose(HERO, 1, dealer, reason);
      await orders.connect(buyer).object(2, reason);
      await orders.connect(authorities.DE).countersign(2);
      await orders.connect(authorities.ES).countersign(2);
      await time.increase(ORDER_NOTICE);
      await orders.connect(dealer).execute(2);

      // A recycler of the country where it is takes it in, gives it back, and takes it in again, and by order once more.
      await authorityRegistry
        .connect(authorities.MX)
        .accredit(recycler, 3, code("MX"), (await time.latest()) + YEAR);
      await takeIn(HERO, dealer);
      await registry.connect(recycler).offerReturn(HERO);
      await registry.connect(dealer).takeBack(HERO);
      await takeIn(HERO, dealer);
      await orders.connect(authorities.MX).propose(HERO, 2, recycler, reason);
      await time.increase(ORDER_NOTICE);
      await orders.connect(recycler).execute(3);
      await time.increase(SCRAP_DELAY);
      await registry.connect(recycler).scrap(HERO, commitment("certificate"));
      await dossier
        .connect(maker)
        .record(HERO, 11, Capacity.Maker, "0x0000", commitment("what the wreck showed"), "");

      const twin = new Device(TWIN);
      await registry
        .connect(maker)
        .placeOnMarket(
          TWIN,
          code("MX"),
          twin.key,
          listProofOf(TWIN),
          twin.sign(await signedActs.deviceChallenge(TWIN, maker)),
        );
      await registry.connect(owner).setApprovalForAll(dealer, true);
      await registry.connect(owner).setApprovalForAll(dealer, false);
      return { ...world, others: [orders, flags, recalls, dossier] };
    }

    const live = () => loadFixture(lifeFixture);

    const HERO_LIFE = [
      [KIND_SPACES.Dossier, 1, "DocumentRecorded"],
      [0, Kind.PlacedOnMarket, "PlacedOnMarket"],
      [0, Kind.ReceiverApproved, "ReceiverApproved"],
      [0, Kind.Transferred, "RobotTransferred"],
      [0, Kind.OperatorNamed, "OperatorNamed"],
      [0, Kind.OperatorAccepted, "OperatorAccepted"],
      [KIND_SPACES.Dossier, 6, "DocumentRecorded"],
      [KIND_SPACES.RecallRegistry, 1, "UnitRemedied"],
      [0, Kind.OperatorResigned, "OperatorResigned"],
      [0, Kind.FlagRaised, "FlagRaised"],
      [0, Kind.FlagRaised, "FlagRaised"],
      [0, Kind.FlagCleared, "FlagCleared"],
      [0, Kind.ClearanceSupported, "ClearanceSupported"],
      [0, Kind.ClearanceSupported, "ClearanceSupported"],
      [0, Kind.FlagCleared, "FlagCleared"],
      [0, Kind.DeviceKeyReplaced, "DeviceKeyReplaced"],
      [0, Kind.Relocated, "Relocated"],
      [0, Kind.Transferred, "RobotTransferred"],
      [0, Kind.OrderProposed, "OrderProposed"],
      [0, Kind.OrderWithdrawn, "OrderWithdrawn"],
      [0, Kind.OrderProposed, "OrderProposed"],
      [0, Kind.OrderObjected, "OrderObjected"],
      [0, Kind.OrderCountersigned, "OrderCountersigned"],
      [0, Kind.OrderCountersigned, "OrderCountersigned"],
      [0, Kind.Transferred, "RobotTransferred"],
      [0, Kind.IntakeOffered, "IntakeOffered"],
      [0, Kind.TakenIn, "TakenIn"],
      [0, Kind.ReturnOffered, "ReturnOffered"],
      [0, Kind.Returned, "RobotReturned"],
      [0, Kind.IntakeOffered, "IntakeOffered"],
      [0, Kind.TakenIn, "TakenIn"],
      [0, Kind.OrderProposed, "OrderProposed"],
      [0, Kind.TakenIn, "TakenIn"],
      [0, Kind.Scrapped, "RobotScrapped"],
      [KIND_SPACES.Dossier, 11, "DocumentRecorded"],
    ] as const;
    /** Number of the first entry of a name, counted from 1. */
    const firstOf = (name: string) => HERO_LIFE.findIndex(([, , found]) => found === name) + 1;

    it("is rebuilt from events alone, entry by entry", async () => {
      const { registry, others } = await live();
      const histories = await Histories.read(ethers.provider, registry, others);
      const entries = histories.entriesOf(HERO);
      expect(entries.map(({ kind, change }) => [kind, change.name])).to.deep.equal(
        HERO_LIFE.map(([space, kind, name]) => [BigInt(space * 256 + kind), name]),
      );
      expect(entries.map(({ seq }) => seq)).to.deep.equal(
        HERO_LIFE.map((_, index) => BigInt(index + 1)),
      );
    });

    it("meets every kind of entry that the registry itself appends about a robot", () => {
      const kinds = HERO_LIFE.filter(([space]) => space === 0).map(([, kind]) => kind);
      const others = [Kind.None, Kind.LotIssued, Kind.ListIssued, Kind.ApprovalForAll];
      const all = Object.values(Kind).filter((kind) => typeof kind === "number");
      expect([...new Set(kinds)]).to.have.members(all.filter((kind) => !others.includes(kind)));
    });

    it("ends, for every robot, in the head that the registry holds", async () => {
      const { registry, others } = await live();
      const histories = await Histories.read(ethers.provider, registry, others);
      expect(histories.ids()).to.include.members([HERO, TWIN]);
      for (const id of [...histories.ids(), unit(99), listed("BRAVO000000000003")]) {
        const { head, seq } = histories.historyOf(id);
        expect(await registry.historyOf(id)).to.deep.equal([head, seq]);
      }
    });

    it("names who did what", async () => {
      const { registry, others, dealer, buyer, owner, recycler, authorities, operator } =
        await live();
      const histories = await Histories.read(ethers.provider, registry, others);
      const entries = histories.entriesOf(HERO);
      const actorsOf = (name: string) =>
        entries.filter(({ change }) => change.name === name).map(({ actor }) => actor);
      expect(actorsOf("RobotTransferred")).to.deep.equal([
        owner.address, // The receiver takes.
        dealer.address, // Who submitted the consent.
        dealer.address, // The beneficiary of the order.
      ]);
      expect(actorsOf("OperatorAccepted")).to.deep.equal([operator.address]);
      expect(actorsOf("FlagCleared")).to.deep.equal([
        authorities.ES.address,
        authorities.MX.address,
      ]);
      expect(actorsOf("OrderObjected")).to.deep.equal([buyer.address]);
      expect(actorsOf("RobotReturned")).to.deep.equal([dealer.address]);
      expect(actorsOf("RobotScrapped")).to.deep.equal([recycler.address]);
      const sale = entries.filter(({ change }) => change.name === "RobotTransferred")[1];
      expect(sale?.change.fields).to.deep.equal({
        from: owner.address,
        to: buyer.address,
        basis: 2n,
        reasonDigest: commitment("contract of sale"),
      });
    });

    it("folds, with models and accounts, to the log that the registry keeps", async () => {
      const { registry, others } = await live();
      const histories = await Histories.read(ethers.provider, registry, others);
      await expectLogFolds(registry, histories);
    });

    describe("shows", () => {
      /** Reads the logs after something was done to them. */
      async function readTampered(
        tamper: (logs: Log[], isAbout: (log: Log, name: string) => boolean) => Log[],
      ) {
        const { registry, others } = await live();
        const contracts = [registry, ...others];
        const interfaces = new Map(
          await Promise.all(
            contracts.map(
              async (contract) => [await contract.getAddress(), contract.interface] as const,
            ),
          ),
        );
        const logs = await ethers.provider.getLogs({
          fromBlock: 0,
          address: [...interfaces.keys()],
        });
        const isAbout = (log: Log, name: string) => {
          const event = interfaces.get(log.address)?.parseLog(log);
          return event?.name === name && event.args[0] === HERO;
        };
        const address = await registry.getAddress();
        return () => new Histories({ address, chainId: 31337n }, tamper(logs, isAbout), interfaces);
      }

      it("an entry that is left out with its event", async () => {
        const read = await readTampered((logs, isAbout) => {
          const relocation = logs.findIndex((log) => isAbout(log, "Relocated"));
          return logs.filter((_, index) => index !== relocation && index !== relocation - 1);
        });
        expect(read).to.throw(`entry ${firstOf("Relocated")} of ${HERO} is missing`);
      });

      it("an event that is left out", async () => {
        const read = await readTampered((logs, isAbout) =>
          logs.filter((log) => !isAbout(log, "Relocated")),
        );
        expect(read).to.throw(`no typed event for entry ${HERO}/${firstOf("Relocated")}`);
      });

      it("an entry that is left out beside its event", async () => {
        const read = await readTampered((logs, isAbout) => {
          const last = logs.findLastIndex((log) => isAbout(log, "Recorded"));
          return logs.filter((_, index) => index !== last);
        });
        expect(read).to.throw(`a typed event without its entry: ${HERO}/${HERO_LIFE.length}`);
      });

      it("an event that is altered", async () => {
        const read = await readTampered((logs, isAbout) =>
          logs.map((log) => {
            if (!isAbout(log, "RobotScrapped")) return log;
            const data = `${log.data.slice(0, -1)}${log.data.endsWith("0") ? "1" : "0"}`;
            return { ...log, address: log.address, topics: log.topics, data } as Log;
          }),
        );
        expect(read).to.throw(
          `RobotScrapped is not what entry ${HERO}/${firstOf("RobotScrapped")} commits to`,
        );
      });

      it("entries that changed places", async () => {
        const read = await readTampered((logs, isAbout) => {
          const [first = 0, second = 0] = logs
            .map((log, index) => (isAbout(log, "Recorded") ? index : -1))
            .filter((index) => index >= 0);
          const swapped = [...logs];
          [swapped[first], swapped[second]] = [logs[second], logs[first]] as [Log, Log];
          return swapped;
        });
        expect(read).to.throw(`entry 1 of ${HERO} is missing`);
      });
    });
  });
});
