// Decisions of authorities: manufacturers, models, approvals, accreditations.

import { countryOf, manufacturerOf } from "@openrobotid/sdk";
import type { authorityRegistryAbi } from "@openrobotid/sdk/abis";
import { and, eq, isNull } from "drizzle-orm";
import { type Address, isAddressEqual, zeroAddress } from "viem";
import {
  accreditation,
  manufacturer,
  manufacturerAccount,
  manufacturerStanding,
  model,
  modelApproval,
} from "../tables.js";
import type { Handlers, Log, Tables } from "./log.js";
import { begin, end } from "./periods.js";
import { addToTotal } from "./totals.js";
import { changeLevel, lastApproval } from "./unit-figures.js";

export const authorities: Handlers<typeof authorityRegistryAbi> = {
  async ManufacturerAdmitted({ db, proof }, { id, account, authority, name, contactURI }) {
    const period = { ...begin(proof), manufacturer: id, ordinal: 0 };
    const admitted = await db
      .insert(manufacturer)
      .values({
        ...proof,
        id,
        country: countryOf(id),
        name,
        contactUri: contactURI,
        account,
        proposedAccount: null,
        status: "active",
        compromisedSince: null,
        successor: null,
        successionAcceptableFrom: null,
        successionNeeded: null,
        successionGiven: null,
        admittedBy: authority,
        admittedAt: proof.blockTime,
        issued: 0n,
        accounts: 1,
        standings: 1,
      })
      .onConflictDoNothing();
    if (admitted) await addToTotal(db, "makers", 1n);
    await db
      .insert(manufacturerAccount)
      .values({ ...period, account })
      .onConflictDoNothing();
    await db
      .insert(manufacturerStanding)
      .values({ ...period, status: "active", authority, reasonDigest: null })
      .onConflictDoNothing();
  },

  async ManufacturerAccountProposed({ db }, { id, account }) {
    if (!(await db.find(manufacturer, { id }))) return;
    const proposedAccount = isAddressEqual(account, zeroAddress) ? null : account;
    await db.update(manufacturer, { id }).set({ proposedAccount });
  },

  async ManufacturerAccountRotated(log, { id, current }) {
    await actThrough(log, id, current);
  },

  async ManufacturerStatusChanged(log, { id, status, authority, reasonDigest }) {
    await changeStanding(log, id, { status, authority, reasonDigest });
  },

  async ManufacturerCompromised(log, { id, authority, since, reasonDigest }) {
    await changeStanding(log, id, { status: "compromised", authority, reasonDigest });
    if (!(await log.db.find(manufacturer, { id }))) return;
    const changed = { compromisedSince: BigInt(since), proposedAccount: null };
    await log.db.update(manufacturer, { id }).set(changed);
  },

  async SuccessorNamed({ db }, { id, account, acceptableFrom, needed }) {
    if (!(await db.find(manufacturer, { id }))) return;
    await db.update(manufacturer, { id }).set({
      successor: account,
      successionAcceptableFrom: BigInt(acceptableFrom),
      successionNeeded: Number(needed),
      successionGiven: 0,
    });
  },

  async SuccessionCountersigned({ db }, { id, given }) {
    if (!(await db.find(manufacturer, { id }))) return;
    await db.update(manufacturer, { id }).set({ successionGiven: Number(given) });
  },

  async SuccessionWithdrawn({ db }, { id }) {
    if (!(await db.find(manufacturer, { id }))) return;
    await db.update(manufacturer, { id }).set(NO_SUCCESSION);
  },

  async SuccessionAccepted(log, { id, current, status }) {
    await actThrough(log, id, current);
    // The successor's own acceptance changes the standing: no authority decides again.
    await changeStanding(log, id, { status, authority: current, reasonDigest: null });
    if (!(await log.db.find(manufacturer, { id }))) return;
    await log.db.update(manufacturer, { id }).set(NO_SUCCESSION);
  },

  async ModelRegistered({ db, proof }, { id, scheme, counterWidth, name, documentationURI }) {
    const registered = await db
      .insert(model)
      .values({
        ...proof,
        id,
        manufacturer: manufacturerOf(id),
        name,
        documentationUri: documentationURI,
        scheme,
        counterWidth,
        registeredAt: proof.blockTime,
        issued: 0n,
      })
      .onConflictDoNothing();
    if (registered) await addToTotal(db, "models", 1n);
  },

  async ModelApproved({ db, proof }, fields) {
    const { id, country, authority, level, expiry, certificateDigest } = fields;
    const { last, next: ordinal } = await lastApproval(db, id, country);
    const levels = { before: last?.level ?? 0, after: level };
    await changeLevel(db, { model: id, country }, levels);
    const before = { model: id, country, ordinal: ordinal - 1 };
    if (last && last.until === null) await db.update(modelApproval, before).set(end(proof));
    await db.insert(modelApproval).values({
      ...begin(proof),
      model: id,
      country,
      ordinal,
      level,
      expiry: BigInt(expiry),
      certificateDigest,
      authority,
    });
  },

  async ModelApprovalWithdrawn({ db, proof }, { id, country, authority, reasonDigest }) {
    const { last } = await lastApproval(db, id, country);
    if (!last) return;
    await db.update(modelApproval, { model: id, country, ordinal: last.ordinal }).set({
      ...end(proof),
      withdrawnAt: proof.blockTime,
      withdrawnBy: authority,
      withdrawalReasonDigest: reasonDigest,
    });
  },

  async Accredited({ db, proof }, { account, role, country, authority, seat, expiry }) {
    const of = { account, role, country };
    const ordinal = await nextAccreditation(db, of);
    const before = { ...of, ordinal: ordinal - 1 };
    const last = await db.find(accreditation, before);
    if (last && last.until === null) await db.update(accreditation, before).set(end(proof));
    const row = { ...of, ordinal, expiry: BigInt(expiry), authority, seat: Number(seat) };
    await db.insert(accreditation).values({ ...begin(proof), ...row });
  },

  async AccreditationWithdrawn({ db, proof }, fields) {
    const { account, role, country, authority, reasonDigest } = fields;
    const of = { account, role, country };
    const ordinal = (await nextAccreditation(db, of)) - 1;
    if (ordinal < 0) return;
    await db.update(accreditation, { ...of, ordinal }).set({
      ...end(proof),
      withdrawnAt: proof.blockTime,
      withdrawnBy: authority,
      withdrawalReasonDigest: reasonDigest,
    });
  },
};

