// Recall campaigns, and what was done about units under them.

import { campaign, campaignMark, campaignOutcome, campaignSuspension } from "ponder:schema";
import { manufacturerOf } from "@openrobotid/sdk";
import type { recallRegistryAbi } from "@openrobotid/sdk/abis";
import type { ChangeHandlers } from "./changes.js";
import type { Change } from "./history.js";
import type { Handlers, Tables } from "./log.js";
import { begin, end } from "./periods.js";

export const campaigns: Handlers<typeof recallRegistryAbi> = {
  async CampaignOpened({ db, proof }, fields) {
    const { campaign: id, model, country, openedBy, severity, kind, first, last } = fields;
    const { makerRemedies, notice } = fields;
    await db
      .insert(campaign)
      .values({
        ...proof,
        ...notice,
        id,
        model,
        manufacturer: manufacturerOf(model),
        country: country ?? null,
        severity,
        kind,
        first: first ?? null,
        last: last ?? null,
        makerRemedies,
        openedBy,
        openedAt: proof.blockTime,
        suspendedIn: [],
        marked: 0,
        remedied: 0,
        notApplicable: 0,
      })
      .onConflictDoNothing();
  },

  async UnitsMarked({ db, proof }, { campaign: id, ids }) {
    const marks = ids.map((unit) => ({ ...proof, campaign: id, unit }));
    await db.insert(campaignMark).values(marks).onConflictDoNothing();
    if (!(await db.find(campaign, { id }))) return;
    await db.update(campaign, { id }).set(({ marked }) => ({ marked: marked + ids.length }));
  },

  async CampaignSuspended({ db, proof }, { campaign: id, country, suspendedBy, reasonDigest }) {
    await db
      .insert(campaignSuspension)
      .values({ ...proof, campaign: id, country, suspendedBy, reasonDigest })
      .onConflictDoNothing();
    if (!(await db.find(campaign, { id }))) return;
    await db
      .update(campaign, { id })
      .set(({ suspendedIn }) => ({ suspendedIn: [...suspendedIn, country] }));
  },

  async CampaignClosed({ db, proof }, { campaign: id, closedBy, closedAt, reasonDigest }) {
    if (!(await db.find(campaign, { id }))) return;
    await db.update(campaign, { id }).set({
      closedAt: BigInt(closedAt),
      closedBy,
      closingReasonDigest: reasonDigest,
      closingTransactionHash: proof.transactionHash,
      closingBlockNumber: proof.blockNumber,
      closingBlockTime: proof.blockTime,
      closingLogIndex: proof.logIndex,
    });
  },
};

export const remedies: ChangeHandlers<typeof recallRegistryAbi> = {
  async UnitRemedied(change, { campaign: id, remedyBy, jurisdiction, evidenceDigest }) {
    await settle(change, id, {
      status: "remedied",
      by: remedyBy,
      jurisdiction: jurisdiction ?? null,
      evidenceDigest,
    });
    return undefined;
  },

  async UnitNotApplicable(change, { campaign: id, foundBy, reasonDigest }) {
    await settle(change, id, {
      status: "notApplicable",
      by: foundBy,
      jurisdiction: null,
      evidenceDigest: reasonDigest,
    });
    return undefined;
  },

  async UnitReopened({ db, proof, unit }, { campaign: id }) {
    const key = { campaign: id, unit: unit.id, ordinal: (await nextOutcome(db, id, unit.id)) - 1 };
    const last = await db.find(campaignOutcome, key);
    if (!last || last.until !== null) return undefined;
    await db.update(campaignOutcome, key).set(end(proof));
    const { status } = last;
    if (status !== "remedied" && status !== "notApplicable") return undefined;
    if (!(await db.find(campaign, { id }))) return undefined;
    await db.update(campaign, { id }).set((row) => ({ [status]: row[status] - 1 }));
    return undefined;
  },
};

/** A unit is settled once, as a rule: counting its outcomes takes as many look-ups. */
async function nextOutcome(db: Tables, of: bigint, unit: string): Promise<number> {
  let ordinal = 0;
  while (await db.find(campaignOutcome, { campaign: of, unit, ordinal })) ordinal += 1;
  return ordinal;
}

async function settle(
  { db, proof, unit, seq }: Change,
  id: bigint,
  outcome: Pick<typeof campaignOutcome.$inferInsert, "by" | "jurisdiction" | "evidenceDigest"> & {
    status: "remedied" | "notApplicable";
  },
): Promise<void> {
  await db
    .insert(campaignOutcome)
    .values({
      ...begin(proof),
      ...outcome,
      campaign: id,
      unit: unit.id,
      ordinal: await nextOutcome(db, id, unit.id),
      seq,
      market: unit.market,
    })
    .onConflictDoNothing();
  if (!(await db.find(campaign, { id }))) return;
  const { status } = outcome;
  await db.update(campaign, { id }).set((row) => ({ [status]: row[status] + 1 }));
}
