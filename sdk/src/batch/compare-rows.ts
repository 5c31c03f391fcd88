import type { Hex } from "viem";
import { multicall } from "viem/actions";
import { contractOf } from "../chains/contracts.js";
import { toRegistryError } from "../errors/refusal.js";
import type { RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { composeRobotId, toBytes32 } from "../robot-id.js";
import type { ConflictList } from "./conflicts.js";
import type { LotsOnChain } from "./lots-on-chain.js";
import { type Plan, serialAt } from "./plan-file.js";

/** Robots asked about in one request: small enough for every node. */
const ROBOTS_A_REQUEST = 100;

/** Requests under way at once. */
const REQUESTS_AT_ONCE = 4;

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
  const span = ROBOTS_A_REQUEST * REQUESTS_AT_ONCE;
  for (let from = 0; from < rows.length; from += span) {
    const some = rows.slice(from, from + span);
    const requests: number[][] = [];
    for (let at = 0; at < some.length; at += ROBOTS_A_REQUEST) {
      requests.push(some.slice(at, at + ROBOTS_A_REQUEST));
    }
    const answers = await Promise.all(requests.map((request) => freeAmong(request, about)));
    free.push(...answers.flat());
    about.compared?.(some.length);
  }
  return free;
}

async function freeAmong(rows: readonly number[], about: RowComparison): Promise<number[]> {
  const { plan, lots, conflicts } = about;
  const states = await askAll("stateOf", rows, about);
  const issued = rows.filter((_, index) => states[index] !== 0);
  const lotIds = issued.length > 0 ? await askAll("lotOf", issued, about) : [];
  for (const [index, row] of issued.entries()) {
    const { unitsRoot } = await lots.lot(lotIds[index] as Hex);
    if (unitsRoot === plan.unitsRoot) continue;
    const line = plan.read.lines[row];
    const reason = `line ${line} was issued before with the root ${unitsRoot}; the root of this file is ${plan.unitsRoot}`;
    conflicts.add({ id: composeRobotId(plan.model, serialAt(plan, row)), count: 1, reason });
  }
  return rows.filter((_, index) => states[index] === 0);
}

async function askAll(
  functionName: "stateOf" | "lotOf",
  rows: readonly number[],
  { client, plan, blockNumber }: RowComparison,
): Promise<readonly unknown[]> {
  const { address } = contractOf(client, "robotRegistry");
  try {
    return await multicall(client, {
      allowFailure: false,
      batchSize: 0,
      blockNumber,
      // The contract that bundles the calls is sent along: none needs to stand on the chain.
      deployless: true,
      contracts: rows.map((row) => ({
        address,
        abi: robotRegistry.abi,
        functionName,
        args: [toBytes32(composeRobotId(plan.model, serialAt(plan, row)))] as const,
      })),
    });
  } catch (error) {
    throw toRegistryError(error);
  }
}
