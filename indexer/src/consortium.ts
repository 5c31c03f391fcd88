// Seats of the consortium, their accounts, validators and countries.

import type { consortiumAbi } from "@openrobotid/sdk/abis";
import { isAddressEqual, zeroAddress } from "viem";
import {
  authorityAccount,
  country as countries,
  countryAssignment,
  seatAccount,
  seat as seats,
  seatValidator,
} from "../tables.js";
import { endAccreditations } from "./authority.js";
import type { Handlers, Log } from "./log.js";
import { lapse } from "./orders.js";
import { begin, end } from "./periods.js";

export const consortium: Handlers<typeof consortiumAbi> = {
  async SeatAdmitted({ db, proof }, { seat: number, authority, recovery, validator, name }) {
    const seat = Number(number);
    const period = { ...begin(proof), seat, ordinal: 0 };
    await db
      .insert(seats)
      .values({
        ...proof,
        seat,
        name,
        authority,
        recovery: isAddressEqual(recovery, zeroAddress) ? null : recovery,
        validator,
        admittedAt: proof.blockTime,
        accounts: 1,
        validators: 1,
      })
      .onConflictDoNothing();
    await db
      .insert(seatAccount)
      .values({ ...period, account: authority })
      .onConflictDoNothing();
    await db
      .insert(seatValidator)
      .values({ ...period, validator })
      .onConflictDoNothing();
    await db
      .insert(authorityAccount)
      .values({ account: authority, seat })
      .onConflictDoUpdate({ seat });
  },

  async SeatExpelled(log, { seat }) {
    await vacate(log, Number(seat), "expelled");
  },

  async SeatResigned(log, { seat }) {
    await vacate(log, Number(seat), "resigned");
  },

  async AuthorityRotated({ db, proof }, { seat: number, previous, current }) {
    const seat = Number(number);
    const held = await db.find(seats, { seat });
    if (!held) return;
    const ordinal = held.accounts;
    await db.update(seatAccount, { seat, ordinal: ordinal - 1 }).set(end(proof));
    await db.insert(seatAccount).values({ ...begin(proof), seat, ordinal, account: current });
    const rotated = { authority: current, accounts: ordinal + 1, ...NO_PROPOSED_AUTHORITY };
    await db.update(seats, { seat }).set(rotated);
    await db
      .insert(authorityAccount)
      .values({ account: previous, seat: null })
      .onConflictDoUpdate({ seat: null });
    await db
      .insert(authorityAccount)
      .values({ account: current, seat })
      .onConflictDoUpdate({ seat });
  },

  async AuthorityProposed({ db }, { seat: number, account, acceptableFrom }) {
    const seat = Number(number);
    if (!(await db.find(seats, { seat }))) return;
    await db
      .update(seats, { seat })
      .set({ proposedAuthority: account, authorityAcceptableFrom: BigInt(acceptableFrom) });
  },

  async AuthorityVetoed({ db }, { seat: number }) {
    const seat = Number(number);
    if (!(await db.find(seats, { seat }))) return;
    await db.update(seats, { seat }).set(NO_PROPOSED_AUTHORITY);
  },

  async RecoveryProposed({ db }, { seat: number, recovery, acceptableFrom }) {
    const seat = Number(number);
    if (!(await db.find(seats, { seat }))) return;
    await db
      .update(seats, { seat })
      .set({ proposedRecovery: recovery, recoveryAcceptableFrom: BigInt(acceptableFrom) });
  },

  async RecoveryVetoed({ db }, { seat: number }) {
    const seat = Number(number);
    if (!(await db.find(seats, { seat }))) return;
    await db.update(seats, { seat }).set(NO_PROPOSED_RECOVERY);
  },

  async RecoveryRotated({ db }, { seat: number, current }) {
    const seat = Number(number);
    if (!(await db.find(seats, { seat }))) return;
    const recovery = isAddressEqual(current, zeroAddress) ? null : current;
    await db.update(seats, { seat }).set({ recovery, ...NO_PROPOSED_RECOVERY });
  },

  async ValidatorRotated({ db, proof }, { seat: number, current }) {
    const seat = Number(number);
    const held = await db.find(seats, { seat });
    if (!held) return;
    const ordinal = held.validators;
    await db.update(seatValidator, { seat, ordinal: ordinal - 1 }).set(end(proof));
    await db.insert(seatValidator).values({ ...begin(proof), seat, ordinal, validator: current });
    await db.update(seats, { seat }).set({ validator: current, validators: ordinal + 1 });
  },

  async CountryAssigned({ db, proof }, { country: code, seat: number, actsFrom }) {
    const seat = Number(number);
    const ordinal = (await db.find(countries, { code }))?.assignments ?? 0;
    const assignment = { country: code, ordinal, seat, actsFrom: BigInt(actsFrom) };
    await db.insert(countryAssignment).values({ ...begin(proof), ...assignment });
    const row = { ...proof, seat, assignments: ordinal + 1 };
    await db
      .insert(countries)
      .values({ code, ...row })
      .onConflictDoUpdate(row);
  },

  async CountryReleased(log, { country: code }) {
    const { db, proof } = log;
    await endAccreditations(log, code);
    await lapse(log, code);
    const known = await db.find(countries, { code });
    if (!known) return;
    const key = { country: code, ordinal: known.assignments - 1 };
    await db.update(countryAssignment, key).set(end(proof));
    await db.update(countries, { code }).set({ ...proof, seat: null });
  },
};

const NO_PROPOSED_AUTHORITY = { proposedAuthority: null, authorityAcceptableFrom: null } as const;
const NO_PROPOSED_RECOVERY = { proposedRecovery: null, recoveryAcceptableFrom: null } as const;

/** The record of a seat stays, with the account and validator it had last. */
async function vacate(
  { db, proof }: Log,
  seat: number,
  departure: "expelled" | "resigned",
): Promise<void> {
  const held = await db.find(seats, { seat });
  if (!held) return;
  const { accounts, validators, authority } = held;
  await db.update(seatAccount, { seat, ordinal: accounts - 1 }).set(end(proof));
  await db.update(seatValidator, { seat, ordinal: validators - 1 }).set(end(proof));
  await db.update(authorityAccount, { account: authority }).set({ seat: null });
  await db.update(seats, { seat }).set({
    departedAt: proof.blockTime,
    departure,
    ...NO_PROPOSED_AUTHORITY,
    ...NO_PROPOSED_RECOVERY,
    departureTransactionHash: proof.transactionHash,
  });
}
