// Puts right what a deployment that was killed left behind, as far as Ignition leaves it to people.
import { existsSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { HardhatError } from "@nomicfoundation/hardhat-errors";
import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import { trackTransaction, wipe } from "@nomicfoundation/ignition-core";
import { getAddress, type Provider } from "ethers";
import { artifacts } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";

const { EXECUTION } = HardhatError.ERRORS.IGNITION;
const MOST_ATTEMPTS = 10;
const PAUSE = 1_000;

const resolver = new HardhatArtifactResolver(artifacts);

/**
 * Runs a deployment, and again as often as something of an earlier run was in the way that could be put right.
 *
 * @param journal Folder of Ignition's journal.
 */
export async function resuming<T>(
  connection: NetworkConnection,
  journal: string,
  deploy: () => Promise<T>,
): Promise<T> {
  await repair(join(journal, "journal.jsonl"), (futureId) => wipe(journal, resolver, futureId));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deploy();
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !(await putRight(connection, journal, error))) throw error;
    }
  }
}

/** Cuts off a line that was not written to its end, and forgets steps that were begun and had sent nothing yet. */
async function repair(file: string, forget: (futureId: string) => Promise<void>): Promise<void> {
  if (!existsSync(file)) return;
  const text = readFileSync(file, "utf8");
  const begun = new Set<string>();
  let length = 0;
  for (const line of text.split("\n")) {
    const entry = parse(line);
    if (entry === undefined) break;
    length += Buffer.byteLength(line) + 1;
    if (entry.futureId === undefined) continue;
    if (/^(DEPLOYMENT|(STATIC_)?CALL|SEND_DATA)_EXECUTION_STATE_INITIALIZE$/.test(entry.type)) {
      begun.add(entry.futureId);
    } else {
      begun.delete(entry.futureId);
    }
  }
  if (length <= Buffer.byteLength(text)) truncateSync(file, length - 1);
  for (const futureId of begun) await forget(futureId);
}

function parse(line: string): { type: string; futureId?: string } | undefined {
  if (line === "") return { type: "" };
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function putRight(
  connection: NetworkConnection,
  journal: string,
  error: unknown,
): Promise<boolean> {
  // Killed between announcing a transaction in its journal and noting its hash.
  if (HardhatError.isHardhatError(error, EXECUTION.TRANSACTION_LOST)) {
    const { futureId, sender, nonce } = error.messageArguments as {
      futureId: string;
      sender: string;
      nonce: number;
    };
    const { provider } = connection.ethers;
    if ((await provider.getTransactionCount(sender, "pending")) <= nonce) {
      await wipe(journal, resolver, futureId);
      return true;
    }
    const hash = await transactionWith(provider, sender, nonce);
    if (hash === undefined) await setTimeout(PAUSE);
    else await trackTransaction(journal, hash, connection.provider, 1);
    return true;
  }
  // Killed with transactions under way: once they are in blocks and in the journal, the nonces agree again.
  const passing = [
    EXECUTION.NONCE_TOO_HIGH,
    EXECUTION.NONCE_TOO_LOW,
    EXECUTION.WAITING_FOR_NONCE,
    EXECUTION.WAITING_FOR_CONFIRMATIONS,
  ].some((descriptor) => HardhatError.isHardhatError(error, descriptor));
  if (passing) await setTimeout(PAUSE);
  return passing;
}

/** Hash of the transaction that an account sent with a nonce; undefined while it is in no block. */
async function transactionWith(
  provider: Provider,
  sender: string,
  nonce: number,
): Promise<string | undefined> {
  let [before, after] = [-1, await provider.getBlockNumber()];
  if ((await provider.getTransactionCount(sender, after)) <= nonce) return undefined;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if ((await provider.getTransactionCount(sender, middle)) > nonce) after = middle;
    else before = middle;
  }
  const block = await provider.getBlock(after, true);
  return block?.prefetchedTransactions.find(
    ({ from, nonce: of }) => from === getAddress(sender) && of === nonce,
  )?.hash;
}
