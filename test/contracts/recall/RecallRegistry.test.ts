import { expect } from "chai";
import hre from "hardhat";
import { code } from "../../fixtures/codes.js";
import { commitment } from "../../fixtures/device.js";
import { expectEntry } from "../../fixtures/entries.js";
import { modulesFixture, RECALL_SPACE, UNITS } from "../../fixtures/modules.js";
import { type Connection, createNetwork, YEAR } from "../../fixtures/network.js";
import {
  LISTED_MODEL,
  LISTED_SERIALS,
  listed,
  MAKER,
  Role,
  SEQUENTIAL_MODEL,
  unit,
} from "../../fixtures/registry.js";

const { ethers, networkHelpers } = await createNetwork();
const { loadFixture, time } = networkHelpers;
const { ZeroHash, ZeroAddress } = ethers;

const MODEL = code(SEQUENTIAL_MODEL);
const OTHER_MODEL = code(LISTED_MODEL);
const EVERYWHERE = "0x0000";
const ES = code("ES");
const MX = code("MX");
const DE = code("DE");
/** A country that no seat holds. */
const PT = code("PT");

enum Severity {
  None,
  Advisory,
  NoTransfer,
  StopUse,
}
enum ScopeKind {
  None,
  Range,
  Marked,
}
enum Status {
  Unaffected,
  Open,
  Remedied,
  NotApplicable,
}
enum RecallKind {
  None,
  UnitRemedied,
  UnitNotApplicable,
}
const MOST_OPEN = 32;

const REASON = commitment("a reason");
const EVIDENCE = commitment("a work record");

/** Units 1 to 100 of the lot, which hold every unit of the fixture that was issued. */
const RANGE = {
  model: MODEL,
  country: EVERYWHERE,
  kind: ScopeKind.Range,
  first: unit(1),
  last: unit(100),
};
const MARKED = { ...RANGE, kind: ScopeKind.Marked, first: ZeroHash, last: ZeroHash };

const NOTICE = {
  campaignNumber: "26R-001",
  component: "Battery pack BP-48",
  summary: "A weld of the busbar can crack.",
  consequence: "The pack can overheat and burn.",
  remedy: "The pack is replaced free of charge.",
  parkIt: true,
  overTheAirUpdate: false,
};
const NOTICE_TYPE =
  "tuple(string campaignNumber,string component,string summary,string consequence,string remedy,bool parkIt,bool overTheAirUpdate)";

function numbered(campaignNumber: string) {
  return { ...NOTICE, campaignNumber };
}

type World = Awaited<ReturnType<typeof modulesFixture>>;

/** Campaign 1: of the maker, everywhere, units 1 to 100, no transfer. */
async function rangeFixture(connection: Connection) {
  const world = await modulesFixture(connection);
  await world.recalls.connect(world.maker).open(RANGE, Severity.NoTransfer, NOTICE);
  return world;
}

/** Campaign 1: of the authority of ES, for its market, units 1 to 100, no transfer. */
async function marketFixture(connection: Connection) {
  const world = await modulesFixture(connection);
  await world.recalls
    .connect(world.authorities.ES)
    .open({ ...RANGE, country: ES }, Severity.NoTransfer, NOTICE);
  return world;
}

/** Campaign 1: of the maker, everywhere, marked, stop use; the sold unit is on its list. */
async function markedFixture(connection: Connection) {
  const world = await modulesFixture(connection);
  await world.recalls.connect(world.maker).open(MARKED, Severity.StopUse, NOTICE);
  await world.recalls.connect(world.maker).mark(1, [UNITS.sold]);
  return world;
}

/** Hands a country to another seat, as governance does. */
async function reassign({ consortium, governance }: World, country: string, seat: number) {
  await consortium.connect(governance).releaseCountry(country);
  await consortium.connect(governance).assignCountry(country, seat);
}

/** Hands a maker's code to another account. */
async function rotateMaker({ authorityRegistry, maker, newcomer }: World) {
  await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), newcomer);
  await authorityRegistry.connect(newcomer).acceptManufacturerAccount(code(MAKER));
  return newcomer;
}

