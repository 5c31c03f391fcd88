// Where on a long chain the entries of one robot are: where an index says so, or where the registry's count of them changes.
import { type Hex, numberToHex } from "viem";
import { contractOf } from "../chains/contracts.js";
import { RegistryRefusedError } from "../errors/refusal.js";
import { entriesWithoutChange } from "../history/history.js";
import { changeEvents } from "../history/kinds.js";
import { entryTopics, issuanceTopics } from "../history/read-log.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import type { RegistryClient } from "./client.js";
import { robotRegistry } from "./contracts.js";
import type { Moment } from "./head.js";
import {
  blocksAround,
  firstBlockSince,
  logsOf,
  logsWithin,
  type MinedLog,
  widthOf,
} from "./logs.js";
import { isRefusal } from "./node-refusal.js";
import { mapInParallel, readWords } from "./reads.js";

/**
 * Where somebody says that an entry of a history is: an entry of the history that was read before, or one that the API gives. It is not
 * believed: what is there is read from the node, and must lead to the registry's head.
 */
export interface KnownEntry {
  /** Number of the entry; 0 for the issuance. */
  readonly seq: bigint | number;
  /** Head of the history with it. */
  readonly head?: Hex | string | null | undefined;
  /** Block that holds it. */
  readonly blockNumber?: bigint | number | undefined;
  /** The log that says so, as the API names it. */
  readonly proof?: { readonly blockNumber: bigint | number } | null | undefined;
}

/** What is said of some entries. */
export type KnownEntries = Iterable<KnownEntry> | AsyncIterable<KnownEntry>;

/** What is said of where entries are. */
export interface Places {
  /** Block of the issuance. */
  readonly issuance: bigint | undefined;
  /** Blocks of entries, in their order. */
  readonly blocks: readonly bigint[];
  /** Heads by the numbers of entries. */
  readonly heads: ReadonlyMap<bigint, string>;
}

/** Gathers what is said, as far as it is of some blocks. */
export async function placesIn(
  known: KnownEntries | undefined,
  newest: bigint,
): Promise<Places | undefined> {
  if (!known) return undefined;
  let issuance: bigint | undefined;
  const blocks = new Set<bigint>();
  const heads = new Map<bigint, string>();
  for await (const { seq, head, blockNumber, proof } of known) {
    const block = BigInt(blockNumber ?? proof?.blockNumber ?? -1n);
    if (block < 0n || block > newest) continue;
    if (head) heads.set(BigInt(seq), head);
    if (BigInt(seq) === 0n) issuance = block;
    else blocks.add(block);
  }
  return { issuance, blocks: [...blocks].sort((one, other) => Number(one - other)), heads };
}

/** Contracts that emit what histories are made of. A module that was replaced is not among them any more. */
export const EMITTERS = [
  "robotRegistry",
  "robotFlags",
  "registrarOrders",
  "recallRegistry",
  "dossier",
] as const;

/** Requests for logs that are less than looking for the blocks. */
const FEW_REQUESTS = 8n;

/** Blocks among which a single lot is looked for. */
const WINDOW = 4096n;

/** The logs of the issuance of a lot. */
export async function issuanceLogs(
  client: RegistryClient,
  { lot, issuedAt }: { readonly lot: Hex; readonly issuedAt: number },
  {
    asOf,
    fromBlock,
    blockRange,
    said,
  }: {
    readonly asOf: Moment;
    readonly fromBlock: bigint | undefined;
    readonly blockRange: bigint | undefined;
    readonly said: bigint | undefined;
  },
): Promise<MinedLog[]> {
  const { address, startBlock } = contractOf(client, "robotRegistry");
  const filter = { address, topics: [issuanceTopics, lot], blockRange };
  if ("proof" in client.transport) {
    // Few blocks are proven by themselves, without a log that has to be proven from end to end.
    const first = fromBlock ?? (await firstBlockSince(client, issuedAt, asOf));
    const after = await firstBlockSince(client, issuedAt + 1, asOf, first);
    return await logsOf(client, { ...filter, fromBlock: first, toBlock: after - 1n });
  }
  if (said !== undefined) {
    const found = await logsOf(client, { ...filter, fromBlock: said, toBlock: said });
    if (found.length > 0) return found;
  }
  const range = { fromBlock: fromBlock ?? startBlock, toBlock: asOf.blockNumber };
  const found = await logsWithin(client, { ...filter, ...range }, 1n);
  if (found) return found;
  const width = widthOf(client, blockRange);
  const { from, to } = await blocksAround(client, issuedAt, asOf, width < WINDOW ? width : WINDOW);
  return await logsOf(client, { ...filter, fromBlock: from, toBlock: to });
}

