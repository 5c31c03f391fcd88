import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";

/** What {@link countersignSuccession} is given. */
export interface CountersignSuccessionParameters extends WriteOptions {
  /** Country and manufacturer block of its codes. */
  readonly manufacturer: ManufacturerId;
  /** The account that the caller agrees to. */
  readonly successor: Address;
}

/** What {@link countersignSuccessionSync} gives. */
export type CountersignSuccessionSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "SuccessionCountersigned"
>;

const call = ({ manufacturer, successor, ...options }: CountersignSuccessionParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "countersignSuccession",
    args: [toBytes(manufacturer), successor],
    eventName: "SuccessionCountersigned",
  }) as const;

/**
 * Agrees to the successor of a compromised manufacturer. Called by the authority of a seat of tenure other than the one
 * that named the successor.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where another account is named.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const hash = await spain.countersignSuccession({
 *   manufacturer: parseManufacturerId("CN-UT01"),
 *   successor: newcomer.account.address,
 * });
 * ```
 */
export async function countersignSuccession(
  client: RegistryClient,
  parameters: CountersignSuccessionParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link countersignSuccession}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const { given } = await spain.countersignSuccessionSync({
 *   manufacturer: parseManufacturerId("CN-UT01"),
 *   successor: newcomer.account.address,
 * });
 * given; // 1n
 * ```
 */
export async function countersignSuccessionSync(
  client: RegistryClient,
  parameters: CountersignSuccessionParameters,
): Promise<CountersignSuccessionSyncReturnType> {
  return await writeSync(client, call(parameters));
}
