import type { ExtractAbiEvent } from "abitype";
import {
  type Abi,
  type AbiEvent,
  type Account,
  type Address,
  type ContractEventName,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  encodeFunctionData,
  type Hash,
  type Hex,
  isAddressEqual,
  parseEventLogs,
  type TransactionReceipt,
} from "viem";
import { estimateGas, readContract, simulateContract } from "viem/actions";
import { type ContractName, contractOf } from "../chains/contracts.js";
import { toRegistryError } from "../errors/refusal.js";
import { RegistryConfigurationError } from "../errors/registry-error.js";
import { TransactionError } from "../errors/transaction-error.js";
import { awaitReceipt } from "./await-receipt.js";
import type { ReadOptions, RegistryClient, WriteOptions } from "./client.js";
import { type ReadableFields, readFields, readOutputs } from "./readable.js";
import { requireOptions, type SentTransaction, sendCall, writerAccount } from "./send.js";
import { requireUris } from "./uris.js";

export type { ReadOptions, RegistryClient, WriteOptions } from "./client.js";

/** A call as a Safe, a custodian or an account abstraction takes it. */
export interface PreparedCall {
  /** The contract. */
  readonly to: Address;
  /** Function and arguments, encoded. */
  readonly data: Hex;
  /** What is sent along, in wei: nothing. */
  readonly value: 0n;
}

/** What a `…Sync` action gives beside the decoded event. */
export interface WriteReceipt {
  /** The receipt of the transaction, which succeeded. */
  readonly receipt: TransactionReceipt;
}

/** What an event says: codes as text, enums as words, times in seconds. */
export type EventFields<abi extends Abi, name extends ContractEventName<abi>> =
  ExtractAbiEvent<abi, name> extends infer event extends AbiEvent
    ? ReadableFields<event["inputs"]>
    : never;

/** What a `…Sync` action gives: the receipt, and what the event of the change says. */
export type SyncReturnType<abi extends Abi, name extends ContractEventName<abi>> = WriteReceipt &
  EventFields<abi, name>;

/** What a `…Sync` action on several robots gives: the receipt, and what the event of each change says. */
export type SyncAllReturnType<
  abi extends Abi,
  name extends ContractEventName<abi>,
> = WriteReceipt & {
  /** One for each robot, in the order given. */
  readonly events: readonly EventFields<abi, name>[];
};

type Mutability = "view" | "nonpayable" | "payable";

type Call<abi extends Abi, mutability extends Mutability, name extends string> = {
  readonly contract: ContractName;
  readonly abi: abi;
  readonly functionName: name;
  readonly args: ContractFunctionArgs<
    abi,
    mutability,
    name & ContractFunctionName<abi, mutability>
  >;
};

/** A call that writes, and the event that says what happened to it. */
type Write<abi extends Abi, name extends string, event extends string, eventAbi extends Abi> = Call<
  abi,
  "nonpayable" | "payable",
  name
> &
  WriteOptions & {
    readonly eventName: event;
    /** Who emits the event, where it is not the contract called. */
    readonly emitter?: { readonly contract: ContractName; readonly abi: eventAbi };
  };

/** A write whose types do not matter any more. */
type AnyWrite = WriteOptions & {
  readonly contract: ContractName;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly eventName: string;
  readonly emitter?: { readonly contract: ContractName; readonly abi: Abi };
};

/** Reads from a contract of the registry; its refusals are thrown as `RegistryRefusedError`. */
export async function read<const abi extends Abi, name extends ContractFunctionName<abi, "view">>(
  client: RegistryClient,
  call: Call<abi, "view", name> & ReadOptions,
): Promise<ContractFunctionReturnType<abi, "view", name>> {
  const { contract, blockNumber, verifyAgainst: _, ...request } = call;
  try {
    return (await readContract(client, {
      ...request,
      address: contractOf(client, contract).address,
      ...(blockNumber !== undefined && { blockNumber }),
    } as never)) as ContractFunctionReturnType<abi, "view", name>;
  } catch (error) {
    throw toRegistryError(error);
  }
}

/** Simulates a call first, so that a refusal costs nothing and is said in words; then sends it. */
export async function write<
  const abi extends Abi,
  name extends ContractFunctionName<abi, "nonpayable" | "payable">,
  event extends ContractEventName<eventAbi>,
  const eventAbi extends Abi = abi,
