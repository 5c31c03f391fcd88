// Who held a robot when, by its history.
import { type RebuiltHistory, stateAt } from "@openrobotid/sdk/history";
import { type Address, isAddressEqual } from "viem";
import type { ProvenRobot } from "./reader.js";

/** Events with which a robot comes to a holder. */
const ARRIVALS = new Set<string | undefined>([
  "PlacedOnMarket",
  "RobotTransferred",
  "RobotReturned",
  "TakenIn",
]);

/** A stretch of time, in seconds: from its first second to before its last. */
export interface Holding {
  readonly from: number;
  readonly until: number;
}

/** When an account held a robot. Before the first holder that its history names, that was its maker. */
export function holdingsOf({ robot, history }: ProvenRobot, account: Address): readonly Holding[] {
  const changes = holdersOf(history);
  return changes.flatMap(({ from, holder = robot.maker.account }, index) => {
    if (!holder || !isAddressEqual(holder, account)) return [];
    return [{ from, until: changes[index + 1]?.from ?? Number.MAX_SAFE_INTEGER }];
  });
}

/** Who held a robot at a moment, and who ran it; until when the operator's term was to run, where there was one. */
export function pastOf({ history }: ProvenRobot, at: number) {
  const { holder, operator } = stateAt(history, at);
  if (!operator?.inCharge) return { past: { holder, operator: undefined } };
  return { past: { holder, operator: operator.account }, termEnds: Number(operator.until) };
}

function holdersOf(history: RebuiltHistory): { from: number; holder: Address | undefined }[] {
  const changes: { from: number; holder: Address | undefined }[] = [
    { from: history.issuance.issuedAt, holder: undefined },
  ];
  for (const [index, { event, timestamp }] of history.entries.entries()) {
    if (!ARRIVALS.has(event)) continue;
    const entries = history.entries.slice(0, index + 1);
    const { holder } = stateAt({ ...history, entries }, timestamp);
    changes.push({ from: timestamp, holder });
  }
  return changes;
}
