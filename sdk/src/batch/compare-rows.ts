import type { Hex } from "viem";
import type { RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { ReadBatch } from "../internal/reads.js";
import { composeRobotId, toBytes32 } from "../robot-id.js";
import type { ConflictList } from "./conflicts.js";
import type { LotsOnChain } from "./lots-on-chain.js";
import { type Plan, serialAt } from "./plan-file.js";

/** Rows asked about before progress is told. */
const ROWS_AT_ONCE = 1000;

/** What a comparison needs beside the rows. */
export interface RowComparison {
  readonly client: RegistryClient;
  readonly plan: Plan;
  readonly lots: LotsOnChain;
  readonly blockNumber: bigint;
  readonly conflicts: ConflictList;
  /** Hears how many rows were asked about. */
  readonly compared?: (rows: number) => void;
}

/** Of some rows, those that are not issued yet. One that is issued with another root than the file's is a conflict. */
export async function freeRows(rows: readonly number[], about: RowComparison): Promise<number[]> {
  const free: number[] = [];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    free.push(...(await freeAmong(some, about)));
    about.compared?.(some.length);
  }
  return free;
}

async function freeAmong(rows: readonly number[], about: RowComparison): Promise<number[]> {
  const { client, plan, lots, blockNumber, conflicts } = about;
  const idOf = (row: number) => composeRobotId(plan.model, serialAt(plan, row));
  const batch = new ReadBatch(client, { blockNumber });
  const viewOf = (row: number) =>
    ({ ...robotRegistry, args: [toBytes32(idOf(row))] as readonly [Hex] }) as const;

  const states = rows.map((row) => batch.add({ ...viewOf(row), functionName: "stateOf" }));
  await batch.send();
  const free: number[] = [];
  const issued: number[] = [];
  for (const [index, row] of rows.entries()) {
    ((await states[index]) === "none" ? free : issued).push(row);
  }

  const lotIds = issued.map((row) => batch.add({ ...viewOf(row), functionName: "lotOf" }));
  await batch.send();
  for (const [index, row] of issued.entries()) {
    const { unitsRoot } = await lots.lot((await lotIds[index]) as Hex);
    if (unitsRoot === plan.unitsRoot) continue;
    const line = plan.read.lines[row];
    const reason = `line ${line} was issued before with the root ${unitsRoot}; the root of this file is ${plan.unitsRoot}`;
    conflicts.add({ id: idOf(row), count: 1, reason });
  }
  return free;
}