describe("RecallRegistry", () => {
  describe("deployment", () => {
    it("knows its registry and says by ERC-165 what it is", async () => {
      const { recalls, registry } = await loadFixture(modulesFixture);
      expect(await recalls.registry()).to.equal(await registry.getAddress());
      expect(await recalls.mostOpenCampaigns()).to.equal(MOST_OPEN);
      expect(await recalls.campaignCount()).to.equal(0);

      const idOf = (names: (name: string) => boolean) => {
        let id = 0n;
        recalls.interface.forEachFunction(({ name, selector }) => {
          if (names(name)) id ^= BigInt(selector);
        });
        return ethers.toBeHex(id, 4);
      };
      const policy = idOf((name) => name.startsWith("check"));
      const own = idOf((name) => !name.startsWith("check") && name !== "supportsInterface");
      for (const id of [policy, own, "0x01ffc9a7"]) {
        expect(await recalls.supportsInterface(id)).to.equal(true);
      }
      expect(await recalls.supportsInterface("0xffffffff")).to.equal(false);
    });
  });

  describe("open", () => {
    it("refuses a model that was never registered", async () => {
      const { recalls, authorityRegistry, maker } = await loadFixture(modulesFixture);
      const model = code("CNUT01NOSUCH");
      await expect(recalls.connect(maker).open({ ...RANGE, model }, Severity.Advisory, NOTICE))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryUnknownModel")
        .withArgs(model);
    });

    it("refuses a kind of scope that does not exist", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      for (const kind of [0, 3, 255]) {
        await expect(recalls.connect(maker).open({ ...RANGE, kind }, Severity.Advisory, NOTICE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownScopeKind")
          .withArgs(kind);
      }
    });

    it("refuses a range whose ends are no codes", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      const lower = code(`${SEQUENTIAL_MODEL}26w05000000000001`);
      await expect(
        recalls.connect(maker).open({ ...RANGE, first: lower }, Severity.Advisory, NOTICE),
      )
        .to.be.revertedWithCustomError(recalls, "RobotIdInvalidCharacter")
        .withArgs(lower, 14);
      const padded = `${unit(100).slice(0, -2)}01`;
      await expect(
        recalls.connect(maker).open({ ...RANGE, last: padded }, Severity.Advisory, NOTICE),
      )
        .to.be.revertedWithCustomError(recalls, "RobotIdInvalidPadding")
        .withArgs(padded, 31);
    });

    it("refuses a range that leaves the model at either end", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      for (const end of ["first", "last"]) {
        const outside = listed("ALPHA000000000001");
        await expect(
          recalls.connect(maker).open({ ...RANGE, [end]: outside }, Severity.Advisory, NOTICE),
        )
          .to.be.revertedWithCustomError(recalls, "RecallRegistryOtherModel")
          .withArgs(outside, MODEL);
      }
    });

    it("refuses a range that ends before it begins", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      const backwards = { ...RANGE, first: unit(2), last: unit(1) };
      await expect(recalls.connect(maker).open(backwards, Severity.Advisory, NOTICE))
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
        await expect(recalls.connect(maker).open(scope, Severity.Advisory, NOTICE))
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
        await expect(recalls.connect(caller).open({ ...RANGE, country }, Severity.Advisory, NOTICE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
          .withArgs(MODEL, country, caller.address);
      }
    });

    it("refuses a severity that does not exist", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      for (const severity of [0, 4, 255]) {
        await expect(recalls.connect(maker).open(RANGE, severity, NOTICE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownSeverity")
          .withArgs(severity);
      }
    });

    it("refuses a campaign number that is empty or has more than 31 bytes", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      // The second has 31 characters, and 32 bytes.
      for (const number of ["", `${"N".repeat(30)}É`]) {
        await expect(recalls.connect(maker).open(RANGE, Severity.Advisory, numbered(number)))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryInvalidCampaignNumber")
          .withArgs(number);
      }
      await recalls.connect(maker).open(RANGE, Severity.Advisory, numbered("N".repeat(31)));
    });

    it("refuses a campaign number that the opener gave before, though the campaign is closed or of another model", async () => {
      const { recalls, maker } = await loadFixture(rangeFixture);
      await recalls.connect(maker).close(1, REASON);
      const other = { ...MARKED, model: OTHER_MODEL };
      for (const scope of [RANGE, other]) {
        await expect(recalls.connect(maker).open(scope, Severity.Advisory, NOTICE))
          .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignNumberTaken")
          .withArgs(NOTICE.campaignNumber, 1);
      }
    });

    it("lets the maker and each authority number their campaigns for themselves", async () => {
      const { recalls, maker, authorities } = await loadFixture(modulesFixture);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, NOTICE);
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.Advisory, NOTICE);
      await recalls
        .connect(authorities.CN)
        .open({ ...RANGE, country: code("CN") }, Severity.Advisory, NOTICE);

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
          .open({ ...MARKED, country }, Severity.Advisory, numbered(`N${index}`));
      for (let index = 0; index < MOST_OPEN; ++index) await openAs(authorities.ES, ES, index);

      await expect(openAs(authorities.ES, ES, MOST_OPEN))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTooManyOpenCampaigns")
        .withArgs(MODEL, ES, MOST_OPEN);

      // A full list keeps nobody else from opening.
      await openAs(maker, EVERYWHERE, 0);
      await openAs(authorities.MX, MX, 0);
      await recalls
        .connect(authorities.ES)
        .open({ ...MARKED, model: OTHER_MODEL, country: ES }, Severity.Advisory, NOTICE);
      await recalls.connect(authorities.ES).close(1, REASON);
      await openAs(authorities.ES, ES, MOST_OPEN);
    });

    it("keeps what it needs, commits to the rest, and announces it all", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      const tx = await recalls.connect(maker).open(RANGE, Severity.StopUse, NOTICE);

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
          Object.values(NOTICE),
        );
    });

    it("keeps a marked campaign of an authority likewise", async () => {
      const { recalls, authorities } = await loadFixture(modulesFixture);
      const notice = { ...NOTICE, parkIt: false, overTheAirUpdate: true };
      const tx = await recalls
        .connect(authorities.DE)
        .open({ ...MARKED, country: DE }, Severity.Advisory, notice);

      const campaign = await recalls.campaignOf(1);
      expect([campaign.country, campaign.kind]).to.deep.equal([DE, BigInt(ScopeKind.Marked)]);
      expect([campaign.first, campaign.last]).to.deep.equal([ZeroHash, ZeroHash]);
      expect([campaign.parkIt, campaign.overTheAirUpdate]).to.deep.equal([false, true]);
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
          Object.values(notice),
        );
    });

    it("lets a maker recall what it made though it is suspended or revoked", async () => {
      const { recalls, authorityRegistry, authorities, maker } = await loadFixture(modulesFixture);
      await authorityRegistry.connect(authorities.CN).suspendManufacturer(code(MAKER), REASON);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, numbered("26R-001"));
      await authorityRegistry.connect(authorities.CN).revokeManufacturer(code(MAKER), REASON);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, numbered("26R-002"));
      expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.deep.equal([1n, 2n]);
    });

    it("costs the same for a hundred units as for a million", async () => {
      const gasOf = async (last: string) => {
        const { recalls, maker } = await loadFixture(modulesFixture);
        const tx = await recalls.connect(maker).open({ ...RANGE, last }, Severity.Advisory, NOTICE);
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
      const { recalls, maker } = await loadFixture(markedFixture);
      await recalls.connect(maker).close(1, REASON);
      await expect(recalls.connect(maker).mark(1, [UNITS.abroad]))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
        .withArgs(1, await time.latest());
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
      await expect(tx).not.to.emit(registry, "Recorded");
    });

    it("takes units of a list as of a lot", async () => {
      const { recalls, maker } = await loadFixture(modulesFixture);
      await recalls
        .connect(maker)
        .open({ ...MARKED, model: OTHER_MODEL }, Severity.NoTransfer, NOTICE);
      const ids = LISTED_SERIALS.map(listed);
      await recalls.connect(maker).mark(1, ids.slice(0, 2));
      expect(await recalls.isAffected(1, ids[0] ?? "")).to.equal(true);
      expect(await recalls.isAffected(1, ids[2] ?? "")).to.equal(false);
    });

    it("is done by the maker's account as it is now, and by whoever is the authority now", async () => {
      const world = await loadFixture(markedFixture);
      const { recalls, maker, authorities } = world;
      const successor = await rotateMaker(world);
      await expect(recalls.connect(maker).mark(1, [UNITS.abroad]))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryNotOpener")
        .withArgs(MODEL, EVERYWHERE, maker.address);
      await recalls.connect(successor).mark(1, [UNITS.abroad]);

      await recalls
        .connect(authorities.ES)
        .open({ ...MARKED, country: ES }, Severity.Advisory, NOTICE);
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
      const { recalls, maker } = await loadFixture(rangeFixture);
      await recalls.connect(maker).close(1, REASON);
      await expect(recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
        .withArgs(1, await time.latest());
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
      await recalls.connect(maker).open(MARKED, Severity.Advisory, numbered("26R-002"));
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.Advisory, NOTICE);
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
      await recalls.connect(maker).open({ ...RANGE, last }, Severity.Advisory, NOTICE);
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
      await recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE);
      await recalls.connect(maker).markNotApplicable(1, [UNITS.abroad], REASON);
      for (const [id, status] of [
        [UNITS.sold, Status.Remedied],
        [UNITS.abroad, Status.NotApplicable],
      ] as const) {
        await expect(recalls.connect(workshop).remedy(1, [id], ES, EVIDENCE))
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
      await registryModules.connect(governance).setModule(RECALL_SPACE, ZeroAddress);
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
          space: RECALL_SPACE,
          kind: RecallKind.UnitRemedied,
          actor: maker,
          fields: [1, maker.address, EVERYWHERE, EVIDENCE],
        },
      );
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.Remedied);
      expect(await recalls.isAffected(1, UNITS.sold)).to.equal(true);
      expect(await recalls.openCampaignsOf(UNITS.sold)).to.deep.equal([]);
    });

    it("appends one entry by a workshop of any country, on a robot of any market", async () => {
      const { recalls, registry, workshop } = await loadFixture(rangeFixture);
      await expectEntry(
        registry,
        () => recalls.connect(workshop).remedy(1, [UNITS.abroad], ES, EVIDENCE),
        {
          emitter: recalls,
          event: "UnitRemedied",
          id: UNITS.abroad,
          space: RECALL_SPACE,
          kind: RecallKind.UnitRemedied,
          actor: workshop,
          fields: [1, workshop.address, ES, EVIDENCE],
        },
      );
      expect(await recalls.statusOf(1, UNITS.abroad)).to.equal(Status.Remedied);
    });

    it("lets the maker remedy under the campaign of an authority", async () => {
      const { recalls, maker } = await loadFixture(marketFixture);
      await recalls.connect(maker).remedy(1, [UNITS.sold], EVERYWHERE, EVIDENCE);
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.Remedied);
    });

    it("takes many units at once, untouched and handed in ones among them", async () => {
      const { recalls, registry, workshop } = await loadFixture(rangeFixture);
      const ids = [UNITS.sold, UNITS.untouched, UNITS.neverPlaced, unit(100)];
      const lengths = await Promise.all(ids.map(async (id) => (await registry.historyOf(id)).seq));
      const tx = await recalls.connect(workshop).remedy(1, ids, ES, EVIDENCE);
      for (const [index, id] of ids.entries()) {
        const seq = (lengths[index] ?? 0n) + 1n;
        await expect(tx)
          .to.emit(recalls, "UnitRemedied")
          .withArgs(id, seq, 1, workshop.address, ES, EVIDENCE);
        expect((await registry.historyOf(id)).seq).to.equal(seq);
        expect(await recalls.statusOf(1, id)).to.equal(Status.Remedied);
      }
    });
  });

  describe("markNotApplicable", () => {
    it("refuses a campaign that does not exist or is closed", async () => {
      const { recalls, maker } = await loadFixture(rangeFixture);
      await expect(recalls.connect(maker).markNotApplicable(2, [UNITS.sold], REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(2);
      await recalls.connect(maker).close(1, REASON);
      await expect(recalls.connect(maker).markNotApplicable(1, [UNITS.sold], REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
        .withArgs(1, await time.latest());
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
          space: RECALL_SPACE,
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

    it("closes once, naming when to whoever tries again", async () => {
      const { recalls, maker } = await loadFixture(rangeFixture);
      const tx = await recalls.connect(maker).close(1, REASON);
      const closedAt = await time.latest();

      expect((await recalls.campaignOf(1)).closedAt).to.equal(closedAt);
      expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.deep.equal([]);
      expect(await recalls.openCampaignsOf(UNITS.sold)).to.deep.equal([]);
      // What was not done stays not done.
      expect(await recalls.statusOf(1, UNITS.sold)).to.equal(Status.Open);
      await expect(tx).to.emit(recalls, "CampaignClosed").withArgs(1, maker.address, REASON);
      await expect(recalls.connect(maker).close(1, REASON))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryCampaignClosed")
        .withArgs(1, closedAt);
    });

    it("leaves the other campaigns of the list open, whichever is closed", async () => {
      for (const closed of [1n, 2n, 3n]) {
        const { recalls, maker } = await loadFixture(modulesFixture);
        for (const number of ["A", "B", "C"]) {
          await recalls.connect(maker).open(RANGE, Severity.Advisory, numbered(number));
        }
        await recalls.connect(maker).close(closed, REASON);
        const left = [1n, 2n, 3n].filter((campaign) => campaign !== closed);
        expect(await recalls.openCampaigns(MODEL, EVERYWHERE)).to.have.members(left);
        const open = await recalls.openCampaignsOf(UNITS.sold);
        expect(open.map(({ campaign }) => campaign)).to.have.members(left);
      }
    });

    it("is done by whoever is the authority of the country now", async () => {
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

  describe("statusOf", () => {
    it("refuses a campaign that does not exist, and a code that was never issued", async () => {
      const { recalls, registry, maker } = await loadFixture(modulesFixture);
      await expect(recalls.statusOf(1, UNITS.sold))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(1);
      await expect(recalls.campaignOf(1))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryUnknownCampaign")
        .withArgs(1);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, NOTICE);
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
      await recalls.connect(maker).open(scope, Severity.Advisory, NOTICE);
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
      await recalls.connect(maker).open(scope, Severity.Advisory, NOTICE);
      expect(await recalls.isAffected(1, first)).to.equal(false);
      expect(await recalls.isAffected(1, second)).to.equal(true);
      expect(await recalls.isAffected(1, third)).to.equal(false);
      // A whole model, whatever was and will be issued of it.
      const whole = {
        ...scope,
        first: code(`${LISTED_MODEL}${"0".repeat(17)}`),
        last: code(`${LISTED_MODEL}${"Z".repeat(17)}`),
      };
      await recalls.connect(maker).open(whole, Severity.Advisory, numbered("26R-002"));
      for (const id of [first, second, third]) {
        expect(await recalls.isAffected(2, id)).to.equal(true);
      }
    });

    it("binds units issued within the range later on", async () => {
      const { recalls, registry, maker } = await loadFixture(modulesFixture);
      const scope = { ...RANGE, last: unit(20_000) };
      await recalls.connect(maker).open(scope, Severity.Advisory, NOTICE);
      await registry.connect(maker).issueLot(MODEL, code("26W05000000010001"), 10, ZeroHash, "");
      expect(await recalls.statusOf(1, unit(10_005))).to.equal(Status.Open);
    });

    it("binds under a country's campaign those on its market alone, wherever they go", async () => {
      const { recalls, registry, authorities, maker, owner } = await loadFixture(modulesFixture);
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.Advisory, NOTICE);
      // CN is the country of the code, not a market that anything was placed on.
      await recalls
        .connect(authorities.CN)
        .open({ ...RANGE, country: code("CN") }, Severity.Advisory, NOTICE);
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
      await recalls.connect(maker).open(RANGE, Severity.Advisory, NOTICE);
      const notice = { ...numbered("ES-7"), parkIt: false, overTheAirUpdate: true };
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.StopUse, notice);
      await recalls
        .connect(authorities.MX)
        .open({ ...RANGE, country: MX }, Severity.NoTransfer, numbered("MX-7"));
      await recalls.connect(maker).open(MARKED, Severity.StopUse, numbered("26R-002"));

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
        await recalls.connect(maker).open(RANGE, severity, NOTICE);
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
      const { recalls, maker, owner, buyer, dealer, handOver } = await loadFixture(rangeFixture);
      await recalls.connect(maker).markNotApplicable(1, [UNITS.sold], REASON);
      await handOver(UNITS.sold, owner, buyer);
      await expect(handOver(UNITS.abroad, dealer, buyer))
        .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
        .withArgs(UNITS.abroad, 1, NOTICE.campaignNumber);
      await recalls.connect(maker).close(1, REASON);
      await handOver(UNITS.abroad, dealer, buyer);
    });

    it("never blocks by an advisory", async () => {
      const { recalls, maker, owner, buyer, handOver } = await loadFixture(modulesFixture);
      await recalls.connect(maker).open(RANGE, Severity.Advisory, NOTICE);
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
      await recalls.connect(maker).open(RANGE, Severity.Advisory, NOTICE);
      await recalls.connect(maker).open(MARKED, Severity.StopUse, numbered("26R-002"));
      await recalls
        .connect(authorities.ES)
        .open({ ...RANGE, country: ES }, Severity.StopUse, numbered("ES-7"));
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
        await recalls.connect(maker).open(RANGE, Severity.StopUse, notice);
        await recalls
          .connect(authorities.ES)
          .open({ ...RANGE, country: ES }, Severity.StopUse, notice);
      }
      return world;
    }

    it("tells all 64 campaigns of full lists in one call", async () => {
      const { recalls } = await loadFixture(fullFixture);
      expect(await recalls.openCampaignsOf(UNITS.sold)).to.have.lengthOf(2 * MOST_OPEN);
      const gas = await recalls.openCampaignsOf.estimateGas(UNITS.sold);
      expectGas(gas, 900_000);
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
