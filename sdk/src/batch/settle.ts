import { BaseError, type Hash, type Hex, parseEventLogs, type TransactionReceipt } from "viem";
import { getTransaction, waitForTransactionReceipt } from "viem/actions";
import { RegistryRefusedError } from "../errors/refusal.js";
import type { RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import type { Journal } from "./journal.js";

/** What became of a transaction that was to issue units. */
export type Outcome =
  | { readonly lot: Hex; readonly transaction: Hash }
  | { readonly refusal: RegistryRefusedError }
  | { readonly reverted: Hash };

/** How often units are sent whose transaction was reverted though it passed when it was simulated. */
export const ATTEMPTS = 3;

/**
 * A transaction was reverted, and the same call passes when it is simulated. Call again: the job goes on where it was.
 *
 * @example
 * ```ts
 * import { RevertedError } from "@openrobotid/sdk/batch";
 *
 * new RevertedError("0x01").transaction; // "0x01"
 * ```
 */
export class RevertedError extends BaseError {
  override readonly name = "RevertedError";
  /** Its hash. */
  readonly transaction: Hash;

  constructor(transaction: Hash) {
    super(`Transaction ${transaction} was reverted, and the same call would pass now.`, {
      metaMessages: ["Call again: the job goes on where it was."],
    });
    this.transaction = transaction;
  }
}

/** Sends a transaction, writes down that it was sent, and waits for its block. */
export async function settle(
  client: RegistryClient,
  journal: Journal,
  send: () => Promise<Hash>,
): Promise<Outcome> {
  let transaction: Hash;
  try {
    transaction = await send();
  } catch (error) {
    if (error instanceof RegistryRefusedError) return { refusal: error };
    throw error;
  }
  journal.sent(transaction);
  const receipt = await waitForTransactionReceipt(client, { hash: transaction });
  if (receipt.status === "reverted") {
    journal.settled();
    return { reverted: transaction };
  }
  return { lot: lotOf(receipt), transaction };
}

/** Waits for what a job sent before it was stopped, so that it is not sent once more. */
export async function settlePending(client: RegistryClient, journal: Journal): Promise<void> {
  const { pending } = journal;
  if (pending === undefined) return;
  const known = await getTransaction(client, { hash: pending }).catch((error: Error) => {
    // A node may forget what it has not put into a block.
    if (error.name === "TransactionNotFoundError") return undefined;
    throw error;
  });
  if (known) await waitForTransactionReceipt(client, { hash: pending });
}

function lotOf({ logs, transactionHash }: TransactionReceipt): Hex {
  const [event] = parseEventLogs({
    abi: robotRegistry.abi,
    eventName: ["LotIssued", "ListIssued"],
    logs,
  });
  if (event) return event.args.lot;
  throw new Error(`Transaction ${transactionHash} succeeded and issued nothing.`);
}
