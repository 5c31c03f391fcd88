// Recall campaigns, and what was done about units under them.

import { campaign, campaignMark, campaignOutcome } from "ponder:schema";
import { manufacturerOf } from "@openrobotid/sdk";
import type { recallRegistryAbi } from "@openrobotid/sdk/abis";
import type { ChangeHandlers } from "./changes.js";
import type { Change } from "./history.js";
import type { Handlers } from "./log.js";

export const campaigns: Handlers<typeof recallRegistryAbi> = {
  async CampaignOpened({ db, proof }, fields) {
    const { campaign: id, model, country, openedBy, severity, kind, first, last, notice } = fields;
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
        openedBy,
        openedAt: proof.blockTime,
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

  async CampaignClosed({ db, proof }, { campaign: id, closedBy, reasonDigest }) {
    if (!(await db.find(campaign, { id }))) return;
    await db.update(campaign, { id }).set({
      closedAt: proof.blockTime,
      closedBy,
      closingReasonDigest: reasonDigest,
      closingTransactionHash: proof.transactionHash,
      closingBlockNumber: proof.blockNumber,
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
};

async function settle(
  { db, proof, unit, seq }: Change,
  id: bigint,
  outcome: Pick<typeof campaignOutcome.$inferInsert, "by" | "jurisdiction" | "evidenceDigest"> & {
    status: "remedied" | "notApplicable";
  },
): Promise<void> {
  await db
    .insert(campaignOutcome)
    .values({ ...proof, ...outcome, campaign: id, unit: unit.id, seq, market: unit.market })
    .onConflictDoNothing();
  if (!(await db.find(campaign, { id }))) return;
  const { status } = outcome;
  await db.update(campaign, { id }).set((row) => ({ [status]: row[status] + 1 }));
}
