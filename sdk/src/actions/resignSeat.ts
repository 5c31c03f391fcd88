import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link resignSeat} is given. */
export type ResignSeatParameters = WriteOptions;

/** What {@link resignSeatSync} gives. */
export type ResignSeatSyncReturnType = SyncReturnType<typeof consortium.abi, "SeatResigned">;

const call = (options: ResignSeatParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "resignSeat",
    args: [],
    eventName: "SeatResigned",
  }) as const;

/**
 * Gives the caller's own seat up: its vote, its validator and its countries are gone at once. Called by a seat's
 * authority; where the seat has a recovery key, once that key allowed it with `allowResignation`.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where it is the last seat.
 *
 * @example
 * ```ts
 * const hash = await germany.resignSeat();
 * ```
 */
export async function resignSeat(
  client: RegistryClient,
  parameters: ResignSeatParameters = {},
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link resignSeat}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { seat } = await germany.resignSeatSync();
 * ```
 */
export async function resignSeatSync(
  client: RegistryClient,
  parameters: ResignSeatParameters = {},
): Promise<ResignSeatSyncReturnType> {
  return await writeSync(client, call(parameters));
}
