import { numberToHex } from "viem";
import { getBlockNumber } from "viem/actions";
import { contractOf } from "../chains/contracts.js";
import { RegistryConfigurationError, RegistryRecordError } from "../errors/registry-error.js";
import { entriesWithoutChange, type RebuiltHistory, rebuildHistory } from "../history/history.js";
import { changeEvents } from "../history/kinds.js";
import { HistoryMismatchError } from "../history/mismatch.js";
import { entryTopics, issuanceTopics } from "../history/read-log.js";
import { requireOther } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type Moment, momentOf } from "../internal/head.js";
import { firstBlockSince, logsOf, type MinedLog } from "../internal/logs.js";
import { readWords } from "../internal/reads.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link getHistory} is given. */
export interface GetHistoryParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
  /** Block to look for events from; the one of its issuance by default. */
  readonly fromBlock?: bigint | undefined;
  /** Most blocks that one request for events covers; as many as the node allows by default. */
  readonly blockRange?: bigint | undefined;
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

/** Contracts that emit what histories are made of. A module that was replaced is not among them any more. */
const EMITTERS = [
  "robotRegistry",
  "robotFlags",
  "registrarOrders",
  "recallRegistry",
  "dossier",
] as const;

/**
 * Everything that happened to a robot, from the events of the contracts, in words. Every digest and
 * head is computed again, and the last one compared with the one that the registry has: an entry
 * that a node leaves out or alters shows.
 *
 * @throws HistoryMismatchError naming the first entry that does not fit.
 * @throws RegistryRecordError where the node is behind the one to compare with.
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
  { id, fromBlock, blockRange, blockNumber, verifyAgainst: other }: GetHistoryParameters,
): Promise<History> {
  if (other) requireOther(client, other);
  const verifyAgainst = other ?? client;
  const asOf = await momentOf(verifyAgainst, { blockNumber });
  if (verifyAgainst !== client) await requireSameHead(client, asOf, blockNumber !== undefined);
  const code = toBytes32(id);
  const robot = await readWords(verifyAgainst, {
    ...robotRegistry,
    functionName: "historyOf",
    args: [code],
    blockNumber: asOf.blockNumber,
  });
  const { lot } = await readWords(verifyAgainst, {
    ...robotRegistry,
    functionName: "robot",
    args: [code],
    blockNumber: asOf.blockNumber,
  });
  const { issuedAt } = await readWords(verifyAgainst, {
    ...robotRegistry,
    functionName: "lot",
    args: [lot],
    blockNumber: asOf.blockNumber,
  });

  const registry = contractOf(client, "robotRegistry").address;
  const first = fromBlock ?? (await firstBlockSince(client, issuedAt, asOf));
  const after = await firstBlockSince(client, issuedAt + 1, asOf, first);
  const issuances = await logsOf(client, {
    address: registry,
    topics: [issuanceTopics, lot],
    fromBlock: first,
    toBlock: after - 1n,
    blockRange,
  });
  // A unit that was never touched has no entries, and nothing has to be searched.
  const logs = robot.seq === 0n ? [] : await entryLogsOf(client, { id, first, asOf, blockRange });
  const chainId = client.chain?.id;
  if (chainId === undefined) {
    throw new RegistryConfigurationError(
      "The client has no chain.",
      "Make the chain with robotIdChain({ deployment, … }) from `@openrobotid/sdk/chains`.",
    );
  }
  const history = rebuildHistory({ id, chainId, registry, logs: [...issuances, ...logs] });

  const length = BigInt(history.entries.length);
  if (length < robot.seq) {
    throw new HistoryMismatchError({ id, seq: length + 1n, reason: "entryMissing" });
  }
  if (length > robot.seq) {
    throw new HistoryMismatchError({ id, seq: robot.seq + 1n, reason: "entryLeftOver" });
  }
  if (history.head !== robot.head) {
    throw new HistoryMismatchError({
      id,
      seq: length,
      reason: "head",
      expected: robot.head,
      found: history.head,
    });
  }
  return { ...history, asOf };
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

async function entryLogsOf(
  client: RegistryClient,
  parameters: { id: RobotId; first: bigint; asOf: Moment; blockRange: bigint | undefined },
): Promise<MinedLog[]> {
  const { id, first, asOf, blockRange } = parameters;
  const code = toBytes32(id);
  const logs = await logsOf(client, {
    address: EMITTERS.map((name) => contractOf(client, name).address),
    topics: [entryTopics, code],
    fromBlock: first,
    toBlock: asOf.blockNumber,
    blockRange,
  });
  // The event of a module that governance has replaced since: no matter which contract emitted it,
  // it is what the entry commits to.
  for (const { seq, blockNumber } of entriesWithoutChange(logs, id)) {
    const topics = [[...changeEvents.keys()], code, numberToHex(seq, { size: 32 })];
    logs.push(...(await logsOf(client, { topics, fromBlock: blockNumber, toBlock: blockNumber })));
  }
  return logs;
}