>(client: RegistryClient, call: Write<abi, name, event, eventAbi>): Promise<Hash> {
  return (await send(client, call as unknown as AnyWrite)).hash;
}

/** As `write`, then waits for the block and gives the one event that says what happened to it. */
export async function writeSync<
  const abi extends Abi,
  name extends ContractFunctionName<abi, "nonpayable" | "payable">,
  event extends ContractEventName<eventAbi>,
  const eventAbi extends Abi = abi,
>(
  client: RegistryClient,
  call: Write<abi, name, event, eventAbi>,
): Promise<SyncReturnType<eventAbi, event>> {
  const { receipt, events } = await sendAndWait(client, call as unknown as AnyWrite);
  return { ...events[0], receipt } as SyncReturnType<eventAbi, event>;
}

/** As `writeSync`, for a call with one event a robot. */
export async function writeSyncAll<
  const abi extends Abi,
  name extends ContractFunctionName<abi, "nonpayable" | "payable">,
  event extends ContractEventName<eventAbi>,
  const eventAbi extends Abi = abi,
>(
  client: RegistryClient,
  call: Write<abi, name, event, eventAbi>,
): Promise<SyncAllReturnType<eventAbi, event>> {
  const sent = await sendAndWait(client, call as unknown as AnyWrite);
  return sent as unknown as SyncAllReturnType<eventAbi, event>;
}

/** What is done with a write instead of sending it. */
type Rehearsal = (client: RegistryClient, call: AnyWrite) => Promise<unknown>;

/** Clients that send nothing, and what they do instead. */
const rehearsals = new WeakMap<RegistryClient, Rehearsal>();

/** Thrown where a write of a rehearsal would be sent. */
class RehearsalPassed extends Error {
  readonly outcome: unknown;

  constructor(outcome: unknown) {
    super("This client sends nothing.");
    this.outcome = outcome;
  }
}

/** Takes an action that writes to the point where it would send, does something else there, and gives what that gives. */
async function rehearse<parameters>(
  client: RegistryClient,
  action: (client: RegistryClient, parameters: parameters) => Promise<unknown>,
  parameters: parameters,
  rehearsal: Rehearsal,
): Promise<unknown> {
  const rehearsing = { ...client };
  rehearsals.set(rehearsing, rehearsal);
  try {
    await action(rehearsing, parameters);
  } catch (error) {
    if (error instanceof RehearsalPassed) return error.outcome;
    throw error;
  }
  throw new RegistryConfigurationError(
    "The action sends nothing.",
    "Give one that writes, such as `issueLot`.",
  );
}

/** An action that writes, as the functions take it that send nothing. */
export type WriteAction<parameters> = (
  client: RegistryClient,
  parameters: parameters,
) => Promise<unknown>;

/** What a write would give back; thrown where it would be refused. */
export async function simulateWrite<parameters>(
  client: RegistryClient,
  action: WriteAction<parameters>,
  parameters: parameters,
): Promise<unknown> {
  return await rehearse(client, action, parameters, async (rehearsing, call) => {
    const { abi, functionName } = call;
    const { result } = await simulateContract(rehearsing, requestOf(rehearsing, call) as never);
    return readOutputs(abi, functionName, result);
  });
}

/** The call of a write; nobody is asked. */
export async function prepareWrite<parameters>(
  client: RegistryClient,
  action: WriteAction<parameters>,
  parameters: parameters,
): Promise<PreparedCall> {
  return (await rehearse(client, action, parameters, async (rehearsing, call) =>
    preparedOf(rehearsing, call),
  )) as PreparedCall;
}

/** The gas of a write. */
export async function estimateWrite<parameters>(
  client: RegistryClient,
  action: WriteAction<parameters>,
  parameters: parameters,
): Promise<bigint> {
  return (await rehearse(client, action, parameters, async (rehearsing, call) => {
    await simulateContract(rehearsing, requestOf(rehearsing, call) as never);
    const account = writerOf(rehearsing, call);
    return await estimateGas(rehearsing, { account, ...preparedOf(rehearsing, call) } as never);
  })) as bigint;
}

function preparedOf(client: RegistryClient, call: AnyWrite): PreparedCall {
  const { contract, abi, functionName, args } = call;
  const data = encodeFunctionData({ abi, functionName, args } as never);
  return { to: contractOf(client, contract).address, data, value: 0n };
}

