// What a watcher follows: hash chains that the contracts keep, of one subject or of everything that a contract records.
import { type Hex, zeroHash } from "viem";
import type { LogName } from "../actions/getLog.js";
import { contractOf } from "../chains/contracts.js";
import { RegistryRefusedError } from "../errors/refusal.js";
import type { RegistryClient } from "../internal/client.js";
import { consortium, robotRegistry } from "../internal/contracts.js";
import { ReadBatch } from "../internal/reads.js";

/** A hash chain that is followed. */
export interface Track {
  readonly contract: LogName;
  /** The subject whose entries it has; all that the contract records where it is `undefined`. */
  readonly subject?: Hex;
}

/** What a chain commits to: how many entries, and the head over all of them. */
export interface Commitment {
  readonly count: bigint;
  /** Zero where there are no entries. */
  readonly head: Hex;
}

export const NONE: Commitment = { count: 0n, head: zeroHash };

/** What some chains commit to at the end of a block, in their order. */
export async function commitmentsAt(
  client: RegistryClient,
  tracks: readonly Track[],
  blockNumber: bigint,
): Promise<readonly Commitment[]> {
  const batch = new ReadBatch(client, { blockNumber });
  // Every log has the same views.
  const { abi } = consortium;
  const asked = tracks.map(({ contract, subject }) => {
    if (contractOf(client, contract).startBlock > blockNumber) return NONE;
    return subject === undefined
      ? batch.add({ contract, abi, functionName: "log", args: [] })
      : headOf(batch, contract, subject);
  });
  await batch.send();
  return await Promise.all(asked);
}

/** What the chain of a subject commits to: nothing where it has no entries, or was never issued. */
async function headOf(batch: ReadBatch, contract: LogName, subject: Hex): Promise<Commitment> {
  const { abi } = robotRegistry;
  const view = { contract, abi, functionName: "historyOf", args: [subject] } as const;
  try {
    const { head, seq } = await batch.add(view);
    return seq === 0n ? NONE : { count: seq, head };
  } catch (error) {
    if (error instanceof RegistryRefusedError) return NONE;
    throw error;
  }
}
