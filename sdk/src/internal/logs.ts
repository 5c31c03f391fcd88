// Events of the contracts, asked for in bounded ranges of blocks.
import {
  type Abi,
  type AbiEvent,
  type Address,
  type ContractEventName,
  decodeEventLog,
  encodeEventTopics,
  formatLog,
  type Hex,
  type Log,
  numberToHex,
  type RpcLog,
} from "viem";
import { type ContractName, contractOf } from "../chains/contracts.js";
import { RegistryRecordError } from "../errors/registry-error.js";
import type { EventFields, RegistryClient } from "./call.js";
import { readFields } from "./convert.js";
import { type Moment, momentOf } from "./head.js";
import { mapInParallel } from "./reads.js";

/** A log that is in a block. */
export type MinedLog = Log<bigint, number, false>;

/** Topics to filter by: a value, any of several, or whatever. */
export type Topics = readonly (Hex | readonly Hex[] | null)[];

/** Most blocks that one request asks for by default, as Besu allows. */
export const BLOCKS_A_REQUEST = 5000n;

/** What to ask a node for. */
export interface LogsParameters {
  /** Who emitted it; anybody where it is left out. */
  readonly address?: Address | readonly Address[] | undefined;
  readonly topics: Topics;
  readonly fromBlock: bigint;
  readonly toBlock: bigint;
  /** Most blocks that one request asks for. */
  readonly blockRange?: bigint | undefined;
}

/** Logs in the order of the chain. */
export async function logsOf(
  client: RegistryClient,
  { address, topics, fromBlock, toBlock, blockRange = BLOCKS_A_REQUEST }: LogsParameters,
): Promise<MinedLog[]> {
  const ranges: [bigint, bigint][] = [];
  for (let from = fromBlock; from <= toBlock; from += blockRange) {
    const to = from + blockRange - 1n;
    ranges.push([from, to < toBlock ? to : toBlock]);
  }
  const logs = await mapInParallel(ranges, async ([from, to]) => {
    const found = await client.request({
      method: "eth_getLogs",
      params: [
        {
          ...(address !== undefined && { address: address as Address | Address[] }),
          topics: topics as never,
          fromBlock: numberToHex(from),
          toBlock: numberToHex(to),
        },
      ],
    });
    if (!Array.isArray(found)) {
      throw new RegistryRecordError(
        `Asked for events of the blocks ${from} to ${to}, the node gave ${JSON.stringify(found)}.`,
        "Ask another node: this one does not answer as nodes do.",
      );
    }
    return (found as RpcLog[]).map((log) => formatLog(log) as MinedLog);
  });
  return onceEach(logs.flat());
}

/** What a node says twice, or says that the chain has taken back, is read once, or not at all. */
function onceEach(logs: readonly MinedLog[]): MinedLog[] {
  const positions = new Set<string>();
  return logs.filter(({ blockNumber, logIndex, removed }) => {
    const position = `${blockNumber} ${logIndex}`;
    if (removed || positions.has(position)) return false;
    positions.add(position);
    return true;
  });
}

/** An event of a contract of the registry, and values of its indexed parameters to filter by. */
export interface EventFilter<abi extends Abi, name extends ContractEventName<abi>> {
  readonly contract: ContractName;
  readonly abi: abi;
  readonly eventName: name;
  readonly args?: Readonly<Record<string, Hex | bigint | number | undefined>>;
}

/** An event in the SDK's words, and the log that it was read from. */
export interface FoundEvent<abi extends Abi, name extends ContractEventName<abi>> {
  readonly fields: EventFields<abi, name>;
  readonly log: MinedLog;
}

/** The events that a filter lets pass in a range of blocks. */
export async function eventsOf<const abi extends Abi, name extends ContractEventName<abi>>(
  client: RegistryClient,
  { contract, abi, eventName, args }: EventFilter<abi, name>,
  range: Pick<LogsParameters, "fromBlock" | "toBlock" | "blockRange">,
): Promise<FoundEvent<abi, name>[]> {
  const { address } = contractOf(client, contract);
  const topics = encodeEventTopics({ abi, eventName, args } as never) as Topics;
  const logs = await logsOf(client, { address, topics, ...range });
  return logs.map((log) => ({ fields: fieldsOf(abi, eventName, log), log }));
}

/** What an event says, in the SDK's words. */
export function fieldsOf<const abi extends Abi, name extends ContractEventName<abi>>(
  abi: abi,
  eventName: name,
  { topics, data }: Pick<Log, "topics" | "data">,
): EventFields<abi, name> {
  const { args } = decodeEventLog({ abi: abi as Abi, eventName, topics, data });
  const item = abi.find(({ type, ...rest }) => {
    return type === "event" && (rest as AbiEvent).name === eventName;
  }) as AbiEvent;
  return readFields(item.inputs, args as object as Record<string, unknown>) as never;
}

/**
 * The events that a filter lets pass in the block or blocks of one time: for what the state tells the time of. Nothing has
 * to be searched but the block.
 */
export async function eventsAt<const abi extends Abi, name extends ContractEventName<abi>>(
  client: RegistryClient,
  filter: EventFilter<abi, name>,
  time: number,
  latest: Moment,
): Promise<FoundEvent<abi, name>[]> {
  const fromBlock = await firstBlockSince(client, time, latest);
  if (fromBlock > latest.blockNumber) return [];
  const after = await firstBlockSince(client, time + 1, latest, fromBlock);
  return await eventsOf(client, filter, { fromBlock, toBlock: after - 1n });
}

/** As `eventsAt`, for an event that must be there: the state says so. */
export async function theEventAt<const abi extends Abi, name extends ContractEventName<abi>>(
  client: RegistryClient,
  filter: EventFilter<abi, name>,
  time: number,
  latest: Moment,
): Promise<EventFields<abi, name>> {
  const [event] = await eventsAt(client, filter, time, latest);
  if (event) return event.fields;
  throw new RegistryRecordError(
    `The node gives no event ${filter.eventName} of the time ${time}, which the state of the contract records.`,
    "Ask another node: this one leaves something out, or does not keep logs as old as that.",
  );
}

/** Number of the first block that is not older than a time; the one after the latest where there is none. */
export async function firstBlockSince(
  client: RegistryClient,
  time: number,
  latest: Moment,
  lowest = 0n,
): Promise<bigint> {
  if (latest.timestamp < time) return latest.blockNumber + 1n;
  let low = lowest;
  let high = latest.blockNumber;
  // Found at once where blocks are few after it, as they are for a lot of one block.
  for (let step = 1n; low + step < high; step *= 4n) {
    if (await isSince(client, low + step, time)) {
      high = low + step;
      break;
    }
    low += step + 1n;
  }
  while (low < high) {
    const middle = (low + high) / 2n;
    if (await isSince(client, middle, time)) high = middle;
    else low = middle + 1n;
  }
  return low;
}

async function isSince(
  client: RegistryClient,
  blockNumber: bigint,
  time: number,
): Promise<boolean> {
  const { timestamp } = await momentOf(client, { blockNumber });
  return timestamp >= time;
}
