import {
  BaseError,
  ExecutionRevertedError,
  type Hash,
  type Hex,
  parseEventLogs,
  type TransactionReceipt,
} from "viem";
import { waitForTransactionReceipt } from "viem/actions";
import { RegistryRefusedError } from "../errors/refusal.js";
import { robotRegistry } from "../internal/contracts.js";
import { awaitPending } from "./await-pending.js";
import type { IssuingJob } from "./issuing-job.js";

/** What became of units that were to be issued by one transaction. */
export type Outcome =
  | { readonly lot: Hex; readonly transaction: Hash }
  | {
      readonly failure: Error;
      /** Whether the same call may pass once it is known what was issued meanwhile. */
      readonly mayPass: boolean;
    };

/** How often units are sent that others seem to send too. */
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

/** Sends a transaction and waits for its block; where it fails, waits too for what the account sent before. */
export async function settle(
  { client, options, signal }: IssuingJob,
  send: () => Promise<Hash>,
): Promise<Outcome> {
  let transaction: Hash;
  try {
    transaction = await send();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { failure: error, mayPass: await awaitPending(client, options.account.address, signal) };
  }
  const receipt = await waitForTransactionReceipt(client, { hash: transaction });
  if (receipt.status === "success") return { lot: lotOf(receipt), transaction };
  return { failure: new RevertedError(transaction), mayPass: true };
}

/** Nodes estimate gas on top of what is pending: what passed when it was simulated may be refused then. */
function isRefusal(error: unknown): error is BaseError {
  if (error instanceof RegistryRefusedError) return true;
  if (!(error instanceof BaseError)) return false;
  return error.walk((cause) => cause instanceof ExecutionRevertedError) !== null;
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
