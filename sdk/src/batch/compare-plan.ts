import { getBlockNumber } from "viem/actions";
import type { RegistryClient } from "../internal/call.js";
import { freeRows, type RowComparison } from "./compare-rows.js";
import { isRunIssued } from "./compare-runs.js";
import { ConflictList } from "./conflicts.js";
import type { JournalledList } from "./journal.js";
import { LotsOnChain } from "./lots-on-chain.js";
import type { Plan } from "./plan-file.js";
import type { OnProgress } from "./progress.js";
import type { Run } from "./runs.js";

/** The part of a plan that is left to issue. */
export interface Remainder {
  /** Runs, for a sequential model. */
  readonly runs: readonly Run[];
  /** Rows of the file counted from 0, for a listed one. */
  readonly rows: readonly number[];
  /** Number of units that are on the chain already. */
  readonly issuedBefore: number;
}

/**
 * Asks the chain which part of a plan it has already, all of it at the end of one block.
 *
 * @throws IssuanceConflictError where the chain has something else.
 */
export async function comparePlan(
  client: RegistryClient,
  plan: Plan,
  journalled: readonly JournalledList[],
  onProgress?: OnProgress,
): Promise<Remainder> {
  const blockNumber = await getBlockNumber(client, { cacheTime: 0 });
  const lots = new LotsOnChain(client, blockNumber);
  const conflicts = new ConflictList();
  const total = plan.units;
  let done = 0;
  const compared = (units: number) => {
    done += units;
    onProgress?.({ phase: "comparing", done, total });
  };
  const runs: Run[] = [];
  for (const run of plan.runs) {
    if (!(await isRunIssued(lots, run, plan.unitsRoot, conflicts))) runs.push(run);
    compared(run.count);
  }
  const about = { client, plan, lots, blockNumber, conflicts, compared };
  const rows = plan.runs.length > 0 ? [] : await remainingRows(about, journalled);
  conflicts.throwIfAny();
  const left = runs.reduce((sum, { count }) => sum + count, rows.length);
  return { runs, rows, issuedBefore: total - left };
}

async function remainingRows(
  about: RowComparison,
  journalled: readonly JournalledList[],
): Promise<number[]> {
  const { plan, lots, compared } = about;
  const known = new Uint8Array(plan.units);
  for (const list of journalled) {
    if (await isTrue(list, about)) known.fill(1, list.row, list.row + list.count);
  }
  const all = Array.from(known.keys());
  const rows = all.filter((row) => known[row] === 0);
  compared?.(plan.units - rows.length);
  if ((await lots.count(plan.model)) > 0n) return await freeRows(rows, about);
  compared?.(rows.length);
  return rows;
}

/** A journal may be of a chain that started over, or may have been altered. */
async function isTrue(
  { lot: id, row, count }: JournalledList,
  about: RowComparison,
): Promise<boolean> {
  const { plan, lots } = about;
  const last = row + count - 1;
  if (row < 0 || count < 1 || last >= plan.units) return false;
  const lot = await lots.lot(id);
  if (lot.unitsRoot !== plan.unitsRoot || lot.count !== BigInt(count)) return false;
  const { compared: _, ...quietly } = about;
  return (await freeRows([row, last], quietly)).length === 0;
}
