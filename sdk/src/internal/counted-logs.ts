// Logs on a long chain of which a contract keeps count: in blocks that somebody named, or where the count changes.
import type { RegistryClient } from "./client.js";
import { type LogsParameters, logsOf, logsWithin, type MinedLog, widthOf } from "./logs.js";
import { isRefusal } from "./node-refusal.js";
import { mapInParallel } from "./reads.js";

/** Requests for logs that are less than looking for the blocks. */
export const FEW_REQUESTS = 8n;

type Filter = Omit<LogsParameters, "fromBlock" | "toBlock">;

/** The logs of some blocks, the first one first. */
export async function logsInBlocks(
  client: RegistryClient,
  filter: Filter,
  blocks: readonly bigint[],
): Promise<MinedLog[]> {
  const width = widthOf(client, filter.blockRange);
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
  if (whole) return whole;
  const parts = await mapInParallel(
    ranges,
    async (range) => await logsOf(client, { ...filter, ...range }),
  );
  return parts.flat();
}

/** Among which blocks logs are looked for, and how many are there. */
export interface CountedRange {
  /** First block. */
  readonly from: bigint;
  /** Last block. */
  readonly to: bigint;
  /** How many there were before it. */
  readonly before: bigint;
  /** How many there are at its end. */
  readonly after: bigint;
  /** How many there were at the end of a block. */
  readonly countAt: (block: bigint) => Promise<bigint>;
}

/**
 * The logs of ranges in which a contract's count of them changes, halved until the node allows them: a count for each halving, and those
 * of all ranges at once. A node that keeps no state that old is asked for all ranges; and so is one that has as many logs as there are
 * ranges.
 */
export async function countedLogs(
  client: RegistryClient,
  filter: Filter,
  range: CountedRange,
): Promise<MinedLog[]> {
  const { from, to, before, after, countAt } = range;
  if (before === after) return [];
  const blocks = to - from + 1n;
  const width = widthOf(client, filter.blockRange);
  const pieces = (blocks + width - 1n) / width;
  const all = async () => await logsOf(client, { ...filter, fromBlock: from, toBlock: to });
  if (pieces <= 2n || after - before >= pieces) return await all();
  const middle = from + blocks / 2n;
  let there: bigint;
  try {
    there = await countAt(middle - 1n);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return await all();
  }
  const parts = [
    { ...range, to: middle - 1n, after: there },
    { ...range, from: middle, before: there },
  ];
  const found = await mapInParallel(parts, async (part) => await countedLogs(client, filter, part));
  return found.flat();
}
