// Places on the chain, as texts that can be kept.
import { RegistryArgumentError } from "../errors/registry-error.js";

/** A place on the chain: that of a log. */
export interface Place {
  readonly blockNumber: bigint;
  readonly logIndex: number;
}

/** A place as a text. */
export function cursorOf({ blockNumber, logIndex }: Place): string {
  return `${blockNumber}-${logIndex}`;
}

/** The place that a text names. */
export function placeOf(cursor: string): Place {
  const [, block, log] = /^(\d{1,18})-(\d{1,9})$/.exec(cursor) ?? [];
  if (block === undefined || log === undefined) {
    throw new RegistryArgumentError(
      `"${cursor}" is no cursor.`,
      'Give the `cursor` of the last change that was read, such as "412-3".',
    );
  }
  return { blockNumber: BigInt(block), logIndex: Number(log) };
}

/** Whether a place comes after another. */
export function isAfter(one: Place, other: Place): boolean {
  if (one.blockNumber !== other.blockNumber) return one.blockNumber > other.blockNumber;
  return one.logIndex > other.logIndex;
}
