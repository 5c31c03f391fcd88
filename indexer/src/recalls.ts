// Recall campaigns, and what was done about units under them.

import { manufacturerOf } from "@openrobotid/sdk";
import type { recallRegistryAbi } from "@openrobotid/sdk/abis";
import { campaign, campaignMark, campaignOutcome, campaignSuspension } from "../tables.js";
import type { ChangeHandlers } from "./changes.js";
import type { Change } from "./history.js";
import type { Handlers } from "./log.js";
import { begin, end } from "./periods.js";
import {
  countMarked,
  countOpened,
  countSettled,
  countSuspended,
  lastOutcome,
} from "./recall-figures.js";
import { addToTotal } from "./totals.js";

export const campaigns: Handlers<typeof recallRegistryAbi> = {
  async CampaignOpened({ db, proof }, fields) {
    const { campaign: id, model, country, openedBy, severity, kind, first, last } = fields;
    const { makerRemedies, notice } = fields;
    if (await db.find(campaign, { id })) return;
    const opened = await db.insert(campaign).values({
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
    });
    await countOpened(db, opened);
  },

  async UnitsMarked({ db, proof }, { campaign: id, ids }) {
    const marking = await db.find(campaign, { id });
    for (const unit of ids) {
      const mark = { ...proof, campaign: id, unit };
      const isNew = await db.insert(campaignMark).values(mark).onConflictDoNothing();
      if (isNew && marking) await countMarked(db, marking, unit);
    }
    if (!marking) return;
    await db.update(campaign, { id }).set(({ marked }) => ({ marked: marked + ids.length }));
  },

  async CampaignSuspended({ db, proof }, { campaign: id, country, suspendedBy, reasonDigest }) {
    await db
      .insert(campaignSuspension)
      .values({ ...proof, campaign: id, country, suspendedBy, reasonDigest })
      .onConflictDoNothing();
    const suspended = await db.find(campaign, { id });
    if (!suspended) return;
    await countSuspended(db, suspended, country);
    await db
      .update(campaign, { id })
      .set(({ suspendedIn }) => ({ suspendedIn: [...suspendedIn, country] }));
  },

  async CampaignClosed({ db, proof }, { campaign: id, closedBy, closedAt, reasonDigest }) {
    const closing = await db.find(campaign, { id });
    if (!closing) return;
    if (closing.closedAt === null) await addToTotal(db, `closed.${closing.severity}`, 1n);
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
    const { last } = await lastOutcome(db, id, unit.id);
    if (!last || last.until !== null) return undefined;
    const { ordinal, status } = last;
    await countSettled(db, id, unit, { status: "open", at: proof.blockTime });
    await db.update(campaignOutcome, { campaign: id, unit: unit.id, ordinal }).set(end(proof));
    if (status !== "remedied" && status !== "notApplicable") return undefined;
    if (!(await db.find(campaign, { id }))) return undefined;
    await db.update(campaign, { id }).set((row) => ({ [status]: row[status] - 1 }));
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
  const { next } = await lastOutcome(db, id, unit.id);
  await countSettled(db, id, unit, { status: outcome.status, at: proof.blockTime });
  await db
    .insert(campaignOutcome)
    .values({
      ...begin(proof),
      ...outcome,
      campaign: id,
      unit: unit.id,
      ordinal: next,
      seq,
      market: unit.market,
    })
    .onConflictDoNothing();
  if (!(await db.find(campaign, { id }))) return;
  const { status } = outcome;
  await db.update(campaign, { id }).set((row) => ({ [status]: row[status] + 1 }));
}
