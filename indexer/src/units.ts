// What happens to a unit in the registry itself: markets, holders, operators, keys, flags, its end.

import type { robotFlagsAbi, robotRegistryAbi } from "@openrobotid/sdk/abis";
import { deviceKeyDigest, type Flag } from "@openrobotid/sdk/actions";
import { type Address, type Hex, isAddressEqual, zeroAddress, zeroHash } from "viem";
import {
  deviceKey,
  flagReport,
  lifePeriod,
  marketPlacement,
  operatorTerm,
  ownershipPeriod,
} from "../tables.js";
import type { ChangeHandlers } from "./changes.js";
import type { Change } from "./history.js";
import { execute } from "./orders.js";
import { begin, end } from "./periods.js";
import type { Changes } from "./unit-row.js";

export const lifecycle: ChangeHandlers<typeof robotRegistryAbi> = {
  async PlacedOnMarket(change, { country, holder, key, birthRecordDigest }) {
    return {
      ...(await own(change, holder)),
      ...(await place(change, country)),
      ...(await bind(change, key, birthRecordDigest)),
      ...(await live(change, { state: "inService" })),
      birthRecordDigest,
    };
  },

  async Relocated(change, { to }) {
    return await place(change, to);
  },

  async DeviceKeyReplaced(change, { key, birthRecordDigest }) {
    return await bind(change, key, birthRecordDigest);
  },

  async RobotTransferred(change, { to, basis, reasonDigest }) {
    const reason = reasonDigest === zeroHash ? null : reasonDigest;
    if (basis === "order") await execute(change, reasonDigest);
    return {
      ...(await dismiss(change)),
      ...(await own(change, to, { basis, reasonDigest: reason })),
      ...NO_OFFER,
      transfers: change.unit.transfers + 1,
    };
  },

  async OperatorNamed(change, { operator, until }) {
    const dismissed = await dismiss(change);
    if (isAddressEqual(operator, zeroAddress)) return dismissed;
    const { db, proof, unit } = change;
    const termEnd = BigInt(until);
    await db.insert(operatorTerm).values({
      ...begin(proof),
      unit: unit.id,
      ordinal: unit.operatorTerms,
      operator,
      termEnd,
    });
    return {
      operator,
      operatorAccepted: false,
      operatorTermEnd: termEnd,
      operatorTerms: unit.operatorTerms + 1,
    };
  },

  async OperatorAccepted({ db, proof, unit }) {
    const key = { unit: unit.id, ordinal: unit.operatorTerms - 1 };
    if (!(await db.find(operatorTerm, key))) return undefined;
    await db.update(operatorTerm, key).set({
      acceptedAt: proof.blockTime,
      acceptedTransactionHash: proof.transactionHash,
      acceptedBlockNumber: proof.blockNumber,
      acceptedLogIndex: proof.logIndex,
    });
    return { operatorAccepted: true };
  },

  async OperatorResigned(change) {
    return await dismiss(change);
  },

  async IntakeOffered(change, { recycler }) {
    if (isAddressEqual(recycler, zeroAddress)) return NO_OFFER;
    return { intakeOffer: recycler, intakeOfferedBy: change.actor };
  },

  async ReturnOffered() {
    return { returnOffered: true };
  },

  async RobotReturned(change, { basis, reasonDigest }) {
    if (basis === "order") await execute(change, reasonDigest);
    const state = change.unit.market === null ? "issued" : "inService";
    return {
      ...(await live(change, { state, basis })),
      recycler: null,
      recyclerCountry: null,
      takenInAt: null,
      returnOffered: false,
    };
  },

  async TakenIn(change, { holder, recycler, country, basis, reasonDigest }) {
    const { unit, proof } = change;
    if (basis === "order") await execute(change, reasonDigest);
    return {
      ...(await dismiss(change)),
      ...(unit.holder === null && (await own(change, holder))),
      ...(await live(change, { state: "endOfLife", recycler, recyclerCountry: country, basis })),
      ...NO_OFFER,
      recycler,
      recyclerCountry: country,
      takenInAt: proof.blockTime,
      returnOffered: false,
    };
  },

  async RobotScrapped(change, { recycler, certificateDigest }) {
    const { recyclerCountry } = change.unit;
    const state = "scrapped" as const;
    return {
      ...(await live(change, { state, recycler, recyclerCountry, certificateDigest })),
      scrappedAt: change.proof.blockTime,
    };
  },
};

