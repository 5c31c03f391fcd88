// Issuance: a row for each lot, and the way from a code to its lot, which is the registry's own.

import {
  composeRobotId,
  manufacturerOf,
  modelOf,
  parseCounter,
  type RobotId,
  withCounter,
} from "@openrobotid/sdk";
import type { robotRegistryAbi } from "@openrobotid/sdk/abis";
import {
  counterOf,
  holdsCounter,
  lastLotUpTo,
  lotIdOf,
  readLotId,
  stemOf,
} from "@openrobotid/sdk/rules";
import { type Hex, zeroHash } from "viem";
import { listedUnit, lot, lotStem, manufacturer, model } from "../tables.js";
import type { Handlers, Log, Tables } from "./log.js";
import { countIssuedUnder } from "./recall-figures.js";
import { countIssued } from "./unit-figures.js";

export const issuance: Handlers<typeof robotRegistryAbi> = {
  async LotIssued(log, fields) {
    const { first, count } = fields;
    const { stem } = readLotId(fields.lot);
    const counterWidth = first.length - stem.length;
    const { counter: firstCounter } = parseCounter(first, counterWidth);
    const lastCounter = firstCounter + count - 1n;
    await issue(log, fields, {
      kind: "range",
      stem,
      counterWidth,
      count,
      firstCounter,
      lastCounter,
      firstUnit: first,
      lastUnit: withCounter(stem, lastCounter),
    });
  },

  async ListIssued(log, fields) {
    const { db } = log;
    const { serials, lot: id } = fields;
    const codes = serials.map((serial) => composeRobotId(fields.model, serial));
    const list: Units = {
      kind: "list",
      stem: fields.model,
      counterWidth: 0,
      count: BigInt(serials.length),
      firstCounter: 0n,
      lastCounter: 0n,
      firstUnit: null,
      lastUnit: null,
    };
    await issue(log, fields, list, codes);
    const units = codes.map((code) => ({ id: code, model: fields.model, lot: id }));
    await db.insert(listedUnit).values(units).onConflictDoNothing();
  },
};

type Units = Pick<
  typeof lot.$inferInsert,
  | "kind"
  | "stem"
  | "counterWidth"
  | "count"
  | "firstCounter"
  | "lastCounter"
  | "firstUnit"
  | "lastUnit"
>;

interface Issued {
  readonly lot: Hex;
  readonly model: ReturnType<typeof modelOf>;
  readonly issuer: Hex;
  readonly issuedAt: number;
  readonly unitsRoot: Hex;
  readonly manifestURI: string;
}

async function issue(
  { db, proof }: Log,
  issued: Issued,
  units: Units,
  listed: readonly RobotId[] = [],
): Promise<void> {
  // Its units count once.
  if (await db.find(lot, { id: issued.lot })) return;
  const { model: id, unitsRoot, issuedAt } = issued;
  const maker = manufacturerOf(id);
  const ordinal = readLotId(issued.lot).index;
  await db
    .insert(lot)
    .values({
      ...proof,
      ...units,
      id: issued.lot,
      model: id,
      manufacturer: maker,
      ordinal,
      issuer: issued.issuer,
      issuedAt: BigInt(issuedAt),
      unitsRoot: unitsRoot === zeroHash ? null : unitsRoot,
      manifestUri: issued.manifestURI,
    })
    .onConflictDoNothing();
  await db
    .insert(lotStem)
    .values({ stem: units.stem, lots: ordinal + 1 })
    .onConflictDoUpdate({ lots: ordinal + 1 });
  await countIssued(db, { model: id, issuedAt: Number(issuedAt), count: units.count });
  await countIssuedUnder(db, { model: id, ...units }, listed);
  if (await db.find(model, { id })) {
    await db.update(model, { id }).set(({ issued }) => ({ issued: issued + units.count }));
  }
  if (await db.find(manufacturer, { id: maker })) {
    await db
      .update(manufacturer, { id: maker })
      .set(({ issued }) => ({ issued: issued + units.count }));
  }
}

/** The lot that a unit was issued in; `undefined` where the index knows none. */
export async function findLot(
  db: Tables,
  id: RobotId,
): Promise<typeof lot.$inferSelect | undefined> {
  const registered = await db.find(model, { id: modelOf(id) });
  if (!registered) return undefined;
  const { counterWidth } = registered;
  if (counterWidth === 0) {
    const listed = await db.find(listedUnit, { id });
    return listed ? ((await db.find(lot, { id: listed.lot })) ?? undefined) : undefined;
  }
  const counter = counterOf(id, counterWidth);
  if (counter === undefined) return undefined;
  const stem = stemOf(id, counterWidth);
  const at = async (index: number) => await db.find(lot, { id: lotIdOf(stem, index) });
  const lots = (await db.find(lotStem, { stem }))?.lots ?? 0;
  const index = await lastLotUpTo(counter, lots, async (one) => (await at(one))?.firstCounter);
  const found = index === undefined ? null : await at(index);
  return found && holdsCounter(found, counter) ? found : undefined;
}
