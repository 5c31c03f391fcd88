// How a transaction is sent: its hash is known before the node has it, so that a broken answer is told as "may be on its
// way"; a nonce that another process took is taken again.
import {
  type Abi,
  type Address,
  BaseError,
  encodeFunctionData,
  type Hash,
  type Hex,
  keccak256,
  type LocalAccount,
} from "viem";
import {
  getBlockNumber,
  getTransaction,
  getTransactionCount,
  prepareTransactionRequest,
  sendRawTransaction,
  writeContract,
} from "viem/actions";
import { getContractError, parseAccount } from "viem/utils";
import { RegistryArgumentError, RegistryConfigurationError } from "../errors/registry-error.js";
import { TransactionError } from "../errors/transaction-error.js";
import type { RegistryClient, WriteOptions } from "./client.js";
import { pause } from "./pause.js";

/** A call to be sent. */
export interface Outgoing {
  readonly address: Address;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly options: WriteOptions;
}

/** A transaction that a node has. */
export interface SentTransaction {
  readonly hash: Hash;
  readonly from: Address;
  readonly to: Address;
  readonly data: Hex;
  readonly nonce: number;
  /** A block that cannot hold it: it was there before. */
  readonly after: bigint;
}

/** How often a nonce is taken again that another process has used. */
const ATTEMPTS = 30;
/** Longest wait before it is taken again, in milliseconds. */
const LONGEST_PAUSE = 500;
/** How often a node that broke off is asked whether it has the transaction. */
const QUESTIONS = 3;

/** What nodes say of a transaction that they have already. */
const KNOWN =
  /already known|already imported|known transaction|already[_ ]exists|transactionalreadyknown/i;

/** What nodes say where the nonce is another transaction's. */
const TAKEN =
  /\bnonce\b.*\btoo (?:low|high)|nonce_too_low|nonce has already been used|invalid nonce|replacement.*underpriced|underpriced.*replace/i;

/** The account that writes. */
export function writerAccount(client: RegistryClient, { account = client.account }: WriteOptions) {
  if (account) return parseAccount(account);
  throw new RegistryConfigurationError(
    "Nobody is named who writes.",
    "Give the client an account, or the call an `account`.",
  );
}

/** Refuses options that no transaction can have, before anything is asked. */
export function requireOptions({ nonce, confirmations, timeout, gas }: WriteOptions): void {
  const wrong = (name: string, what: string) => {
    throw new RegistryArgumentError(`\`${name}\` is wrong.`, `Give ${what}.`);
  };
  const isCount = (value: number | undefined, least: number) =>
    value === undefined || (Number.isSafeInteger(value) && value >= least);
  if (!isCount(nonce, 0)) wrong("nonce", "a whole number from 0 on");
  if (!isCount(confirmations, 1)) wrong("confirmations", "a whole number from 1 on");
  if (timeout !== undefined && !(timeout >= 0)) wrong("timeout", "milliseconds, as a number");
  if (gas !== undefined && gas <= 0n) wrong("gas", "an amount above zero");
}

/** Sends a call whose simulation has passed. */
export async function sendCall(client: RegistryClient, call: Outgoing): Promise<SentTransaction> {
  const { options, address: to, abi, functionName, args } = call;
  const account = writerAccount(client, options);
  const { address: from } = account;
  const data = encodeFunctionData({ abi, functionName, args } as never);
  const after = await getBlockNumber(client, { cacheTime: 0 });
  for (let attempt = 1; ; attempt += 1) {
    options.signal?.throwIfAborted();
    const nonce = options.nonce ?? (await nextNonce(client, from));
    const sent = { from, to, data, nonce, after };
    try {
      const hash =
        account.type === "local"
          ? await sendSigned(client, account as LocalAccount, call, sent)
          : await sendByNode(client, call, nonce);
      return { ...sent, hash };
    } catch (error) {
      if (options.nonce !== undefined || attempt >= ATTEMPTS || !says(error, TAKEN)) throw error;
      await pause(Math.min(attempt * 25, LONGEST_PAUSE), options.signal);
    }
  }
}

function feesOf({ gas, gasPrice, maxFeePerGas, maxPriorityFeePerGas }: WriteOptions) {
  return {
    ...(gas !== undefined && { gas }),
    ...(gasPrice !== undefined && { gasPrice }),
    ...(maxFeePerGas !== undefined && { maxFeePerGas }),
    ...(maxPriorityFeePerGas !== undefined && { maxPriorityFeePerGas }),
  };
}

async function nextNonce(client: RegistryClient, address: Address): Promise<number> {
  return await getTransactionCount(client, { address, blockTag: "pending" });
}

/** Leaves signing and sending to the node or the wallet: its hash is known when it answers. */
async function sendByNode(client: RegistryClient, call: Outgoing, nonce: number): Promise<Hash> {
  const { options, ...request } = call;
  const account = writerAccount(client, options);
  const fees = feesOf(options);
  return await writeContract(client, {
    ...request,
    ...fees,
    account,
    chain: client.chain,
    nonce,
  } as never);
}

async function sendSigned(
  client: RegistryClient,
  account: LocalAccount,
  call: Outgoing,
  { to, data, nonce, from }: Omit<SentTransaction, "hash">,
): Promise<Hash> {
  const { options, abi, address, functionName, args } = call;
  const { chain } = client;
  const request = await prepareTransactionRequest(client, {
    account,
    chain,
    to,
    data,
    nonce,
    ...feesOf(options),
  } as never).catch((error: unknown) => {
    // Gas is estimated on top of what is pending: what passed when it was simulated may be refused now.
    const about = { abi, address, functionName, args, sender: from } as never;
    throw error instanceof BaseError ? getContractError(error, about) : error;
  });
  const serializer = chain?.serializers?.transaction;
  const signed = await account.signTransaction(request as never, { serializer } as never);
  const hash = keccak256(signed);
  options.onHash?.(hash);
  options.signal?.throwIfAborted();
  try {
    await sendRawTransaction(client, { serializedTransaction: signed });
  } catch (error) {
    if (says(error, KNOWN)) return hash;
    const isRefused = isAnswer(error);
    // A request that was repeated may find that the nonce is used: by this very transaction.
    const has = await hasTransaction(client, hash, isRefused ? 1 : QUESTIONS);
    if (has) return hash;
    if (isRefused) throw error;
    throw new TransactionError({
      reason: "unknown",
      hash,
      from,
      nonce,
      cause: error as Error,
    });
  }
  return hash;
}

/** Whether the node has a transaction, as far as it answers. */
async function hasTransaction(
  client: RegistryClient,
  hash: Hash,
  questions: number,
): Promise<boolean> {
  for (let question = 1; question <= questions; question += 1) {
    try {
      await getTransaction(client, { hash });
      return true;
    } catch {
      if (question < questions) await pause(client.pollingInterval);
    }
  }
  return false;
}

/** Whether an error is what the node answered: it had the transaction before it, and did not take it. */
export function isAnswer(error: unknown): boolean {
  if (!(error instanceof BaseError)) return true;
  const isOfConnection = (cause: unknown) =>
    /^(?:HttpRequestError|TimeoutError|WebSocketRequestError|SocketClosedError)$/.test(
      (cause as Error).name,
    );
  return error.walk(isOfConnection) === null;
}

function says(error: unknown, pattern: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  if (!(error instanceof BaseError)) return pattern.test(error.message);
  return (
    error.walk((cause) => {
      const { details = "", message = "" } = cause as { details?: string; message?: string };
      return pattern.test(details) || pattern.test(message);
    }) !== null
  );
}
