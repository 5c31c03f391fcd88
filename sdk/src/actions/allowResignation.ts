import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { consortium } from "../internal/contracts.js";

/** What {@link allowResignation} is given. */
export interface AllowResignationParameters extends WriteOptions {
  /** Number of the seat. */
  readonly seat: bigint;
  /** Whether its account may give the seat up; false takes that back. */
  readonly allowed: boolean;
}

/** What {@link allowResignationSync} gives. */
export type AllowResignationSyncReturnType = SyncReturnType<
  typeof consortium.abi,
  "ResignationAllowed"
>;

const call = ({ seat, allowed, ...options }: AllowResignationParameters) =>
  ({
    ...options,
    ...consortium,
    functionName: "allowResignation",
    args: [seat, allowed],
    eventName: "ResignationAllowed",
  }) as const;

/**
 * Lets the account of a seat give the seat up with `resignSeat`, or takes that back. Called by the seat's recovery key.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller is not the recovery key of the seat.
 *
 * @example
 * ```ts
 * const hash = await recovery.allowResignation({ seat: 1n, allowed: true });
 * ```
 */
export async function allowResignation(
  client: RegistryClient,
  parameters: AllowResignationParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link allowResignation}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { allowed } = await recovery.allowResignationSync({ seat: 1n, allowed: true });
 * allowed; // true
 * ```
 */
export async function allowResignationSync(
  client: RegistryClient,
  parameters: AllowResignationParameters,
): Promise<AllowResignationSyncReturnType> {
  return await writeSync(client, call(parameters));
}
