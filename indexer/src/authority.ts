// Decisions of authorities: manufacturers, models, approvals, accreditations.

import {
  accreditation,
  manufacturer,
  manufacturerAccount,
  manufacturerStanding,
  model,
  modelApproval,
} from "ponder:schema";
import { countryOf, manufacturerOf } from "@openrobotid/sdk";
import type { authorityRegistryAbi } from "@openrobotid/sdk/abis";
import { isAddressEqual, zeroAddress } from "viem";
import type { Handlers, Tables } from "./log.js";
import { begin, end } from "./periods.js";

export const authorities: Handlers<typeof authorityRegistryAbi> = {
  async ManufacturerAdmitted({ db, proof }, { id, account, authority, name, contactURI }) {
    const period = { ...begin(proof), manufacturer: id, ordinal: 0 };
    await db
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
        admittedBy: authority,
        admittedAt: proof.blockTime,
        issued: 0n,
        accounts: 1,
        standings: 1,
      })
      .onConflictDoNothing();
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

  async ManufacturerAccountRotated({ db, proof }, { id, current }) {
    const maker = await db.find(manufacturer, { id });
    if (!maker) return;
    const { accounts } = maker;
    await db
      .update(manufacturerAccount, { manufacturer: id, ordinal: accounts - 1 })
      .set(end(proof));
    const row = { manufacturer: id, ordinal: accounts, account: current };
    await db.insert(manufacturerAccount).values({ ...begin(proof), ...row });
    const changed = { account: current, proposedAccount: null, accounts: accounts + 1 };
    await db.update(manufacturer, { id }).set(changed);
  },

  async ManufacturerStatusChanged({ db, proof }, { id, status, authority, reasonDigest }) {
    const maker = await db.find(manufacturer, { id });
    if (!maker) return;
    const { standings } = maker;
    const key = { manufacturer: id, ordinal: standings - 1 };
    await db.update(manufacturerStanding, key).set(end(proof));
    const row = { manufacturer: id, ordinal: standings, status, authority, reasonDigest };
    await db.insert(manufacturerStanding).values({ ...begin(proof), ...row });
    await db.update(manufacturer, { id }).set({ status, standings: standings + 1 });
  },

  async ModelRegistered({ db, proof }, { id, scheme, counterWidth, name, documentationURI }) {
    await db
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
  },

  async ModelApproved({ db, proof }, fields) {
    const { id, country, authority, level, expiry, certificateDigest } = fields;
    const ordinal = await nextApproval(db, id, country);
    const before = { model: id, country, ordinal: ordinal - 1 };
    const last = await db.find(modelApproval, before);
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
    const ordinal = (await nextApproval(db, id, country)) - 1;
    if (ordinal < 0) return;
    await db.update(modelApproval, { model: id, country, ordinal }).set({
      ...end(proof),
      withdrawnAt: proof.blockTime,
      withdrawnBy: authority,
      withdrawalReasonDigest: reasonDigest,
    });
  },

  async Accredited({ db, proof }, { account, role, country, authority, expiry }) {
    const of = { account, role, country };
    const ordinal = await nextAccreditation(db, of);
    const before = { ...of, ordinal: ordinal - 1 };
    const last = await db.find(accreditation, before);
    if (last && last.until === null) await db.update(accreditation, before).set(end(proof));
    const row = { ...of, ordinal, expiry: BigInt(expiry), authority };
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

/** Approvals are renewed a few times in their life: counting them takes as many look-ups. */
async function nextApproval(db: Tables, id: string, country: string): Promise<number> {
  let ordinal = 0;
  while (await db.find(modelApproval, { model: id, country, ordinal })) ordinal += 1;
  return ordinal;
}

async function nextAccreditation(
  db: Tables,
  of: Pick<typeof accreditation.$inferSelect, "account" | "role" | "country">,
): Promise<number> {
  let ordinal = 0;
  while (await db.find(accreditation, { ...of, ordinal })) ordinal += 1;
  return ordinal;
}
