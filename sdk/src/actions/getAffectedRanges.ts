import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { authorityRegistry, recallRegistry, robotRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { eventsOf, firstBlockSince } from "../internal/logs.js";
import { readWords } from "../internal/reads.js";
import { composeRobotId, parseCounter, type RobotId, toBytes, withCounter } from "../robot-id.js";
import { countersWithin } from "../rules/range.js";
import { namesUnit } from "../rules/recall.js";

/** What {@link getAffectedRanges} is given. */
export interface GetAffectedRangesParameters extends ReadOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /** Most blocks that one request for events covers; as many as the node allows by default. */
  readonly blockRange?: bigint | undefined;
}

/** Units that were issued, with consecutive counters. */
export interface IssuedRange {
  /** Code of the first unit. */
  readonly first: RobotId;
  /** Code of the last unit, inclusive. */
  readonly last: RobotId;
  /** Number of units. */
  readonly count: bigint;
}

/**
 * The units within the scope of a recall campaign, as ranges of codes: all that were issued within its range, touched or
 * not, or those on its list. They are found from what was issued, so their number is exact however many they are. A
 * campaign of a country binds those of them that are on its market; `getAffectedUnits` asks for each.
 *
 * @throws RegistryRefusedError where there is no campaign of this number.
 *
 * @example
 * ```ts
 * const ranges = await client.getAffectedRanges({ campaign: 1n });
 * ranges.map(({ count }) => count); // [10n]
 * ranges[0]?.last; // "CNUT01G1PRO126W05000000000010"
 * ```
 */
export async function getAffectedRanges(
  node: RegistryClient,
  { campaign, blockRange, ...options }: GetAffectedRangesParameters,
): Promise<readonly IssuedRange[]> {
  const client = readerOf(node, options);
  const moment = await momentOf(client, options);
  const { blockNumber } = moment;
  const scope = await readWords(client, {
    ...recallRegistry,
    functionName: "campaignOf",
    args: [campaign],
    blockNumber,
  });
  if (scope.kind === "marked") {
    const filter = { ...recallRegistry, eventName: "UnitsMarked", args: { campaign } } as const;
    const fromBlock = await firstBlockSince(client, scope.openedAt, moment);
    const marked = await eventsOf(client, filter, { fromBlock, toBlock: blockNumber, blockRange });
    return marked.flatMap(({ fields }) => fields.ids.map(single));
  }

  const id = toBytes(scope.model);
  const { counterWidth, registeredAt } = await readWords(client, {
    ...authorityRegistry,
    functionName: "model",
    args: [id],
    blockNumber,
  });
  const range = {
    fromBlock: await firstBlockSince(client, registeredAt, moment),
    toBlock: blockNumber,
    blockRange,
  };
  if (counterWidth === 0) {
    const filter = { ...robotRegistry, eventName: "ListIssued", args: { model: id } } as const;
    const lists = await eventsOf(client, filter, range);
    return lists
      .flatMap(({ fields }) => fields.serials.map((serial) => composeRobotId(scope.model, serial)))
      .filter((id) => namesUnit(scope, { id, isMarked: false }))
      .map(single);
  }
  const filter = { ...robotRegistry, eventName: "LotIssued", args: { model: id } } as const;
  const lots = await eventsOf(client, filter, range);
  return lots.flatMap(({ fields: { first, count } }) => {
    const { stem, counter: firstCounter } = parseCounter(first, counterWidth);
    const lot = { stem, counterWidth, firstCounter, lastCounter: firstCounter + count - 1n };
    const within = countersWithin(lot, scope.first, scope.last);
    if (!within) return [];
    const { from, to } = within;
    return { first: withCounter(stem, from), last: withCounter(stem, to), count: to - from + 1n };
  });
}

function single(id: RobotId): IssuedRange {
  return { first: id, last: id, count: 1n };
}
