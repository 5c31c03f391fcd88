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
import { proofErrorOf } from "../proof/errors.js";
import type { EventFields, RegistryClient } from "./call.js";
import { type Moment, momentOf } from "./head.js";
import { readFields } from "./readable.js";
import { eachInParallel } from "./reads.js";

/** A log that is in a block. */
export type MinedLog = Log<bigint, number, false>;

/** Topics to filter by: a value, any of several, or whatever. */
export type Topics = readonly (Hex | readonly Hex[] | null)[];

/** Most blocks that one request asks for where a node allows no more, as Besu by default. */
const BLOCKS_A_REQUEST = 5000n;

/** What to ask a node for. */
export interface LogsParameters {
  /** Who emitted it; anybody where it is left out. */
  readonly address?: Address | readonly Address[] | undefined;
  readonly topics: Topics;
  readonly fromBlock: bigint;
  readonly toBlock: bigint;
  /** Most blocks that one request asks for; as many as the node allows where it is left out. */
  readonly blockRange?: bigint | undefined;
}

/** Logs in the order of the chain. */
export async function logsOf(
  client: RegistryClient,
  parameters: LogsParameters,
): Promise<MinedLog[]> {
  return (await logsWithin(client, parameters, undefined)) ?? [];
}

/** As `logsOf`; `undefined` where the node allows so little at once that it would take more requests than some. */
export async function logsWithin(
  client: RegistryClient,
  { fromBlock: from, toBlock: to, blockRange, ...filter }: LogsParameters,
  mostRequests: bigint | undefined,
): Promise<MinedLog[] | undefined> {
  if (from > to) return [];
  const all = { from, to };
  const isMany = (first: bigint, width: bigint) =>
    mostRequests !== undefined && to - first + 1n > width * mostRequests;
  const ask: Ask<MinedLog> = async (range, options) =>
    await askOnce(client, filter, range, options);
  if (blockRange !== undefined) {
    if (isMany(from, blockRange)) return undefined;
    return onceEach(await askInPieces(all, blockRange, ask));
  }
  const known = allowed.get(client.transport);
  if (known !== undefined && isMany(from, known)) return undefined;
  const isAll = mostRequests === 1n;
  const found = await inRanges(client.transport, all, ask, { isTooMuch, isMany, isAll });
  return found && onceEach(found);
}

/** Asks for what is in a range of blocks. */
type Ask<T> = (range: Range, options?: { readonly retryCount?: number }) => Promise<T[]>;

/**
 * Asks for a range of blocks in ranges as wide as a node allows, and in parts where it refuses one.
 *
 * @param node - What the width that it allows is kept by.
 * @param rules - Whether an error says that too much was asked for; whether what is left is more than is asked for in such widths.
 * @returns `undefined` where it is more.
 */
export async function inRanges<T>(
  node: object,
  all: Range,
  ask: Ask<T>,
  rules: Rules,
): Promise<T[] | undefined> {
  const { logs, next, width } = await askWidely(node, all, ask, rules);
  if (rules.isMany?.(next, width)) return undefined;
  const rest = await askInPieces({ from: next, to: all.to }, width, (range) =>
    askInParts(range, ask, rules.isTooMuch),
  );
  return [...logs, ...rest];
}

interface Rules {
  readonly isTooMuch: (error: unknown) => boolean;
  readonly isMany?: (first: bigint, width: bigint) => boolean;
  /** Whether nothing is asked for once it is many: how much the node allows is then found out by others. */
  readonly isAll?: boolean;
}

/** Asks for a range in pieces of some width, however many those are: what is empty takes no memory. */
async function askInPieces<T>(all: Range, width: bigint, ask: Ask<T>): Promise<T[]> {
  const found: { first: bigint; logs: T[] }[] = [];
  await eachInParallel(piecesOf(all, width), async (piece) => {
    const logs = await ask(piece);
    if (logs.length > 0) found.push({ first: piece.from, logs });
  });
  return found.sort((one, other) => Number(one.first - other.first)).flatMap(({ logs }) => logs);
}

/** Most blocks of one request: as many as the node has been found to allow, or what every node allows. */
export function widthOf(client: RegistryClient, blockRange: bigint | undefined): bigint {
  return blockRange ?? allowed.get(client.transport) ?? BLOCKS_A_REQUEST;
}

