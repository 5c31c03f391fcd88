// Issuance: a row for each lot, and the way from a code to its lot. That way is the registry's own: the lots of a stem only
// ever grow upward, so a counter is found among them by halving; a list names each of its units.

import { listedUnit, lot, lotStem, manufacturer, model } from "ponder:schema";
import {
  composeRobotId,
  manufacturerOf,
  modelOf,
  type RobotId,
  withCounter,
} from "@openrobotid/sdk";
import type { robotRegistryAbi } from "@openrobotid/sdk/abis";
import { bytesToHex, type Hex, zeroHash } from "viem";
import type { Handlers, Log, Tables } from "./log.js";

const CODE_LENGTH = 29;

export const issuance: Handlers<typeof robotRegistryAbi> = {
  async LotIssued(log, fields) {
    const { db } = log;
    const { first, count } = fields;
    const { counterWidth = 0 } = (await db.find(model, { id: fields.model })) ?? {};
    const stem = first.slice(0, CODE_LENGTH - counterWidth);
    const firstCounter = BigInt(first.slice(stem.length) || 0);
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
    await issue(log, fields, {
      kind: "list",
      stem: fields.model,
      counterWidth: 0,
      count: BigInt(serials.length),
      firstCounter: 0n,
      lastCounter: 0n,
      firstUnit: null,
      lastUnit: null,
    });
    const units = serials.map((serial) => ({
      id: composeRobotId(fields.model, serial),
      model: fields.model,
      lot: id,
    }));
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

async function issue({ db, proof }: Log, issued: Issued, units: Units): Promise<void> {
  const { model: id, unitsRoot } = issued;
  const maker = manufacturerOf(id);
  const ordinal = ordinalOf(issued.lot);
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
      issuedAt: BigInt(issued.issuedAt),
      unitsRoot: unitsRoot === zeroHash ? null : unitsRoot,
      manifestUri: issued.manifestURI,
    })
    .onConflictDoNothing();
  await db
    .insert(lotStem)
    .values({ stem: units.stem, lots: ordinal + 1 })
    .onConflictDoUpdate({ lots: ordinal + 1 });
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
  const stem = id.slice(0, CODE_LENGTH - counterWidth);
  const digits = id.slice(stem.length);
  if (!/^[0-9]+$/.test(digits)) return undefined;
  const counter = BigInt(digits);
  let low = 0;
  let high = (await db.find(lotStem, { stem }))?.lots ?? 0;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = await db.find(lot, { id: lotIdOf(stem, middle) });
    if (!found) return undefined;
    if (counter < found.firstCounter) high = middle;
    else if (counter > found.lastCounter) low = middle + 1;
    else return found;
  }
  return undefined;
}

/** The registry's identifier of a lot: characters of the stem, and its number in the last three bytes. */
function lotIdOf(stem: string, ordinal: number): Hex {
  const bytes = new Uint8Array(32);
  bytes.set(Buffer.from(stem, "ascii"));
  new DataView(bytes.buffer).setUint32(28, ordinal);
  return bytesToHex(bytes);
}

function ordinalOf(id: Hex): number {
  return Number(`0x${id.slice(-6)}`);
}