/** Whose entries are looked for, and among which blocks. */
export interface EntrySearch {
  readonly id: RobotId;
  /** First block. */
  readonly from: bigint;
  /** Last block. */
  readonly to: bigint;
  /** How many entries there were before it. */
  readonly before: bigint;
  /** How many entries there are at its end. */
  readonly after: bigint;
  readonly blockRange: bigint | undefined;
}

/** The logs of all entries in some blocks. */
export async function entryLogs(client: RegistryClient, search: EntrySearch): Promise<MinedLog[]> {
  const { id, from, to, before, after, blockRange } = search;
  if (before === after) return [];
  const filter = { ...filterOf(client, id), blockRange };
  const range = { fromBlock: from, toBlock: to };
  // A proving transport sees to it by itself.
  const few = "proof" in client.transport ? undefined : FEW_REQUESTS;
  const logs =
    (await logsWithin(client, { ...filter, ...range }, few)) ?? (await soughtLogs(client, search));
  return await withReplacedModules(client, id, logs);
}

/** The logs of entries in blocks that somebody named. */
export async function namedLogs(
  client: RegistryClient,
  id: RobotId,
  blocks: readonly bigint[],
  blockRange: bigint | undefined,
): Promise<MinedLog[]> {
  const filter = { ...filterOf(client, id), blockRange };
  const width = widthOf(client, blockRange);
  const ranges: { fromBlock: bigint; toBlock: bigint }[] = [];
  for (const block of blocks) {
    const last = ranges.at(-1);
    if (last && block - last.fromBlock < width) last.toBlock = block;
    else ranges.push({ fromBlock: block, toBlock: block });
  }
  const [first, last] = [ranges[0], ranges.at(-1)];
  const whole =
    first && last && BigInt(ranges.length) > FEW_REQUESTS
      ? await logsWithin(client, { ...filter, ...first, toBlock: last.toBlock }, FEW_REQUESTS)
      : undefined;
  const logs =
    whole ??
    (
      await mapInParallel(ranges, async (range) => await logsOf(client, { ...filter, ...range }))
    ).flat();
  return await withReplacedModules(client, id, logs);
}

function filterOf(client: RegistryClient, id: RobotId) {
  return {
    address: EMITTERS.map((name) => contractOf(client, name).address),
    topics: [entryTopics, toBytes32(id)],
  };
}

/**
 * The event of a module that governance has replaced since: no matter which contract emitted it, it is what the entry commits to.
 */
async function withReplacedModules(
  client: RegistryClient,
  id: RobotId,
  logs: readonly MinedLog[],
): Promise<MinedLog[]> {
  const more: MinedLog[] = [];
  for (const { seq, blockNumber } of entriesWithoutChange(logs, id)) {
    const topics = [[...changeEvents.keys()], toBytes32(id), numberToHex(seq, { size: 32 })];
    more.push(...(await logsOf(client, { topics, fromBlock: blockNumber, toBlock: blockNumber })));
  }
  return [...logs, ...more];
}

/**
 * The logs of ranges in which the registry's count of entries changes, halved until the node allows them. A node that keeps no state that
 * old is asked for all ranges; and so is one where that takes fewer requests.
 */
async function soughtLogs(client: RegistryClient, search: EntrySearch): Promise<MinedLog[]> {
  const { id, from, to, before, after, blockRange } = search;
  const filter = { ...filterOf(client, id), blockRange };
  const blocks = to - from + 1n;
  const width = widthOf(client, blockRange);
  const pieces = (blocks + width - 1n) / width;
  const halvings = BigInt(pieces.toString(2).length);
  if (blocks <= width || (after - before) * halvings >= pieces) {
    return await logsOf(client, { ...filter, fromBlock: from, toBlock: to });
  }
  const middle = from + blocks / 2n;
  let there: bigint;
  try {
    there = await countAt(client, id, middle - 1n);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return await logsOf(client, { ...filter, fromBlock: from, toBlock: to });
  }
  const parts = [
    { ...search, to: middle - 1n, after: there },
    { ...search, from: middle, before: there },
  ].filter((part) => part.before !== part.after);
  return (await mapInParallel(parts, async (part) => await soughtLogs(client, part))).flat();
}

/** How many entries a robot had at the end of a block. */
async function countAt(client: RegistryClient, id: RobotId, blockNumber: bigint): Promise<bigint> {
  try {
    const { seq } = await readWords(client, {
      ...robotRegistry,
      functionName: "historyOf",
      args: [toBytes32(id)],
      blockNumber,
    });
    return seq;
  } catch (error) {
    // It was not issued yet.
    if (error instanceof RegistryRefusedError) return 0n;
    throw error;
  }
}