type Filter = Pick<LogsParameters, "address" | "topics">;

/** Blocks, first and last. */
interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

/** A range in pieces of some width, the last of which may be shorter. */
function* piecesOf({ from, to }: Range, width: bigint): Generator<Range> {
  for (let first = from; first <= to; first += width) {
    const last = first + width - 1n;
    yield { from: first, to: last < to ? last : to };
  }
}

/** Most blocks that a node has been found to allow, by the transport that leads to it; none where it has refused no range. */
const allowed = new WeakMap<object, bigint>();

/** Asks for all blocks, or where the node refuses that for the first of them, as many as it allows. */
async function askWidely<T>(
  node: object,
  { from, to }: Range,
  ask: Ask<T>,
  { isTooMuch: isRefusal, isAll }: Rules,
): Promise<{ logs: T[]; next: bigint; width: bigint }> {
  const all = to - from + 1n;
  const known = allowed.get(node) ?? all;
  let width = known < all ? known : all;
  for (;;) {
    try {
      const range = { from, to: from + width - 1n };
      // A refusal is not asked for twice: where there is another reason to ask again, that is done in parts.
      const options = width > BLOCKS_A_REQUEST ? { retryCount: 0 } : {};
      const logs = await ask(range, options);
      return { logs, next: from + width, width };
    } catch (error) {
      if (!isRefusal(error)) return { logs: [], next: from, width };
      // Less cannot be asked for: to go on in such pieces would be without end.
      if (width === 1n) throw error;
      width = narrower(width, WIDE_STEP);
      if (isAll) return { logs: [], next: from, width };
      allowed.set(node, width > BLOCKS_A_REQUEST ? width : BLOCKS_A_REQUEST);
    }
  }
}

/** How much less is asked for after a refusal, to find out what a node allows; and after one of a range that holds too much. */
const WIDE_STEP = 16n;
const PART_STEP = 4n;

function narrower(width: bigint, step: bigint): bigint {
  const part = width / step;
  if (width > BLOCKS_A_REQUEST && part < BLOCKS_A_REQUEST) return BLOCKS_A_REQUEST;
  return part || 1n;
}

/** Asks for a range, and for parts of it where the node finds that it holds too much. */
async function askInParts<T>(
  range: Range,
  ask: Ask<T>,
  isRefusal: (error: unknown) => boolean,
): Promise<T[]> {
  try {
    return await ask(range);
  } catch (error) {
    const width = range.to - range.from + 1n;
    if (width === 1n || !isRefusal(error)) throw error;
    const logs: T[] = [];
    for (const part of piecesOf(range, narrower(width, PART_STEP))) {
      logs.push(...(await askInParts(part, ask, isRefusal)));
    }
    return logs;
  }
}

/** What nodes say of a range of blocks, or of a number of logs, that is larger than they allow. */
const TOO_MUCH = /range|limit|exceed|too (many|large|wide|big)|more than|up to/i;

/** Whether a node refused because it was asked for too much at once. */
export function isTooMuch(error: unknown): boolean {
  // What a proving transport refuses, it refuses in parts too.
  if (proofErrorOf(error)) return false;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, status, details } = cause as {
      code?: unknown;
      status?: unknown;
      details?: unknown;
    };
    if (status === 413) return true;
    if (typeof code === "number" && typeof details === "string" && TOO_MUCH.test(details))
      return true;
  }
  return false;
}

