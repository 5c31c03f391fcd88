import { setTimeout as sleep } from "node:timers/promises";
import type { Address } from "viem";
import { getTransactionCount } from "viem/actions";
import type { RegistryClient } from "../internal/call.js";

/**
 * Waits until nothing is pending that an account had sent when it was called: such as by a job that was killed before it
 * heard of a receipt. Whatever is sent next could not be in an earlier block anyway.
 *
 * @returns Whether there was anything to wait for.
 */
export async function awaitPending(
  client: RegistryClient,
  address: Address,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  let sent = await getTransactionCount(client, { address, blockTag: "pending" });
  for (let waited = false; ; waited = true) {
    if ((await getTransactionCount(client, { address })) >= sent) return waited;
    signal?.throwIfAborted();
    await sleep(client.pollingInterval);
    // The node may forget one; later ones of others are not waited for.
    sent = Math.min(sent, await getTransactionCount(client, { address, blockTag: "pending" }));
  }
}
