import { code } from "@openrobotid/testkit/codes";
import { Capacity, EntryKind as Kind } from "@openrobotid/testkit/enums";
import { createNetwork, YEAR } from "@openrobotid/testkit/network";
import { expect } from "chai";
import {
  bitmap,
  CAPACITIES,
  DOCUMENT,
  dossierFixture,
  ES,
  FRESH,
  type Held,
  ID,
  KINDS,
  MX,
  NONE,
  REASON,
  URI,
  write,
  writersOf,
} from "./dossier.js";

const { networkHelpers } = await createNetwork();
const { loadFixture } = networkHelpers;

/** Kinds that are written in a capacity the caller states. */
const STATED = KINDS.filter(
  (kind) => kind !== Kind.CertificateWithdrawn && kind !== Kind.Correction,
);

describe("Dossier: who may write what", () => {
  it("tells the table through a view", async () => {
    const { dossier } = await loadFixture(dossierFixture);
    for (const kind of KINDS) {
      expect(await dossier.writersOf(kind), Kind[kind]).to.equal(bitmap(writersOf(kind)));
    }
  });

  it("refuses to answer for a kind that does not exist", async () => {
    const { dossier } = await loadFixture(dossierFixture);
    for (const kind of [0, KINDS.length + 1, 255]) {
      await expect(dossier.writersOf(kind))
        .to.be.revertedWithCustomError(dossier, "DossierUnknownKind")
        .withArgs(kind);
    }
  });

  for (const kind of STATED) {
    describe(Kind[kind] ?? "", () => {
      for (const capacity of CAPACITIES) {
        const writers = writersOf(kind);
        if (writers.includes(capacity)) {
          it(`takes it from ${Capacity[capacity]}`, async () => {
            const world = await loadFixture(dossierFixture);
            const { registry, dossier, actors } = world;
            const { seq } = await registry.historyOf(ID);
            await write(world, kind, actors[capacity]);
            expect((await registry.historyOf(ID)).seq).to.equal(seq + 1n);
            expect(await dossier.kindOf(ID, seq + 1n)).to.equal(kind);
            expect(await dossier.capacityOf(ID, seq + 1n)).to.equal(capacity);
          });
        } else {
          it(`refuses it from ${Capacity[capacity]}`, async () => {
            const world = await loadFixture(dossierFixture);
            const { dossier, actors } = world;
            await expect(write(world, kind, actors[capacity]))
              .to.be.revertedWithCustomError(dossier, "DossierNotAWriter")
              .withArgs(kind, capacity, bitmap(writers));
          });
        }
      }
    });
  }

  describe("CertificateWithdrawn", () => {
    for (const capacity of CAPACITIES) {
      const may = capacity === Capacity.Authority || capacity === Capacity.Inspector;
      it(`${may ? "takes it from" : "refuses it from"} ${Capacity[capacity]}${
        capacity === Capacity.Inspector ? ", the issuer" : ""
      }`, async () => {
        const world = await loadFixture(dossierFixture);
        const { dossier, actors } = world;
        await write(world, Kind.Certificate, actors[Capacity.Inspector]);
        const { seq } = await world.registry.historyOf(ID);
        const { signer } = actors[capacity];
        const withdrawal = dossier.connect(signer).withdrawCertificate(ID, seq, REASON);
        if (may) {
          await withdrawal;
          expect(await dossier.kindOf(ID, seq + 1n)).to.equal(Kind.CertificateWithdrawn);
        } else {
          await expect(withdrawal)
            .to.be.revertedWithCustomError(dossier, "DossierNotIssuer")
            .withArgs(ID, seq, signer.address);
        }
      });
    }
  });

  describe("Correction", () => {
    for (const kind of STATED) {
      for (const author of writersOf(kind)) {
        it(`takes one of ${Kind[kind]} by ${Capacity[author]} from that capacity and the authority alone`, async () => {
          const world = await loadFixture(dossierFixture);
          const { dossier, actors } = world;
          await write(world, kind, actors[author]);
          const { seq } = await world.registry.historyOf(ID);
          for (const { signer, capacity, jurisdiction } of Object.values(actors)) {
            const correction = dossier
              .connect(signer)
              .correct(ID, seq, capacity, jurisdiction, DOCUMENT, URI);
            if (capacity === author || capacity === Capacity.Authority) {
              await correction;
              const { seq: corrected } = await world.registry.historyOf(ID);
              expect(await dossier.kindOf(ID, corrected)).to.equal(Kind.Correction);
              expect(await dossier.capacityOf(ID, corrected)).to.equal(capacity);
            } else {
              await expect(correction)
                .to.be.revertedWithCustomError(dossier, "DossierNotAWriter")
                .withArgs(kind, capacity, bitmap([...new Set([author, Capacity.Authority])]));
            }
          }
        });
      }
    }

    it("is made by who has the capacity now, no matter who had it then", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, actors, owner, buyer, handOver } = world;
      await write(world, Kind.Incident, actors[Capacity.Holder]);
      const { seq } = await world.registry.historyOf(ID);
      await handOver(ID, owner, buyer);
      const correct = (signer: typeof owner) =>
        dossier.connect(signer).correct(ID, seq, Capacity.Holder, NONE, DOCUMENT, URI);
      await expect(correct(owner))
        .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
        .withArgs(ID, Capacity.Holder, NONE, owner.address);
      await correct(buyer);
    });

    it("is made by the authority, and the accredited, of the country where the robot is now", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, registry, authorities, actors, owner } = world;
      await write(world, Kind.Brand, actors[Capacity.Insurer]);
      const { seq } = await registry.historyOf(ID);
      await registry.connect(owner).relocate(ID, MX);
      for (const capacity of [Capacity.Insurer, Capacity.Authority] as const) {
        const { signer, jurisdiction } = actors[capacity];
        await expect(
          dossier.connect(signer).correct(ID, seq, capacity, jurisdiction, DOCUMENT, URI),
        )
          .to.be.revertedWithCustomError(dossier, "DossierWrongJurisdiction")
          .withArgs(capacity, ES, MX);
      }
      await dossier.connect(authorities.MX).correct(ID, seq, Capacity.Authority, MX, DOCUMENT, URI);
    });
  });

  describe("capacity", () => {
    it("refuses capacities that do not exist", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, maker } = world;
      for (const capacity of [0, 10, 255]) {
        await expect(
          dossier.connect(maker).record(ID, Kind.Hardware, capacity, NONE, DOCUMENT, URI),
        )
          .to.be.revertedWithCustomError(dossier, "DossierUnknownCapacity")
          .withArgs(capacity);
        await expect(dossier.anchoredUntil(ID, capacity))
          .to.be.revertedWithCustomError(dossier, "DossierUnknownCapacity")
          .withArgs(capacity);
      }
    });

    it("refuses an account that does not have the capacity that it claims", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, actors, stranger } = world;
      // An incident may be written in every capacity but two, which are tried on kinds of their own.
      const kindFor = (capacity: Capacity) =>
        capacity === Capacity.Inspector ? Kind.Inspection : Kind.Incident;
      for (const { capacity, jurisdiction } of Object.values(actors)) {
        if (capacity === Capacity.Recycler) continue;
        for (const impostor of Object.values(actors)) {
          if (impostor.capacity === capacity) continue;
          const { signer } = impostor;
          await expect(write(world, kindFor(capacity), { signer, capacity, jurisdiction }))
            .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
            .withArgs(ID, capacity, jurisdiction, signer.address);
        }
        await expect(write(world, kindFor(capacity), { signer: stranger, capacity, jurisdiction }))
          .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
          .withArgs(ID, capacity, jurisdiction, stranger.address);
      }
    });

    it("refuses a jurisdiction to those who have none", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, actors } = world;
      for (const capacity of [Capacity.Maker, Capacity.Holder, Capacity.Operator] as const) {
        await expect(write(world, Kind.Incident, { ...actors[capacity], jurisdiction: ES }))
          .to.be.revertedWithCustomError(dossier, "DossierWrongJurisdiction")
          .withArgs(capacity, ES, NONE);
      }
    });

    it("refuses an authority but that of the country that answers for the robot", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, authorities, actors, registry, owner } = world;
      const asMX = {
        signer: authorities.MX,
        capacity: Capacity.Authority,
        jurisdiction: MX,
      } as const;
      await expect(write(world, Kind.Inspection, asMX))
        .to.be.revertedWithCustomError(dossier, "DossierWrongJurisdiction")
        .withArgs(Capacity.Authority, MX, ES);
      await expect(
        write(world, Kind.Inspection, { ...actors[Capacity.Authority], jurisdiction: NONE }),
      )
        .to.be.revertedWithCustomError(dossier, "DossierWrongJurisdiction")
        .withArgs(Capacity.Authority, NONE, ES);
      await expect(write(world, Kind.Inspection, { ...asMX, jurisdiction: ES }))
        .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
        .withArgs(ID, Capacity.Authority, ES, authorities.MX.address);

      await registry.connect(owner).relocate(ID, MX);
      await write(world, Kind.Inspection, asMX);
      await expect(write(world, Kind.Inspection, actors[Capacity.Authority]))
        .to.be.revertedWithCustomError(dossier, "DossierWrongJurisdiction")
        .withArgs(Capacity.Authority, ES, MX);
    });

    it("takes accreditations of the country where the robot is now alone", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, registry, authorityRegistry, authorities, actors, stranger, owner, now } =
        world;
      await authorityRegistry.connect(authorities.MX).accredit(stranger, 1, MX, now + YEAR);
      const workshop = actors[Capacity.Workshop];
      const ofMX = { ...workshop, signer: stranger, jurisdiction: MX };
      for (const jurisdiction of [MX, NONE]) {
        await expect(write(world, Kind.Service, { ...ofMX, jurisdiction }))
          .to.be.revertedWithCustomError(dossier, "DossierWrongJurisdiction")
          .withArgs(Capacity.Workshop, jurisdiction, ES);
      }
      await expect(write(world, Kind.Service, { ...ofMX, jurisdiction: ES }))
        .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
        .withArgs(ID, Capacity.Workshop, ES, stranger.address);

      await registry.connect(owner).relocate(ID, MX);
      await write(world, Kind.Service, ofMX);
      await expect(write(world, Kind.Service, workshop))
        .to.be.revertedWithCustomError(dossier, "DossierWrongJurisdiction")
        .withArgs(Capacity.Workshop, ES, MX);
    });

    it("takes of a unit on no market the accreditations of the country of its code", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, authorityRegistry, authorities, actors, stranger, now } = world;
      const CN = code("CN");
      await expect(write(world, Kind.Service, actors[Capacity.Workshop], FRESH[0]))
        .to.be.revertedWithCustomError(dossier, "DossierWrongJurisdiction")
        .withArgs(Capacity.Workshop, ES, CN);
      await authorityRegistry.connect(authorities.CN).accredit(stranger, 1, CN, now + YEAR);
      const ofCN = { ...actors[Capacity.Workshop], signer: stranger, jurisdiction: CN };
      await write(world, Kind.Service, ofCN, FRESH[0]);
    });

    it("ends with the accreditation, the term of the operator, and the change of hands", async () => {
      const world = await loadFixture(dossierFixture);
      const { dossier, authorityRegistry, authorities, actors, owner, buyer, handOver } = world;
      const gone = async (capacity: Held, kind: Kind) => {
        const actor = actors[capacity];
        await expect(write(world, kind, actor))
          .to.be.revertedWithCustomError(dossier, "DossierNotInCapacity")
          .withArgs(ID, capacity, actor.jurisdiction, actor.signer.address);
      };
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(actors[Capacity.Inspector].signer, 2, ES, REASON);
      await gone(Capacity.Inspector, Kind.Inspection);
      await handOver(ID, owner, buyer);
      await gone(Capacity.Holder, Kind.Training);
      await gone(Capacity.Operator, Kind.Training);
      await write(world, Kind.Training, { ...actors[Capacity.Holder], signer: buyer });
    });
  });
});