async function askOnce(
  client: RegistryClient,
  filter: Filter,
  range: Range,
  options: { readonly retryCount?: number } = {},
): Promise<MinedLog[]> {
  const { address, topics } = filter;
  const found = await client.request(
    {
      method: "eth_getLogs",
      params: [
        {
          ...(address !== undefined && { address: address as Address | Address[] }),
          topics: topics as never,
          fromBlock: numberToHex(range.from),
          toBlock: numberToHex(range.to),
        },
      ],
    },
    options,
  );
  if (!Array.isArray(found)) {
    throw new RegistryRecordError(
      `Asked for events of the blocks ${range.from} to ${range.to}, the node gave ${JSON.stringify(found)}.`,
      "Ask another node: this one does not answer as nodes do.",
    );
  }
  return (found as RpcLog[]).map((log) => formatLog(log) as MinedLog);
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
async function eventsAt<const abi extends Abi, name extends ContractEventName<abi>>(
  client: RegistryClient,
  filter: EventFilter<abi, name>,
  time: number,
  latest: Moment,
): Promise<FoundEvent<abi, name>[]> {
  if (latest.timestamp < time) return [];
  // Few blocks are proven by themselves; other nodes give the events of some more as well.
  if ("proof" in client.transport) {
    const fromBlock = await firstBlockSince(client, time, latest);
    const after = await firstBlockSince(client, time + 1, latest, fromBlock);
    return await eventsOf(client, filter, { fromBlock, toBlock: after - 1n });
  }
  const { from, to } = await blocksAround(client, time, latest, windowOf(client, undefined));
  const found = await eventsOf(client, filter, { fromBlock: from, toBlock: to });
  const blocks = [...new Set(found.map(({ log }) => log.blockNumber))];
  const times = new Map(
    await Promise.all(
      blocks.map(
        async (blockNumber) =>
          [blockNumber, (await momentOf(client, { blockNumber })).timestamp] as const,
      ),
    ),
  );
  return found.filter(({ log }) => times.get(log.blockNumber) === time);
}

/** Blocks among which something of one time is looked for. */
const WINDOW = 4096n;

/** How many blocks are asked for around a time: no more than the node allows. */
export function windowOf(client: RegistryClient, blockRange: bigint | undefined): bigint {
  const width = widthOf(client, blockRange);
  return width < WINDOW ? width : WINDOW;
}

/**
 * As `eventsAt`, for an event that must be there: the state says so.
 *
 * @param said - The block that somebody says it is in. Where it is not there, it is looked for.
 */
export async function theEventAt<const abi extends Abi, name extends ContractEventName<abi>>(
  client: RegistryClient,
  filter: EventFilter<abi, name>,
  time: number,
  latest: Moment,
  said?: bigint,
): Promise<EventFields<abi, name>> {
  const there =
    said === undefined ? [] : await eventsOf(client, filter, { fromBlock: said, toBlock: said });
  const [event] = there.length > 0 ? there : await eventsAt(client, filter, time, latest);
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

/**
 * Some blocks, at most so many where not more are of one time, among which are all of a time. By the times of two others it is guessed
 * where they are: blocks come at regular times.
 */
export async function blocksAround(
  client: RegistryClient,
  time: number,
  latest: Moment,
  width: bigint,
): Promise<{ from: bigint; to: bigint }> {
  const beginning = await momentOf(client, { blockNumber: 0n });
  // Where the latest is of that time itself, those before it may be too.
  const end = { blockNumber: latest.blockNumber + 1n, timestamp: time + 1 };
  let [low, high]: [Moment, Moment] = [beginning, latest.timestamp > time ? latest : end];
  const look = async (blockNumber: bigint) => {
    const moment = await momentOf(client, { blockNumber });
    if (moment.timestamp < time) low = moment;
    else if (moment.timestamp > time) high = moment;
    return moment.timestamp === time;
  };
  const within = (block: bigint) => {
    if (block <= low.blockNumber) return low.blockNumber + 1n;
    return block >= high.blockNumber ? high.blockNumber - 1n : block;
  };
  for (let step = 0; high.blockNumber - low.blockNumber >= width; step++) {
    const blocks = high.blockNumber - low.blockNumber;
    const seconds = BigInt(high.timestamp - low.timestamp) || 1n;
    // Where they do not come at regular times, half of the blocks are left out at every other look.
    const share = (blocks * BigInt(time - low.timestamp)) / seconds;
    const guess = within(low.blockNumber + (step % 3 === 2 ? blocks / 2n : share));
    const around = width / 4n;
    if (await look(guess)) {
      const [from, to] = [within(guess - around), within(guess + around)];
      return { from, to };
    }
    if (high.blockNumber - low.blockNumber < width) break;
    // The other side of it.
    const isBehind = low.blockNumber === guess;
    await look(within(isBehind ? guess + around : guess - around));
  }
  const isPast = high.blockNumber > latest.blockNumber;
  return { from: low.blockNumber, to: isPast ? latest.blockNumber : high.blockNumber };
}

async function isSince(
  client: RegistryClient,
  blockNumber: bigint,
  time: number,
): Promise<boolean> {
  const { timestamp } = await momentOf(client, { blockNumber });
  return timestamp >= time;
}
