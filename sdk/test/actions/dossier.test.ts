import { accounts, clientOf, isolate, time, world } from "@openrobotid/testkit/chain";
import {
  digest,
  later,
  mexico,
  otherDigest,
  robots,
  SEQUENTIAL,
  spain,
} from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { type Hex, keccak256, sha256, toHex } from "viem";
import { UNKNOWN_READING } from "../../src/actions/index.js";
import { toBytes, toBytes32 } from "../../src/index.js";
import { refused } from "../refused.js";

describe("Actions on the dossier", () => {
  isolate();
  const { dossier } = world;
  const id = robots.sold;
  const asWorkshop = { id, capacity: "workshop", jurisdiction: spain } as const;
  const asInspector = { id, capacity: "inspector", jurisdiction: spain } as const;
  const asInsurer = { id, capacity: "insurer", jurisdiction: spain } as const;
  const asHolder = { id, capacity: "holder" } as const;
  const service = { ...asWorkshop, kind: "service", commitment: digest } as const;

  describe("record", () => {
    it("appends a document", async () => {
      const before = (await world.registry.historyOf(toBytes32(id))).seq;
      const recorded = await clientOf("workshop").recordSync({ ...service, uri: "ipfs://report" });
      expect(recorded).to.include({
        id,
        seq: before + 1n,
        kind: "service",
        capacity: "workshop",
        jurisdiction: "ES",
        commitment: digest,
        uri: "ipfs://report",
      });
    });

    it("leaves the jurisdiction out of what a holder writes", async () => {
      const incident = { ...asHolder, kind: "incident", commitment: digest } as const;
      const { jurisdiction, capacity } = await clientOf("owner").recordSync(incident);
      expect({ jurisdiction, capacity }).to.deep.equal({
        jurisdiction: undefined,
        capacity: "holder",
      });
    });

    it("says who may write, in which capacity and for which country", async () => {
      await refused(
        clientOf("owner").record({ ...asHolder, kind: "service", commitment: digest }),
        "DossierNotAWriter",
        /^A holder may not write entries of the kind "service"/,
        /written by a maker or a workshop/,
      );
      await refused(
        clientOf("owner").record(service),
        "DossierNotInCapacity",
        /does not act as a workshop of ES for CN-UT01-G1PRO1-26W05000000000001/,
      );
      await refused(
        clientOf("workshop").record({ ...service, jurisdiction: mexico }),
        "DossierWrongJurisdiction",
        /MX does not go with the capacity "workshop"/,
        /Give ES, the country that answers for the robot: no other country writes on its market/,
      );
      await refused(
        clientOf("owner").record({
          ...asHolder,
          kind: "incident",
          commitment: digest,
          jurisdiction: spain,
        }),
        "DossierWrongJurisdiction",
        /ES does not go with the capacity "holder"/,
        /A maker, holder or operator has none/,
      );
    });
  });

  describe("replacePart", () => {
    const part = { ...asWorkshop, partNumber: "KNEE-ACT-3", commitment: digest };

    it("appends a replacement", async () => {
      const replaced = await clientOf("workshop").replacePartSync({
        ...part,
        removedSerial: otherDigest,
      });
      expect(replaced).to.include({
        partNumber: "KNEE-ACT-3",
        removedSerial: otherDigest,
        fittedSerial: `0x${"00".repeat(32)}`,
      });
    });

    it("is refused with a part number that is too long", async () => {
      await refused(
        clientOf("workshop").replacePart({ ...part, partNumber: "X".repeat(32) }),
        "DossierTextLength",
        /The part number has 32 bytes/,
        /1 to 31 bytes/,
      );
    });
  });

  describe("gradeIntelligence", () => {
    const grade = { ...asInspector, level: 4, certificateDigest: digest } as const;

    it("appends a grade", async () => {
      expect(await clientOf("inspector").gradeIntelligenceSync(grade)).to.include({ level: 4 });
    });

    it("is refused to anyone who is not accredited", async () => {
      await refused(
        clientOf("workshop").gradeIntelligence(grade),
        "DossierNotInCapacity",
        new RegExp(`${accounts.workshop.address} does not act as an inspector of ES`),
      );
    });
  });

  describe("recordTraining", () => {
    const training = {
      ...asHolder,
      modelDigest: keccak256(toHex("model")),
      weightsDigest: keccak256(toHex("weights")),
    };

    it("appends a training", async () => {
      const { modelDigest, weightsDigest } = await clientOf("owner").recordTrainingSync(training);
      expect({ modelDigest, weightsDigest }).to.deep.equal({
        modelDigest: training.modelDigest,
        weightsDigest: training.weightsDigest,
      });
    });

    it("is refused without a digest", async () => {
      const weightsDigest: Hex = `0x${"00".repeat(32)}`;
      await refused(
        clientOf("owner").recordTraining({ ...training, weightsDigest }),
        "DossierZeroDigest",
        /digest or root is zero/,
      );
    });
  });

  describe("firmware", () => {
    const imageDigest = sha256(toHex("image"));
    const release = { model: SEQUENTIAL, version: "4.2.0", imageDigest };
    const installation = { ids: [id, robots.untouched], imageDigest, capacity: "maker" } as const;

    it("is published, installed on units, and withdrawn", async () => {
      const maker = clientOf("maker");
      const published = await maker.publishReleaseSync({
        ...release,
        uri: "https://maker.example",
      });
      expect(published).to.include({
        model: SEQUENTIAL,
        imageDigest,
        publishedBy: accounts.maker.address,
        version: "4.2.0",
      });
      const { events } = await maker.installReleaseSync(installation);
      expect(events.map((event) => event.id)).to.deep.equal(installation.ids);
      expect(events[0]).to.include({ capacity: "maker", jurisdiction: undefined, imageDigest });
      const withdrawn = await maker.withdrawReleaseSync({ ...release, reasonDigest: digest });
      expect(withdrawn).to.include({ withdrawnBy: accounts.maker.address, reasonDigest: digest });
      const recorded = await dossier.releaseOf(toBytes(SEQUENTIAL), imageDigest);
      expect(Number(recorded.withdrawnAt)).to.equal(await time.latest());
    });

    it("has one image a version, and can be installed until it is withdrawn", async () => {
      const maker = clientOf("maker");
      await refused(
        maker.installRelease(installation),
        "DossierUnknownRelease",
        /was never released for CN-UT01-G1PRO1/,
      );
      await maker.publishReleaseSync(release);
      await refused(
        maker.publishRelease({ ...release, imageDigest: sha256(toHex("another")) }),
        "DossierVersionTaken",
        new RegExp(`"4.2.0" of CN-UT01-G1PRO1 is that of the image ${imageDigest}`),
      );
      await maker.withdrawReleaseSync({ ...release, reasonDigest: digest });
      await refused(
        maker.withdrawRelease({ ...release, reasonDigest: digest }),
        "DossierReleaseWithdrawn",
        /was withdrawn at 2026-01-12T/,
      );
    });
  });

  describe("certificates", () => {
    const certificate = {
      ...asInspector,
      scope: "ISO 13482",
      expiry: new Date(later * 1000),
      commitment: digest,
    };

    it("are issued and withdrawn", async () => {
      const inspector = clientOf("inspector");
      const issued = await inspector.issueCertificateSync(certificate);
      expect(issued).to.include({ scope: "ISO 13482", expiry: later });
      expect(await dossier.isCertified(toBytes32(id), issued.seq)).to.equal(true);
      const withdrawn = await inspector.withdrawCertificateSync({
        id,
        certificateSeq: issued.seq,
        reasonDigest: otherDigest,
      });
      expect(withdrawn).to.include({ certificateSeq: issued.seq, capacity: "inspector" });
      expect(await dossier.isCertified(toBytes32(id), issued.seq)).to.equal(false);
    });

    it("are refused for the past, and withdrawn by no other", async () => {
      const inspector = clientOf("inspector");
      await refused(
        inspector.issueCertificate({ ...certificate, expiry: 1 }),
        "DossierExpiryInPast",
        /1970-01-01T00:00:01Z is not after/,
      );
      const { seq } = await inspector.issueCertificateSync(certificate);
      await refused(
        clientOf("workshop").withdrawCertificate({
          id,
          certificateSeq: seq,
          reasonDigest: digest,
        }),
        "DossierNotIssuer",
        new RegExp(`${accounts.workshop.address} neither issued certificate ${seq}`),
      );
    });
  });

  describe("anchorTelemetry", () => {
    const december = {
      ...asHolder,
      root: digest,
      from: new Date("2025-12-01"),
      to: new Date("2026-01-01"),
      operatingHours: 412,
    };

    it("anchors a period, whose unknown readings stay unknown", async () => {
      const anchored = await clientOf("owner").anchorTelemetrySync(december);
      expect(anchored).to.include({
        from: Date.UTC(2025, 11, 1) / 1000,
        to: Date.UTC(2026, 0, 1) / 1000,
        operatingHours: 412,
        chargeCycles: UNKNOWN_READING,
        falls: UNKNOWN_READING,
      });
    });

    it("is refused for a period anchored before", async () => {
      await clientOf("owner").anchorTelemetrySync(december);
      await refused(
        clientOf("owner").anchorTelemetry({ ...december, from: new Date("2025-12-31") }),
        "DossierPeriodOverlaps",
        /anchored until 2026-01-01T00:00:00Z, and this period begins at 2025-12-31T00:00:00Z/,
      );
    });
  });

  describe("brand", () => {
    const flood = {
      ...asInsurer,
      code: "flood",
      asReported: "Daño por inundación",
      evidenceDigest: digest,
    } as const;

    it("brands a title in the words of the reporter", async () => {
      const branded = await clientOf("insurer").brandSync(flood);
      expect(branded).to.include({ code: "flood", asReported: "Daño por inundación" });
    });

    it("is refused to those who may not", async () => {
      await refused(
        clientOf("workshop").brand({ ...flood, capacity: "workshop" }),
        "DossierNotAWriter",
        /^A workshop may not write/,
        /an authority, an insurer or an investigator/,
      );
    });
  });

  describe("correct", () => {
    it("appends an entry that names the one it corrects", async () => {
      const { seq } = await clientOf("workshop").recordSync(service);
      const corrected = await clientOf("workshop").correctSync({
        ...asWorkshop,
        correctedSeq: seq,
        commitment: otherDigest,
      });
      expect(corrected).to.include({
        seq: seq + 1n,
        correctedSeq: seq,
        correctedKind: "service",
        commitment: otherDigest,
      });
    });

    it("is refused for an entry that is not of the dossier, and for none at all", async () => {
      const correction = { ...asWorkshop, commitment: otherDigest };
      await refused(
        clientOf("workshop").correct({ ...correction, correctedSeq: 1n }),
        "DossierNotCorrectable",
        /Entry 1 of .* cannot be corrected in the dossier: it is not of the dossier/,
      );
      await refused(
        clientOf("workshop").correct({ ...correction, correctedSeq: 99n }),
        "DossierUnknownEntry",
        /has 3 entries, and there is no entry 99/,
      );
    });
  });
});
