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
import { countedLogs, FEW_REQUESTS, logsInBlocks } from "./counted-logs.js";
import type { Moment } from "./head.js";
import { blockOf, type Known, type KnownPlace, upwards } from "./known.js";
import {
  blocksAround,
  firstBlockSince,
  logsOf,
  logsWithin,
  type MinedLog,
  windowOf,
} from "./logs.js";
import { readWords } from "./reads.js";

/**
 * Where somebody says that an entry of a history is: an entry of the history that was read before, or one that the API gives. It is not
 * believed: what is there is read from the node, and must lead to the registry's head.
 */
export interface KnownEntry extends KnownPlace {
  /** Number of the entry; 0 for the issuance. */
  readonly seq: bigint | number;
  /** Head of the history with it. */
  readonly head?: Hex | string | null | undefined;
}

/** What is said of some entries. */
export type KnownEntries = Known<KnownEntry>;

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
  for await (const { seq, head, ...place } of known) {
    const block = blockOf(place, newest);
    if (block === undefined) continue;
    if (head) heads.set(BigInt(seq), head);
    if (BigInt(seq) === 0n) issuance = block;
    else blocks.add(block);
  }
  return { issuance, blocks: [...blocks].sort(upwards), heads };
}

/** Contracts that emit what histories are made of. A module that was replaced is not among them any more. */
export const EMITTERS = [
  "robotRegistry",
  "robotFlags",
  "registrarOrders",
  "recallRegistry",
  "dossier",
] as const;

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
  const { from, to } = await blocksAround(client, issuedAt, asOf, windowOf(client, blockRange));
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
    (await logsWithin(client, { ...filter, ...range }, few)) ??
    (await countedLogs(client, filter, {
      ...{ from, to, before, after },
      countAt: async (block) => await countAt(client, id, block),
    }));
  return await withReplacedModules(client, id, logs);
}

/** The logs of entries in blocks that somebody named. */
export async function namedLogs(
  client: RegistryClient,
  id: RobotId,
  blocks: readonly bigint[],
  blockRange: bigint | undefined,
): Promise<MinedLog[]> {
  const logs = await logsInBlocks(client, { ...filterOf(client, id), blockRange }, blocks);
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
