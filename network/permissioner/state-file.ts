// What the permissioner remembers across restarts: how far it read, and which entries of the directory it took. With it a
// source that puts back an older entry, or a node that is behind, changes nothing.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type DirectoryEntry, directoryEntry } from "./directory-entry.js";
import { writeWhole } from "./whole-file.js";

const state = z.strictObject({
  chainId: z.int(),
  blockNumber: z.string().regex(/^\d+$/),
  entries: z.array(directoryEntry),
});

/** What is remembered. */
export interface State {
  readonly chainId: number;
  readonly blockNumber: bigint;
  readonly entries: readonly DirectoryEntry[];
}

/** Reads what was remembered; `undefined` where there is nothing, or nothing of this chain. */
export function readState(path: string, chainId: number): State | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const { success, data } = state.safeParse(safeJson(text));
  if (!success) {
    throw new Error(
      `${path} is not what the permissioner wrote. Move it away: what it held is learned again from the chain and the directory.`,
    );
  }
  if (data.chainId !== chainId) return undefined;
  return {
    chainId,
    blockNumber: BigInt(data.blockNumber),
    entries: data.entries as DirectoryEntry[],
  };
}

/** Writes it in one step. */
export function writeState(path: string, { chainId, blockNumber, entries }: State): void {
  writeWhole(
    path,
    JSON.stringify({ chainId, blockNumber: blockNumber.toString(), entries }),
    0o600,
  );
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
