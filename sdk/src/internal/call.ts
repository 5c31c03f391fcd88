import {
  type Abi,
  type Account,
  type Address,
  type Chain,
  type Client,
  type ContractEventName,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  type Hash,
  type ParseEventLogsReturnType,
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
import { RegistryConfigurationError, toRegistryError } from "../errors/registry-error.js";

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

/** All arguments of an event, named and decoded. */
export type EventArguments<
  abi extends Abi,
  name extends ContractEventName<abi>,
> = ParseEventLogsReturnType<abi, name, true>[number]["args"];

type Call<abi extends Abi, mutability extends "view" | "nonpayable", name extends string> = {
  readonly contract: ContractName;
  readonly abi: abi;
  readonly functionName: name;
  readonly args: ContractFunctionArgs<
    abi,
    mutability,
    name & ContractFunctionName<abi, mutability>
  >;
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
  name extends ContractFunctionName<abi, "nonpayable">,
>(client: RegistryClient, call: Call<abi, "nonpayable", name> & WriteOptions): Promise<Hash> {
  const { contract, account: chosen = client.account, gas, ...request } = call;
  if (!chosen) {
    throw new RegistryConfigurationError(
      "Nobody is named who writes.",
      "Give the client an account, or the call an `account`.",
    );
  }
  const account = parseAccount(chosen);
  const parameters = {
    ...request,
    account,
    address: contractOf(client, contract).address,
    ...(gas !== undefined && { gas }),
  };
  try {
    await simulateContract(client, parameters as never);
    return await inTurn(client, account.address, async () => {
      const nonce = await getTransactionCount(client, {
        address: account.address,
        blockTag: "pending",
      });
      return await writeContract(client, { ...parameters, chain: client.chain, nonce } as never);
    });
  } catch (error) {
    throw toRegistryError(error);
  }
}

/** As `write`, then waits for the block and gives the one event that says what became of it. */
export async function writeSync<
  const abi extends Abi,
  name extends ContractFunctionName<abi, "nonpayable">,
  emitted extends ContractEventName<abi>,
>(
  client: RegistryClient,
  call: Call<abi, "nonpayable", name> & WriteOptions & { readonly eventName: emitted },
): Promise<WriteReceipt & { readonly event: EventArguments<abi, emitted> }> {
  const { eventName, ...request } = call;
  const hash = await write(client, request as never);
  const receipt = await waitForTransactionReceipt(client, { hash });
  if (receipt.status === "reverted") {
    // It passed when it was simulated: the state has changed since. Asking again says how.
    await simulateAt(client, request as never, receipt.blockNumber);
    throw new RegistryConfigurationError(
      `Transaction ${hash} was reverted, and the same call would pass now.`,
      "Read the state anew and decide again.",
    );
  }
  const [event] = parseEventLogs({ abi: call.abi as Abi, logs: receipt.logs, eventName });
  if (!event) {
    throw new RegistryConfigurationError(
      `Transaction ${hash} succeeded without the event ${eventName}.`,
      "The node or the deployment file belongs to another registry.",
    );
  }
  return { receipt, event: (event as { args: unknown }).args as EventArguments<abi, emitted> };
}

async function simulateAt(
  client: RegistryClient,
  call: Call<Abi, "nonpayable", string> & WriteOptions,
  blockNumber: bigint,
): Promise<void> {
  const { contract, account = client.account, ...request } = call;
  try {
    const { address } = contractOf(client, contract);
    await simulateContract(client, { ...request, account, address, blockNumber } as never);
  } catch (error) {
    throw toRegistryError(error);
  }
}

/** The last send of each account of each chain, so that the next takes the nonce after it. */
const sends = new Map<string, Promise<unknown>>();

/** Lets sends of one account follow each other: parallel writers would take the same nonce. Waiting for blocks is not part of it. */
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
