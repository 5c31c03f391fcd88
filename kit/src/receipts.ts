// Receipts on a chain that makes a block only for a transaction.
import { setTimeout } from "node:timers/promises";

/** Longest that a receipt is waited for, in milliseconds. */
const PATIENCE = 60_000;

/**
 * The receipt of a transaction that was sent, asked for until it is there; null after a minute. `wait()` of ethers listens for
 * the next block instead, and waits for ever where the transaction's own block came before it listened and no other follows.
 *
 * @param pause Milliseconds between two looks.
 */
export async function lookForReceipt<receipt>(
  look: () => Promise<receipt | null>,
  pause: number,
): Promise<receipt | null> {
  for (let waited = 0; waited < PATIENCE; waited += pause) {
    const receipt = await look();
    if (receipt !== null) return receipt;
    await setTimeout(pause);
  }
  return null;
}
