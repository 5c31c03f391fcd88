import { KIND_SPACES } from "@openrobotid/deployment/spaces";
import { code } from "@openrobotid/testkit/codes";
import { SUCCESSION_NOTICE, TENURE } from "@openrobotid/testkit/consortium";
import { commitment } from "@openrobotid/testkit/device";
import { expectEntry } from "@openrobotid/testkit/entries";
import {
  CampaignKind,
  RecallKind,
  Role,
  ScopeKind,
  Severity,
  UnitStatus as Status,
} from "@openrobotid/testkit/enums";
import { expectLogFolds, expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import {
  CLOSING_NOTICE,
  EVERYWHERE,
  modulesFixture,
  NOTICE,
  RANGE,
  UNITS,
} from "@openrobotid/testkit/modules";
import { type Connection, createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import {
  LISTED_MODEL,
  LISTED_SERIALS,
  listed,
  MAKER,
  SEQUENTIAL_MODEL,
  unit,
} from "@openrobotid/testkit/registry";
import { expect } from "chai";
import hre from "hardhat";

const { ethers, networkHelpers } = await createNetwork();
const { loadFixture, time } = networkHelpers;
const { ZeroHash, ZeroAddress } = ethers;

const MODEL = code(SEQUENTIAL_MODEL);
const OTHER_MODEL = code(LISTED_MODEL);
const ES = code("ES");
const MX = code("MX");
const DE = code("DE");
/** A country that no seat holds. */
const PT = code("PT");

const MOST_OPEN = 32;

const REASON = commitment("a reason");
const EVIDENCE = commitment("a work record");

const MARKED = { ...RANGE, kind: ScopeKind.Marked, first: ZeroHash, last: ZeroHash };

const NOTICE_TYPE =
  "tuple(string campaignNumber,string component,string summary,string consequence,string remedy,bool parkIt,bool overTheAirUpdate)";

function numbered(campaignNumber: string) {
  return { ...NOTICE, campaignNumber };
}

type World = Awaited<ReturnType<typeof modulesFixture>>;

/** Campaign 1: of the maker, everywhere, units 1 to 100, no transfer. */
async function rangeFixture(connection: Connection) {
  const world = await modulesFixture(connection);
  await world.recalls.connect(world.maker).open(RANGE, Severity.NoTransfer, true, NOTICE);
  return world;
}

/** Campaign 1: of the authority of ES, for its market, units 1 to 100, no transfer. */
async function marketFixture(connection: Connection) {
  const world = await modulesFixture(connection);
  await world.recalls
    .connect(world.authorities.ES)
    .open({ ...RANGE, country: ES }, Severity.NoTransfer, true, NOTICE);
  return world;
}

/** Campaign 1: of the maker, everywhere, units 1 to 100, an advisory. */
async function advisoryFixture(connection: Connection) {
  const world = await modulesFixture(connection);
  await world.recalls.connect(world.maker).open(RANGE, Severity.Advisory, true, NOTICE);
  return world;
}

/** Campaign 1: of the maker, everywhere, marked, stop use; the sold unit is on its list. */
async function markedFixture(connection: Connection) {
  const world = await modulesFixture(connection);
  await world.recalls.connect(world.maker).open(MARKED, Severity.StopUse, true, NOTICE);
  await world.recalls.connect(world.maker).mark(1, [UNITS.sold]);
  return world;
}

/** Hands a country to another seat, as governance does. */
async function reassign({ consortium, governance }: World, country: string, seat: number) {
  await consortium.connect(governance).releaseCountry(country);
  await consortium.connect(governance).assignCountry(country, seat);
}

/** Closes a campaign of the maker that blocks, and waits its notice out; the time from which it is closed. */
async function closeInTime({ recalls, maker }: World, campaign = 1) {
  await recalls.connect(maker).close(campaign, REASON);
  const { closedAt } = await recalls.campaignOf(campaign);
  await time.increaseTo(closedAt);
  return closedAt;
}

/** Hands a maker's code to another account. */
async function rotateMaker({ authorityRegistry, maker, newcomer }: World) {
  await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), newcomer);
  await authorityRegistry.connect(newcomer).acceptManufacturerAccount(code(MAKER));
  return newcomer;
}

