import { getBlockNumber } from "viem/actions";
import { issueListSync } from "../actions/issueList.js";
import { composeRobotId } from "../robot-id.js";
import { freeRows } from "./compare-rows.js";
import { ConflictList } from "./conflicts.js";
import type { Issuance, IssuingJob } from "./issuing-job.js";
import { serialsPerList } from "./list-gas.js";
import { LotsOnChain } from "./lots-on-chain.js";
import { serialAt } from "./plan-file.js";
import { ATTEMPTS, settle } from "./settle.js";

/** Issues rows in lists that fit into a transaction, each after the one before it is in a block. */
export async function issueRows(rows: readonly number[], job: IssuingJob): Promise<Issuance[]> {
  const issuances: Issuance[] = [];
  const most = serialsPerList(job.options.manifestUri);
  for (let from = 0; from < rows.length; from += most) {
    job.signal?.throwIfAborted();
    const some = rows.slice(from, from + most);
    const issued = await issueSome(some, job);
    if (issued) issuances.push(issued);
    job.issued(some.length);
  }
  return issuances;
}

async function issueSome(some: readonly number[], job: IssuingJob): Promise<Issuance | undefined> {
  const { client, plan, journal, options } = job;
  const { model, unitsRoot } = plan;
  let rows = some;
  for (let attempt = 1; ; attempt += 1) {
    const serials = rows.map((row) => serialAt(plan, row));
    const outcome = await settle(job, () =>
      issueListSync(client, { ...options, signal: job.signal, model, serials, unitsRoot }),
    );
    const [row = 0] = rows;
    if ("lot" in outcome) {
      const count = rows.length;
      if (rows.at(-1) === row + count - 1) journal.issued({ lot: outcome.lot, row, count });
      return { kind: "list", first: composeRobotId(model, serialAt(plan, row)), count, ...outcome };
    }
    // Another process may have issued some of them first.
    const blockNumber = await getBlockNumber(client, { cacheTime: 0 });
    const lots = new LotsOnChain(client, blockNumber);
    const conflicts = new ConflictList();
    const free = await freeRows(rows, { client, plan, lots, blockNumber, conflicts });
    conflicts.throwIfAny();
    if (free.length === 0) return undefined;
    if (free.length === rows.length) {
      if (!outcome.mayPass || attempt >= ATTEMPTS) throw outcome.failure;
    }
    rows = free;
  }
}
