// Reads whose answers come in the SDK's words, one by one or many in a single request.
import type { AbiFunction, ExtractAbiFunction } from "abitype";
import {
  type Abi,
  AbiDecodingZeroDataError,
  type AbiParameter,
  type Address,
  BaseError,
  type ContractFunctionArgs,
  type ContractFunctionName,
  ContractFunctionRevertedError,
  type Hex,
  zeroAddress,
  zeroHash,
} from "viem";
import { multicall } from "viem/actions";
import { type ContractName, contractOf } from "../chains/contracts.js";
import { toRegistryError } from "../errors/refusal.js";
import { type ReadOptions, type RegistryClient, read } from "./call.js";
import { type Readable, type ReadableFields, readOutputs } from "./readable.js";

/** A view of a contract of the registry, with its arguments. */
export interface View<abi extends Abi, name extends ContractFunctionName<abi, "view">> {
  readonly contract: ContractName;
  readonly abi: abi;
  readonly functionName: name;
  readonly args: ContractFunctionArgs<abi, "view", name>;
}

/** What a view answers: its one result, or several by their names. */
export type Answer<abi extends Abi, name extends ContractFunctionName<abi, "view">> =
  ExtractAbiFunction<abi, name, "view"> extends infer item extends AbiFunction
    ? item["outputs"] extends readonly [infer one extends AbiParameter]
      ? Readable<one>
      : ReadableFields<item["outputs"]>
    : never;

/** Calls of one request. A request of this many stays far below the limits that nodes set. */
const CALLS_A_REQUEST = 40;

/** Requests under way at once. */
const REQUESTS_AT_ONCE = 4;

/** As `read`, in the SDK's words. */
export async function readWords<
  const abi extends Abi,
  name extends ContractFunctionName<abi, "view">,
>(client: RegistryClient, call: View<abi, name> & ReadOptions): Promise<Answer<abi, name>> {
  const answer = await read(client, call as never);
  return readOutputs((call as AnyView).abi, call.functionName, answer) as Answer<abi, name>;
}

/**
 * Reads collected and sent together. A contract that bundles calls is sent along with each request,
 * so that none needs to be on the chain.
 */
export class ReadBatch {
  readonly #client: RegistryClient;
  readonly #blockNumber: bigint | undefined;
  #calls: Asked[] = [];

  constructor(client: RegistryClient, { blockNumber }: ReadOptions = {}) {
    this.#client = client;
    this.#blockNumber = blockNumber;
  }

  /** Adds a read; it is answered by `send`. A refusal rejects it alone. */
  add<const abi extends Abi, name extends ContractFunctionName<abi, "view">>(
    call: View<abi, name>,
  ): Promise<Answer<abi, name>> {
    const answer = new Promise((resolve, reject) => {
      this.#calls.push({ call: call as never, resolve, reject });
    });
    // The one who added it may look at another one first, and throw for it.
    answer.catch(() => {});
    return answer as Promise<Answer<abi, name>>;
  }

  /** Sends what was added. */
  async send(): Promise<void> {
    const calls = this.#calls;
    this.#calls = [];
    const requests: Asked[][] = [];
    for (let from = 0; from < calls.length; from += CALLS_A_REQUEST) {
      requests.push(calls.slice(from, from + CALLS_A_REQUEST));
    }
    await mapInParallel(requests, async (request) => await this.#ask(request));
  }

  async #ask(request: readonly Asked[]): Promise<void> {
    const outcomes = await multicall(this.#client, {
      deployless: true,
      batchSize: 0,
      contracts: request.map(({ call: { contract, abi, functionName, args } }) => ({
        address: contractOf(this.#client, contract).address,
        abi,
        functionName,
        args,
      })),
      ...(this.#blockNumber !== undefined && { blockNumber: this.#blockNumber }),
    });
    const starved: Asked[] = [];
    for (const [index, asked] of request.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === "success")
        asked.resolve(readOutputs(asked.call.abi, asked.call.functionName, outcome.result));
      else if (request.length > 1 && saysNothing(outcome?.error)) starved.push(asked);
      else asked.reject(toRegistryError(outcome?.error));
    }
    if (starved.length === 0) return;
    // The node's limit of gas was too low for all of them at once.
    const half = starved.length < request.length ? starved.length : Math.ceil(starved.length / 2);
    for (let from = 0; from < starved.length; from += half) {
      await this.#ask(starved.slice(from, from + half));
    }
  }
}

/** Whether a call was reverted without a word, as by lack of gas. Every refusal of the registry has a name. */
function saysNothing(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  return (
    error.walk((cause) => cause instanceof AbiDecodingZeroDataError || isEmpty(cause)) !== null
  );
}

function isEmpty(cause: unknown): boolean {
  return cause instanceof ContractFunctionRevertedError && (cause.raw ?? "0x") === "0x";
}

/** Does something with each item, a few at once; gives the results in the order of the items. */
export async function mapInParallel<item, result>(
  items: readonly item[],
  work: (item: item) => Promise<result>,
  atOnce = REQUESTS_AT_ONCE,
): Promise<result[]> {
  const results: result[] = [];
  const put = async ([index, item]: [number, item]) => {
    results[index] = await work(item);
  };
  await eachInParallel(items.entries(), put, atOnce);
  return results;
}

/** Does something with each item, a few at once. Takes the next one when it is due, and none after a failure. */
export async function eachInParallel<item>(
  items: Iterable<item>,
  work: (item: item) => Promise<void>,
  atOnce = REQUESTS_AT_ONCE,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  let isFailed = false;
  const worker = async () => {
    for (let next = rest.next(); !next.done && !isFailed; next = rest.next()) {
      try {
        await work(next.value);
      } catch (error) {
        isFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** An account, or `undefined` for zero. */
export function given(account: Address): Address | undefined {
  return account === zeroAddress ? undefined : account;
}

/** A digest, or `undefined` for zero. */
export function givenDigest(digest: Hex): Hex | undefined {
  return digest === zeroHash ? undefined : digest;
}

/** A moment, or `undefined` for zero. */
export function givenTime(time: number): number | undefined {
  return time === 0 ? undefined : time;
}

/** A call that waits for its answer. */
interface Asked {
  readonly call: AnyView;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface AnyView {
  readonly contract: ContractName;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
}
