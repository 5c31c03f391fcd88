import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";

/** What {@link withdrawSuccession} is given. */
export interface WithdrawSuccessionParameters extends WriteOptions {
  /** Country and manufacturer block of its codes. */
  readonly manufacturer: ManufacturerId;
}

/** What {@link withdrawSuccessionSync} gives. */
export type WithdrawSuccessionSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "SuccessionWithdrawn"
>;

const call = ({ manufacturer, ...options }: WithdrawSuccessionParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "withdrawSuccession",
    args: [toBytes(manufacturer)],
    eventName: "SuccessionWithdrawn",
  }) as const;

/**
 * Takes the naming of a successor back. Called by the authority of the manufacturer's country code.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where no successor is named.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const hash = await china.withdrawSuccession({ manufacturer: parseManufacturerId("CN-UT01") });
 * ```
 */
export async function withdrawSuccession(
  client: RegistryClient,
  parameters: WithdrawSuccessionParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link withdrawSuccession}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const { account } = await china.withdrawSuccessionSync({ manufacturer: parseManufacturerId("CN-UT01") });
 * account === newcomer.account.address; // true
 * ```
 */
export async function withdrawSuccessionSync(
  client: RegistryClient,
  parameters: WithdrawSuccessionParameters,
): Promise<WithdrawSuccessionSyncReturnType> {
  return await writeSync(client, call(parameters));
}
