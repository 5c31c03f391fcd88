import type { Hex } from "viem";
import { getBlockNumber } from "viem/actions";
import { contractOf } from "../chains/contracts.js";
import { RegistryConfigurationError, RegistryRecordError } from "../errors/registry-error.js";
import { type RebuiltHistory, rebuildHistory } from "../history/history.js";
import { HistoryMismatchError } from "../history/mismatch.js";
import { entryTopics } from "../history/read-log.js";
import { requireOther } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type Moment, momentOf } from "../internal/head.js";
import {
  entryLogs,
  issuanceLogs,
  type KnownEntries,
  namedLogs,
  type Places,
  placesIn,
} from "../internal/history-logs.js";
import { saidWrongly } from "../internal/known.js";
import type { MinedLog } from "../internal/logs.js";
import { readWords } from "../internal/reads.js";
import { formatRobotId, type RobotId, toBytes32 } from "../robot-id.js";

export type { KnownEntries, KnownEntry } from "../internal/history-logs.js";

/** What {@link getHistory} is given. */
export interface GetHistoryParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
  /** Block to look for events from; the one of its issuance by default. */
  readonly fromBlock?: bigint | undefined;
  /** Most blocks that one request for events covers; as many as the node allows by default. */
  readonly blockRange?: bigint | undefined;
  /**
   * Where entries are, so that a long chain need not be searched: `entries` of a history that was read before, or `history(code)` of
   * `@openrobotid/api`. It is not believed: all is read from the node, and must lead to the registry's head. What it does not know yet
   * is looked for.
   */
  readonly known?: KnownEntries | undefined;
  /**
   * Client of another node, which is asked for the head to compare with. A node that lies can lie about the head too; two
   * nodes of different members would have to agree on the lie.
   */
  readonly verifyAgainst?: RegistryClient | undefined;
}

/** A robot's whole history, examined to the last entry. */
export interface History extends RebuiltHistory {
  /** The block that it is of: what happened later is not in it. */
  readonly asOf: Moment;
}

/**
 * Everything that happened to a robot, from the events of the contracts, in words. Every digest and
 * head is computed again, and the last one compared with the one that the registry has: an entry
 * that a node leaves out or alters shows.
 *
 * A node that allows any range is asked six times, however long the chain is. One that limits ranges takes at most 20 questions with `known`,
 * or for a robot that was only issued. Without it nobody can say where entries are: no view of the contracts tells the time of an entry, so the
 * blocks are halved by the registry's count of entries. For each place with entries that takes the binary logarithm of the number of
 * ranges: 11 questions on ten million blocks in ranges of 5,000. Those of all places go at once, so that a history like that takes at
 * most 20 HTTP requests with `http(url, { batch: true })`. A node that keeps no earlier states has to be asked for every range.
 *
 * @throws HistoryMismatchError naming the first entry that does not fit.
 * @throws RegistryRecordError where the node is behind the one to compare with, or `known` says of an entry what is not so.
 * @throws RegistryRefusedError where the code was never issued.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { entries } = await client.getHistory({ id });
 * entries.map(({ kind }) => kind); // ["placedOnMarket", "receiverApproved", "transferred"]
 * ```
 */