describe("RecallRegistry", () => {
  describe("deployment", () => {
    it("refuses a closing notice that nobody has time to read", async () => {
      const { recalls, registry } = await loadFixture(modulesFixture);
      await expect(ethers.deployContract("RecallRegistry", [registry, DAY - 1]))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNoticeTooShort")
        .withArgs(DAY - 1, DAY);
      const shortest = await ethers.deployContract("RecallRegistry", [registry, DAY]);
      expect(await shortest.closingNotice()).to.equal(DAY);
    });

    it("knows its registry and its notice, and says by ERC-165 what it is", async () => {
      const { recalls, registry } = await loadFixture(modulesFixture);
      expect(await recalls.registry()).to.equal(await registry.getAddress());
      expect(await recalls.closingNotice()).to.equal(CLOSING_NOTICE);
      expect(await recalls.mostOpenCampaigns()).to.equal(MOST_OPEN);
      expect(await recalls.campaignCount()).to.equal(0);
      expect(await recalls.log()).to.deep.equal([0n, ZeroHash]);

      const inherited = ["supportsInterface", "registry", "log", "historyOf"];
      const idOf = (names: (name: string) => boolean) => {
        let id = 0n;
        recalls.interface.forEachFunction(({ name, selector }) => {
          if (names(name)) id ^= BigInt(selector);
        });
        return ethers.toBeHex(id, 4);
      };
      const policy = idOf((name) => name.startsWith("check"));
      const module = idOf((name) => name === "registry");
      const own = idOf((name) => !name.startsWith("check") && !inherited.includes(name));
      for (const id of [policy, module, own, "0x01ffc9a7"]) {
        expect(await recalls.supportsInterface(id)).to.equal(true);
      }
      expect(await recalls.supportsInterface("0xffffffff")).to.equal(false);
    });
  });

  describe("open", () => {
    it("refuses a model that was never registered", async () => {
      const { recalls, authorityRegistry, maker } = await loadFixture(modulesFixture);
      const model = code("CNUT01NOSUCH");
      await expect(
        recalls.connect(maker).open({ ...RANGE, model }, Severity.Advisory, true, NOTICE),
      )
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryUnknownModel")
        .withArgs(model);
    });

    it("refuses a kind of scope that does not exist", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      for (const kind of [0, 3, 255]) {
        await expect(
          recalls.connect(maker).open({ ...RANGE, kind }, Severity.Advisory, true, NOTICE),
        )
          .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownScopeKind")
          .withArgs(kind);
      }
    });

    it("refuses a range whose ends are no codes", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      const lower = code(`${SEQUENTIAL_MODEL}26w05000000000001`);
      await expect(
        recalls.connect(maker).open({ ...RANGE, first: lower }, Severity.Advisory, true, NOTICE),
      )
        .to.be.revertedWithCustomError(recalls, "RobotIdInvalidCharacter")
        .withArgs(lower, 14);
      const padded = `${unit(100).slice(0, -2)}01`;
      await expect(
        recalls.connect(maker).open({ ...RANGE, last: padded }, Severity.Advisory, true, NOTICE),
      )
        .to.be.revertedWithCustomError(recalls, "RobotIdInvalidPadding")
        .withArgs(padded, 31);
    });

    it("refuses a range that leaves the model at either end", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      for (const end of ["first", "last"]) {
        const outside = listed("ALPHA000000000001");
        await expect(
          recalls
            .connect(maker)
            .open({ ...RANGE, [end]: outside }, Severity.Advisory, true, NOTICE),
        )
          .to.be.revertedWithCustomError(recalls, "RecallRegistryOtherModel")
          .withArgs(outside, MODEL);
      }
    });

    it("refuses a range that ends before it begins", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      const backwards = { ...RANGE, first: unit(2), last: unit(1) };
      await expect(recalls.connect(maker).open(backwards, Severity.Advisory, true, NOTICE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryRangeDescending")
        .withArgs(unit(2), unit(1));
    });

    it("refuses a range for a marked list", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      for (const [first, last] of [
        [unit(1), ZeroHash],
        [ZeroHash, unit(1)],
      ] as const) {
        const scope = { ...MARKED, first, last };
        await expect(recalls.connect(maker).open(scope, Severity.Advisory, true, NOTICE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryRangeNotAllowed")
          .withArgs(first, last);
      }
    });

    it("refuses everybody but the maker everywhere, and everybody but the authority in a country", async () => {
      const { recalls, maker, authorities, stranger, workshop } = await loadFixture(modulesFixture);
      for (const [caller, country] of [
        [stranger, EVERYWHERE],
        [workshop, EVERYWHERE],
        // Not even the authority that admitted the maker.
        [authorities.CN, EVERYWHERE],
        [maker, ES],
        [authorities.MX, ES],
        [authorities.ES, PT],
        [maker, "0x6573"],
      ] as const) {
        await expect(
          recalls.connect(caller).open({ ...RANGE, country }, Severity.Advisory, true, NOTICE),
        )
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
          .withArgs(MODEL, country, caller.address);
      }
    });

    it("refuses a maker's campaign under which its own remedies would not count", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      await expect(recalls.connect(maker).open(RANGE, Severity.Advisory, false, NOTICE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryMakerMustRemedy")
        .withArgs(MODEL);
    });

    it("refuses a severity that does not exist", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      for (const severity of [0, 4, 255]) {
        await expect(recalls.connect(maker).open(RANGE, severity, true, NOTICE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownSeverity")
          .withArgs(severity);
      }
    });

    it("refuses a campaign number that is empty or has more than 31 bytes", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      // The second has 31 characters, and 32 bytes.
      for (const number of ["", `${"N".repeat(30)}É`]) {
        await expect(recalls.connect(maker).open(RANGE, Severity.Advisory, true, numbered(number)))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryInvalidCampaignNumber")
          .withArgs(number);
      }
      await recalls.connect(maker).open(RANGE, Severity.Advisory, true, numbered("N".repeat(31)));
    });

    it("refuses a campaign number that the opener gave before, though the campaign is closed or of another model", async () => {
      const world = await loadFixture(rangeFixture);
      const { recalls, maker } = world;
      await closeInTime(world);
      const other = { ...MARKED, model: OTHER_MODEL };
      for (const scope of [RANGE, other]) {
        await expect(recalls.connect(maker).open(scope, Severity.Advisory, true, NOTICE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignNumberTaken")
          .withArgs(NOTICE.campaignNumber, 1);
      }
    });

    it("lets the maker and each authority number their campaigns for themselves", async () => {
      const { recalls, maker, authorities } = await loadFixture(modulesFixture);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, true, NOTICE);
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.Advisory, true, NOTICE);
      await recalls
        .connect(authorities.CN)
        .open({ ...RANGE, country: code("CN") }, Severity.Advisory, true, NOTICE);

      const number = NOTICE.campaignNumber;
      expect(await recalls.campaignOfMaker(code(MAKER), number)).to.equal(1);
      expect(await recalls.campaignOfAuthority(ES, number)).to.equal(2);
      expect(await recalls.campaignOfAuthority(code("CN"), number)).to.equal(3);
      expect(await recalls.campaignOfAuthority(MX, number)).to.equal(0);
      expect(await recalls.campaignOfMaker(code(MAKER), "26R-002")).to.equal(0);
    });

    it("refuses one more open campaign than a list can have, until one is closed", async () => {
      const { recalls, maker, authorities } = await loadFixture(modulesFixture);
      const openAs = (signer: typeof maker, country: string, index: number) =>
        recalls
          .connect(signer)
          .open({ ...MARKED, country }, Severity.Advisory, true, numbered(`N${index}`));
      for (let index = 0; index < MOST_OPEN; ++index) await openAs(authorities.ES, ES, index);

      await expect(openAs(authorities.ES, ES, MOST_OPEN))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTooManyOpenCampaigns")
        .withArgs(MODEL, ES, MOST_OPEN);

      // A full list keeps nobody else from opening.
      await openAs(maker, EVERYWHERE, 0);
      await openAs(authorities.MX, MX, 0);
      await recalls
        .connect(authorities.ES)
        .open({ ...MARKED, model: OTHER_MODEL, country: ES }, Severity.Advisory, true, NOTICE);
      await recalls.connect(authorities.ES).close(1, REASON);
      await openAs(authorities.ES, ES, MOST_OPEN);
    });

    it("takes campaigns off a maker's full list whose closing notice has run out, and no others", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      const openOne = (index: number) =>
        recalls.connect(maker).open(RANGE, Severity.StopUse, true, numbered(`N${index}`));
      for (let index = 1; index <= MOST_OPEN; ++index) await openOne(index);
      const closing = [1n, 2n, 17n, 31n, 32n];
      for (const campaign of closing) await recalls.connect(maker).close(campaign, REASON);
      const [last = 0n] = closing.slice(-1);
      const { closedAt } = await recalls.campaignOf(last);

      await time.setNextBlockTimestamp((await recalls.campaignOf(1)).closedAt - 1n);
      await expect(openOne(33))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTooManyOpenCampaigns")
        .withArgs(MODEL, EVERYWHERE, MOST_OPEN);

      await time.setNextBlockTimestamp(closedAt - 1n);
      await openOne(33);
      await time.setNextBlockTimestamp(closedAt);
      await openOne(34);
      const left = Array.from({ length: 34 }, (_, index) => BigInt(index + 1));
      expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.have.members(
        left.filter((campaign) => !closing.includes(campaign)),
      );
      // All five places are free again, and no more.
      for (let index = 35; index <= MOST_OPEN + closing.length; ++index) await openOne(index);
      await expect(openOne(38))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTooManyOpenCampaigns")
        .withArgs(MODEL, EVERYWHERE, MOST_OPEN);
    });

    it("keeps what it needs, commits to the rest, and announces it all", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      const tx = await recalls.connect(maker).open(RANGE, Severity.StopUse, true, NOTICE);

      expect(await recalls.campaignCount()).to.equal(1);
      expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.deep.equal([1n]);
      const campaign = await recalls.campaignOf(1);
      const digest = ethers.keccak256(
        ethers.AbiCoder.defaultAbiCoder().encode([NOTICE_TYPE], [NOTICE]),
      );
      expect([...campaign]).to.deep.equal([
        MODEL,
        EVERYWHERE,
        BigInt(Severity.StopUse),
        BigInt(ScopeKind.Range),
        true,
        true,
        false,
        BigInt(await time.latest()),
        0n,
        RANGE.first,
        RANGE.last,
        digest,
        NOTICE.campaignNumber,
      ]);

      await expect(tx)
        .to.emit(recalls, "CampaignOpened")
        .withArgs(
          1,
          MODEL,
          EVERYWHERE,
          maker.address,
          Severity.StopUse,
          ScopeKind.Range,
          RANGE.first,
          RANGE.last,
          true,
          Object.values(NOTICE),
        );
      await expectRecorded(recalls, tx, {
        subject: subjectOf.number(1),
        kind: CampaignKind.CampaignOpened,
        actor: maker.address,
      });
    });

    it("keeps a marked campaign of an authority in the same way", async () => {
      const { recalls, authorities } = await loadFixture(modulesFixture);
      const notice = { ...NOTICE, parkIt: false, overTheAirUpdate: true };
      const tx = await recalls
        .connect(authorities.DE)
        .open({ ...MARKED, country: DE }, Severity.Advisory, false, notice);

      const campaign = await recalls.campaignOf(1);
      expect([campaign.country, campaign.kind]).to.deep.equal([DE, BigInt(ScopeKind.Marked)]);
      expect([campaign.first, campaign.last]).to.deep.equal([ZeroHash, ZeroHash]);
      expect([campaign.parkIt, campaign.overTheAirUpdate]).to.deep.equal([false, true]);
      expect(campaign.makerRemedies).to.equal(false);
      expect(await recalls.openCampaigns(MODEL, DE)).to.deep.equal([1n]);
      expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.deep.equal([]);
      await expect(tx)
        .to.emit(recalls, "CampaignOpened")
        .withArgs(
          1,
          MODEL,
          DE,
          authorities.DE.address,
          Severity.Advisory,
          ScopeKind.Marked,
          ZeroHash,
          ZeroHash,
          false,
          Object.values(notice),
        );
    });

    it("lets a maker recall what it made though it is suspended or revoked", async () => {
      const { recalls, authorityRegistry, authorities, maker } = await loadFixture(modulesFixture);
      await authorityRegistry.connect(authorities.CN).suspendManufacturer(code(MAKER), REASON);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, true, numbered("26R-001"));
      await authorityRegistry.connect(authorities.CN).revokeManufacturer(code(MAKER), REASON);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, true, numbered("26R-002"));
      expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.deep.equal([1n, 2n]);
    });

    it("costs the same for a hundred units as for a million", async () => {
      const gasOf = async (last: string) => {
        const { recalls, maker } = await loadFixture(modulesFixture);
        const tx = await recalls
          .connect(maker)
          .open({ ...RANGE, last }, Severity.Advisory, true, NOTICE);
        return Number((await tx.wait())?.gasUsed);
      };
      const hundred = await gasOf(unit(100));
      const million = await gasOf(unit(1_000_000));
      // Only the zero bytes of the call data differ.
      expect(Math.abs(million - hundred)).to.be.lessThan(100);
    });
  });

  describe("mark", () => {
    it("refuses a campaign that does not exist", async () => {
      const { recalls, maker } = await loadFixture(markedFixture);
      for (const campaign of [0, 2]) {
        await expect(recalls.connect(maker).mark(campaign, [UNITS.sold]))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
          .withArgs(campaign);
      }
    });

    it("refuses a campaign that is closed", async () => {
      const world = await loadFixture(markedFixture);
      const { recalls, maker } = world;
      const closedAt = await closeInTime(world);
      await expect(recalls.connect(maker).mark(1, [UNITS.abroad]))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
        .withArgs(1, closedAt);
    });

    it("refuses everybody but the opener", async () => {
      const { recalls, authorities, workshop, owner } = await loadFixture(markedFixture);
      for (const caller of [authorities.CN, authorities.ES, workshop, owner]) {
        await expect(recalls.connect(caller).mark(1, [UNITS.abroad]))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
          .withArgs(MODEL, EVERYWHERE, caller.address);
      }
    });

    it("refuses a campaign that binds a range", async () => {
      const { recalls, maker } = await loadFixture(rangeFixture);
      await expect(recalls.connect(maker).mark(1, [UNITS.sold]))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotMarked")
        .withArgs(1);
    });

    it("refuses an empty list", async () => {
      const { recalls, maker } = await loadFixture(markedFixture);
      await expect(recalls.connect(maker).mark(1, []))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNoUnits")
        .withArgs();
    });

    it("refuses units of another model", async () => {
      const { recalls, maker } = await loadFixture(markedFixture);
      const id = listed("ALPHA000000000001");
      await expect(recalls.connect(maker).mark(1, [UNITS.abroad, id]))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryOtherModel")
        .withArgs(id, MODEL);
    });

    it("refuses codes that were never issued", async () => {
      const { recalls, registry, maker } = await loadFixture(markedFixture);
      await expect(recalls.connect(maker).mark(1, [UNITS.unknown]))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNITS.unknown);
    });

    it("refuses units that are on the list, remedied or not", async () => {
      const { recalls, maker } = await loadFixture(markedFixture);
      const twice = () =>
        expect(recalls.connect(maker).mark(1, [UNITS.sold]))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryAlreadyMarked")
          .withArgs(1, UNITS.sold);
      await twice();
      await recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE);
      await twice();
      await expect(recalls.connect(maker).mark(1, [UNITS.abroad, UNITS.abroad]))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryAlreadyMarked")
        .withArgs(1, UNITS.abroad);
    });

    it("binds the units, touched or not, and leaves their histories as they are", async () => {
      const { recalls, registry, maker } = await loadFixture(markedFixture);
      const ids = [UNITS.abroad, UNITS.untouched, UNITS.scrapped];
      const before = await Promise.all(ids.map((id) => registry.historyOf(id)));
      const tx = await recalls.connect(maker).mark(1, ids);

      for (const id of [...ids, UNITS.sold]) {
        expect(await recalls.statusOf(1, id)).to.equal(Status.Open);
      }
      expect(await recalls.statusOf(1, unit(6))).to.equal(Status.Unaffected);
      expect(await Promise.all(ids.map((id) => registry.historyOf(id)))).to.deep.equal(before);
      await expect(tx).to.emit(recalls, "UnitsMarked").withArgs(1, ids);
      await expectRecorded(recalls, tx, {
        subject: subjectOf.number(1),
        kind: CampaignKind.UnitsMarked,
        actor: maker.address,
      });
      await expectRecorded(registry, tx);
    });

    it("takes units of a list as of a lot", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      await recalls
        .connect(maker)
        .open({ ...MARKED, model: OTHER_MODEL }, Severity.NoTransfer, true, NOTICE);
      const ids = LISTED_SERIALS.map(listed);
      await recalls.connect(maker).mark(1, ids.slice(0, 2));
      expect(await recalls.isAffected(1, ids[0] ?? "")).to.equal(true);
      expect(await recalls.isAffected(1, ids[2] ?? "")).to.equal(false);
    });

    it("is done by the maker's account as it is now, and by the authority as it is now", async () => {
      const world = await loadFixture(markedFixture);
      const { recalls, maker, authorities } = world;
      const successor = await rotateMaker(world);
      await expect(recalls.connect(maker).mark(1, [UNITS.abroad]))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
        .withArgs(MODEL, EVERYWHERE, maker.address);
      await recalls.connect(successor).mark(1, [UNITS.abroad]);

      await recalls
        .connect(authorities.ES)
        .open({ ...MARKED, country: ES }, Severity.Advisory, true, NOTICE);
      await reassign(world, ES, 4);
      await expect(recalls.connect(authorities.ES).mark(2, [UNITS.sold]))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
        .withArgs(MODEL, ES, authorities.ES.address);
      await recalls.connect(authorities.DE).mark(2, [UNITS.sold]);
      expect(await recalls.statusOf(2, UNITS.sold)).to.equal(Status.Open);
    });
  });

  describe("remedy", () => {
    it("refuses a campaign that does not exist", async () => {
      const { recalls, maker } = await loadFixture(rangeFixture);
      await expect(recalls.connect(maker).remedy(2, [UNITS.sold], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(2);
    });

    it("refuses a campaign that is closed", async () => {
      const world = await loadFixture(rangeFixture);
      const { recalls, maker } = world;
      const closedAt = await closeInTime(world);
      await expect(recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
        .withArgs(1, closedAt);
    });

    it("refuses everybody but the maker and workshops accredited where they say", async () => {
      const world = await loadFixture(rangeFixture);
      const { recalls, authorityRegistry, authorities } = world;
      const refused = (caller: typeof world.maker, jurisdiction: string) =>
        expect(recalls.connect(caller).remedy(1, [UNITS.sold], jurisdiction, EVIDENCE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotRemedier")
          .withArgs(1, jurisdiction, caller.address);
      await refused(world.maker, ES);
      await refused(world.workshop, EVERYWHERE);
      await refused(world.workshop, MX);
      await refused(world.inspector, ES);
      await refused(world.owner, EVERYWHERE);
      await refused(world.otherMaker, EVERYWHERE);
      await refused(authorities.ES, ES);

      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(world.workshop, Role.Workshop, ES, REASON);
      await refused(world.workshop, ES);
    });

    it("refuses a workshop whose accreditation has expired", async () => {
      const { recalls, workshop } = await loadFixture(rangeFixture);
      await time.increase(2 * YEAR);
      await expect(recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotRemedier")
        .withArgs(1, ES, workshop.address);
    });

    it("refuses without evidence, and without units", async () => {
      const { recalls, maker } = await loadFixture(rangeFixture);
      await expect(recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, ZeroHash))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryZeroDigest")
        .withArgs();
      await expect(recalls.connect(maker).remedy(1, [], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNoUnits")
        .withArgs();
    });

    it("refuses units that are out of range, not marked, of another model or on another market", async () => {
      const { recalls, maker, authorities } = await loadFixture(rangeFixture);
      await recalls.connect(maker).open(MARKED, Severity.Advisory, true, numbered("26R-002"));
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.Advisory, true, NOTICE);
      for (const [campaign, id] of [
        [1, unit(101)],
        [1, listed("ALPHA000000000001")],
        [2, UNITS.sold],
        [3, UNITS.abroad],
        [3, UNITS.untouched],
        [3, UNITS.neverPlaced],
      ] as const) {
        await expect(recalls.connect(maker).remedy(campaign, [id], EVERYWHERE, EVIDENCE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotAffected")
          .withArgs(campaign, id);
      }
    });

    it("refuses codes that were never issued", async () => {
      const { recalls, registry, maker } = await loadFixture(modulesFixture);
      const last = code(`${SEQUENTIAL_MODEL}ZZZZZZZZZZZZZZZZZ`);
      await recalls.connect(maker).open({ ...RANGE, last }, Severity.Advisory, true, NOTICE);
      await expect(recalls.connect(maker).remedy(1, [UNITS.unknown], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNITS.unknown);
    });

    it("refuses units that were destroyed, naming when", async () => {
      const { recalls, registry, maker } = await loadFixture(rangeFixture);
      const { scrappedAt } = await registry.disposalOf(UNITS.scrapped);
      await expect(recalls.connect(maker).remedy(1, [UNITS.scrapped], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(UNITS.scrapped, scrappedAt);
    });

    it("refuses units that were settled before, saying how", async () => {
      const { recalls, maker, workshop } = await loadFixture(rangeFixture);
      await recalls.connect(maker).markNotApplicable(1, [UNITS.abroad], REASON);
      await recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE);
      for (const [id, status] of [
        [UNITS.sold, Status.Remedied],
        [UNITS.abroad, Status.NotApplicable],
      ] as const) {
        await expect(recalls.connect(maker).remedy(1, [id], EVERYWHERE, EVIDENCE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryUnitSettled")
          .withArgs(1, id, status);
      }
      await expect(recalls.connect(maker).remedy(1, [unit(6), unit(6)], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnitSettled")
        .withArgs(1, unit(6), Status.Remedied);
    });

    it("is refused by the registry once governance has replaced the module", async () => {
      const { recalls, registry, registryModules, governance, maker } =
        await loadFixture(rangeFixture);
      await registryModules.connect(governance).setModule(KIND_SPACES.RecallRegistry, ZeroAddress);
      await expect(recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryNotAModule")
        .withArgs(await recalls.getAddress());
    });

    it("appends one entry by the maker", async () => {
      const { recalls, registry, maker } = await loadFixture(rangeFixture);
      await expectEntry(
        registry,
        () => recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE),
        {
          emitter: recalls,
          event: "UnitRemedied",
          id: UNITS.sold,
          space: KIND_SPACES.RecallRegistry,
          kind: RecallKind.UnitRemedied,
          actor: maker,
          fields: [1, maker.address, EVERYWHERE, EVIDENCE],
        },
      );
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.Remedied);
      expect(await recalls.isAffected(1, UNITS.sold)).to.equal(true);
      expect(await recalls.openCampaignsOf(UNITS.sold)).to.deep.equal([]);
    });

    it("appends one entry by a workshop accredited in the country of the unit", async () => {
      const { recalls, registry, workshop } = await loadFixture(rangeFixture);
      await expectEntry(
        registry,
        () => recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE),
        {
          emitter: recalls,
          event: "UnitRemedied",
          id: UNITS.sold,
          space: KIND_SPACES.RecallRegistry,
          kind: RecallKind.UnitRemedied,
          actor: workshop,
          fields: [1, workshop.address, ES, EVIDENCE],
        },
      );
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.Remedied);
    });

    it("refuses a workshop units of another country than the one that accredits it", async () => {
      const { recalls, workshop } = await loadFixture(rangeFixture);
      // On another market, and on none: there the country of the code answers for them.
      for (const [id, country] of [
        [UNITS.abroad, MX],
        [UNITS.untouched, code("CN")],
        [UNITS.neverPlaced, code("CN")],
      ] as const) {
        await expect(recalls.connect(workshop).remedy(1, [UNITS.sold, id], ES, EVIDENCE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryWrongJurisdiction")
          .withArgs(id, ES, country);
      }
    });

    it("takes units on no market from workshops of the country of their code", async () => {
      const { recalls, authorityRegistry, authorities, stranger } = await loadFixture(rangeFixture);
      const CN = code("CN");
      await authorityRegistry
        .connect(authorities.CN)
        .accredit(stranger, Role.Workshop, CN, (await time.latest()) + YEAR);
      await recalls.connect(stranger).remedy(1, [UNITS.untouched, UNITS.neverPlaced], CN, EVIDENCE);
      expect(await recalls.statusOf(1, UNITS.untouched)).to.equal(Status.Remedied);
    });

    it("lets the maker remedy under the campaign of an authority that says so, and of no other", async () => {
      const { recalls, maker, authorities } = await loadFixture(marketFixture);
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.NoTransfer, false, numbered("ES-7"));
      await expect(recalls.connect(maker).remedy(2, [UNITS.sold], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryMakerDoesNotRemedy")
        .withArgs(2, maker.address);
      await recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE);
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.Remedied);
      expect(await recalls.statusOf(2, UNITS.sold)).to.equal(Status.Open);
    });

    it("takes many units at once, untouched and handed in ones among them", async () => {
      const { recalls, registry, maker } = await loadFixture(rangeFixture);
      const ids = [UNITS.sold, UNITS.untouched, UNITS.neverPlaced, unit(100)];
      const lengths = await Promise.all(ids.map(async (id) => (await registry.historyOf(id)).seq));
      const tx = await recalls.connect(maker).remedy(1, ids, EVERYWHERE, EVIDENCE);
      for (const [index, id] of ids.entries()) {
        const seq = (lengths[index] ?? 0n) + 1n;
        await expect(tx)
          .to.emit(recalls, "UnitRemedied")
          .withArgs(id, seq, 1, maker.address, EVERYWHERE, EVIDENCE);
        expect((await registry.historyOf(id)).seq).to.equal(seq);
        expect(await recalls.statusOf(1, id)).to.equal(Status.Remedied);
      }
    });
  });

  describe("markNotApplicable", () => {
    it("refuses a campaign that does not exist or is closed", async () => {
      const world = await loadFixture(rangeFixture);
      const { recalls, maker } = world;
      await expect(recalls.connect(maker).markNotApplicable(2, [UNITS.sold], REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(2);
      const closedAt = await closeInTime(world);
      await expect(recalls.connect(maker).markNotApplicable(1, [UNITS.sold], REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
        .withArgs(1, closedAt);
    });

    it("refuses everybody but the opener: a maker cannot lift the campaign of an authority", async () => {
      const { recalls, maker, authorities, workshop } = await loadFixture(marketFixture);
      for (const caller of [maker, authorities.MX, workshop]) {
        await expect(recalls.connect(caller).markNotApplicable(1, [UNITS.sold], REASON))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
          .withArgs(MODEL, ES, caller.address);
      }
    });

    it("refuses without a reason, and without units", async () => {
      const { recalls, maker } = await loadFixture(rangeFixture);
      await expect(recalls.connect(maker).markNotApplicable(1, [UNITS.sold], ZeroHash))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryZeroDigest")
        .withArgs();
      await expect(recalls.connect(maker).markNotApplicable(1, [], REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNoUnits")
        .withArgs();
    });

    it("refuses units that the campaign does not bind, that were destroyed, and that were settled", async () => {
      const { recalls, registry, maker } = await loadFixture(rangeFixture);
      const settle = (id: string) => recalls.connect(maker).markNotApplicable(1, [id], REASON);
      await expect(settle(unit(101)))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotAffected")
        .withArgs(1, unit(101));
      const { scrappedAt } = await registry.disposalOf(UNITS.scrapped);
      await expect(settle(UNITS.scrapped))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(UNITS.scrapped, scrappedAt);
      await settle(UNITS.sold);
      await expect(settle(UNITS.sold))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnitSettled")
        .withArgs(1, UNITS.sold, Status.NotApplicable);
    });

    it("appends one entry by the opener", async () => {
      const { recalls, registry, authorities } = await loadFixture(marketFixture);
      await expectEntry(
        registry,
        () => recalls.connect(authorities.ES).markNotApplicable(1, [UNITS.sold], REASON),
        {
          emitter: recalls,
          event: "UnitNotApplicable",
          id: UNITS.sold,
          space: KIND_SPACES.RecallRegistry,
          kind: RecallKind.UnitNotApplicable,
          actor: authorities.ES,
          fields: [1, authorities.ES.address, REASON],
        },
      );
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.NotApplicable);
      expect(await recalls.isAffected(1, UNITS.sold)).to.equal(false);
      expect(await recalls.openCampaignsOf(UNITS.sold)).to.deep.equal([]);
    });
  });

  describe("reopen", () => {
    /** The sold unit is remedied under campaign 1 of the maker; another was found not to have the defect. */
    async function settledFixture(connection: Connection) {
      const world = await rangeFixture(connection);
      const { recalls, maker, workshop } = world;
      await recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE);
      await recalls.connect(maker).markNotApplicable(1, [UNITS.abroad], REASON);
      return world;
    }

    it("refuses a campaign that does not exist or is closed", async () => {
      const world = await loadFixture(settledFixture);
      const { recalls, maker } = world;
      await expect(recalls.connect(maker).reopen(2, [UNITS.sold], REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(2);
      const closedAt = await closeInTime(world);
      await expect(recalls.connect(maker).reopen(1, [UNITS.sold], REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
        .withArgs(1, closedAt);
    });

    it("refuses everybody but the opener", async () => {
      const { recalls, authorities, workshop, owner } = await loadFixture(settledFixture);
      for (const caller of [authorities.ES, authorities.CN, workshop, owner]) {
        await expect(recalls.connect(caller).reopen(1, [UNITS.sold], REASON))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
          .withArgs(MODEL, EVERYWHERE, caller.address);
      }
    });

    it("refuses without a reason, and without units", async () => {
      const { recalls, maker } = await loadFixture(settledFixture);
      await expect(recalls.connect(maker).reopen(1, [UNITS.sold], ZeroHash))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryZeroDigest")
        .withArgs();
      await expect(recalls.connect(maker).reopen(1, [], REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNoUnits")
        .withArgs();
    });

    it("refuses units to which nothing was done, that the campaign never bound, that were never issued or were destroyed", async () => {
      const { recalls, registry, maker } = await loadFixture(settledFixture);
      const reopen = (id: string) => recalls.connect(maker).reopen(1, [id], REASON);
      await expect(reopen(UNITS.untouched))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnitNotSettled")
        .withArgs(1, UNITS.untouched, Status.Open);
      for (const id of [unit(101), listed("ALPHA000000000001")]) {
        await expect(reopen(id))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotAffected")
          .withArgs(1, id);
      }
      await expect(reopen(UNITS.unknown))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNITS.unknown);
      const { scrappedAt } = await registry.disposalOf(UNITS.scrapped);
      await expect(reopen(UNITS.scrapped))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(UNITS.scrapped, scrappedAt);
    });

    it("refuses an authority units that have left its market, until they are back", async () => {
      const { recalls, registry, authorities, owner, workshop } = await loadFixture(marketFixture);
      await recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE);
      await registry.connect(owner).relocate(UNITS.sold, MX);
      const reopen = () => recalls.connect(authorities.ES).reopen(1, [UNITS.sold], REASON);
      await expect(reopen())
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotAffected")
        .withArgs(1, UNITS.sold);
      await registry.connect(owner).relocate(UNITS.sold, ES);
      await reopen();
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.Open);
    });

    it("appends one entry, and binds the unit again, until it is remedied again", async () => {
      const { recalls, registry, maker, workshop, owner, buyer, handOver } =
        await loadFixture(settledFixture);
      await expectEntry(registry, () => recalls.connect(maker).reopen(1, [UNITS.sold], REASON), {
        emitter: recalls,
        event: "UnitReopened",
        id: UNITS.sold,
        space: KIND_SPACES.RecallRegistry,
        kind: RecallKind.UnitReopened,
        actor: maker,
        fields: [1, maker.address, REASON],
      });
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.Open);
      expect(await recalls.openCampaignsOf(UNITS.sold)).to.have.lengthOf(1);
      await expect(handOver(UNITS.sold, owner, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);

      await recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE);
      await handOver(UNITS.sold, owner, buyer);
    });

    it("takes units that were found not to have the defect, and units of a marked list", async () => {
      const { recalls, maker, authorities } = await loadFixture(settledFixture);
      await recalls.connect(maker).reopen(1, [UNITS.abroad], REASON);
      expect(await recalls.isAffected(1, UNITS.abroad)).to.equal(true);

      const byES = recalls.connect(authorities.ES);
      await byES.open({ ...MARKED, country: ES }, Severity.StopUse, false, NOTICE);
      await byES.mark(2, [UNITS.sold]);
      await byES.markNotApplicable(2, [UNITS.sold], REASON);
      await byES.reopen(2, [UNITS.sold], REASON);
      expect(await recalls.statusOf(2, UNITS.sold)).to.equal(Status.Open);
    });
  });

  describe("close", () => {
    it("refuses a campaign that does not exist", async () => {
      const { recalls, maker } = await loadFixture(rangeFixture);
      await expect(recalls.connect(maker).close(2, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(2);
    });

    it("refuses everybody but the opener", async () => {
      const { recalls, authorities, stranger } = await loadFixture(rangeFixture);
      for (const caller of [authorities.CN, authorities.ES, stranger]) {
        await expect(recalls.connect(caller).close(1, REASON))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
          .withArgs(MODEL, EVERYWHERE, caller.address);
      }
    });

    it("refuses without a reason", async () => {
      const { recalls, maker } = await loadFixture(rangeFixture);
      await expect(recalls.connect(maker).close(1, ZeroHash))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryZeroDigest")
        .withArgs();
    });

    for (const [what, fixture] of [
      ["that of an authority", marketFixture],
      ["an advisory of a maker", advisoryFixture],
    ] as const) {
      it(`closes at once and once, naming when to who tries again: ${what}`, async () => {
        const { recalls, maker, authorities } = await loadFixture(fixture);
        const { model, country } = await recalls.campaignOf(1);
        const opener = country === ES ? authorities.ES : maker;
        const tx = await recalls.connect(opener).close(1, REASON);
        const closedAt = await time.latest();

        expect((await recalls.campaignOf(1)).closedAt).to.equal(closedAt);
        expect(await recalls.openCampaigns(model, country)).to.deep.equal([]);
        expect(await recalls.openCampaignsOf(UNITS.sold)).to.deep.equal([]);
        // What was not done stays not done.
        expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.Open);
        await expect(tx)
          .to.emit(recalls, "CampaignClosed")
          .withArgs(1, opener.address, closedAt, REASON);
        await expectRecorded(recalls, tx, {
          subject: subjectOf.number(1),
          kind: CampaignKind.CampaignClosed,
          actor: opener.address,
        });
        await expect(recalls.connect(opener).close(1, REASON))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
          .withArgs(1, closedAt);
      });
    }

    for (const severity of [Severity.NoTransfer, Severity.StopUse]) {
      it(`announces the closing of a maker's campaign that blocks, which binds until then: ${Severity[severity]}`, async () => {
        const { recalls, maker } = await loadFixture(modulesFixture);
        await recalls.connect(maker).open(RANGE, severity, true, NOTICE);
        const tx = await recalls.connect(maker).close(1, REASON);
        const closedAt = (await time.latest()) + CLOSING_NOTICE;
        await expect(tx)
          .to.emit(recalls, "CampaignClosed")
          .withArgs(1, maker.address, closedAt, REASON);
        expect((await recalls.campaignOf(1)).closedAt).to.equal(closedAt);
        await expect(recalls.connect(maker).close(1, REASON))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryClosingAnnounced")
          .withArgs(1, closedAt);

        await time.increaseTo(closedAt - 2);
        await recalls.connect(maker).remedy(1, [UNITS.untouched], EVERYWHERE, EVIDENCE);
        expect(await time.latest()).to.equal(closedAt - 1);
        expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.deep.equal([1n]);
        expect(await recalls.openCampaignsOf(UNITS.sold)).to.have.lengthOf(1);
        await expect(recalls.checkTransfer(UNITS.sold, ZeroAddress, ZeroAddress))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
          .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);

        await time.increaseTo(closedAt);
        expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.deep.equal([]);
        expect(await recalls.openCampaignsOf(UNITS.sold)).to.deep.equal([]);
        await recalls.checkTransfer(UNITS.sold, ZeroAddress, ZeroAddress);
        await expect(recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
          .withArgs(1, closedAt);
      });
    }

    it("leaves the other campaigns of the list open, whichever is closed", async () => {
      for (const closed of [1n, 2n, 3n]) {
        const { recalls, maker } = await loadFixture(modulesFixture);
        for (const number of ["A", "B", "C"]) {
          await recalls.connect(maker).open(RANGE, Severity.Advisory, true, numbered(number));
        }
        await recalls.connect(maker).close(closed, REASON);
        const left = [1n, 2n, 3n].filter((campaign) => campaign !== closed);
        expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.have.members(left);
        const open = await recalls.openCampaignsOf(UNITS.sold);
        expect(open.map(({ campaign }) => campaign)).to.have.members(left);
      }
    });

    it("is done by the authority of the country as it is now", async () => {
      const world = await loadFixture(marketFixture);
      const { recalls, authorities, consortium, governance } = world;
      await consortium.connect(governance).releaseCountry(ES);
      for (const caller of [authorities.ES, authorities.DE]) {
        await expect(recalls.connect(caller).close(1, REASON))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
          .withArgs(MODEL, ES, caller.address);
      }
      // A country without an authority is no way around its campaigns.
      await expect(recalls.checkTransfer(UNITS.sold, ZeroAddress, ZeroAddress))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
      await consortium.connect(governance).assignCountry(ES, 4);
      const { actsFrom } = await consortium.tenancyOf(ES);
      await time.increaseTo(actsFrom);
      await recalls.connect(authorities.DE).close(1, REASON);
    });

    it("is done by the maker's account as it is now", async () => {
      const world = await loadFixture(rangeFixture);
      const successor = await rotateMaker(world);
      await expect(world.recalls.connect(world.maker).close(1, REASON))
        .to.be.revertedWithCustomError(world.recalls, "RecallRegistryNotOpener")
        .withArgs(MODEL, EVERYWHERE, world.maker.address);
      await world.recalls.connect(successor).close(1, REASON);
    });
  });

  describe("suspend", () => {
    /** Campaign 1 is older than the compromise of the maker's account, campaign 2 lies within it; both bind units 1 to 100. */
    async function compromisedFixture(connection: Connection) {
      const world = await rangeFixture(connection);
      const { recalls, authorityRegistry, authorities, maker } = world;
      await recalls.connect(maker).open(RANGE, Severity.StopUse, true, numbered("26R-002"));
      const since = await time.latest();
      await authorityRegistry
        .connect(authorities.CN)
        .declareCompromised(code(MAKER), since, REASON);
      return { ...world, since };
    }

    it("refuses a campaign that does not exist or is closed", async () => {
      const { recalls, authorities } = await loadFixture(marketFixture);
      const byES = recalls.connect(authorities.ES);
      await expect(byES.suspend(2, ES, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(2);
      await byES.close(1, REASON);
      await expect(byES.suspend(1, ES, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
        .withArgs(1, await time.latest());
    });

    it("refuses everybody but the authority of the market", async () => {
      const { recalls, authorityRegistry, authorities, maker, workshop } =
        await loadFixture(compromisedFixture);
      for (const [caller, country] of [
        [authorities.CN, ES],
        [authorities.ES, MX],
        [authorities.ES, PT],
        [authorities.ES, EVERYWHERE],
        [maker, ES],
        [workshop, ES],
      ] as const) {
        await expect(recalls.connect(caller).suspend(2, country, REASON))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAuthority")
          .withArgs(country, caller.address);
      }
    });

    it("refuses a campaign of an authority", async () => {
      const { recalls, authorities } = await loadFixture(marketFixture);
      await expect(recalls.connect(authorities.ES).suspend(1, ES, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryOfAuthority")
        .withArgs(1, ES);
    });

    it("refuses a campaign that no compromised account opened", async () => {
      const { recalls, authorities } = await loadFixture(rangeFixture);
      const { openedAt } = await recalls.campaignOf(1);
      await expect(recalls.connect(authorities.ES).suspend(1, ES, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotWithinCompromise")
        .withArgs(1, openedAt, 0, 0);
    });

    it("refuses a campaign older than the compromise", async () => {
      const { recalls, authorities, since } = await loadFixture(compromisedFixture);
      const { openedAt } = await recalls.campaignOf(1);
      await expect(recalls.connect(authorities.ES).suspend(1, ES, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotWithinCompromise")
        .withArgs(1, openedAt, since, 0);
    });

    it("refuses without a reason, and a second time", async () => {
      const { recalls, authorities } = await loadFixture(compromisedFixture);
      const byES = recalls.connect(authorities.ES);
      await expect(byES.suspend(2, ES, ZeroHash))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryZeroDigest")
        .withArgs();
      await byES.suspend(2, ES, REASON);
      await expect(byES.suspend(2, ES, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryAlreadySuspended")
        .withArgs(2, ES, await time.latest());
    });

    it("frees the units of that market, and of no other", async () => {
      const { recalls, authorities } = await loadFixture(compromisedFixture);
      const tx = await recalls.connect(authorities.ES).suspend(2, ES, REASON);

      expect(await recalls.suspendedAt(2, ES)).to.equal(await time.latest());
      expect(await recalls.suspendedAt(2, MX)).to.equal(0);
      const open = async (id: string) =>
        (await recalls.openCampaignsOf(id)).map(({ campaign }) => campaign);
      expect(await recalls.statusOf(2, UNITS.sold)).to.equal(Status.Unaffected);
      expect(await open(UNITS.sold)).to.deep.equal([1n]);
      for (const id of [UNITS.abroad, UNITS.untouched]) {
        expect(await recalls.statusOf(2, id)).to.equal(Status.Open);
        expect(await open(id)).to.deep.equal([1n, 2n]);
      }
      // Before it is placed on a market, the country of its code answers for a unit.
      await recalls.connect(authorities.CN).suspend(2, code("CN"), REASON);
      expect(await open(UNITS.untouched)).to.deep.equal([1n]);
      await recalls.checkOperator(UNITS.untouched, authorities.CN);
      expect(await open(UNITS.abroad)).to.deep.equal([1n, 2n]);

      await expect(tx)
        .to.emit(recalls, "CampaignSuspended")
        .withArgs(2, ES, authorities.ES.address, REASON);
      await expectRecorded(recalls, tx, {
        subject: subjectOf.number(2),
        kind: CampaignKind.CampaignSuspended,
        actor: authorities.ES.address,
      });
    });

    it("leaves what was done to a unit as it is", async () => {
      const { recalls, authorities, workshop } = await loadFixture(compromisedFixture);
      await recalls.connect(workshop).remedy(2, [UNITS.sold], ES, EVIDENCE);
      await recalls.connect(authorities.ES).suspend(2, ES, REASON);
      expect(await recalls.statusOf(2, UNITS.sold)).to.equal(Status.Remedied);
    });

    it("leaves nothing to settle there", async () => {
      const { recalls, authorities, workshop } = await loadFixture(compromisedFixture);
      await recalls.connect(authorities.ES).suspend(2, ES, REASON);
      await expect(recalls.connect(workshop).remedy(2, [UNITS.sold], ES, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotAffected")
        .withArgs(2, UNITS.sold);
    });

    it("lets a unit move only between markets on which the campaign is suspended", async () => {
      const world = await loadFixture(modulesFixture);
      const { recalls, registry, authorityRegistry, authorities, maker, owner, dealer } = world;
      await recalls.connect(maker).open(RANGE, Severity.StopUse, true, NOTICE);
      await authorityRegistry
        .connect(authorities.CN)
        .declareCompromised(code(MAKER), await time.latest(), REASON);
      await recalls.connect(authorities.ES).suspend(1, ES, REASON);
      for (const [holder, id, country] of [
        [owner, UNITS.sold, MX],
        [dealer, UNITS.abroad, ES],
      ] as const) {
        await expect(registry.connect(holder).relocate(id, country))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
          .withArgs(id, 1, NOTICE.campaignNumber);
      }
      // A unit on no market leaves none.
      await recalls.checkPlacement(UNITS.untouched, ES);
      await expect(recalls.checkPlacement(UNITS.untouched, MX))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.untouched, 1, NOTICE.campaignNumber);

      await recalls.connect(authorities.MX).suspend(1, MX, REASON);
      await registry.connect(owner).relocate(UNITS.sold, MX);
      await registry.connect(dealer).relocate(UNITS.abroad, ES);
    });
  });

  describe("statusOf", () => {
    it("refuses a campaign that does not exist, and a code that was never issued", async () => {
      const { recalls, registry, maker } = await loadFixture(modulesFixture);
      await expect(recalls.statusOf(1, UNITS.sold))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(1);
      await expect(recalls.campaignOf(1))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(1);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, true, NOTICE);
      for (const id of [UNITS.unknown, ZeroHash]) {
        await expect(recalls.statusOf(1, id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
          .withArgs(id);
        await expect(recalls.isAffected(1, id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
          .withArgs(id);
      }
    });

    it("finds both ends of a range, and nothing outside", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      const scope = { ...RANGE, first: unit(10), last: unit(20) };
      await recalls.connect(maker).open(scope, Severity.Advisory, true, NOTICE);
      for (const [counter, status] of [
        [9, Status.Unaffected],
        [10, Status.Open],
        [20, Status.Open],
        [21, Status.Unaffected],
      ] as const) {
        expect(await recalls.statusOf(1, unit(counter))).to.equal(status);
      }
    });

    it("finds units of a list by the same byte order, and single ones", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      const [first, second, third] = LISTED_SERIALS.map(listed) as [string, string, string];
      const scope = { ...RANGE, model: OTHER_MODEL, first: second, last: second };
      await recalls.connect(maker).open(scope, Severity.Advisory, true, NOTICE);
      expect(await recalls.isAffected(1, first)).to.equal(false);
      expect(await recalls.isAffected(1, second)).to.equal(true);
      expect(await recalls.isAffected(1, third)).to.equal(false);
      // A whole model, whatever was and will be issued of it.
      const whole = {
        ...scope,
        first: code(`${LISTED_MODEL}${"0".repeat(17)}`),
        last: code(`${LISTED_MODEL}${"Z".repeat(17)}`),
      };
      await recalls.connect(maker).open(whole, Severity.Advisory, true, numbered("26R-002"));
      for (const id of [first, second, third]) {
        expect(await recalls.isAffected(2, id)).to.equal(true);
      }
    });

    it("binds units issued within the range later on", async () => {
      const { recalls, registry, maker } = await loadFixture(modulesFixture);
      const scope = { ...RANGE, last: unit(20_000) };
      await recalls.connect(maker).open(scope, Severity.Advisory, true, NOTICE);
      await registry.connect(maker).issueLot(MODEL, code("26W05000000010001"), 10, ZeroHash, "");
      expect(await recalls.statusOf(1, unit(10_005))).to.equal(Status.Open);
    });

    it("binds under a country's campaign those on its market alone, wherever they go", async () => {
      const { recalls, registry, authorities, maker, owner } = await loadFixture(modulesFixture);
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.Advisory, true, NOTICE);
      // CN is the country of the code, not a market that anything was placed on.
      await recalls
        .connect(authorities.CN)
        .open({ ...RANGE, country: code("CN") }, Severity.Advisory, true, NOTICE);
      const statuses = (campaign: number) =>
        Promise.all(
          [UNITS.sold, UNITS.abroad, UNITS.untouched, UNITS.scrapped, UNITS.neverPlaced].map(
            async (id) => Number(await recalls.statusOf(campaign, id)),
          ),
        );
      const { Open, Unaffected, Remedied } = Status;
      expect(await statuses(1)).to.deep.equal([Open, Unaffected, Unaffected, Open, Unaffected]);
      expect(await statuses(2)).to.deep.equal(Array(5).fill(Unaffected));

      await registry.connect(owner).relocate(UNITS.sold, MX);
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Unaffected);
      await registry.connect(owner).relocate(UNITS.sold, ES);
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Open);
      await recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE);
      await registry.connect(owner).relocate(UNITS.sold, MX);
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Remedied);
    });
  });

  describe("openCampaignsOf", () => {
    it("refuses a code that was never issued", async () => {
      const { recalls, registry } = await loadFixture(rangeFixture);
      await expect(recalls.openCampaignsOf(UNITS.unknown))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNITS.unknown);
    });

    it("gathers those of the maker and of the unit's market, and what a reader needs of each", async () => {
      const { recalls, maker, authorities } = await loadFixture(modulesFixture);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, true, NOTICE);
      const notice = { ...numbered("ES-7"), parkIt: false, overTheAirUpdate: true };
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.StopUse, true, notice);
      await recalls
        .connect(authorities.MX)
        .open({ ...RANGE, country: MX }, Severity.NoTransfer, true, numbered("MX-7"));
      await recalls.connect(maker).open(MARKED, Severity.StopUse, true, numbered("26R-002"));

      const ofMaker = [1n, BigInt(Severity.Advisory), EVERYWHERE, true, false, "26R-001"];
      const ofES = [2n, BigInt(Severity.StopUse), ES, false, true, "ES-7"];
      const ofMX = [3n, BigInt(Severity.NoTransfer), MX, true, false, "MX-7"];
      const open = async (id: string) =>
        [...(await recalls.openCampaignsOf(id))].map((c) => [...c]);
      expect(await open(UNITS.sold)).to.deep.equal([ofMaker, ofES]);
      expect(await open(UNITS.abroad)).to.deep.equal([ofMaker, ofMX]);
      expect(await open(UNITS.untouched)).to.deep.equal([ofMaker]);
      expect(await open(UNITS.scrapped)).to.deep.equal([ofMaker, ofES]);
      expect(await open(UNITS.neverPlaced)).to.deep.equal([ofMaker]);
      expect(await open(unit(101))).to.deep.equal([]);
    });
  });

  describe("checkTransfer", () => {
    it("refuses a code that was never issued", async () => {
      const { recalls, registry } = await loadFixture(rangeFixture);
      await expect(recalls.checkTransfer(UNITS.unknown, ZeroAddress, ZeroAddress))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNITS.unknown);
    });

    for (const severity of [Severity.NoTransfer, Severity.StopUse]) {
      it(`keeps an affected robot where it is until it is remedied: ${Severity[severity]}`, async () => {
        const { recalls, registry, maker, workshop, owner, buyer, handOver } =
          await loadFixture(modulesFixture);
        await recalls.connect(maker).open(RANGE, severity, true, NOTICE);
        await expect(handOver(UNITS.sold, owner, buyer))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
          .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
        expect(await registry.ownerOf(UNITS.sold)).to.equal(owner.address);

        await recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE);
        await handOver(UNITS.sold, owner, buyer);
        expect(await registry.ownerOf(UNITS.sold)).to.equal(buyer.address);
      });
    }

    it("lets it go once the opener found it not to have the defect, or closed the campaign", async () => {
      const world = await loadFixture(rangeFixture);
      const { recalls, maker, owner, buyer, dealer, handOver } = world;
      await recalls.connect(maker).markNotApplicable(1, [UNITS.sold], REASON);
      await handOver(UNITS.sold, owner, buyer);
      await expect(handOver(UNITS.abroad, dealer, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.abroad, 1, NOTICE.campaignNumber);
      await closeInTime(world);
      await handOver(UNITS.abroad, dealer, buyer);
    });

    it("never blocks by an advisory", async () => {
      const { recalls, maker, owner, buyer, handOver } = await loadFixture(modulesFixture);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, true, NOTICE);
      await handOver(UNITS.sold, owner, buyer);
      await recalls.checkPlacement(UNITS.untouched, ES);
    });

    it("blocks marked units alone", async () => {
      const { recalls, owner, dealer, buyer, handOver } = await loadFixture(markedFixture);
      await handOver(UNITS.abroad, dealer, buyer);
      await expect(handOver(UNITS.sold, owner, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
    });

    it("blocks by a country's campaign on its market alone", async () => {
      const { recalls, owner, dealer, buyer, handOver } = await loadFixture(marketFixture);
      await handOver(UNITS.abroad, dealer, buyer);
      await expect(handOver(UNITS.sold, owner, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
    });

    it("names the campaign that blocks, past those that do not", async () => {
      const { recalls, maker, authorities } = await loadFixture(modulesFixture);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, true, NOTICE);
      await recalls.connect(maker).open(MARKED, Severity.StopUse, true, numbered("26R-002"));
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.StopUse, true, numbered("ES-7"));
      await expect(recalls.checkTransfer(UNITS.sold, ZeroAddress, ZeroAddress))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 3, "ES-7");
    });
  });

  describe("checkPlacement", () => {
    it("keeps affected units off every market by the maker's campaign", async () => {
      const { recalls, registry, maker, owner, place } = await loadFixture(rangeFixture);
      const { untouched, sold } = UNITS;
      await expect(place(untouched, "ES"))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(untouched, 1, NOTICE.campaignNumber);
      await expect(registry.connect(owner).relocate(sold, MX))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(sold, 1, NOTICE.campaignNumber);
      await recalls.connect(maker).remedy(1, [untouched, sold], EVERYWHERE, EVIDENCE);
      await place(untouched, "ES");
      await registry.connect(owner).relocate(sold, MX);
    });

    it("keeps affected units off the market of a country by its campaign, and lets others elsewhere", async () => {
      const { recalls, registry, dealer, place } = await loadFixture(marketFixture);
      const { untouched, abroad } = UNITS;
      await expect(place(untouched, "ES"))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(untouched, 1, NOTICE.campaignNumber);
      await expect(registry.connect(dealer).relocate(abroad, ES))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(abroad, 1, NOTICE.campaignNumber);
      await place(untouched, "MX");
    });

    it("lets no unit leave the market whose campaign is open on it", async () => {
      const { recalls, registry, owner, workshop } = await loadFixture(marketFixture);
      const { sold } = UNITS;
      await expect(registry.connect(owner).relocate(sold, MX))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(sold, 1, NOTICE.campaignNumber);
      await recalls.connect(workshop).remedy(1, [sold], ES, EVIDENCE);
      await registry.connect(owner).relocate(sold, MX);
    });

    it("refuses a code that was never issued", async () => {
      const { recalls, registry } = await loadFixture(marketFixture);
      const unknown = unit(999_999);
      await expect(recalls.checkPlacement(unknown, ES))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(unknown);
    });
  });

  describe("checkOperator", () => {
    it("refuses a code that was never issued", async () => {
      const { recalls, registry, operator } = await loadFixture(rangeFixture);
      await expect(recalls.checkOperator(UNITS.unknown, operator))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNITS.unknown);
    });

    it("lets an operator be named under an advisory, and where the robot may only not change hands", async () => {
      const { recalls, maker, operator } = await loadFixture(rangeFixture);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, true, numbered("26R-002"));
      await recalls.checkOperator(UNITS.sold, operator);
    });

    it("refuses an operator while a stop-use campaign is open on the robot, of the maker or on its market", async () => {
      const { recalls, maker, authorities, operator } = await loadFixture(rangeFixture);
      const refused = (id: string, campaign: number, number: string) =>
        expect(recalls.checkOperator(id, operator))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryUseForbidden")
          .withArgs(id, campaign, number);
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.StopUse, true, numbered("ES-7"));
      await refused(UNITS.sold, 2, "ES-7");
      await recalls.checkOperator(UNITS.abroad, operator);

      await recalls.connect(maker).open(RANGE, Severity.StopUse, true, numbered("26R-002"));
      for (const id of [UNITS.sold, UNITS.abroad]) await refused(id, 3, "26R-002");
      await recalls.connect(maker).remedy(3, [UNITS.sold, UNITS.abroad], EVERYWHERE, EVIDENCE);
      await refused(UNITS.sold, 2, "ES-7");
      await recalls.checkOperator(UNITS.abroad, operator);
      await recalls.connect(authorities.ES).close(2, REASON);
      await recalls.checkOperator(UNITS.sold, operator);
    });
  });

  describe("log", () => {
    it("folds to the heads that the contract keeps, campaign by campaign", async () => {
      const world = await loadFixture(markedFixture);
      const { recalls, authorityRegistry, authorities, maker, workshop } = world;
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.NoTransfer, false, numbered("ES-7"));
      await recalls.connect(maker).mark(1, [UNITS.abroad, UNITS.untouched]);
      await recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE);
      await recalls.connect(maker).reopen(1, [UNITS.sold], REASON);
      await recalls.connect(authorities.ES).markNotApplicable(2, [UNITS.sold], REASON);
      await recalls.connect(maker).close(1, REASON);
      await recalls.connect(authorities.ES).close(2, REASON);
      const { openedAt } = await recalls.campaignOf(1);
      await authorityRegistry
        .connect(authorities.CN)
        .declareCompromised(code(MAKER), openedAt, REASON);
      await recalls.connect(authorities.MX).suspend(1, MX, REASON);

      await expectLogFolds(recalls);
      expect((await recalls.log()).count).to.equal(7);
      expect((await recalls.historyOf(subjectOf.number(1))).seq).to.equal(5);
      expect((await recalls.historyOf(subjectOf.number(2))).seq).to.equal(2);
      expect(await recalls.historyOf(subjectOf.number(3))).to.deep.equal([ZeroHash, 0n]);
    });
  });

  describe("what roles combined could do", () => {
    /** Campaign 1: of the authority of ES, for its market, units 1 to 100, stop use; the maker's remedies do not count. */
    async function stopUseFixture(connection: Connection) {
      const world = await modulesFixture(connection);
      const { recalls, authorityRegistry, authorities, stranger } = world;
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.StopUse, false, NOTICE);
      await authorityRegistry
        .connect(authorities.DE)
        .accredit(stranger, Role.Workshop, DE, (await time.latest()) + YEAR);
      return { ...world, ofDE: stranger };
    }

    it("H1: a seat that was voted into a country lifts no recall older than its term there before it has its tenure", async () => {
      const world = await loadFixture(stopUseFixture);
      const { recalls, authorityRegistry, authorities, consortium, maker, stranger } = world;
      await recalls.connect(maker).open(RANGE, Severity.NoTransfer, true, NOTICE);
      const { openedAt } = await recalls.campaignOf(2);
      await authorityRegistry
        .connect(authorities.CN)
        .declareCompromised(code(MAKER), openedAt, REASON);
      await reassign(world, ES, 4);
      const { actsFrom } = await consortium.tenancyOf(ES);
      expect(actsFrom).to.equal((await time.latest()) + TENURE);
      const byDE = recalls.connect(authorities.DE);
      const byWorkshop = recalls.connect(stranger);
      await authorityRegistry
        .connect(authorities.DE)
        .accredit(stranger, Role.Workshop, ES, (await time.latest()) + 2 * YEAR - DAY);

      const lifts = [
        [1, () => byDE.close(1, REASON)],
        [1, () => byDE.markNotApplicable(1, [UNITS.sold], REASON)],
        [1, () => byWorkshop.remedy(1, [UNITS.sold], ES, EVIDENCE)],
        [2, () => byWorkshop.remedy(2, [UNITS.sold], ES, EVIDENCE)],
        [2, () => byDE.suspend(2, ES, REASON)],
      ] as const;
      const refused = async () => {
        for (const [campaign, lift] of lifts) {
          await expect(lift())
            .to.be.revertedWithCustomError(recalls, "RecallRegistrySeatTooNew")
            .withArgs(campaign, ES, actsFrom);
        }
      };
      await refused();
      // It leads what it opens itself, and can add to what it found.
      const own = { ...RANGE, country: ES };
      await byDE.open(own, Severity.StopUse, false, numbered("ES-2"));
      await byDE.markNotApplicable(3, [UNITS.sold], REASON);
      await byDE.reopen(3, [UNITS.sold], REASON);
      await byWorkshop.remedy(3, [UNITS.sold], ES, EVIDENCE);
      await byDE.close(3, REASON);

      await time.increaseTo(actsFrom - 20n);
      await refused();
      await time.setNextBlockTimestamp(actsFrom);
      await byDE.suspend(2, ES, REASON);
      await byWorkshop.remedy(1, [UNITS.sold], ES, EVIDENCE);
      await byDE.close(1, REASON);
    });

    it("H1: what a seat opened in the block in which it lost the country is older than the term of the next", async () => {
      const world = await loadFixture(modulesFixture);
      const { recalls, consortium, governance, authorities } = world;
      await ethers.provider.send("evm_setAutomine", [false]);
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.StopUse, false, NOTICE);
      await consortium.connect(governance).releaseCountry(ES);
      await consortium.connect(governance).assignCountry(ES, 4);
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);
      const { since, actsFrom } = await consortium.tenancyOf(ES);
      expect((await recalls.campaignOf(1)).openedAt).to.equal(since);
      await expect(recalls.connect(authorities.DE).close(1, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistrySeatTooNew")
        .withArgs(1, ES, actsFrom);
    });

    it("H2: a workshop accredited by DE does not remedy ES's stop-use recall on a robot in ES, which then does not sell", async () => {
      const { recalls, ofDE, owner, buyer, handOver } = await loadFixture(stopUseFixture);
      await expect(recalls.connect(ofDE).remedy(1, [UNITS.sold], DE, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryWrongJurisdiction")
        .withArgs(UNITS.sold, DE, ES);
      await expect(recalls.connect(ofDE).remedy(1, [UNITS.sold], ES, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotRemedier")
        .withArgs(1, ES, ofDE.address);
      await expect(handOver(UNITS.sold, owner, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
    });

    it("H2: ES can reopen a unit that was remedied in word alone, and it does not sell", async () => {
      const { recalls, authorities, workshop, owner, buyer, handOver } =
        await loadFixture(stopUseFixture);
      await recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE);
      await recalls.connect(authorities.ES).reopen(1, [UNITS.sold], REASON);
      await expect(handOver(UNITS.sold, owner, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
    });

    it("H2: the workshop of a seat that was expelled no longer remedies, whatever its accreditation says", async () => {
      const { recalls, consortium, governance, authorities, workshop } =
        await loadFixture(stopUseFixture);
      const seat = await consortium.seatOfAuthority(authorities.ES);
      await consortium.connect(governance).expelSeat(seat);
      const refused = () =>
        expect(recalls.connect(workshop).remedy(1, [UNITS.sold], ES, EVIDENCE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotRemedier")
          .withArgs(1, ES, workshop.address);
      await refused();
      await consortium.connect(governance).assignCountry(ES, 4);
      await refused();
    });

    it("H4: a stolen key of a maker, once declared compromised, lifts no recall, opens none and leads none", async () => {
      const { recalls, authorityRegistry, authorities, maker } = await loadFixture(marketFixture);
      await recalls.connect(maker).open(MARKED, Severity.StopUse, true, NOTICE);
      await recalls.connect(maker).mark(2, [UNITS.sold]);
      await recalls.connect(maker).remedy(2, [UNITS.sold], EVERYWHERE, EVIDENCE);
      await authorityRegistry
        .connect(authorities.CN)
        .declareCompromised(code(MAKER), await time.latest(), REASON);

      const byMaker = recalls.connect(maker);
      for (const campaign of [1, 2]) {
        await expect(byMaker.remedy(campaign, [UNITS.sold], EVERYWHERE, EVIDENCE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotRemedier")
          .withArgs(campaign, EVERYWHERE, maker.address);
      }
      for (const call of [
        () => byMaker.open(RANGE, Severity.StopUse, true, numbered("26R-002")),
        () => byMaker.mark(2, [UNITS.abroad]),
        () => byMaker.markNotApplicable(2, [UNITS.sold], REASON),
        () => byMaker.reopen(2, [UNITS.sold], REASON),
        () => byMaker.close(2, REASON),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
          .withArgs(MODEL, EVERYWHERE, maker.address);
      }
    });

    it("H4: of 32 stop-use campaigns of whole models that a stolen key opened, each authority frees its market, and the successor closes all", async () => {
      const world = await loadFixture(modulesFixture);
      const { recalls, authorityRegistry, authorities, maker, newcomer } = world;
      const { owner, dealer, buyer, handOver } = world;
      const whole = {
        ...RANGE,
        first: code(`${SEQUENTIAL_MODEL}${"0".repeat(17)}`),
        last: code(`${SEQUENTIAL_MODEL}${"Z".repeat(17)}`),
      };
      const since = await time.latest();
      for (let index = 1; index <= MOST_OPEN; ++index) {
        await recalls.connect(maker).open(whole, Severity.StopUse, true, numbered(`X${index}`));
      }
      const byCN = authorityRegistry.connect(authorities.CN);
      await byCN.declareCompromised(code(MAKER), since, REASON);
      await expect(handOver(UNITS.sold, owner, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 1, "X1");
      for (let campaign = 1; campaign <= MOST_OPEN; ++campaign) {
        await recalls.connect(authorities.ES).suspend(campaign, ES, REASON);
      }
      await handOver(UNITS.sold, owner, buyer);
      await expect(handOver(UNITS.abroad, dealer, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.abroad, 1, "X1");

      await byCN.nameSuccessor(code(MAKER), newcomer, REASON);
      await authorityRegistry.connect(authorities.ES).countersignSuccession(code(MAKER), newcomer);
      await authorityRegistry.connect(authorities.DE).countersignSuccession(code(MAKER), newcomer);
      await time.increase(SUCCESSION_NOTICE);
      await authorityRegistry.connect(newcomer).acceptSuccession(code(MAKER));
      // What the stolen key opened can be suspended when a successor has taken over, too.
      await recalls.connect(authorities.MX).suspend(1, MX, REASON);
      for (let campaign = 1; campaign <= MOST_OPEN; ++campaign) {
        await recalls.connect(newcomer).close(campaign, REASON);
      }
      await time.increase(CLOSING_NOTICE);
      await handOver(UNITS.abroad, dealer, buyer);
      await recalls.connect(newcomer).open(whole, Severity.StopUse, true, NOTICE);
      await expect(recalls.connect(authorities.ES).suspend(33, ES, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotWithinCompromise")
        .withArgs(
          33,
          await time.latest(),
          since,
          (await authorityRegistry.compromiseOf(code(MAKER))).until,
        );
    });

    it('M4: a maker does not "remedy" the campaign of an authority that does not say so', async () => {
      const { recalls, maker, owner, buyer, handOver } = await loadFixture(stopUseFixture);
      await expect(recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryMakerDoesNotRemedy")
        .withArgs(1, maker.address);
      await expect(handOver(UNITS.sold, owner, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
    });

    it("M4: a maker that closes its own stop-use with every unit open gives each authority the time to open one", async () => {
      const { recalls, maker, authorities, owner, dealer, buyer, handOver } =
        await loadFixture(modulesFixture);
      await recalls.connect(maker).open(RANGE, Severity.StopUse, true, NOTICE);
      await recalls.connect(maker).close(1, REASON);
      await expect(handOver(UNITS.sold, owner, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.StopUse, false, numbered("ES-7"));
      await time.increase(CLOSING_NOTICE);
      await expect(handOver(UNITS.sold, owner, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.sold, 2, "ES-7");
      await handOver(UNITS.abroad, dealer, buyer);
    });

    it("stop-use stops letting to an operator: naming one, and accepting", async () => {
      const { recalls, registry, maker, owner, operator } = await loadFixture(modulesFixture);
      const until = (await time.latest()) + YEAR;
      const name = () => registry.connect(owner).setOperator(UNITS.sold, operator, until);
      await name();
      await recalls.connect(maker).open(RANGE, Severity.StopUse, true, NOTICE);
      for (const attempt of [name, () => registry.connect(operator).acceptOperator(UNITS.sold)]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(recalls, "RecallRegistryUseForbidden")
          .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
      }
      expect(await registry.operatorOf(UNITS.sold)).to.equal(ZeroAddress);
      // Nothing keeps the holder from ending a term.
      await registry.connect(owner).setOperator(UNITS.sold, ZeroAddress, 0);
      await recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE);
      await name();
      await registry.connect(operator).acceptOperator(UNITS.sold);
    });
  });

  describe("bounds", () => {
    /** What a transaction may use. */
    const TRANSACTION_GAS = 16_777_216;

    /** Instrumented code uses gas of its own, and proves nothing. */
    function expectGas(gas: bigint | undefined, most: number) {
      if (!hre.globalOptions.coverage) expect(Number(gas)).to.be.lessThan(most);
    }

    /** Both lists of the sold unit full of blocking campaigns, each remedied on it: nothing is left out of a check. */
    async function fullFixture(connection: Connection) {
      const world = await modulesFixture(connection);
      const { recalls, maker, authorities } = world;
      for (let index = 0; index < MOST_OPEN; ++index) {
        const notice = numbered(`${"N".repeat(29)}${String(index).padStart(2, "0")}`);
        await recalls.connect(maker).open(RANGE, Severity.StopUse, true, notice);
        await recalls
          .connect(authorities.ES)
          .open({ ...RANGE, country: ES }, Severity.StopUse, true, notice);
      }
      return world;
    }

    it("tells all 64 campaigns of full lists in one call", async () => {
      const { recalls } = await loadFixture(fullFixture);
      expect(await recalls.openCampaignsOf(UNITS.sold)).to.have.lengthOf(2 * MOST_OPEN);
      const gas = await recalls.openCampaignsOf.estimateGas(UNITS.sold);
      expectGas(gas, 950_000);
    });

    it("checks a transfer against full lists, all remedied, within a small part of a transaction", async () => {
      const { recalls, maker, owner, buyer, handOver } = await loadFixture(fullFixture);
      for (let campaign = 1; campaign <= 2 * MOST_OPEN; ++campaign) {
        await recalls.connect(maker).remedy(campaign, [UNITS.sold], EVERYWHERE, EVIDENCE);
      }
      const gas = await recalls.checkTransfer.estimateGas(UNITS.sold, owner, buyer);
      expectGas(gas, 600_000);
      const receipt = await (await handOver(UNITS.sold, owner, buyer)).wait();
      expectGas(receipt?.gasUsed, TRANSACTION_GAS / 20);
    });
  });
});
