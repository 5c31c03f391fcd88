// Counts of the whole registry, kept as events come.

import type { TotalName } from "../figure-keys.js";
import { totalFigure } from "../tables.js";
import type { Tables } from "./log.js";

/** Counts so many more, or fewer. */
export async function addToTotal(db: Tables, name: TotalName, more: bigint): Promise<void> {
  if (more === 0n) return;
  await db
    .insert(totalFigure)
    .values({ name, count: more })
    .onConflictDoUpdate(({ count }) => ({ count: count + more }));
}
