import { KIND_SPACES } from "@openrobotid/deployment/spaces";
import { code } from "@openrobotid/testkit/codes";
import { commitment } from "@openrobotid/testkit/device";
import { expectEntry } from "@openrobotid/testkit/entries";
import { Capacity, EntryKind as Kind, ReleaseKind, Role, State } from "@openrobotid/testkit/enums";
import { expectLogFolds, expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import { UNITS } from "@openrobotid/testkit/modules";
import { createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import { LISTED_MODEL, listed, MAKER } from "@openrobotid/testkit/registry";
import { findMapping } from "@openrobotid/testkit/storage";
import { expect } from "chai";
import {
  type Actor,
  bitmap,
  DOCUMENT,
  DOCUMENT_KINDS,
  dossierFixture,
  ES,
  FRESH,
  type Held,
  ID,
  IMAGE,
  KINDS,
  MODEL,
  NONE,
  part,
  REASON,
  telemetry,
  UNKNOWN,
  URI,
  type World,
  write,
  writerOf,
  writersOf,
} from "./dossier.js";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroHash, ZeroAddress } = ethers;

const OTHER_MODEL = code(LISTED_MODEL);
const SCOPE = "ISO 13482:2014";

/** Where the number of a robot's entries is in its slot, in bits. */
const SEQ_OFFSET = 56n;
const SEQ_MASK = 2n ** 64n - 1n;

/** Kinds that are written in a capacity the caller states, about a robot and nothing else. */
const STATED = KINDS.filter(
  (kind) => kind !== Kind.CertificateWithdrawn && kind !== Kind.Correction,
);

/** Expects one entry of the sold robot, with the actor's capacity and jurisdiction in front of the other fields. */
async function expectRecord(
  { registry, dossier }: World,
  call: Parameters<typeof expectEntry>[1],
  event: string,
  kind: Kind,
  actor: Actor,
  fields: unknown[],
) {
  await expectEntry(registry, call, {
    emitter: dossier,
    event,
    id: ID,
    space: KIND_SPACES.Dossier,
    kind,
    actor: actor.signer,
    fields,
  });
  const { seq } = await registry.historyOf(ID);
  expect(await dossier.kindOf(ID, seq)).to.equal(kind);
  expect(await dossier.capacityOf(ID, seq)).to.equal(actor.capacity);
  expect(await dossier.kindOf(ID, seq + 1n)).to.equal(Kind.None);
  expect(await dossier.capacityOf(ID, seq + 1n)).to.equal(Capacity.None);
}

/** Number of the robot's last entry. */
async function lastSeq({ registry }: World, id = ID) {
  return (await registry.historyOf(id)).seq;
}

describe("Dossier", () => {
  it("knows its registry, and says by ERC-165 that it is a module", async () => {
    const { dossier, registry } = await loadFixture(dossierFixture);
    expect(await dossier.registry()).to.equal(await registry.getAddress());
    const module = dossier.interface.getFunction("registry").selector;
    for (const id of [module, "0x01ffc9a7"]) {
      expect(await dossier.supportsInterface(id)).to.equal(true);
    }
    expect(await dossier.supportsInterface("0xffffffff")).to.equal(false);
  });

  describe("any entry", () => {
    it("is refused about a code that was never issued", async () => {
      const world = await loadFixture(dossierFixture);
      for (const kind of STATED) {
        for (const id of [UNITS.unknown, ZeroHash]) {
          await expect(write(world, kind, writerOf(world, kind), id), Kind[kind])
            .to.be.revertedWithCustomError(world.registry, "RobotRegistryUnknownRobot")
            .withArgs(id);
        }
      }
      await expect(world.dossier.withdrawCertificate(UNITS.unknown, 1, REASON))
        .to.be.revertedWithCustomError(world.registry, "RobotRegistryUnknownRobot")
        .withArgs(UNITS.unknown);
      await expect(world.dossier.correct(UNITS.unknown, 1, Capacity.Maker, NONE, DOCUMENT, URI))
        .to.be.revertedWithCustomError(world.registry, "RobotRegistryUnknownRobot")
        .withArgs(UNITS.unknown);
    });

    it("is refused about a destroyed robot, unless it is an incident or a correction", async () => {
      const world = await loadFixture(dossierFixture);
      const { registry, dossier, actors, maker } = world;
      const id = UNITS.scrapped;
      const { scrappedAt } = await registry.disposalOf(id);
      for (const kind of STATED) {
        if (kind === Kind.Incident) continue;
        await expect(write(world, kind, writerOf(world, kind), id), Kind[kind])
          .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
          .withArgs(id, scrappedAt);
      }
      await expect(dossier.withdrawCertificate(id, 1, REASON))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(id, scrappedAt);

      await write(world, Kind.Incident, actors[Capacity.Investigator], id);
      // Its last holder is the maker.
      await write(world, Kind.Incident, { ...actors[Capacity.Holder], signer: maker }, id);
      const seq = await lastSeq(world, id);
      await dossier.connect(maker).correct(id, seq, Capacity.Holder, NONE, DOCUMENT, URI);
      expect(await lastSeq(world, id)).to.equal(seq + 1n);
      expect((await registry.robot(id)).state).to.equal(State.Scrapped);
    });

    it("is taken about units of a lot that nothing happened to yet, and handed in ones", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, actors, maker, authorities } = world;
      await write(world, Kind.Hardware, actors[Capacity.Maker], FRESH[0]);
      expect(await dossier.kindOf(FRESH[0], 1)).to.equal(Kind.Hardware);
      // Before it is placed on a market its maker holds it, and the country of its code answers for it.
      await write(world, Kind.Training, { ...actors[Capacity.Holder], signer: maker }, FRESH[0]);
      const CN = { signer: authorities.CN, jurisdiction: code("CN") };
      await write(world, Kind.FactoryFiling, { ...CN, capacity: Capacity.Authority }, FRESH[0]);
      await write(world, Kind.Hardware, actors[Capacity.Maker], UNITS.neverPlaced);
    });

    it("is refused without a commitment", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, actors, now } = world;
      const [M, I, V] = [
        actors[Capacity.Maker],
        actors[Capacity.Inspector],
        actors[Capacity.Investigator],
      ];
      const asM = [M.capacity, M.jurisdiction] as const;
      const asI = [I.capacity, I.jurisdiction] as const;
      const byM = dossier.connect(M.signer);
      const byI = dossier.connect(I.signer);
      await byI.issueCertificate(ID, ...asI, SCOPE, now + YEAR, DOCUMENT, URI);
      const seq = await lastSeq(world);
      for (const call of [
        () => byM.record(ID, Kind.Hardware, ...asM, ZeroHash, URI),
        () => byM.replacePart(ID, ...asM, { ...part(), commitment: ZeroHash }),
        () => byI.gradeIntelligence(ID, ...asI, 3, ZeroHash),
        () => byM.recordTraining(ID, ...asM, ZeroHash, REASON, URI),
        () => byM.recordTraining(ID, ...asM, DOCUMENT, ZeroHash, URI),
        () => byI.issueCertificate(ID, ...asI, SCOPE, now + YEAR, ZeroHash, URI),
        () => byI.withdrawCertificate(ID, seq, ZeroHash),
        () => byM.anchorTelemetry(ID, ...asM, { ...telemetry(now), root: ZeroHash }),
        () =>
          dossier.connect(V.signer).brand(ID, V.capacity, V.jurisdiction, 1, "SALVAGE", ZeroHash),
        () => byI.correct(ID, seq, ...asI, ZeroHash, URI),
        () => byM.publishRelease(MODEL, "2.5.0", ZeroHash, URI),
        () => byM.withdrawRelease(MODEL, IMAGE, ZeroHash),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(dossier, "DossierZeroDigest").withArgs();
      }
    });

    it("is refused by the registry once governance has replaced the module", async () => {
      const world = await loadFixture(dossierFixture);
      const { registry, registryModules, governance, dossier, actors } = world;
      await registryModules.connect(governance).setModule(KIND_SPACES.Dossier, ZeroAddress);
      await expect(write(world, Kind.Hardware, actors[Capacity.Maker]))
        .to.be.revertedWithCustomError(registry, "RobotRegistryNotAModule")
        .withArgs(await dossier.getAddress());
    });

    it("keeps the kind of each and the capacity of its writer, over many entries, and of none that another module wrote", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, actors } = world;
      const before = await lastSeq(world);
      const entries = [
        [Kind.Hardware, Capacity.Maker],
        [Kind.Service, Capacity.Workshop],
        [Kind.Incident, Capacity.Investigator],
      ] as const;
      const written = Array.from({ length: 35 }, (_, index) => entries[index % 3] ?? entries[0]);
      for (const [kind, capacity] of written) await write(world, kind, actors[capacity]);
      for (const [index, [kind, capacity]] of written.entries()) {
        const seq = before + BigInt(index) + 1n;
        expect(await dossier.kindOf(ID, seq)).to.equal(kind);
        expect(await dossier.capacityOf(ID, seq)).to.equal(capacity);
      }
      for (let seq = 0n; seq <= before; ++seq) {
        expect(await dossier.kindOf(ID, seq)).to.equal(Kind.None);
        expect(await dossier.capacityOf(ID, seq)).to.equal(Capacity.None);
      }
    });
  });

  describe("record", () => {
    it("refuses a kind that does not exist", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      for (const kind of [0, KINDS.length + 1, 255]) {
        await expect(dossier.connect(maker).record(ID, kind, Capacity.Maker, NONE, DOCUMENT, URI))
          .to.be.revertedWithCustomError(dossier, "DossierUnknownKind")
          .withArgs(kind);
      }
    });

    it("refuses kinds that have a function of their own", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      for (const kind of KINDS.filter((each) => !DOCUMENT_KINDS.includes(each))) {
        await expect(dossier.connect(maker).record(ID, kind, Capacity.Maker, NONE, DOCUMENT, URI))
          .to.be.revertedWithCustomError(dossier, "DossierNotADocumentKind")
          .withArgs(kind);
      }
    });

    for (const kind of DOCUMENT_KINDS) {
      it(`appends one entry: ${Kind[kind]}`, async () => {
        const world = await loadFixture(dossierFixture);
        const actor = writerOf(world, kind);
        await expectRecord(
          world,
          () => write(world, kind, actor),
          "DocumentRecorded",
          kind,
          actor,
          [kind, actor.capacity, actor.jurisdiction, DOCUMENT, URI],
        );
      });
    }
  });

  describe("replacePart", () => {
    it("refuses a part number that is empty or has more than 31 bytes", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      for (const partNumber of ["", "P".repeat(32)]) {
        await expect(
          dossier.connect(maker).replacePart(ID, Capacity.Maker, NONE, { ...part(), partNumber }),
        )
          .to.be.revertedWithCustomError(dossier, "DossierTextLength")
          .withArgs("partNumber", partNumber.length, 31);
      }
    });

    it("appends one entry", async () => {
      const world = await loadFixture(dossierFixture);
      const actor = world.actors[Capacity.Workshop];
      await expectRecord(
        world,
        () => write(world, Kind.PartReplaced, actor),
        "PartReplaced",
        Kind.PartReplaced,
        actor,
        [actor.capacity, actor.jurisdiction, ...Object.values(part())],
      );
    });

    it("takes parts that bear no serial", async () => {
      const world = await loadFixture(dossierFixture);
      const actor = world.actors[Capacity.Maker];
      const bare = { ...part(), removedSerial: ZeroHash, fittedSerial: ZeroHash };
      await expectRecord(
        world,
        () =>
          world.dossier
            .connect(actor.signer)
            .replacePart(ID, actor.capacity, actor.jurisdiction, bare),
        "PartReplaced",
        Kind.PartReplaced,
        actor,
        [actor.capacity, actor.jurisdiction, ...Object.values(bare)],
      );
    });
  });

  describe("gradeIntelligence", () => {
    it("refuses levels other than 1 to 5", async () => {
      const { dossier, inspector } = await loadFixture(dossierFixture);
      for (const level of [0, 6, 255]) {
        await expect(
          dossier.connect(inspector).gradeIntelligence(ID, Capacity.Inspector, ES, level, DOCUMENT),
        )
          .to.be.revertedWithCustomError(dossier, "DossierUnknownLevel")
          .withArgs(level);
      }
    });

    for (const level of [1, 2, 3, 4, 5]) {
      it(`appends one entry: L${level}`, async () => {
        const world = await loadFixture(dossierFixture);
        const actor = world.actors[Capacity.Inspector];
        await expectRecord(
          world,
          () =>
            world.dossier
              .connect(actor.signer)
              .gradeIntelligence(ID, actor.capacity, actor.jurisdiction, level, DOCUMENT),
          "IntelligenceGraded",
          Kind.IntelligenceGrade,
          actor,
          [actor.capacity, actor.jurisdiction, level, DOCUMENT],
        );
      });
    }
  });

  describe("recordTraining", () => {
    it("appends one entry", async () => {
      const world = await loadFixture(dossierFixture);
      const actor = world.actors[Capacity.Operator];
      await expectRecord(
        world,
        () => write(world, Kind.Training, actor),
        "TrainingRecorded",
        Kind.Training,
        actor,
        [actor.capacity, actor.jurisdiction, DOCUMENT, REASON, URI],
      );
    });
  });

  describe("anchorTelemetry", () => {
    const anchor = (
      { dossier, actors }: World,
      from: number,
      to: number,
      capacity: Held = Capacity.Maker,
    ) => {
      const actor = actors[capacity];
      return dossier
        .connect(actor.signer)
        .anchorTelemetry(ID, capacity, NONE, { ...telemetry(to), from });
    };

    it("refuses a period that does not end after it begins", async () => {
      const world = await loadFixture(dossierFixture);
      for (const to of [world.now - DAY, world.now - 2 * DAY]) {
        await expect(anchor(world, world.now - DAY, to))
          .to.be.revertedWithCustomError(world.dossier, "DossierEmptyPeriod")
          .withArgs(world.now - DAY, to);
      }
    });

    it("refuses a period that lies in the future, if only by a second", async () => {
      const world = await loadFixture(dossierFixture);
      const timestamp = (await time.latest()) + 10;
      await time.setNextBlockTimestamp(timestamp);
      await expect(anchor(world, world.now - DAY, timestamp + 1))
        .to.be.revertedWithCustomError(world.dossier, "DossierPeriodInFuture")
        .withArgs(timestamp + 1, timestamp);
    });

    it("refuses a period that overlaps an earlier one of the same capacity, or lies before it", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, now } = world;
      await anchor(world, now - 2 * DAY, now - DAY);
      for (const [from, to] of [
        [now - DAY - 1, now],
        [now - 2 * DAY, now - DAY],
        [now - 4 * DAY, now - 3 * DAY],
      ] as const) {
        await expect(anchor(world, from, to))
          .to.be.revertedWithCustomError(dossier, "DossierPeriodOverlaps")
          .withArgs(ID, from, now - DAY);
      }
    });

    it("appends one entry, up to the present second", async () => {
      const world = await loadFixture(dossierFixture);
      const actor = world.actors[Capacity.Operator];
      const to = (await time.latest()) + 10;
      const period = { ...telemetry(to), falls: UNKNOWN };
      await time.setNextBlockTimestamp(to);
      await expectRecord(
        world,
        () =>
          world.dossier
            .connect(actor.signer)
            .anchorTelemetry(ID, actor.capacity, actor.jurisdiction, period),
        "TelemetryAnchored",
        Kind.TelemetryAnchor,
        actor,
        [actor.capacity, actor.jurisdiction, ...Object.values(period)],
      );
    });

    it("joins periods end to end, and keeps a timeline for each capacity", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, now } = world;
      await anchor(world, now - 2 * DAY, now - DAY);
      await anchor(world, now - DAY, now);
      expect(await dossier.anchoredUntil(ID, Capacity.Maker)).to.equal(now);
      expect(await dossier.anchoredUntil(ID, Capacity.Holder)).to.equal(0);

      await anchor(world, now - 2 * DAY, now, Capacity.Holder);
      await anchor(world, now - 3 * DAY, now, Capacity.Operator);
      expect(await dossier.anchoredUntil(ID, Capacity.Holder)).to.equal(now);
      await expect(anchor(world, now - DAY, now, Capacity.Holder))
        .to.be.revertedWithCustomError(dossier, "DossierPeriodOverlaps")
        .withArgs(ID, now - DAY, now);
    });
  });

  describe("brand", () => {
    const CODES = 11;

    it("refuses brands that do not exist", async () => {
      const { dossier, insurer } = await loadFixture(dossierFixture);
      for (const brand of [0, CODES + 1, 255]) {
        await expect(
          dossier.connect(insurer).brand(ID, Capacity.Insurer, ES, brand, "SALVAGE", DOCUMENT),
        )
          .to.be.revertedWithCustomError(dossier, "DossierUnknownBrand")
          .withArgs(brand);
      }
    });

    it("refuses what was reported where it is empty or has more than 256 bytes", async () => {
      const { dossier, insurer } = await loadFixture(dossierFixture);
      for (const asReported of ["", "R".repeat(257)]) {
        await expect(
          dossier.connect(insurer).brand(ID, Capacity.Insurer, ES, 1, asReported, DOCUMENT),
        )
          .to.be.revertedWithCustomError(dossier, "DossierTextLength")
          .withArgs("asReported", asReported.length, 256);
      }
      await dossier.connect(insurer).brand(ID, Capacity.Insurer, ES, 1, "R".repeat(256), DOCUMENT);
    });

    for (let brand = 1; brand <= CODES; ++brand) {
      it(`appends one entry: ${brand}`, async () => {
        const world = await loadFixture(dossierFixture);
        const actor = world.actors[Capacity.Insurer];
        await expectRecord(
          world,
          () =>
            world.dossier
              .connect(actor.signer)
              .brand(ID, actor.capacity, actor.jurisdiction, brand, "PÉRDIDA TOTAL", DOCUMENT),
          "Branded",
          Kind.Brand,
          actor,
          [actor.capacity, actor.jurisdiction, brand, "PÉRDIDA TOTAL", DOCUMENT],
        );
      });
    }
  });

  describe("correct", () => {
    it("refuses entries that there are not", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, maker } = world;
      const length = await lastSeq(world);
      for (const seq of [0n, length + 1n]) {
        await expect(dossier.connect(maker).correct(ID, seq, Capacity.Maker, NONE, DOCUMENT, URI))
          .to.be.revertedWithCustomError(dossier, "DossierUnknownEntry")
          .withArgs(ID, seq, length);
      }
    });

    it("refuses entries of others, corrections themselves, and withdrawals of certificates", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, actors } = world;
      const { signer, capacity, jurisdiction } = actors[Capacity.Inspector];
      const byInspector = dossier.connect(signer);
      const correct = (seq: bigint) =>
        byInspector.correct(ID, seq, capacity, jurisdiction, DOCUMENT, URI);

      await write(world, Kind.Certificate, actors[Capacity.Inspector]);
      const certificate = await lastSeq(world);
      await correct(certificate);
      await byInspector.withdrawCertificate(ID, certificate, REASON);
      for (const [seq, kind] of [
        [1n, Kind.None],
        [certificate + 1n, Kind.Correction],
        [certificate + 2n, Kind.CertificateWithdrawn],
      ] as const) {
        await expect(correct(seq))
          .to.be.revertedWithCustomError(dossier, "DossierNotCorrectable")
          .withArgs(ID, seq, kind);
      }
    });

    it("appends one entry, and may be corrected again", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, actors } = world;
      await write(world, Kind.Service, actors[Capacity.Workshop]);
      const seq = await lastSeq(world);
      for (const actor of [actors[Capacity.Workshop], actors[Capacity.Authority]]) {
        await expectRecord(
          world,
          () =>
            dossier
              .connect(actor.signer)
              .correct(ID, seq, actor.capacity, actor.jurisdiction, DOCUMENT, URI),
          "Corrected",
          Kind.Correction,
          actor,
          [actor.capacity, actor.jurisdiction, seq, Kind.Service, DOCUMENT, URI],
        );
      }
    });
  });

  describe("publishRelease", () => {
    const NEXT = commitment("firmware 2.5.0");

    it("refuses a model that was never registered", async () => {
      const { dossier, authorityRegistry, maker } = await loadFixture(dossierFixture);
      const model = code("CNUT01NOSUCH");
      await expect(dossier.connect(maker).publishRelease(model, "2.5.0", NEXT, URI))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryUnknownModel")
        .withArgs(model);
    });

    it("refuses everybody but the maker", async () => {
      const { dossier, authorities, workshop, owner } = await loadFixture(dossierFixture);
      for (const caller of [authorities.CN, workshop, owner]) {
        await expect(dossier.connect(caller).publishRelease(MODEL, "2.5.0", NEXT, URI))
          .to.be.revertedWithCustomError(dossier, "DossierNotMaker")
          .withArgs(MODEL, caller.address);
      }
    });

    it("refuses a version that is empty or has more than 31 bytes", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      for (const version of ["", "9".repeat(32)]) {
        await expect(dossier.connect(maker).publishRelease(MODEL, version, NEXT, URI))
          .to.be.revertedWithCustomError(dossier, "DossierTextLength")
          .withArgs("version", version.length, 31);
      }
    });

    it("refuses an image or a version that was released before, withdrawn or not", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      const publish = (version: string, image: string) =>
        dossier.connect(maker).publishRelease(MODEL, version, image, URI);
      const refused = async () => {
        await expect(publish("2.5.0", IMAGE))
          .to.be.revertedWithCustomError(dossier, "DossierReleaseExists")
          .withArgs(MODEL, IMAGE);
        await expect(publish("2.4.1", NEXT))
          .to.be.revertedWithCustomError(dossier, "DossierVersionTaken")
          .withArgs(MODEL, "2.4.1", IMAGE);
      };
      await refused();
      await dossier.connect(maker).withdrawRelease(MODEL, IMAGE, REASON);
      await refused();
    });

    it("keeps the release, for its model alone, and announces it", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      const tx = await dossier.connect(maker).publishRelease(MODEL, "2.5.0", NEXT, URI);
      const publishedAt = BigInt(await time.latest());

      expect(await dossier.releaseOf(MODEL, NEXT)).to.deep.equal(["2.5.0", publishedAt, 0n]);
      expect(await dossier.imageOf(MODEL, "2.5.0")).to.equal(NEXT);
      expect(await dossier.imageOf(MODEL, "2.4.1")).to.equal(IMAGE);
      expect(await dossier.imageOf(MODEL, "2.6.0")).to.equal(ZeroHash);
      expect(await dossier.releaseOf(OTHER_MODEL, NEXT)).to.deep.equal(["", 0n, 0n]);
      await expect(tx)
        .to.emit(dossier, "ReleasePublished")
        .withArgs(MODEL, NEXT, maker.address, "2.5.0", URI);
      await expectRecorded(dossier, tx, {
        subject: subjectOf.code(MODEL),
        kind: ReleaseKind.ReleasePublished,
        actor: maker.address,
      });

      // Models may share an image.
      await dossier.connect(maker).publishRelease(OTHER_MODEL, "2.5.0", NEXT, URI);
    });
  });

  describe("withdrawRelease", () => {
    it("refuses everybody but the maker", async () => {
      const { dossier, authorities, workshop } = await loadFixture(dossierFixture);
      for (const caller of [authorities.CN, workshop]) {
        await expect(dossier.connect(caller).withdrawRelease(MODEL, IMAGE, REASON))
          .to.be.revertedWithCustomError(dossier, "DossierNotMaker")
          .withArgs(MODEL, caller.address);
      }
    });

    it("refuses an image that was never released for the model", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      for (const [model, image] of [
        [MODEL, REASON],
        [OTHER_MODEL, IMAGE],
      ] as const) {
        await expect(dossier.connect(maker).withdrawRelease(model, image, REASON))
          .to.be.revertedWithCustomError(dossier, "DossierUnknownRelease")
          .withArgs(model, image);
      }
    });

    it("withdraws once, naming when to who tries again", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      const tx = await dossier.connect(maker).withdrawRelease(MODEL, IMAGE, REASON);
      const withdrawnAt = await time.latest();
      expect((await dossier.releaseOf(MODEL, IMAGE)).withdrawnAt).to.equal(withdrawnAt);
      await expect(tx)
        .to.emit(dossier, "ReleaseWithdrawn")
        .withArgs(MODEL, IMAGE, maker.address, REASON);
      await expectRecorded(dossier, tx, {
        subject: subjectOf.code(MODEL),
        kind: ReleaseKind.ReleaseWithdrawn,
        actor: maker.address,
      });
      await expect(dossier.connect(maker).withdrawRelease(MODEL, IMAGE, REASON))
        .to.be.revertedWithCustomError(dossier, "DossierReleaseWithdrawn")
        .withArgs(MODEL, IMAGE, withdrawnAt);
    });
  });

  describe("installRelease", () => {
    it("refuses an empty list", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      await expect(dossier.connect(maker).installRelease([], IMAGE, Capacity.Maker, NONE))
        .to.be.revertedWithCustomError(dossier, "DossierNoUnits")
        .withArgs();
    });

    it("refuses an image that was never released for the unit's model", async () => {
      const { dossier, maker } = await loadFixture(dossierFixture);
      const other = listed("ALPHA000000000001");
      for (const [ids, image, model] of [
        [[ID], REASON, MODEL],
        [[ID, other], IMAGE, OTHER_MODEL],
      ] as const) {
        await expect(dossier.connect(maker).installRelease([...ids], image, Capacity.Maker, NONE))
          .to.be.revertedWithCustomError(dossier, "DossierUnknownRelease")
          .withArgs(model, image);
      }
      expect((await dossier.firmwareOf(ID)).installedAt).to.equal(0);
    });

    it("refuses a release that was withdrawn; where it runs, it runs on", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, maker, actors } = world;
      await write(world, Kind.SoftwareRelease, actors[Capacity.Maker]);
      const installedAt = BigInt(await time.latest());
      await dossier.connect(maker).withdrawRelease(MODEL, IMAGE, REASON);
      const withdrawnAt = BigInt(await time.latest());
      await expect(write(world, Kind.SoftwareRelease, actors[Capacity.Maker]))
        .to.be.revertedWithCustomError(dossier, "DossierReleaseWithdrawn")
        .withArgs(MODEL, IMAGE, withdrawnAt);
      expect(await dossier.firmwareOf(ID)).to.deep.equal([
        IMAGE,
        "2.4.1",
        installedAt,
        withdrawnAt,
      ]);
    });

    it("appends one entry, and tells what runs on the unit", async () => {
      const world = await loadFixture(dossierFixture);
      const actor = world.actors[Capacity.Workshop];
      expect(await world.dossier.firmwareOf(ID)).to.deep.equal([ZeroHash, "", 0n, 0n]);
      await expectRecord(
        world,
        () => write(world, Kind.SoftwareRelease, actor),
        "ReleaseInstalled",
        Kind.SoftwareRelease,
        actor,
        [actor.capacity, actor.jurisdiction, IMAGE],
      );
      const installedAt = BigInt(await time.latest());
      expect(await world.dossier.firmwareOf(ID)).to.deep.equal([IMAGE, "2.4.1", installedAt, 0n]);
    });

    it("takes many units at once, and the later release in place of the earlier", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, maker } = world;
      const next = commitment("firmware 2.5.0");
      await dossier.connect(maker).publishRelease(MODEL, "2.5.0", next, URI);
      const install = (ids: string[], image: string) =>
        dossier.connect(maker).installRelease(ids, image, Capacity.Maker, NONE);
      await install([...FRESH, ID], IMAGE);
      const tx = await install([FRESH[1], ID], next);
      for (const id of [FRESH[1], ID]) {
        expect((await dossier.firmwareOf(id)).version).to.equal("2.5.0");
        await expect(tx)
          .to.emit(dossier, "ReleaseInstalled")
          .withArgs(id, await lastSeq(world, id), Capacity.Maker, NONE, next);
      }
      expect((await dossier.firmwareOf(FRESH[0])).version).to.equal("2.4.1");
    });
  });

  describe("issueCertificate", () => {
    it("refuses a scope that is empty or has more than 31 bytes", async () => {
      const { dossier, inspector, now } = await loadFixture(dossierFixture);
      for (const scope of ["", "S".repeat(32)]) {
        await expect(
          dossier
            .connect(inspector)
            .issueCertificate(ID, Capacity.Inspector, ES, scope, now + YEAR, DOCUMENT, URI),
        )
          .to.be.revertedWithCustomError(dossier, "DossierTextLength")
          .withArgs("scope", scope.length, 31);
      }
    });

    it("refuses an expiry that is not in the future", async () => {
      const { dossier, inspector } = await loadFixture(dossierFixture);
      const timestamp = (await time.latest()) + 10;
      await time.setNextBlockTimestamp(timestamp);
      await expect(
        dossier
          .connect(inspector)
          .issueCertificate(ID, Capacity.Inspector, ES, SCOPE, timestamp, DOCUMENT, URI),
      )
        .to.be.revertedWithCustomError(dossier, "DossierExpiryInPast")
        .withArgs(timestamp, timestamp);
    });

    it("appends one entry, under whose number the certificate can be read", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, now } = world;
      const actor = world.actors[Capacity.Inspector];
      await expectRecord(
        world,
        () => write(world, Kind.Certificate, actor),
        "CertificateIssued",
        Kind.Certificate,
        actor,
        [actor.capacity, actor.jurisdiction, SCOPE, now + YEAR, DOCUMENT, URI],
      );
      const seq = await lastSeq(world);
      expect([...(await dossier.certificateOf(ID, seq))]).to.deep.equal([
        actor.signer.address,
        BigInt(actor.capacity),
        ES,
        BigInt(now + YEAR),
        BigInt(await time.latest()),
        0n,
        DOCUMENT,
        SCOPE,
      ]);
    });

    it("is valid until its expiry", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, now, actors } = world;
      await write(world, Kind.Certificate, actors[Capacity.Authority]);
      const seq = await lastSeq(world);
      expect(await dossier.isCertified(ID, seq)).to.equal(true);
      await time.increaseTo(now + YEAR - 1);
      expect(await dossier.isCertified(ID, seq)).to.equal(true);
      await time.increaseTo(now + YEAR);
      expect(await dossier.isCertified(ID, seq)).to.equal(false);
    });
  });

  describe("withdrawCertificate", () => {
    it("refuses entries that are no certificates", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, inspector, actors } = world;
      await write(world, Kind.Inspection, actors[Capacity.Inspector]);
      const last = await lastSeq(world);
      for (const seq of [0n, 1n, last, last + 1n]) {
        await expect(dossier.connect(inspector).withdrawCertificate(ID, seq, REASON))
          .to.be.revertedWithCustomError(dossier, "DossierUnknownCertificate")
          .withArgs(ID, seq);
        await expect(dossier.certificateOf(ID, seq))
          .to.be.revertedWithCustomError(dossier, "DossierUnknownCertificate")
          .withArgs(ID, seq);
        expect(await dossier.isCertified(ID, seq)).to.equal(false);
      }
    });

    it("refuses another inspector, and the authority of another country", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, authorityRegistry, authorities, actors, stranger, now } = world;
      await write(world, Kind.Certificate, actors[Capacity.Inspector]);
      const seq = await lastSeq(world);
      await authorityRegistry.connect(authorities.ES).accredit(stranger, 2, ES, now + YEAR);
      for (const caller of [stranger, authorities.MX, authorities.CN]) {
        await expect(dossier.connect(caller).withdrawCertificate(ID, seq, REASON))
          .to.be.revertedWithCustomError(dossier, "DossierNotIssuer")
          .withArgs(ID, seq, caller.address);
      }
    });

    it("appends one entry by the issuer, accredited still or not, as what it issued as", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, authorityRegistry, authorities } = world;
      const actor = world.actors[Capacity.Inspector];
      await write(world, Kind.Certificate, actor);
      const seq = await lastSeq(world);
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(actor.signer, 2, ES, REASON);
      await expectRecord(
        world,
        () => dossier.connect(actor.signer).withdrawCertificate(ID, seq, REASON),
        "CertificateWithdrawn",
        Kind.CertificateWithdrawn,
        actor,
        [actor.capacity, actor.jurisdiction, seq, REASON],
      );
      const withdrawnAt = await time.latest();
      expect(await dossier.isCertified(ID, seq)).to.equal(false);
      expect((await dossier.certificateOf(ID, seq)).withdrawnAt).to.equal(withdrawnAt);
      await expect(dossier.connect(actor.signer).withdrawCertificate(ID, seq, REASON))
        .to.be.revertedWithCustomError(dossier, "DossierCertificateWithdrawn")
        .withArgs(ID, seq, withdrawnAt);
    });

    it("passes the certificate of an authority to its next account, wherever the robot is now", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, registry, moveSeat, authorities, owner, newcomer, actors } = world;
      await write(world, Kind.Certificate, actors[Capacity.Authority]);
      const seq = await lastSeq(world);
      await registry.connect(owner).relocate(ID, code("MX"));
      await moveSeat(authorities.ES, newcomer);
      await expect(dossier.connect(authorities.ES).withdrawCertificate(ID, seq, REASON))
        .to.be.revertedWithCustomError(dossier, "DossierNotIssuer")
        .withArgs(ID, seq, authorities.ES.address);
      const actor = { signer: newcomer, capacity: Capacity.Authority, jurisdiction: ES } as const;
      await expectRecord(
        world,
        () => dossier.connect(newcomer).withdrawCertificate(ID, seq, REASON),
        "CertificateWithdrawn",
        Kind.CertificateWithdrawn,
        actor,
        [actor.capacity, actor.jurisdiction, seq, REASON],
      );
    });

    it("appends one entry by the authority of the country that answers for the robot now", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, registry, authorities, owner, actors } = world;
      await write(world, Kind.Certificate, actors[Capacity.Inspector]);
      const seq = await lastSeq(world);
      const MX = code("MX");
      await registry.connect(owner).relocate(ID, MX);
      await expect(dossier.connect(authorities.ES).withdrawCertificate(ID, seq, REASON))
        .to.be.revertedWithCustomError(dossier, "DossierNotIssuer")
        .withArgs(ID, seq, authorities.ES.address);
      const actor = {
        signer: authorities.MX,
        capacity: Capacity.Authority,
        jurisdiction: MX,
      } as const;
      await expectRecord(
        world,
        () => dossier.connect(actor.signer).withdrawCertificate(ID, seq, REASON),
        "CertificateWithdrawn",
        Kind.CertificateWithdrawn,
        actor,
        [actor.capacity, actor.jurisdiction, seq, REASON],
      );
    });
  });

  it("keeps a log of releases, model by model, which folds to the heads that the contract keeps", async () => {
    const world = await loadFixture(dossierFixture);
    const { dossier, maker } = world;
    await dossier.connect(maker).publishRelease(OTHER_MODEL, "1.0.0", IMAGE, URI);
    // An entry of a robot is in the registry's log.
    await write(world, Kind.SoftwareRelease, world.actors[Capacity.Maker]);
    await dossier.connect(maker).withdrawRelease(MODEL, IMAGE, REASON);
    await expectLogFolds(dossier);
    expect((await dossier.log()).count).to.equal(3);
    expect((await dossier.historyOf(subjectOf.code(MODEL))).seq).to.equal(2);
    expect((await dossier.historyOf(subjectOf.code(OTHER_MODEL))).seq).to.equal(1);
  });

  describe("what roles combined could do", () => {
    it("H2: the workshop, inspector and insurer of a seat that was expelled no longer write, and nobody need withdraw them", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, consortium, governance, authorities, actors } = world;
      const seat = await consortium.seatOfAuthority(authorities.ES);
      await consortium.connect(governance).expelSeat(seat);
      const refused = async () => {
        for (const [capacity, kind] of [
          [Capacity.Workshop, Kind.Service],
          [Capacity.Inspector, Kind.Certificate],
          [Capacity.Insurer, Kind.Brand],
          [Capacity.Investigator, Kind.Incident],
        ] as const) {
          const { signer } = actors[capacity];
          await expect(write(world, kind, actors[capacity]), Kind[kind])
            .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
            .withArgs(ID, capacity, ES, signer.address);
        }
      };
      await refused();
      // Nor once another seat has the country.
      await consortium.connect(governance).assignCountry(ES, 4);
      await refused();
    });

    it("H4: a stolen key of a maker, once declared compromised, releases no firmware and records nothing", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, authorityRegistry, authorities, actors, maker, now } = world;
      const { signer, capacity } = actors[Capacity.Maker];
      await write(world, Kind.Hardware, actors[Capacity.Maker]);
      const seq = await lastSeq(world);
      // Revoking does not contain it: a maker answers for what it made.
      await authorityRegistry.connect(authorities.CN).revokeManufacturer(code(MAKER), REASON);
      await dossier.connect(maker).publishRelease(MODEL, "2.5.0", DOCUMENT, URI);

      await authorityRegistry.connect(authorities.CN).declareCompromised(code(MAKER), now, REASON);
      const byMaker = dossier.connect(maker);
      for (const call of [
        () => byMaker.publishRelease(MODEL, "2.6.0", REASON, URI),
        () => byMaker.withdrawRelease(MODEL, IMAGE, REASON),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(dossier, "DossierNotMaker")
          .withArgs(MODEL, maker.address);
      }
      for (const kind of STATED.filter((each) => writersOf(each).includes(Capacity.Maker))) {
        await expect(write(world, kind, actors[Capacity.Maker]), Kind[kind])
          .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
          .withArgs(ID, Capacity.Maker, NONE, signer.address);
      }
      await expect(byMaker.correct(ID, seq, capacity, NONE, DOCUMENT, URI))
        .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
        .withArgs(ID, Capacity.Maker, NONE, signer.address);
    });

    it("the holder does not correct an investigator's incident; the investigator does, and the authority", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, actors, owner } = world;
      await write(world, Kind.Incident, actors[Capacity.Investigator]);
      const seq = await lastSeq(world);
      await expect(dossier.connect(owner).correct(ID, seq, Capacity.Holder, NONE, DOCUMENT, URI))
        .to.be.revertedWithCustomError(dossier, "DossierNotAWriter")
        .withArgs(
          Kind.Incident,
          Capacity.Holder,
          bitmap([Capacity.Investigator, Capacity.Authority]),
        );
      for (const capacity of [Capacity.Investigator, Capacity.Authority] as const) {
        await dossier
          .connect(actors[capacity].signer)
          .correct(ID, seq, capacity, ES, DOCUMENT, URI);
      }
    });

    it("a foreign insurer does not brand, and a brand ends with the authority of the robot's country", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, authorityRegistry, authorities, actors, stranger, now } = world;
      await authorityRegistry
        .connect(authorities.DE)
        .accredit(stranger, Role.Insurer, code("DE"), now + YEAR);
      const ofDE = { ...actors[Capacity.Insurer], signer: stranger, jurisdiction: code("DE") };
      await expect(write(world, Kind.Brand, ofDE))
        .to.be.revertedWithCustomError(dossier, "DossierWrongJurisdiction")
        .withArgs(Capacity.Insurer, code("DE"), ES);
      await expect(write(world, Kind.Brand, { ...ofDE, jurisdiction: ES }))
        .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
        .withArgs(ID, Capacity.Insurer, ES, stranger.address);

      await write(world, Kind.Brand, actors[Capacity.Insurer]);
      const seq = await lastSeq(world);
      const actor = actors[Capacity.Authority];
      await expectRecord(
        world,
        () => dossier.connect(actor.signer).correct(ID, seq, actor.capacity, ES, DOCUMENT, URI),
        "Corrected",
        Kind.Correction,
        actor,
        [actor.capacity, ES, seq, Kind.Brand, DOCUMENT, URI],
      );
    });

    it("the numbers of certificates never meet, however long a history is", async () => {
      const world = await loadFixture(dossierFixture);
      const { registry, dossier, actors } = world;
      // As if a holder had worn the numbers out to where they once stopped.
      const worn = 16_777_214n;
      const { seq: before } = await registry.historyOf(ID);
      const slotOf = await findMapping(
        connection,
        registry,
        [ID],
        (word) => ((word >> SEQ_OFFSET) & SEQ_MASK) === before,
      );
      const word = BigInt(await ethers.provider.getStorage(registry, slotOf(ID)));
      const others = word & ~(SEQ_MASK << SEQ_OFFSET);
      await networkHelpers.setStorageAt(
        await registry.getAddress(),
        slotOf(ID),
        others | (worn << SEQ_OFFSET),
      );
      const numbers: bigint[] = [];
      for (let count = 0; count < 4; ++count) {
        await write(world, Kind.Certificate, actors[Capacity.Inspector]);
        numbers.push(await lastSeq(world));
      }
      expect(numbers).to.deep.equal([1n, 2n, 3n, 4n].map((step) => worn + step));
      const [first = 0n, ...later] = numbers;
      await dossier
        .connect(actors[Capacity.Inspector].signer)
        .withdrawCertificate(ID, first, REASON);
      expect(await dossier.isCertified(ID, first)).to.equal(false);
      for (const seq of later) expect(await dossier.isCertified(ID, seq)).to.equal(true);
    });
  });

  it("leaves holder, state, market and flags of a robot as they are, whatever is written", async () => {
    const world = await loadFixture(dossierFixture);
    const { registry } = world;
    const still = async () => {
      const { holder, state, market, stolen, disputed, lot, transfers, operator, deviceKeyDigest } =
        await registry.robot(ID);
      return [holder, state, market, stolen, disputed, lot, transfers, operator, deviceKeyDigest];
    };
    const before = await still();
    for (const kind of STATED) await write(world, kind, writerOf(world, kind));
    expect(await still()).to.deep.equal(before);
  });
});
