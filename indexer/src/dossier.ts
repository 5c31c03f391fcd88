// What the dossier says of units, and the releases of makers.

import type { dossierAbi } from "@openrobotid/sdk/abis";
import { brand, certificate, firmwareInstallation, release } from "../tables.js";
import type { ChangeHandlers } from "./changes.js";
import type { Handlers } from "./log.js";
import { begin, end } from "./periods.js";

export const entries: ChangeHandlers<typeof dossierAbi> = {
  async IntelligenceGraded(_change, { level }) {
    return { grade: level };
  },

  async ReleaseInstalled({ db, proof, unit, actor }, { imageDigest, capacity, jurisdiction }) {
    const ordinal = unit.installations;
    const before = { unit: unit.id, ordinal: ordinal - 1 };
    if (await db.find(firmwareInstallation, before)) {
      await db.update(firmwareInstallation, before).set(end(proof));
    }
    await db.insert(firmwareInstallation).values({
      ...begin(proof),
      unit: unit.id,
      ordinal,
      model: unit.model,
      imageDigest,
      installedBy: actor,
      capacity,
      jurisdiction: jurisdiction ?? null,
    });
    return { imageDigest, imageInstalledAt: proof.blockTime, installations: ordinal + 1 };
  },

  async CertificateIssued({ db, proof, unit, seq, actor }, fields) {
    const { scope, capacity, jurisdiction, expiry, commitment, uri } = fields;
    const row = {
      ...begin(proof),
      scope,
      issuer: actor,
      capacity,
      jurisdiction: jurisdiction ?? null,
      expiry: BigInt(expiry),
      commitment,
      uri,
    };
    // Two certificates share a number once the registry has stopped counting: there, too, the later one counts.
    await db
      .insert(certificate)
      .values({ ...row, unit: unit.id, seq })
      .onConflictDoUpdate(row);
    return undefined;
  },

  async CertificateWithdrawn({ db, proof, unit, actor }, { certificateSeq, reasonDigest }) {
    const key = { unit: unit.id, seq: Number(certificateSeq) };
    if (!(await db.find(certificate, key))) return undefined;
    await db.update(certificate, key).set({
      ...end(proof),
      withdrawnAt: proof.blockTime,
      withdrawnBy: actor,
      withdrawalReasonDigest: reasonDigest,
    });
    return undefined;
  },

  async Branded({ db, proof, unit, seq, actor }, fields) {
    const { code, asReported, capacity, jurisdiction, evidenceDigest } = fields;
    await db.insert(brand).values({
      ...proof,
      unit: unit.id,
      seq,
      code,
      asReported,
      brandedBy: actor,
      capacity,
      jurisdiction: jurisdiction ?? null,
      evidenceDigest,
    });
    return { brands: [...unit.brands, code] };
  },
};

export const releases: Handlers<typeof dossierAbi> = {
  async ReleasePublished({ db, proof }, { model, imageDigest, publishedBy, version, uri }) {
    const row = { model, imageDigest, publishedBy, version, uri, publishedAt: proof.blockTime };
    await db
      .insert(release)
      .values({ ...proof, ...row })
      .onConflictDoNothing();
  },

  async ReleaseWithdrawn({ db, proof }, { model, imageDigest, withdrawnBy, reasonDigest }) {
    const key = { model, imageDigest };
    if (!(await db.find(release, key))) return;
    await db.update(release, key).set({
      withdrawnAt: proof.blockTime,
      withdrawnBy,
      withdrawalReasonDigest: reasonDigest,
      withdrawalTransactionHash: proof.transactionHash,
    });
  },
};
