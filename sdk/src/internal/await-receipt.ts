// What happened to a transaction: it is in a block, or another one took its place, or it waits for an earlier one.
import {
  type Address,
  type Hash,
  isAddressEqual,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from "viem";
import { getBlock, getBlockNumber, getTransactionCount, getTransactionReceipt } from "viem/actions";
import { TransactionError, type TransactionErrorParameters } from "../errors/transaction-error.js";
import type { RegistryClient, WriteOptions } from "./client.js";
import { pause } from "./pause.js";
import { isAnswer, type SentTransaction } from "./send.js";

/** How long a block is waited for by default, in milliseconds. */
const TIMEOUT = 180_000;
/**
 * How long an account may be stuck before a missing transaction of it is reported, in milliseconds.
 */
export const GAP_TIMEOUT = 30_000;
/** How often in a row the node may fail to answer. */
const FAILURES = 5;
/** How often the receipt is asked for once the nonce is used: nodes know that at different times. */
const LATE_QUESTIONS = 3;

/** How an account has moved while it was waited for. */
export class AccountWatch {
  #count = -1;
  #since = Date.now();

  /** Takes the number of its transactions that are in blocks; says for how long that has not changed. */
  standsStill(count: number): number {
    if (count !== this.#count) this.#since = Date.now();
    this.#count = count;
    return Date.now() - this.#since;
  }
}

/**
 * Waits until a block holds a transaction, and as many blocks are on top of it as are asked for.
 *
 * @throws TransactionError where another one took its nonce, an earlier one is missing, or it took too long.
 */
export async function awaitReceipt(
  client: RegistryClient,
  sent: SentTransaction,
  { timeout = TIMEOUT, confirmations = 1, signal }: WriteOptions,
): Promise<TransactionReceipt> {
  const { hash, from, nonce } = sent;
  const begun = Date.now();
  const watch = new AccountWatch();
  let first: number | undefined;
  let failures = 0;
  let lateQuestions = 0;
  const failure = (
    about: Pick<TransactionErrorParameters, "reason"> & Partial<TransactionErrorParameters>,
  ) => new TransactionError({ hash, from, nonce, waited: Date.now() - begun, ...about });
  for (;;) {
    signal?.throwIfAborted();
    let count = nonce;
    try {
      const receipt = await receiptOf(client, hash);
      if (receipt && (await isConfirmed(client, receipt, confirmations))) return receipt;
      count = receipt ? nonce : await getTransactionCount(client, { address: from });
      failures = 0;
    } catch (error) {
      failures += 1;
      if (isAnswer(error)) throw error;
      if (failures >= FAILURES) throw failure({ reason: "unknown", cause: error as Error });
    }
    if (count > nonce && ++lateQuestions > LATE_QUESTIONS) {
      return await replacementOf(client, sent, failure);
    }
    const waited = Date.now() - begun;
    const still = watch.standsStill(count);
    const isOver = waited >= timeout;
    first ??= count;
    // What is missing at the end, and was from the first question on, is named.
    const isStuck = count < nonce && (still >= GAP_TIMEOUT || (isOver && count === first));
    if (isStuck) throw failure({ reason: "gap", missingNonce: count });
    if (isOver) throw failure({ reason: "timeout" });
    await pause(Math.min(client.pollingInterval, Math.max(timeout - waited, 1)), signal);
  }
}

async function receiptOf(
  client: RegistryClient,
  hash: Hash,
): Promise<TransactionReceipt | undefined> {
  try {
    return await getTransactionReceipt(client, { hash });
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  }
}

async function isConfirmed(
  client: RegistryClient,
  { blockNumber }: TransactionReceipt,
  confirmations: number,
): Promise<boolean> {
  if (confirmations <= 1) return true;
  const latest = await getBlockNumber(client, { cacheTime: 0 });
  return latest - blockNumber + 1n >= BigInt(confirmations);
}

/** The receipt of the same call with another fee; thrown where it is another call. */
async function replacementOf(
  client: RegistryClient,
  { hash, from, to, data, nonce, after }: SentTransaction,
  failure: (about: Pick<TransactionErrorParameters, "reason" | "replacement">) => TransactionError,
): Promise<TransactionReceipt> {
  const latest = await getBlockNumber(client, { cacheTime: 0 });
  for (let blockNumber = after + 1n; blockNumber <= latest; blockNumber += 1n) {
    const { transactions } = await getBlock(client, { blockNumber, includeTransactions: true });
    const other = transactions.find(
      (one) => one.nonce === nonce && isAddressEqual(one.from, from) && one.hash !== hash,
    );
    if (!other) continue;
    const isSame = isTo(other.to, to) && other.input === data && other.value === 0n;
    if (isSame) return await getTransactionReceipt(client, { hash: other.hash });
    const isNothing = isTo(other.to, from) && other.value === 0n;
    throw failure({ reason: isNothing ? "cancelled" : "replaced", replacement: other.hash });
  }
  throw failure({ reason: "replaced", replacement: undefined });
}

function isTo(to: Address | null, address: Address): boolean {
  return to !== null && isAddressEqual(to, address);
}