/** A call as it is simulated. */
function requestOf(client: RegistryClient, call: AnyWrite) {
  const { contract, gas, abi, functionName, args } = call;
  const account = writerOf(client, call);
  const { address } = contractOf(client, contract);
  return { address, abi, functionName, args, account, ...(gas !== undefined && { gas }) };
}

/** The account that writes. */
export function writerOf(client: RegistryClient, options: WriteOptions): Account {
  return writerAccount(client, options);
}

/**
 * A writer has one endpoint. Of several, one may not know yet what was sent through another, and would give the same nonce
 * again.
 */
function requireOneEndpoint({ transport }: RegistryClient): void {
  if (transport?.type !== "fallback") return;
  throw new RegistryConfigurationError(
    "The client sends through whichever of several nodes answers.",
    "Write with a client of one node: one `http(url)` or `webSocket(url)`. Several are fine for reading.",
  );
}

async function send(client: RegistryClient, call: AnyWrite): Promise<SentTransaction> {
  const { contract, abi, functionName, args, ...options } = call;
  requireOptions(options);
  requireUris(abi, functionName, args);
  const rehearsal = rehearsals.get(client);
  try {
    if (rehearsal) throw new RehearsalPassed(await rehearsal(client, call));
    requireOneEndpoint(client);
    const account = writerOf(client, call);
    const { address } = contractOf(client, contract);
    options.signal?.throwIfAborted();
    // Simulated at once, though its turn to be sent may come later. Who waits for the turn hears of a refusal.
    const simulated = simulateContract(client, requestOf(client, call) as never);
    simulated.catch(() => {});
    return await inTurn(client, account.address, async () => {
      await simulated;
      return await sendCall(client, { address, abi, functionName, args, options });
    });
  } catch (error) {
    throw toRegistryError(error);
  }
}

async function sendAndWait(client: RegistryClient, call: AnyWrite) {
  const { abi, eventName, contract } = call;
  const sent = await send(client, call);
  const receipt = await awaitReceipt(client, sent, call);
  const hash = receipt.transactionHash;
  if (receipt.status === "reverted") {
    // It passed when it was simulated: the state has changed since. Asking again says how.
    const { blockNumber } = receipt;
    const { gas: _, ...request } = requestOf(client, call) as { gas?: bigint };
    try {
      await simulateContract(client, { ...request, blockNumber } as never);
    } catch (error) {
      throw toRegistryError(error);
    }
    throw new TransactionError({ reason: "reverted", hash, from: sent.from, nonce: sent.nonce });
  }
  const emitter = call.emitter ?? { contract, abi };
  const emitterAddress = contractOf(client, emitter.contract).address;
  const events = parseEventLogs({ abi: emitter.abi, logs: receipt.logs, eventName })
    .filter((log) => isAddressEqual(log.address, emitterAddress))
    .map((log) => readFields(inputsOf(emitter.abi, eventName), log.args as object as Values));
  if (events.length === 0) {
    throw new RegistryConfigurationError(
      `Transaction ${hash} succeeded without the event ${eventName}.`,
      "The node or the deployment file belongs to another registry.",
    );
  }
  return { receipt, events };
}

type Values = Readonly<Record<string, unknown>>;

function inputsOf(abi: Abi, eventName: string): AbiEvent["inputs"] {
  const event = abi.find((item) => item.type === "event" && item.name === eventName);
  return (event as AbiEvent).inputs;
}

/** The last send of each account of each chain, so that the next takes the nonce after it. */
const sends = new Map<string, Promise<unknown>>();

/**
 * Lets sends of one account follow each other in the order of the calls: parallel writers would take the same nonce.
 * One that fails leaves no gap, because the nonce is asked for when its turn has come. Waiting for blocks is not part
 * of it.
 */
async function inTurn<result>(
  client: RegistryClient,
  address: Address,
  send: () => Promise<result>,
): Promise<result> {
  const key = `${client.chain?.id}:${address}`;
  const turn = (sends.get(key) ?? Promise.resolve()).then(send, send);
  sends.set(key, turn);
  try {
    return await turn;
  } finally {
    if (sends.get(key) === turn) sends.delete(key);
  }
}