const NO_SUCCESSION = {
  successor: null,
  successionAcceptableFrom: null,
  successionNeeded: null,
  successionGiven: null,
} as const;

/** Another account acts for a manufacturer. */
async function actThrough({ db, proof }: Log, id: string, current: Address): Promise<void> {
  const maker = await db.find(manufacturer, { id });
  if (!maker) return;
  const { accounts } = maker;
  await db.update(manufacturerAccount, { manufacturer: id, ordinal: accounts - 1 }).set(end(proof));
  const row = { manufacturer: id, ordinal: accounts, account: current };
  await db.insert(manufacturerAccount).values({ ...begin(proof), ...row });
  const changed = { account: current, proposedAccount: null, accounts: accounts + 1 };
  await db.update(manufacturer, { id }).set(changed);
}

/** A manufacturer has another standing. */
async function changeStanding(
  { db, proof }: Log,
  id: string,
  decision: Pick<typeof manufacturerStanding.$inferInsert, "status" | "authority" | "reasonDigest">,
): Promise<void> {
  const maker = await db.find(manufacturer, { id });
  if (!maker) return;
  const { standings } = maker;
  const key = { manufacturer: id, ordinal: standings - 1 };
  await db.update(manufacturerStanding, key).set(end(proof));
  const row = { manufacturer: id, ordinal: standings, ...decision };
  await db.insert(manufacturerStanding).values({ ...begin(proof), ...row });
  const { status } = decision;
  await db.update(manufacturer, { id }).set({ status, standings: standings + 1 });
}

/** Accreditations end where the country leaves the seat that gave them, and do not come back with it. */
export async function endAccreditations({ db, proof }: Log, country: string): Promise<void> {
  const { account, role, ordinal } = accreditation;
  const ended = await db.sql
    .select({ account, role, country: accreditation.country, ordinal })
    .from(accreditation)
    .where(and(eq(accreditation.country, country), isNull(accreditation.until)));
  for (const key of ended) await db.update(accreditation, key).set(end(proof));
}

async function nextAccreditation(
  db: Tables,
  of: Pick<typeof accreditation.$inferSelect, "account" | "role" | "country">,
): Promise<number> {
  let ordinal = 0;
  while (await db.find(accreditation, { ...of, ordinal })) ordinal += 1;
  return ordinal;
}