const NO_OFFER = { intakeOffer: null, intakeOfferedBy: null } as const;

export const flags: ChangeHandlers<typeof robotFlagsAbi> = {
  async FlagRaised({ db, proof, unit }, { flag, reporter, reasonDigest }) {
    if (flag === "none") return undefined;
    const reports = REPORTS[flag];
    const ordinal = unit[reports];
    await db
      .insert(flagReport)
      .values({ ...begin(proof), unit: unit.id, flag, ordinal, reporter, reasonDigest });
    return { [flag]: true, [reports]: ordinal + 1 };
  },

  async FlagCleared({ db, proof, unit }, { flag, clearedBy, reasonDigest }) {
    if (flag === "none") return undefined;
    const key = { unit: unit.id, flag, ordinal: unit[REPORTS[flag]] - 1 };
    if (await db.find(flagReport, key)) {
      const clearing = { clearedBy, clearingReasonDigest: reasonDigest };
      await db.update(flagReport, key).set({ ...end(proof), ...clearing });
    }
    return { [flag]: false };
  },
};

const REPORTS = { stolen: "stolenReports", disputed: "disputedReports" } as const satisfies Record<
  Flag,
  string
>;

async function own(
  { db, proof, unit }: Change,
  holder: Address,
  ground: Pick<typeof ownershipPeriod.$inferInsert, "basis" | "reasonDigest"> = {},
): Promise<Changes> {
  const ordinal = unit.ownerships;
  const before = { unit: unit.id, ordinal: ordinal - 1 };
  if (await db.find(ownershipPeriod, before)) {
    await db.update(ownershipPeriod, before).set(end(proof));
  }
  const row = { unit: unit.id, ordinal, holder, previous: unit.holder, ...ground };
  await db.insert(ownershipPeriod).values({ ...begin(proof), ...row });
  return { holder, ownerships: ordinal + 1 };
}

async function place({ db, proof, unit }: Change, country: string): Promise<Changes> {
  const ordinal = unit.placements;
  const before = { unit: unit.id, ordinal: ordinal - 1 };
  if (await db.find(marketPlacement, before)) {
    await db.update(marketPlacement, before).set(end(proof));
  }
  const row = { unit: unit.id, ordinal, country, previous: unit.market };
  await db.insert(marketPlacement).values({ ...begin(proof), ...row });
  return { market: country, country, placements: ordinal + 1 };
}

async function live(
  { db, proof, unit }: Change,
  period: Pick<
    typeof lifePeriod.$inferInsert,
    "state" | "recycler" | "recyclerCountry" | "basis" | "certificateDigest"
  >,
): Promise<Changes> {
  const ordinal = unit.states;
  const before = { unit: unit.id, ordinal: ordinal - 1 };
  if (await db.find(lifePeriod, before)) await db.update(lifePeriod, before).set(end(proof));
  await db.insert(lifePeriod).values({ ...begin(proof), unit: unit.id, ordinal, ...period });
  return { state: period.state, states: ordinal + 1 };
}

async function bind(
  { db, proof, unit }: Change,
  key: { readonly x: Hex; readonly y: Hex },
  birthRecordDigest: Hex,
): Promise<Changes> {
  const digest = deviceKeyDigest(key);
  const before = unit.deviceKeyDigest as Hex | null;
  if (before && (await db.find(deviceKey, { digest: before }))) {
    await db.update(deviceKey, { digest: before }).set(end(proof));
  }
  const ordinal = unit.deviceKeys;
  const row = { digest, unit: unit.id, ordinal, x: key.x, y: key.y, birthRecordDigest };
  await db
    .insert(deviceKey)
    .values({ ...begin(proof), ...row })
    .onConflictDoNothing();
  return { deviceKeyDigest: digest, deviceKeys: ordinal + 1 };
}

/** Ends the term of the one who was named to run the unit. */
async function dismiss({ db, proof, unit }: Change): Promise<Changes> {
  if (unit.operator === null) return {};
  const key = { unit: unit.id, ordinal: unit.operatorTerms - 1 };
  if (await db.find(operatorTerm, key)) await db.update(operatorTerm, key).set(end(proof));
  return { operator: null, operatorAccepted: false, operatorTermEnd: null };
}
