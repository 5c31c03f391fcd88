import type { Hex } from "viem";
import { lotIdOf } from "../rules/lot.js";
import type { ConflictList } from "./conflicts.js";
import type { LotsOnChain } from "./lots-on-chain.js";
import type { Run } from "./runs.js";

/**
 * Whether a run is issued already, as exactly one lot with the file's root. Where the chain says otherwise of any of its
 * units, or has gone past them, that is a conflict.
 */
export async function isRunIssued(
  lots: LotsOnChain,
  run: Run,
  unitsRoot: Hex,
  conflicts: ConflictList,
): Promise<boolean> {
  const { stem, first, firstCounter, count } = run;
  const lastCounter = firstCounter + BigInt(count) - 1n;
  const index = await lots.lastUpTo(stem, lastCounter);
  const conflict = (reason: string) => {
    conflicts.add({ id: first, count, reason });
    return false;
  };
  if (index !== undefined) {
    const lot = await lots.lot(lotIdOf(stem, index));
    const last = lot.firstCounter + lot.count - 1n;
    if (last >= firstCounter) {
      const isSame = lot.firstCounter === firstCounter && last === lastCounter;
      if (isSame && lot.unitsRoot === unitsRoot) return true;
      return conflict(
        `counters ${lot.firstCounter} to ${last} were issued with the root ${lot.unitsRoot}; the root of this file is ${unitsRoot}`,
      );
    }
  }
  const following = (index ?? -1) + 1;
  if (following < (await lots.count(stem))) {
    const next = await lots.lot(lotIdOf(stem, following));
    return conflict(
      `a lot from counter ${next.firstCounter} on was issued before, and lots of one stem only grow upward`,
    );
  }
  return false;
}
