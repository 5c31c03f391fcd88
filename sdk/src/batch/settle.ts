import {
  BaseError,
  ExecutionRevertedError,
  type Hash,
  type Hex,
  type TransactionReceipt,
} from "viem";
import { RegistryRefusedError } from "../errors/refusal.js";
import { SdkError } from "../errors/sdk-error.js";
import { TransactionError } from "../errors/transaction-error.js";
import { awaitPending } from "./await-pending.js";
import type { IssuingJob } from "./issuing-job.js";

/** What happened to units that were to be issued by one transaction. */
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
export class RevertedError extends SdkError {
  override readonly name = "RevertedError";
  /** Its hash. */
  readonly transaction: Hash;

  constructor(transaction: Hash) {
    super(`Transaction ${transaction} was reverted, and the same call would pass now.`, {
      lines: ["Call again: the job goes on where it was."],
    });
    this.transaction = transaction;
  }
}

/** Sends a transaction and waits for its block; where it fails, waits too for what the account sent before. */
export async function settle(
  { client, options, signal }: IssuingJob,
  send: () => Promise<{ readonly lot: Hex; readonly receipt: TransactionReceipt }>,
): Promise<Outcome> {
  try {
    const { lot, receipt } = await send();
    return { lot, transaction: receipt.transactionHash };
  } catch (error) {
    if (error instanceof TransactionError && error.reason === "reverted" && error.hash) {
      return { failure: new RevertedError(error.hash), mayPass: true };
    }
    if (!isRefusal(error)) throw error;
    return { failure: error, mayPass: await awaitPending(client, options.account.address, signal) };
  }
}

/** Nodes estimate gas on top of what is pending: what passed when it was simulated may be refused then. */
function isRefusal(error: unknown): error is BaseError {
  if (error instanceof RegistryRefusedError) return true;
  if (!(error instanceof BaseError)) return false;
  return error.walk((cause) => cause instanceof ExecutionRevertedError) !== null;
}
