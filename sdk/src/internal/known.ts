// What an index says of where things are on the chain. It is not believed: what is there is read from the node.
import { RegistryRecordError } from "../errors/registry-error.js";

/** Where somebody says that something is: what was read before, or what the API gives. */
export interface KnownPlace {
  /** Block that holds it. */
  readonly blockNumber?: bigint | number | undefined;
  /** The log that says so, as the API names it. */
  readonly proof?: { readonly blockNumber: bigint | number } | null | undefined;
}

/** What is said of some things: a list, or what is read page by page. */
export type Known<T extends KnownPlace> = Iterable<T> | AsyncIterable<T>;

/** The block that is named; `undefined` where none is, or one that is not there yet. */
export function blockOf({ blockNumber, proof }: KnownPlace, newest: bigint): bigint | undefined {
  const block = BigInt(blockNumber ?? proof?.blockNumber ?? -1n);
  return block < 0n || block > newest ? undefined : block;
}

export const upwards = (one: bigint, other: bigint): number => Number(one - other);

/** The blocks that are named, each once, in their order. */
export async function blocksOf(known: Known<KnownPlace>, newest: bigint): Promise<bigint[]> {
  const blocks = new Set<bigint>();
  for await (const place of known) {
    const block = blockOf(place, newest);
    if (block !== undefined) blocks.add(block);
  }
  return [...blocks].sort(upwards);
}

/** What an index said is not so. */
export function saidWrongly(subject: string, what: string): RegistryRecordError {
  return new RegistryRecordError(
    `What \`known\` says of ${subject} is not what the chain has: ${what}.`,
    "Do not trust the index that gave it. Ask without `known`, or take it from another index.",
  );
}
