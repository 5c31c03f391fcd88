import type { Hash, Hex } from "viem";
import { getBlockNumber } from "viem/actions";
import { issueLotSync } from "../actions/issueLot.js";
import { isRunIssued } from "./compare-runs.js";
import { ConflictList } from "./conflicts.js";
import type { Issuance, IssuingJob } from "./issuing-job.js";
import { LotsOnChain } from "./lots-on-chain.js";
import type { Run } from "./runs.js";
import { ATTEMPTS, settle } from "./settle.js";

/**
 * Issues runs as lots, each after the one before it is in a block: a lot that failed could not be made up for once a
 * later one of its stem is issued.
 */
export async function issueRuns(runs: readonly Run[], job: IssuingJob): Promise<Issuance[]> {
  const issuances: Issuance[] = [];
  for (const run of runs) {
    job.signal?.throwIfAborted();
    const issued = await issueRun(run, job);
    if (issued) issuances.push({ kind: "lot", first: run.first, count: run.count, ...issued });
    job.issued(run.count);
  }
  return issuances;
}

async function issueRun(
  { first, count, ...run }: Run,
  job: IssuingJob,
): Promise<{ lot: Hex; transaction: Hash } | undefined> {
  const { client, plan, options } = job;
  const { unitsRoot } = plan;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await settle(job, () =>
      issueLotSync(client, {
        ...options,
        signal: job.signal,
        first,
        count: BigInt(count),
        unitsRoot,
      }),
    );
    if ("lot" in outcome) return outcome;
    // Another process may have issued it first.
    const lots = new LotsOnChain(client, await getBlockNumber(client, { cacheTime: 0 }));
    const conflicts = new ConflictList();
    if (await isRunIssued(lots, { first, count, ...run }, unitsRoot, conflicts)) return undefined;
    conflicts.throwIfAny();
    if (!outcome.mayPass || attempt === ATTEMPTS) throw outcome.failure;
  }
}
