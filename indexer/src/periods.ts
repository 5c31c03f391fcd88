// Periods, proven at both ends.
import type { Proof } from "./log.js";

/** The columns of a period that begins with a log. */
export function begin(proof: Proof) {
  return { ...proof, since: proof.blockTime };
}

/** The columns that end a period with a log. */
export function end({ blockTime, transactionHash, blockNumber, logIndex }: Proof) {
  return {
    until: blockTime,
    endTransactionHash: transactionHash,
    endBlockNumber: blockNumber,
    endLogIndex: logIndex,
  };
}
