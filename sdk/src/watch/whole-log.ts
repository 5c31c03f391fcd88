// Everything that a contract recorded, from its beginning on: it must lead to the head of the contract's log.
import type { LogName } from "../actions/getLog.js";
import { contractOf } from "../chains/contracts.js";
import { RegistryRecordError } from "../errors/registry-error.js";
import type { RegistryClient } from "../internal/client.js";
import { countedLogs, FEW_REQUESTS, logsInBlocks } from "../internal/counted-logs.js";
import { blocksOf, type Known, type KnownPlace } from "../internal/known.js";
import { type LogsParameters, logsWithin, type MinedLog } from "../internal/logs.js";
import { entriesIn, RECORDED } from "./entries.js";
import { Disbelief } from "./fault.js";
import { type Commitment, commitmentsAt, NONE } from "./tracks.js";

/** Up to where it is read, and where somebody says that it is. */
export interface WholeLogRange extends Pick<LogsParameters, "toBlock" | "blockRange"> {
  readonly known: Known<KnownPlace> | undefined;
}

/**
 * All logs of a contract that keeps a log, up to a block.
 *
 * @throws RegistryRecordError where what the node gives does not lead to the head of its log.
 */
export async function wholeLog(
  client: RegistryClient,
  contract: LogName,
  { toBlock: to, blockRange, known }: WholeLogRange,
): Promise<readonly MinedLog[]> {
  const { address, startBlock: from } = contractOf(client, contract);
  const tracks = [{ contract }];
  const [after = NONE] = await commitmentsAt(client, tracks, to);
  const isWhole = async (logs: readonly MinedLog[]) => {
    await entriesIn(client, logs, {
      ...{ tracks, from, to, before: [NONE], after: [after], heads: new Map() },
    });
    return logs;
  };
  const filter = { address, topics: [], blockRange };
  const countAt = async (block: bigint) =>
    ((await commitmentsAt(client, tracks, block)) as [Commitment])[0].count;
  const sought = async (first: bigint, before: bigint) =>
    (await logsWithin(client, { ...filter, fromBlock: first, toBlock: to }, FEW_REQUESTS)) ??
    (await countedLogs(client, filter, {
      ...{ from: first, to, before, after: after.count, countAt },
    }));
  try {
    if (known) {
      const blocks = await blocksOf(known, to);
      const named = await logsInBlocks(client, filter, blocks);
      const count = named.filter(({ topics }) => topics[0] === RECORDED).length;
      // An index may be behind: what it does not know yet is looked for.
      const more =
        BigInt(count) < after.count
          ? await sought((named.at(-1)?.blockNumber ?? from - 1n) + 1n, BigInt(count))
          : [];
      try {
        return await isWhole([...named, ...more]);
      } catch (error) {
        // It left something out that is earlier: everything is looked for.
        if (!(error instanceof Disbelief)) throw error;
      }
    }
    return await isWhole(await sought(from, 0n));
  } catch (error) {
    if (!(error instanceof Disbelief)) throw error;
    throw new RegistryRecordError(
      error.shortMessage,
      "Ask another node: this one leaves something out, or alters it.",
    );
  }
}
