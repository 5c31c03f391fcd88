import type { Address } from "viem";
import { getTransactionCount } from "viem/actions";
import { TransactionError } from "../errors/transaction-error.js";
import { AccountWatch, GAP_TIMEOUT } from "../internal/await-receipt.js";
import type { RegistryClient } from "../internal/call.js";
import { pause } from "../internal/pause.js";

/**
 * Waits until nothing is pending that an account had sent when it was called: such as by a job that was killed before it
 * heard of a receipt. Whatever is sent next could not be in an earlier block anyway.
 *
 * @returns Whether there was anything to wait for.
 * @throws TransactionError where the account is stuck, because one of its transactions is missing.
 */
export async function awaitPending(
  client: RegistryClient,
  address: Address,
  signal: AbortSignal | undefined,
  gapTimeout = GAP_TIMEOUT,
): Promise<boolean> {
  let sent = await getTransactionCount(client, { address, blockTag: "pending" });
  const watch = new AccountWatch();
  for (let waited = false; ; waited = true) {
    const count = await getTransactionCount(client, { address });
    if (count >= sent) return waited;
    if (watch.standsStill(count) >= gapTimeout) {
      throw new TransactionError({
        reason: "gap",
        hash: undefined,
        from: address,
        nonce: sent - 1,
        missingNonce: count,
      });
    }
    await pause(client.pollingInterval, signal);
    // The node may forget one; later ones of others are not waited for.
    sent = Math.min(sent, await getTransactionCount(client, { address, blockTag: "pending" }));
  }
}
