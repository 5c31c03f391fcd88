// Receipts on a chain that makes a block only for a transaction.
import { setTimeout } from "node:timers/promises";
import { BrowserProvider, type TransactionReceipt } from "ethers";

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

/** A chain of Hardhat's or anvil's, as ethers asks it. Nothing is remembered, since time is moved under it. */
export class ThrowawayProvider extends BrowserProvider {
  constructor(provider: ConstructorParameters<typeof BrowserProvider>[0]) {
    super(provider, undefined, { cacheTimeout: -1 });
  }

  override async getTransactionReceipt(hash: string): Promise<TransactionReceipt | null> {
    return await lookForReceipt(() => super.getTransactionReceipt(hash), 20);
  }
}
