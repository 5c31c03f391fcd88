// Whether everything in the tables was proven. An index that proves may go on where one stopped that did not, and replicas read
// tables that another process fills: so it is kept among them.

import { proofStatus } from "../proof/status.js";
import { believedLog } from "../tables.js";
import type { Log } from "./log.js";

const ID = 1;

/** Writes down that a log is taken in without a proof, where it is. */
export async function admitBelief({ db, proof }: Log): Promise<void> {
  if (proofStatus() || (await db.find(believedLog, { id: ID }))) return;
  await db.insert(believedLog).values({ ...proof, id: ID });
}