export async function getHistory(
  client: RegistryClient,
  { id, known, fromBlock, blockRange, blockNumber, verifyAgainst: other }: GetHistoryParameters,
): Promise<History> {
  if (other) requireOther(client, other);
  const verifyAgainst = other ?? client;
  const asOf = await momentOf(verifyAgainst, { blockNumber });
  if (verifyAgainst !== client) await requireSameHead(client, asOf, blockNumber !== undefined);
  const code = toBytes32(id);
  const { blockNumber: newest } = asOf;
  const about = { ...robotRegistry, args: [code], blockNumber: newest } as const;
  const [robot, { lot }] = await Promise.all([
    readWords(verifyAgainst, { ...about, functionName: "historyOf" }),
    readWords(verifyAgainst, { ...about, functionName: "robot" }),
  ]);
  const chainId = client.chain?.id;
  if (chainId === undefined) {
    throw new RegistryConfigurationError(
      "The client has no chain.",
      "Make the chain with robotIdChain({ deployment, … }) from `@openrobotid/sdk/chains`.",
    );
  }
  const { address: registry, startBlock } = contractOf(client, "robotRegistry");
  const places = await placesIn(known, newest);
  const issued = async () => {
    const lotAt = { ...about, functionName: "lot", args: [lot] } as const;
    const { issuedAt } = await readWords(verifyAgainst, lotAt);
    const where = { asOf, fromBlock, blockRange, said: places?.issuance };
    return await issuanceLogs(client, { lot, issuedAt }, where);
  };
  const all = { id, to: newest, before: 0n, after: robot.seq, blockRange };
  const search = (from: bigint) => ({ ...all, from: fromBlock ?? from });
  // To prove many blocks takes long. Elsewhere it costs nothing to look in those before the issuance too, at the same time.
  const isSoon = !places && !("proof" in client.transport);
  const [issuances, soon] = await Promise.all([
    issued(),
    isSoon ? entryLogs(client, search(startBlock)) : undefined,
  ]);
  const range = search(issuances[0]?.blockNumber ?? startBlock);
  const historyOf = (logs: readonly MinedLog[]): RebuiltHistory => {
    const history = rebuildHistory({ id, chainId, registry, logs: [...issuances, ...logs] });
    requireHead(history, robot);
    return history;
  };
  if (!places) return { ...historyOf(soon ?? (await entryLogs(client, range))), asOf };

  const named = await namedLogs(client, id, places.blocks, blockRange);
  const found = named.filter(({ topics: [topic] }) => topic === entryTopics[0]);
  const [last = range.from - 1n] = found.map(({ blockNumber: block }) => block).sort(downwards);
  const rest = { ...range, from: last + 1n, before: BigInt(found.length) };
  try {
    // An index may be behind: what it does not know yet is looked for.
    const more = rest.before < rest.after ? await entryLogs(client, rest) : [];
    const history = historyOf([...named, ...more]);
    requireSame(history, places);
    return { ...history, asOf };
  } catch (error) {
    if (!(error instanceof HistoryMismatchError)) throw error;
    // Either the node hides something, and does so here too, or what was said of the places is wrong.
    historyOf(await entryLogs(client, range));
    throw entrySaidWrongly(id, error.seq);
  }
}

function downwards(one: bigint, other: bigint): number {
  return Number(other - one);
}

/** A history must be as long as the registry says, and lead to its head. */
function requireHead(
  { id, entries, head }: RebuiltHistory,
  robot: { readonly seq: bigint; readonly head: Hex },
): void {
  const length = BigInt(entries.length);
  if (length < robot.seq) {
    throw new HistoryMismatchError({ id, seq: length + 1n, reason: "entryMissing" });
  }
  if (length > robot.seq) {
    throw new HistoryMismatchError({ id, seq: robot.seq + 1n, reason: "entryLeftOver" });
  }
  if (head !== robot.head) {
    throw new HistoryMismatchError({
      id,
      seq: length,
      reason: "head",
      expected: robot.head,
      found: head,
    });
  }
}

/** What was said of entries must be what the chain has. */
function requireSame({ id, entries }: RebuiltHistory, { heads }: Places): void {
  for (const { seq, head } of entries) {
    const said = heads.get(seq);
    if (said !== undefined && said.toLowerCase() !== head) throw entrySaidWrongly(id, seq);
  }
  for (const seq of heads.keys()) {
    if (seq > BigInt(entries.length)) throw entrySaidWrongly(id, seq);
  }
}

function entrySaidWrongly(id: RobotId, seq: bigint): RegistryRecordError {
  return saidWrongly(formatRobotId(id), `entry ${seq} is left out, altered or invented`);
}

/** Blocks that two nodes may be apart, which learn of one at slightly different times. */
const MOST_APART = 2n;

/**
 * A node that is behind leaves out what it cannot know yet. Neither of the two may be: what the one has not heard of, a theft
 * or a transfer, would be left out of an answer as of its head.
 */
async function requireSameHead(
  client: RegistryClient,
  { blockNumber }: Moment,
  isAsked: boolean,
): Promise<void> {
  const reached = await getBlockNumber(client, { cacheTime: 0 });
  if (reached < blockNumber) {
    throw new RegistryRecordError(
      `The node has got to block ${reached}, and the one to compare it with to block ${blockNumber}.`,
      "Ask again in a moment, or ask both of an earlier block with `blockNumber`.",
    );
  }
  if (!isAsked && reached > blockNumber + MOST_APART) {
    throw new RegistryRecordError(
      `The node to compare with has got to block ${blockNumber}, and the other one to block ${reached}.`,
      "Ask another node to compare with, or ask both of an earlier block with `blockNumber`.",
    );
  }
}
