import type { Address, Hash } from "viem";
import { RegistryError } from "./registry-error.js";

/**
 * What happened to a transaction that did not do what it was sent for:
 *
 * - `unknown`: the node broke off while it took it; it may be on its way
 * - `replaced`: another one with the same nonce is in a block, and makes another call
 * - `cancelled`: another one with the same nonce is in a block, and does nothing
 * - `gap`: it waits for an earlier one of the account, which the node does not have
 * - `timeout`: no block holds it yet
 * - `reverted`: it is in a block and did nothing, though the same call would pass now
 */
export type TransactionErrorReason =
  | "unknown"
  | "replaced"
  | "cancelled"
  | "gap"
  | "timeout"
  | "reverted";

/** What a {@link TransactionError} is made of. */
export interface TransactionErrorParameters {
  readonly reason: TransactionErrorReason;
  /** Hash of the transaction; `undefined` where a job waits for those of another. */
  readonly hash: Hash | undefined;
  /** Account that sent it. */
  readonly from: Address;
  /** Its nonce: how many of the account come before it. */
  readonly nonce: number;
  /** Hash of the one that took its nonce, where the node shows it. */
  readonly replacement?: Hash | undefined;
  /** The first nonce of the account that is missing. */
  readonly missingNonce?: number | undefined;
  /** How long it was waited for, in milliseconds. */
  readonly waited?: number | undefined;
  readonly cause?: Error | undefined;
}

/**
 * A transaction was sent, or may have been, and did not do what it was sent for. The message says what happened to it and what
 * to do.
 *
 * @example
 * ```ts
 * import { TransactionError } from "@openrobotid/sdk/actions";
 *
 * const error = new TransactionError({
 *   reason: "cancelled",
 *   hash: "0x01",
 *   replacement: "0x02",
 *   from: owner.account.address,
 *   nonce: 7,
 * });
 * error.shortMessage; // "Transaction 0x01 was cancelled: 0x02 took its nonce 7 and does nothing."
 * ```
 */
export class TransactionError extends RegistryError {
  override readonly name = "TransactionError";
  /** What happened to it. */
  readonly reason: TransactionErrorReason;
  /** Hash of the transaction; `undefined` where a job waits for those of another. */
  readonly hash: Hash | undefined;
  /** Account that sent it. */
  readonly from: Address;
  /** Its nonce. */
  readonly nonce: number;
  /** Hash of the one that took its nonce, where the node shows it. */
  readonly replacement: Hash | undefined;
  /** The first nonce of the account that is missing; `undefined` where none is. */
  readonly missingNonce: number | undefined;

  constructor(parameters: TransactionErrorParameters) {
    const [message, suggestion] = inWords(parameters);
    super(message, suggestion, parameters.cause);
    this.reason = parameters.reason;
    this.hash = parameters.hash;
    this.from = parameters.from;
    this.nonce = parameters.nonce;
    this.replacement = parameters.replacement;
    this.missingNonce = parameters.missingNonce;
  }
}

function inWords(about: TransactionErrorParameters): [message: string, suggestion: string] {
  const { reason, hash, from, nonce, replacement, missingNonce, waited = 0 } = about;
  const one = hash === undefined ? `A transaction of ${from}` : `Transaction ${hash}`;
  const other = replacement ?? "another transaction";
  const again = "Read the state again, and decide whether to send it once more.";
  switch (reason) {
    case "unknown":
      return [
        `The node broke off: transaction ${hash} may be on its way (nonce ${nonce} of ${from}).`,
        "Do not send it again before you know: ask for the receipt of this hash.",
      ];
    case "replaced":
      return [
        `${one} was replaced: ${other} took its nonce ${nonce} and makes another call.`,
        again,
      ];
    case "cancelled":
      return [`${one} was cancelled: ${other} took its nonce ${nonce} and does nothing.`, again];
    case "gap":
      return [
        `${one} waits: nonce ${missingNonce} of the account is missing, and its own is ${nonce}.`,
        `Send any transaction of ${from} with nonce ${missingNonce}, such as one of no value to itself; the later ones follow. A higher fee does not help.`,
      ];
    case "timeout":
      return [
        `${one} is in no block after ${Math.round(waited / 1000)} seconds (nonce ${nonce} of ${from}).`,
        `It may still get into one: ask for its receipt later, or send another one with nonce ${nonce} in its place.`,
      ];
    case "reverted":
      return [
        `${one} was reverted, and the same call would pass now.`,
        `${again} Where \`gas\` was given, give more.`,
      ];
  }
}
