// What was recorded on a real network: see `origin` in the files.
import { readFileSync } from "node:fs";
import { type Anchor, parseAnchor, type WireHeader, type WireProof } from "@openrobotid/sdk/proof";
import type { Address, Hex } from "viem";

/** A block of the recording. */
export interface RecordedBlock {
  readonly number: number;
  readonly header: WireHeader & { readonly hash: Hex; readonly extraData: Hex };
  /** `getValidators()` in the state of the block, where it was recorded. */
  readonly validators?: readonly Address[];
  readonly changed?: boolean;
  /** Of Consortium, with every slot that `getValidators()` reads. */
  readonly proof?: WireProof;
}

interface RecordedBlocks {
  readonly anchor: unknown;
  readonly consortiumCode: Hex;
  readonly blocks: readonly RecordedBlock[];
}

/** Calls, and the proofs of what they read. */
export interface RecordedState {
  readonly block: WireHeader;
  readonly calls: readonly {
    readonly to: Address;
    readonly function: string;
    readonly data: Hex;
    readonly result: Hex;
  }[];
  readonly proofs: readonly (WireProof & { readonly address: Address })[];
  readonly code: Readonly<Record<Address, Hex>>;
}

const recorded = read("besu-blocks.json") as RecordedBlocks;

export const state = read("besu-state.json") as RecordedState;
export const { consortiumCode, blocks } = recorded;
export const anchor: Anchor = parseAnchor(recorded.anchor);

/** A recorded block. */
export function block(number: number): RecordedBlock {
  const found = blocks.find((one) => one.number === number);
  if (!found) throw new Error(`Block ${number} is not among the fixtures.`);
  return found;
}

/** The set that seals a block: the last one that was recorded before it. */
export function setOf(number: number): readonly Address[] {
  const before = blocks.findLast((one) => one.number < number && one.changed);
  if (!before?.validators) throw new Error(`No set is recorded before block ${number}.`);
  return before.validators;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8"));
}
