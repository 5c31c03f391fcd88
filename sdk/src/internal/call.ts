import type { ExtractAbiEvent } from "abitype";
import {
  type Abi,
  type AbiEvent,
  type Account,
  type Address,
  type Chain,
  type Client,
  type ContractEventName,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  type Hash,
  isAddressEqual,
  parseEventLogs,
  type TransactionReceipt,
  type Transport,
} from "viem";
import {
  getTransactionCount,
  readContract,
  simulateContract,
  waitForTransactionReceipt,
  writeContract,
} from "viem/actions";
import { parseAccount } from "viem/utils";
import { type ContractName, contractOf } from "../chains/contracts.js";
import { toRegistryError } from "../errors/refusal.js";
import { RegistryConfigurationError } from "../errors/registry-error.js";
import { type ReadableFields, readFields } from "./convert.js";

/** A viem client whose chain was made by `robotIdChain`. */
export type RegistryClient = Client<Transport, Chain | undefined, Account | undefined>;

/** What every read takes beside its own parameters. */
export interface ReadOptions {
  /** Block at whose end to read; the latest unless told. */
  readonly blockNumber?: bigint | undefined;
}

/** What every write takes beside its own parameters. */
export interface WriteOptions {
  /** Who writes; the client's account unless told. */
  readonly account?: Account | Address | undefined;
  /** Most gas it may use; estimated unless told. */
  readonly gas?: bigint | undefined;
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

/** A call that writes, and the event that says what became of it. */
type Write<abi extends Abi, name extends string, event extends string> = Call<
  abi,
  "nonpayable" | "payable",
  name
> &
  WriteOptions & { readonly eventName: event };

/** A write whose types do not matter any more. */
type AnyWrite = WriteOptions & {
  readonly contract: ContractName;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly eventName: string;
};

/** Reads from a contract of the registry; its refusals are thrown as `RegistryRefusedError`. */
export async function read<const abi extends Abi, name extends ContractFunctionName<abi, "view">>(
  client: RegistryClient,
  call: Call<abi, "view", name> & ReadOptions,
): Promise<ContractFunctionReturnType<abi, "view", name>> {
  const { contract, blockNumber, ...request } = call;
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
  event extends ContractEventName<abi>,
>(client: RegistryClient, call: Write<abi, name, event>): Promise<Hash> {
  return await send(client, call as unknown as AnyWrite);
}

/** As `write`, then waits for the block and gives the one event that says what became of it. */
export async function writeSync<
  const abi extends Abi,
  name extends ContractFunctionName<abi, "nonpayable" | "payable">,
  event extends ContractEventName<abi>,
>(client: RegistryClient, call: Write<abi, name, event>): Promise<SyncReturnType<abi, event>> {
  const { receipt, events } = await sendAndWait(client, call as unknown as AnyWrite);
  return { ...events[0], receipt } as SyncReturnType<abi, event>;
}

/** As `writeSync`, for a call with one event a robot. */
export async function writeSyncAll<
  const abi extends Abi,
  name extends ContractFunctionName<abi, "nonpayable" | "payable">,
  event extends ContractEventName<abi>,
>(client: RegistryClient, call: Write<abi, name, event>): Promise<SyncAllReturnType<abi, event>> {
  const sent = await sendAndWait(client, call as unknown as AnyWrite);
  return sent as unknown as SyncAllReturnType<abi, event>;
}

/** Clients that simulate and send nothing. */
const rehearsals = new WeakSet<RegistryClient>();

/** Thrown where a write of a rehearsal would be sent. */
export class RehearsalPassed extends Error {}

/** The same client, whose writes simulate and then throw `RehearsalPassed`. */
export function rehearse(client: RegistryClient): RegistryClient {
  const rehearsal = { ...client };
  rehearsals.add(rehearsal);
  return rehearsal;
}

/** The account that writes. */
export function writerOf(
  client: RegistryClient,
  { account = client.account }: Pick<WriteOptions, "account">,
): Account {
  if (account) return parseAccount(account);
  throw new RegistryConfigurationError(
    "Nobody is named who writes.",
    "Give the client an account, or the call an `account`.",
  );
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

async function send(client: RegistryClient, call: AnyWrite): Promise<Hash> {
  const { contract, gas, abi, functionName, args } = call;
  requireOneEndpoint(client);
  const account = writerOf(client, call);
  const { address } = contractOf(client, contract);
  const request = { address, abi, functionName, args, account, ...(gas !== undefined && { gas }) };
  // Simulated at once, though its turn to be sent may come later. Whoever waits for the turn hears of a refusal.
  const simulated = simulateContract(client, request as never);
  simulated.catch(() => {});
  try {
    if (rehearsals.has(client)) {
      await simulated;
      throw new RehearsalPassed();
    }
    return await inTurn(client, account.address, async () => {
      await simulated;
      const nonce = await getTransactionCount(client, {
        address: account.address,
        blockTag: "pending",
      });
      return await writeContract(client, { ...request, chain: client.chain, nonce } as never);
    });
  } catch (error) {
    throw toRegistryError(error);
  }
}

async function sendAndWait(client: RegistryClient, call: AnyWrite) {
  const { abi, eventName, contract, functionName, args } = call;
  const hash = await send(client, call);
  const receipt = await waitForTransactionReceipt(client, { hash });
  const { address } = contractOf(client, contract);
  if (receipt.status === "reverted") {
    // It passed when it was simulated: the state has changed since. Asking again says how.
    const account = writerOf(client, call);
    const { blockNumber } = receipt;
    try {
      const request = { address, abi, functionName, args, account, blockNumber };
      await simulateContract(client, request as never);
    } catch (error) {
      throw toRegistryError(error);
    }
    throw new RegistryConfigurationError(
      `Transaction ${hash} was reverted, and the same call would pass now.`,
      "Read the state anew and decide again; where `gas` was given, give more.",
    );
  }
  const events = parseEventLogs({ abi, logs: receipt.logs, eventName })
    .filter((log) => isAddressEqual(log.address, address))
    .map((log) => readFields(inputsOf(abi, eventName), log.args as object as Values));
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
