import { code } from "@openrobotid/testkit/codes";
import { SUCCESSION_NOTICE, TENURE } from "@openrobotid/testkit/consortium";
import {
  HistoryKind as Kind,
  SerialScheme as Scheme,
  State,
  ManufacturerStatus as Status,
} from "@openrobotid/testkit/enums";
import { Histories } from "@openrobotid/testkit/histories";
import { expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import { createNetwork, DAY } from "@openrobotid/testkit/network";
import {
  COUNTER_WIDTH,
  LISTED_MODEL,
  LISTED_SERIALS,
  LOT_COUNT,
  listed,
  lotId,
  MAKER,
  registryFixture,
  SEQUENTIAL_MODEL,
  STEM,
  serial,
  unit,
} from "@openrobotid/testkit/registry";
import { named } from "@openrobotid/testkit/results";
import { findMapping } from "@openrobotid/testkit/storage";
import { expect } from "chai";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

const MODEL = code(SEQUENTIAL_MODEL);
const LIST_MODEL = code(LISTED_MODEL);
const ROOT = ethers.id("a tree of units");
const URI = "ipfs://manifest";
const MOST_LOTS = 2 ** 24 - 1;
const LAST_COUNTER = 10 ** COUNTER_WIDTH - 1;

const setUp = async () => {
  const world = await networkHelpers.loadFixture(registryFixture);
  const { registry, authorityRegistry, maker } = world;
  const byMaker = registry.connect(maker);
  return {
    ...world,
    byMaker,
    /** Issues a lot of the maker's model under a stem. */
    issue: (first: number, count: number, stem = STEM, model = SEQUENTIAL_MODEL) =>
      byMaker.issueLot(code(model), serial(first, stem), count, ROOT, URI),
    issueList: (...serials: string[]) =>
      byMaker.issueList(LIST_MODEL, serials.map(code), ROOT, URI),
    registerModel: (model: string, counterWidth: number) =>
      authorityRegistry
        .connect(maker)
        .registerModel(code(model), Scheme.Sequential, counterWidth, "A model", ""),
  };
};

/** Says that the next block is made at a time, and which. */
async function nextBlockAt(): Promise<number> {
  const timestamp = (await time.latest()) + DAY;
  await time.setNextBlockTimestamp(timestamp);
  return timestamp;
}

describe("RobotIssuance", () => {
  describe("who may issue", () => {
    /** Both ways of issuing, for what is refused in either. */
    async function attempts() {
      const world = await setUp();
      return {
        ...world,
        issuing: (caller: typeof world.maker) => {
          const called = world.registry.connect(caller);
          return [
            () => called.issueLot(MODEL, serial(20_000), 1, ROOT, URI),
            () => called.issueList(LIST_MODEL, [code("CHARLIE0000000001")], ROOT, URI),
          ];
        },
      };
    }

    it("refuses a model that nobody registered", async () => {
      const { byMaker, authorityRegistry } = await setUp();
      const unknown = code("CNUT01NOBODY");
      for (const attempt of [
        () => byMaker.issueLot(unknown, serial(1), 1, ROOT, URI),
        () => byMaker.issueList(unknown, [code("CHARLIE0000000001")], ROOT, URI),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryUnknownModel")
          .withArgs(unknown);
      }
    });

    it("refuses everyone but the maker whose code it is: another maker, an authority, governance", async () => {
      const { issuing, authorityRegistry, authorities, otherMaker, stranger, governance } =
        await attempts();
      await authorityRegistry
        .connect(authorities.ES)
        .admitManufacturer(code("ESIB02"), otherMaker, "Iberdroide", "https://iberdroide.example");
      for (const caller of [otherMaker, authorities.CN, authorities.ES, governance, stranger]) {
        for (const attempt of issuing(caller)) {
          await expect(attempt())
            .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotManufacturer")
            .withArgs(code(MAKER), caller.address);
        }
      }
    });

    it("refuses a suspended maker until it is reinstated", async () => {
      const { issuing, authorityRegistry, authorities, maker, registry } = await attempts();
      const authority = authorityRegistry.connect(authorities.CN);
      await authority.suspendManufacturer(code(MAKER), ROOT);
      for (const attempt of issuing(maker)) {
        await expect(attempt())
          .to.be.revertedWithCustomError(
            authorityRegistry,
            "AuthorityRegistryManufacturerNotActive",
          )
          .withArgs(code(MAKER), Status.Suspended);
      }
      await authority.reinstateManufacturer(code(MAKER), ROOT);
      for (const attempt of issuing(maker)) await attempt();
      expect(await registry.stateOf(unit(20_000))).to.equal(State.Issued);
    });

    it("refuses a revoked maker, and changes nothing of what it issued", async () => {
      const { issuing, authorityRegistry, authorities, maker, registry } = await attempts();
      const before = await registry.robot(unit(1));
      await authorityRegistry.connect(authorities.CN).revokeManufacturer(code(MAKER), ROOT);
      for (const attempt of issuing(maker)) {
        await expect(attempt())
          .to.be.revertedWithCustomError(
            authorityRegistry,
            "AuthorityRegistryManufacturerNotActive",
          )
          .withArgs(code(MAKER), Status.Revoked);
      }
      expect(await registry.robot(unit(1))).to.deep.equal(before);
      expect(await registry.ownerOf(unit(1))).to.equal(maker);
    });

    it("refuses a maker whose key is compromised, and takes its successor once it is reinstated", async () => {
      const { issuing, authorityRegistry, authorities, maker, otherMaker, registry } =
        await attempts();
      const authority = authorityRegistry.connect(authorities.CN);
      await authority.declareCompromised(code(MAKER), await time.latest(), ROOT);
      for (const attempt of issuing(maker)) {
        await expect(attempt())
          .to.be.revertedWithCustomError(
            authorityRegistry,
            "AuthorityRegistryManufacturerNotActive",
          )
          .withArgs(code(MAKER), Status.Compromised);
      }
      await authority.nameSuccessor(code(MAKER), otherMaker, ROOT);
      for (const seat of [authorities.ES, authorities.MX]) {
        await authorityRegistry.connect(seat).countersignSuccession(code(MAKER), otherMaker);
      }
      await time.increase(SUCCESSION_NOTICE);
      await authorityRegistry.connect(otherMaker).acceptSuccession(code(MAKER));
      for (const attempt of issuing(otherMaker)) {
        await expect(attempt())
          .to.be.revertedWithCustomError(
            authorityRegistry,
            "AuthorityRegistryManufacturerNotActive",
          )
          .withArgs(code(MAKER), Status.Suspended);
      }
      await authority.reinstateManufacturer(code(MAKER), ROOT);
      for (const attempt of issuing(maker)) {
        await expect(attempt())
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotManufacturer")
          .withArgs(code(MAKER), maker.address);
      }
      for (const attempt of issuing(otherMaker)) await attempt();
      expect(await registry.ownerOf(unit(20_000))).to.equal(otherMaker);
    });

    it("refuses the former account of a maker, and takes the next one", async () => {
      const { registry, authorityRegistry, maker, otherMaker } = await setUp();
      await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
      await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
      await expect(registry.connect(maker).issueLot(MODEL, serial(20_000), 1, ROOT, URI))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotManufacturer")
        .withArgs(code(MAKER), maker.address);
      await registry.connect(otherMaker).issueLot(MODEL, serial(20_000), 1, ROOT, URI);
      expect(await registry.ownerOf(unit(20_000))).to.equal(otherMaker);
    });
  });

  describe("issueLot", () => {
    it("refuses a model whose serials are listed", async () => {
      const { registry, byMaker } = await setUp();
      await expect(byMaker.issueLot(LIST_MODEL, serial(1), 1, ROOT, URI))
        .to.be.revertedWithCustomError(registry, "RobotRegistryWrongScheme")
        .withArgs(LIST_MODEL, Scheme.Listed);
    });

    it("refuses a lot of nothing", async () => {
      const { registry, issue } = await setUp();
      await expect(issue(20_000, 0))
        .to.be.revertedWithCustomError(registry, "RobotRegistryEmptyLot")
        .withArgs(MODEL);
    });

    it("refuses a serial that is none, naming the first wrong character", async () => {
      const { registry, byMaker } = await setUp();
      for (const [wrong, position] of [
        ["26w05000000020000", 14],
        ["26W05 00000020000", 17],
        ["26-05000000020000", 14],
        ["@6W05000000020000", 12],
        ["26W0500000002000a", 28],
      ] as const) {
        await expect(byMaker.issueLot(MODEL, code(wrong), 1, ROOT, URI))
          .to.be.revertedWithCustomError(registry, "RobotIdInvalidCharacter")
          .withArgs(code(`${SEQUENTIAL_MODEL}${wrong}`), position);
      }
    });

    it("refuses a serial that is too short, or not ASCII", async () => {
      const { registry, byMaker } = await setUp();
      const short = ethers.zeroPadBytes(ethers.toUtf8Bytes("26W0500000002000"), 17);
      const cyrillic = ethers.hexlify(ethers.toUtf8Bytes("26Ш0500000002000"));
      for (const [wrong, position] of [
        [short, 28],
        [cyrillic, 14],
      ] as const) {
        await expect(byMaker.issueLot(MODEL, wrong, 1, ROOT, URI))
          .to.be.revertedWithCustomError(registry, "RobotIdInvalidCharacter")
          .withArgs(ethers.concat([MODEL, wrong, "0x000000"]), position);
      }
    });

    it("refuses I and O in serials that it generates", async () => {
      const { registry, issue } = await setUp();
      for (const [stem, position] of [
        ["I6W05", 12],
        ["26WO5", 15],
        ["26W0I", 16],
        ["OI6W5", 12],
      ] as const) {
        await expect(issue(1, 1, stem))
          .to.be.revertedWithCustomError(registry, "RobotRegistryAmbiguousSerial")
          .withArgs(unit(1, stem), position);
      }
    });

    it("refuses a counter that is no number", async () => {
      const { registry, byMaker } = await setUp();
      await expect(byMaker.issueLot(MODEL, code("26W05000000A20000"), 1, ROOT, URI))
        .to.be.revertedWithCustomError(registry, "RobotIdCounterNotDecimal")
        .withArgs(code(`${SEQUENTIAL_MODEL}26W05000000A20000`), 23);
    });

    it("refuses to run past the last number of the counter", async () => {
      const { registry, byMaker, registerModel } = await setUp();
      await registerModel("CNUT01NARROW", 1);
      await registerModel("CNUT01BROAD1", 16);
      const exhausting: [string, string, bigint, number][] = [
        [SEQUENTIAL_MODEL, "26W05999999999999", 2n, 12],
        [SEQUENTIAL_MODEL, "26W05000000010001", 10n ** 12n, 12],
        [SEQUENTIAL_MODEL, "26W05000000010001", 2n ** 64n - 1n, 12],
        ["CNUT01NARROW", "ABCDEFGHJKLMNPQR0", 11n, 1],
        ["CNUT01BROAD1", "X0000000000000000", 10n ** 16n + 1n, 16],
      ];
      for (const [model, first, count, width] of exhausting) {
        await expect(byMaker.issueLot(code(model), code(first), count, ROOT, URI))
          .to.be.revertedWithCustomError(registry, "RobotRegistryCounterExhausted")
          .withArgs(code(`${model}${first}`), count, width);
      }
    });

    it("refuses a lot that overlaps, repeats or goes below one of its stem", async () => {
      const { registry, issue } = await setUp();
      await issue(20_001, 100);
      const last = 20_100;
      for (const [first, count] of [
        [20_001, 100], // the same again
        [20_001, 1], // its first unit
        [20_100, 1], // its last unit
        [20_050, 100], // its second half and more
        [19_000, 5_000], // around it
        [20_000, 1], // in the gap below it
        [15_000, 10], // in the gap, touching nothing
        [1, 1], // in the lot before
        [0, 1], // below everything
      ] as const) {
        await expect(issue(first, count))
          .to.be.revertedWithCustomError(registry, "RobotRegistryLotNotAscending")
          .withArgs(unit(first), last);
      }
      expect(await registry.lotCount(lotId(SEQUENTIAL_MODEL + STEM))).to.equal(2);
    });

    it("refuses one lot more than a stem can have", async () => {
      const { registry, issue } = await setUp();
      const stem = lotId(SEQUENTIAL_MODEL + STEM);
      await setLotCount(registry, stem, MOST_LOTS);
      await expect(issue(20_000, 1))
        .to.be.revertedWithCustomError(registry, "RobotRegistryTooManyLots")
        .withArgs(stem);

      await setLotCount(registry, stem, MOST_LOTS - 1);
      await issue(20_000, 1);
      expect(await registry.lotOf(unit(20_000))).to.equal(
        lotId(SEQUENTIAL_MODEL + STEM, MOST_LOTS - 1),
      );
    });

    it("answers with the lot, numbered within its stem", async () => {
      const { byMaker } = await setUp();
      const dryRun = (stem: string) =>
        byMaker.issueLot.staticCall(MODEL, serial(20_000, stem), 1, ROOT, URI);
      expect(await dryRun(STEM)).to.equal(lotId(SEQUENTIAL_MODEL + STEM, 1));
      expect(await dryRun("26W06")).to.equal(lotId(`${SEQUENTIAL_MODEL}26W06`, 0));
    });

    it("records the lot", async () => {
      const { registry, issue } = await setUp();
      const issuedAt = await nextBlockAt();
      await issue(20_001, 100);
      expect(await registry.lotCount(lotId(SEQUENTIAL_MODEL + STEM))).to.equal(2);
      expect(await registry.lot(lotId(SEQUENTIAL_MODEL + STEM, 1))).to.deep.equal([
        20_001n,
        100n,
        BigInt(issuedAt),
        ROOT,
      ]);
      expect(await registry.lot(lotId(SEQUENTIAL_MODEL + STEM, 2))).to.deep.equal([
        0n,
        0n,
        0n,
        ZeroHash,
      ]);
    });

    it("leaves the root at zero where the maker has none", async () => {
      const { registry } = await setUp();
      expect((await registry.lot(lotId(SEQUENTIAL_MODEL + STEM))).unitsRoot).to.equal(ZeroHash);
    });

    it("takes the next unit of a stem at once, and every number up to the last", async () => {
      const { registry, issue } = await setUp();
      await issue(LOT_COUNT + 1, 1);
      await issue(LAST_COUNTER, 1);
      expect(await registry.lotOf(unit(LOT_COUNT + 1))).to.equal(lotId(SEQUENTIAL_MODEL + STEM, 1));
      expect(await registry.lotOf(unit(LAST_COUNTER))).to.equal(lotId(SEQUENTIAL_MODEL + STEM, 2));
      await expect(issue(LAST_COUNTER, 1))
        .to.be.revertedWithCustomError(registry, "RobotRegistryLotNotAscending")
        .withArgs(unit(LAST_COUNTER), LAST_COUNTER);
    });

    it("takes the narrowest and the broadest counter to their ends", async () => {
      const { registry, byMaker, registerModel } = await setUp();
      await registerModel("CNUT01NARROW", 1);
      await registerModel("CNUT01BROAD1", 16);
      const narrow = "CNUT01NARROWABCDEFGHJKLMNPQR";
      await byMaker.issueLot(code("CNUT01NARROW"), code("ABCDEFGHJKLMNPQR0"), 10, ROOT, URI);
      for (let counter = 0; counter < 10; ++counter) {
        expect(await registry.lotOf(code(`${narrow}${counter}`))).to.equal(lotId(narrow));
      }
      await byMaker.issueLot(
        code("CNUT01BROAD1"),
        code("X0000000000000000"),
        10n ** 16n,
        ROOT,
        URI,
      );
      for (const counter of ["0000000000000000", "9999999999999999"]) {
        expect(await registry.lotOf(code(`CNUT01BROAD1X${counter}`))).to.equal(
          lotId("CNUT01BROAD1X"),
        );
      }
    });

    it("lets stems grow apart from each other", async () => {
      const { registry, issue } = await setUp();
      await issue(1, 5, "26W06");
      await issue(1, 5, "26W04");
      expect(await registry.lotOf(unit(5, "26W06"))).to.equal(lotId(`${SEQUENTIAL_MODEL}26W06`));
      expect(await registry.stateOf(unit(6, "26W06"))).to.equal(State.None);
      expect(await registry.lotCount(lotId(SEQUENTIAL_MODEL + STEM))).to.equal(1);
    });

    it("gives the units to the maker, and leaves its balance: no event brought them to anybody", async () => {
      const { registry, issue, maker } = await setUp();
      const before = await registry.balanceOf(maker);
      await issue(20_001, 1_000_000);
      expect(await registry.ownerOf(unit(1_020_000))).to.equal(maker);
      expect(await registry.balanceOf(maker)).to.equal(before);
    });

    it("announces the lot, and appends it to the history of its model", async () => {
      const { registry, issue, maker } = await setUp();
      const issuedAt = await nextBlockAt();
      const tx = await issue(20_001, 100);
      const subject = subjectOf.code(MODEL);
      await expectRecorded(registry, tx, {
        subject,
        kind: Kind.LotIssued,
        actor: maker.address,
      });
      expect((await registry.historyOf(subject)).seq).to.equal(2);
      await expect(tx)
        .to.emit(registry, "LotIssued")
        .withArgs(
          lotId(SEQUENTIAL_MODEL + STEM, 1),
          MODEL,
          maker.address,
          unit(20_001),
          100,
          issuedAt,
          ROOT,
          URI,
        );
    });
  });

  describe("the units of several lots under one stem", () => {
    const NEW_STEM = "27W01";
    const PREFIX = SEQUENTIAL_MODEL + NEW_STEM;

    /** Lots of 1, 2, 3, … units, each a gap behind the one before; no gap at all behind every third. */
    function lots(count: number): { first: number; count: number }[] {
      let next = 5;
      return Array.from({ length: count }, (_, index) => {
        const lot = { first: next, count: index + 1 };
        next += lot.count + (index % 3 === 2 ? 0 : 10 + index);
        return lot;
      });
    }

    for (const count of [1, 2, 3, 7]) {
      it(`are found at both ends of each of ${count}, and none beside`, async () => {
        const { registry, issue } = await setUp();
        const expected = new Map<number, number>();
        for (const [index, lot] of lots(count).entries()) {
          await issue(lot.first, lot.count, NEW_STEM);
          for (let counter = lot.first; counter < lot.first + lot.count; ++counter) {
            expected.set(counter, index);
          }
        }
        const last = Math.max(...expected.keys());
        for (let counter = 0; counter <= last + 2; ++counter) {
          const id = unit(counter, NEW_STEM);
          const index = expected.get(counter);
          if (index === undefined) {
            expect(await registry.stateOf(id)).to.equal(State.None);
            await expect(registry.lotOf(id))
              .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
              .withArgs(id);
          } else {
            expect(await registry.stateOf(id)).to.equal(State.Issued);
            expect(await registry.lotOf(id)).to.equal(lotId(PREFIX, index));
          }
        }
      });
    }

    it("are none before the first lot", async () => {
      const { registry } = await setUp();
      expect(await registry.lotCount(lotId(PREFIX))).to.equal(0);
      expect(await registry.stateOf(unit(1, NEW_STEM))).to.equal(State.None);
    });
  });

  describe("issueList", () => {
    it("refuses a model whose serials are counted", async () => {
      const { registry, byMaker } = await setUp();
      await expect(byMaker.issueList(MODEL, [serial(20_000)], ROOT, URI))
        .to.be.revertedWithCustomError(registry, "RobotRegistryWrongScheme")
        .withArgs(MODEL, Scheme.Sequential);
    });

    it("refuses a list of nothing", async () => {
      const { registry, issueList } = await setUp();
      await expect(issueList())
        .to.be.revertedWithCustomError(registry, "RobotRegistryEmptyLot")
        .withArgs(LIST_MODEL);
    });

    it("refuses a serial that is none, naming the first wrong character, and issues none of the list", async () => {
      const { registry, issueList, maker } = await setUp();
      const before = await registry.balanceOf(maker);
      for (const [wrong, position] of [
        ["charlie0000000001", 12],
        ["CHARLIE-000000001", 19],
        ["CHARLIE000000000\u0000", 28],
      ] as const) {
        await expect(issueList("CHARLIE0000000001", wrong))
          .to.be.revertedWithCustomError(registry, "RobotIdInvalidCharacter")
          .withArgs(listed(wrong), position);
      }
      expect(await registry.stateOf(listed("CHARLIE0000000001"))).to.equal(State.None);
      expect(await registry.lotCount(lotId(LISTED_MODEL))).to.equal(1);
      expect(await registry.balanceOf(maker)).to.equal(before);
    });

    it("refuses a code twice in one list", async () => {
      const { registry, issueList } = await setUp();
      await expect(issueList("CHARLIE0000000001", "CHARLIE0000000002", "CHARLIE0000000001"))
        .to.be.revertedWithCustomError(registry, "RobotRegistryAlreadyIssued")
        .withArgs(listed("CHARLIE0000000001"));
      expect(await registry.stateOf(listed("CHARLIE0000000001"))).to.equal(State.None);
    });

    it("refuses a code of another list, whatever became of the robot", async () => {
      const { registry, issueList, maker, recycler, scrap } = await setUp();
      const [serialText = ""] = LISTED_SERIALS;
      const id = listed(serialText);
      const refused = async () => {
        await expect(issueList("CHARLIE0000000001", serialText))
          .to.be.revertedWithCustomError(registry, "RobotRegistryAlreadyIssued")
          .withArgs(id);
      };
      await refused();
      await scrap(id, maker);
      expect((await registry.disposalOf(id)).recycler).to.equal(recycler);
      await refused();
    });

    it("refuses one list more than a model can have", async () => {
      const { registry, issueList } = await setUp();
      const stem = lotId(LISTED_MODEL);
      await setLotCount(registry, stem, MOST_LOTS);
      await expect(issueList("CHARLIE0000000001"))
        .to.be.revertedWithCustomError(registry, "RobotRegistryTooManyLots")
        .withArgs(stem);

      await setLotCount(registry, stem, MOST_LOTS - 1);
      await issueList("CHARLIE0000000001");
      expect(await registry.lotOf(listed("CHARLIE0000000001"))).to.equal(
        lotId(LISTED_MODEL, MOST_LOTS - 1),
      );
    });

    it("answers with the list's lot, numbered within the model", async () => {
      const { byMaker } = await setUp();
      const serials = [code("CHARLIE0000000001")];
      expect(await byMaker.issueList.staticCall(LIST_MODEL, serials, ROOT, URI)).to.equal(
        lotId(LISTED_MODEL, 1),
      );
    });

    it("records the list and each of its units, in any order, with I and O where the maker wants them", async () => {
      const { registry, issueList } = await setUp();
      const serials = ["ZULU0000000000009", "OSCAR0000000000IO", "00000000000000000"];
      const issuedAt = await nextBlockAt();
      await issueList(...serials);
      expect(await registry.lotCount(lotId(LISTED_MODEL))).to.equal(2);
      expect(await registry.lot(lotId(LISTED_MODEL, 1))).to.deep.equal([
        0n,
        3n,
        BigInt(issuedAt),
        ROOT,
      ]);
      for (const text of serials) {
        expect(await registry.stateOf(listed(text))).to.equal(State.Issued);
        expect(await registry.lotOf(listed(text))).to.equal(lotId(LISTED_MODEL, 1));
      }
      for (const text of LISTED_SERIALS) {
        expect(await registry.lotOf(listed(text))).to.equal(lotId(LISTED_MODEL, 0));
      }
      expect(await registry.stateOf(listed("ZULU0000000000008"))).to.equal(State.None);
    });

    it("takes 500 units in one transaction", async () => {
      const { registry, issueList, maker } = await setUp();
      const before = await registry.balanceOf(maker);
      const serials = Array.from({ length: 500 }, (_, index) => `M${`${index}`.padStart(16, "0")}`);
      await issueList(...serials);
      expect((await registry.lot(lotId(LISTED_MODEL, 1))).count).to.equal(500);
      for (const text of [serials[0], serials[499]]) {
        expect(await registry.ownerOf(listed(text))).to.equal(maker);
      }
      expect(await registry.balanceOf(maker)).to.equal(before);
    });

    it("announces the list with every serial, and appends it to the history of its model", async () => {
      const { registry, issueList, maker } = await setUp();
      const serials = ["CHARLIE0000000001", "DELTA000000000001"];
      const issuedAt = await nextBlockAt();
      const tx = await issueList(...serials);
      const subject = subjectOf.code(LIST_MODEL);
      await expectRecorded(registry, tx, {
        subject,
        kind: Kind.ListIssued,
        actor: maker.address,
      });
      expect((await registry.historyOf(subject)).seq).to.equal(2);
      await expect(tx)
        .to.emit(registry, "ListIssued")
        .withArgs(
          lotId(LISTED_MODEL, 1),
          LIST_MODEL,
          maker.address,
          serials.map(code),
          issuedAt,
          ROOT,
          URI,
        );
    });
  });

  describe("a unit that nothing happened to yet", () => {
    /** One of a lot, without any storage, and one of a list. */
    const UNTOUCHED = [
      {
        id: unit(LOT_COUNT),
        lot: lotId(SEQUENTIAL_MODEL + STEM),
        path: "CN/UT01/G1PRO1/26W05000000010000",
      },
      {
        id: listed("BRAVO000000000003"),
        lot: lotId(LISTED_MODEL),
        path: "CN/UT01/H2LAB1/BRAVO000000000003",
      },
    ];

    it("has state, owner, lot, country and address", async () => {
      const { registry, maker } = await setUp();
      for (const { id, lot, path } of UNTOUCHED) {
        expect(await registry.stateOf(id)).to.equal(State.Issued);
        expect(await registry.ownerOf(id)).to.equal(maker);
        expect(await registry.lotOf(id)).to.equal(lot);
        expect(await registry.countryOf(id)).to.equal(code("CN"));
        expect(await registry.tokenURI(id)).to.equal(`https://id.example/${path}`);
        expect(await registry.getApproved(id)).to.equal(ZeroAddress);
        expect(await registry.locked(id)).to.equal(false);
        expect(await registry.operatorOf(id)).to.equal(ZeroAddress);
      }
    });

    it("has a history that begins with chain, registry, code, lot, time and root of its issuance", async () => {
      const { registry } = await setUp();
      const histories = await Histories.read(ethers.provider, registry, []);
      for (const { id, lot } of UNTOUCHED) {
        const { issuedAt, unitsRoot } = await registry.lot(lot);
        const head = ethers.keccak256(
          ethers.AbiCoder.defaultAbiCoder().encode(
            ["uint256", "address", "bytes32", "bytes32", "uint40", "bytes32"],
            [31337, await registry.getAddress(), id, lot, issuedAt, unitsRoot],
          ),
        );
        expect(await registry.historyOf(id)).to.deep.equal([head, 0n]);
        expect(histories.historyOf(id)).to.deep.equal({ head, seq: 0n });
      }
    });

    it("is read in one call", async () => {
      const { registry, maker } = await setUp();
      for (const { id, lot } of UNTOUCHED) {
        const { head } = await registry.historyOf(id);
        expect(named(await registry.robot(id))).to.deep.equal({
          state: BigInt(State.Issued),
          holder: maker.address,
          market: "0x0000",
          stolen: false,
          disputed: false,
          ordered: false,
          lot,
          seq: 0n,
          transfers: 0n,
          head,
          operator: ZeroAddress,
          deviceKeyDigest: ZeroHash,
        });
      }
    });

    it("passes to the next account of its maker, and no balance does", async () => {
      const { registry, authorityRegistry, maker, otherMaker, owner, place, handOver } =
        await setUp();
      expect(await registry.balanceOf(maker)).to.equal(0);
      // One unit is sold and one stays with the account that placed it: neither is stock any more.
      await place(unit(1));
      await handOver(unit(1), maker, owner);
      await place(unit(2));

      await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
      await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
      expect(await registry.balanceOf(otherMaker)).to.equal(0);
      expect(await registry.balanceOf(maker)).to.equal(1);
      expect(await registry.balanceOf(owner)).to.equal(1);
      for (const { id } of UNTOUCHED) {
        expect(await registry.ownerOf(id)).to.equal(otherMaker);
        expect((await registry.robot(id)).holder).to.equal(otherMaker);
      }
      expect(await registry.ownerOf(unit(1))).to.equal(owner);
      expect(await registry.ownerOf(unit(2))).to.equal(maker);
    });
  });

  describe("a code that nobody issued", () => {
    /** Codes like any other. */
    const UNISSUED = [
      unit(0),
      unit(LOT_COUNT + 1),
      unit(1, "26W06"),
      listed("CHARLIE0000000001"),
      // A model, a maker, a country without registration.
      unit(1, STEM, "CNUT01G1PRO2"),
      unit(1, STEM, "CNUT02G1PRO1"),
      unit(1, STEM, "ESUT01G1PRO1"),
      // A counter that is no number.
      code(`${SEQUENTIAL_MODEL}26W05A00000000001`),
    ];
    /** What could be taken for a code, and is none. */
    const NO_CODES = [
      // Lower case, a wrong character, letters missing, something behind the 29 characters, nothing.
      code(`${SEQUENTIAL_MODEL}26w05000000000001`),
      code(`${SEQUENTIAL_MODEL.toLowerCase()}26W05000000000001`),
      code(`${SEQUENTIAL_MODEL}26W0500000000000-`),
      ethers.encodeBytes32String(`${SEQUENTIAL_MODEL}26W0500000000000`),
      ethers.encodeBytes32String(`${SEQUENTIAL_MODEL}26W050000000000010`),
      ethers.toBeHex(BigInt(unit(1)) + 1n, 32),
      ethers.toBeHex(BigInt(unit(1)) + 0x10000n, 32),
      ZeroHash,
      ethers.toBeHex(ethers.MaxUint256),
    ];
    const NEVER = [...UNISSUED, ...NO_CODES];

    it("is nowhere in any life", async () => {
      const { registry } = await setUp();
      const nothing = {
        state: BigInt(State.None),
        holder: ZeroAddress,
        market: "0x0000",
        stolen: false,
        disputed: false,
        ordered: false,
        lot: ZeroHash,
        seq: 0n,
        transfers: 0n,
        head: ZeroHash,
        operator: ZeroAddress,
        deviceKeyDigest: ZeroHash,
      };
      for (const id of NEVER) {
        expect(await registry.stateOf(id)).to.equal(State.None);
        expect(named(await registry.robot(id))).to.deep.equal(nothing);
      }
    });

    it("is refused by every question about a robot", async () => {
      const { registry } = await setUp();
      for (const id of NEVER) {
        for (const ask of [registry.lotOf, registry.countryOf, registry.holdingOf]) {
          await expect(ask(id))
            .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
            .withArgs(id);
        }
      }
    });

    it("has no history: it is refused as a code, and empty as any other subject", async () => {
      const { registry } = await setUp();
      for (const id of UNISSUED) {
        await expect(registry.historyOf(id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
          .withArgs(id);
      }
      for (const id of NO_CODES) {
        expect(await registry.historyOf(id)).to.deep.equal([ZeroHash, 0n]);
      }
    });

    it("is refused by every question about a token", async () => {
      const { registry } = await setUp();
      for (const id of NEVER) {
        for (const ask of [
          registry.ownerOf,
          registry.getApproved,
          registry.tokenURI,
          registry.locked,
        ]) {
          await expect(ask(id))
            .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
            .withArgs(id);
        }
      }
    });
  });

  describe("what roles combined could do", () => {
    it("a seat to which a vote moved a country admitted a maker there, which minted a million codes: for a term it admits none", async () => {
      const { registry, authorityRegistry, consortium, governance, authorities, otherMaker } =
        await setUp();
      const CN = code("CN");
      await consortium.connect(governance).releaseCountry(CN);
      await consortium.connect(governance).assignCountry(CN, 2);
      const actsFrom = (await time.latest()) + TENURE;
      const admit = () =>
        authorityRegistry
          .connect(authorities.ES)
          .admitManufacturer(code("CNXX01"), otherMaker, "A maker of the coalition", "");
      await time.setNextBlockTimestamp(actsFrom - 1);
      await expect(admit())
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNoTenure")
        .withArgs(CN, 2, actsFrom);
      await expect(
        registry.connect(otherMaker).issueLot(MODEL, serial(20_000), 1_000_000, ROOT, URI),
      )
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotManufacturer")
        .withArgs(code(MAKER), otherMaker.address);
    });

    it("a maker that was revoked handed its code on to go on minting: the next account is as revoked", async () => {
      const { registry, authorityRegistry, authorities, maker, otherMaker } = await setUp();
      await authorityRegistry.connect(authorities.CN).revokeManufacturer(code(MAKER), ROOT);
      await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
      await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
      await expect(registry.connect(otherMaker).issueLot(MODEL, serial(20_000), 1, ROOT, URI))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryManufacturerNotActive")
        .withArgs(code(MAKER), Status.Revoked);
      expect(await registry.stateOf(unit(20_000))).to.equal(State.None);
    });
  });
});

/** Makes believe that a stem has a number of lots: a chain on which somebody issued so many is out of reach of a test. */
async function setLotCount(
  registry: Awaited<ReturnType<typeof setUp>>["registry"],
  stem: string,
  count: number,
): Promise<void> {
  const address = await registry.getAddress();
  const { firstCounter, count: units } = await registry.lot(stem);
  const holdsFirstLot = (word: bigint) =>
    BigInt.asUintN(128, word) === ((units << 64n) | firstCounter);
  const slotOf = await findMapping(connection, registry, [stem, ZeroHash], holdsFirstLot);
  const slot = slotOf(stem, ZeroHash);
  // Behind first counter (64 bits), count (64) and time (40).
  const lotsOfStem = { offset: 168n, mask: 0xffffffn << 168n };
  const word = BigInt(await networkHelpers.getStorageAt(address, slot));
  const others = word & ~lotsOfStem.mask;
  await networkHelpers.setStorageAt(address, slot, others | (BigInt(count) << lotsOfStem.offset));
  expect(await registry.lotCount(stem)).to.equal(count);
}
