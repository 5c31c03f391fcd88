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

/** What {@link acceptManufacturerAccount} is given. */
export interface AcceptManufacturerAccountParameters extends WriteOptions {
  /** The manufacturer. */
  readonly manufacturer: ManufacturerId;
}

/** What {@link acceptManufacturerAccountSync} gives. */
export type AcceptManufacturerAccountSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ManufacturerAccountRotated"
>;

const call = ({ manufacturer, ...options }: AcceptManufacturerAccountParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "acceptManufacturerAccount",
    args: [toBytes(manufacturer)],
    eventName: "ManufacturerAccountRotated",
  }) as const;

/**
 * Takes over a manufacturer's code, together with every unit it has not yet placed on a market. Called by the account
 * that the manufacturer named.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where another account was named.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * await maker.proposeManufacturerAccountSync({
 *   manufacturer,
 *   nextAccount: newcomer.account.address,
 * });
 * const hash = await newcomer.acceptManufacturerAccount({ manufacturer });
 * ```
 */
export async function acceptManufacturerAccount(
  client: RegistryClient,
  parameters: AcceptManufacturerAccountParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link acceptManufacturerAccount}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * await maker.proposeManufacturerAccountSync({
 *   manufacturer,
 *   nextAccount: newcomer.account.address,
 * });
 * const { previous } = await newcomer.acceptManufacturerAccountSync({ manufacturer });
 * ```
 */
export async function acceptManufacturerAccountSync(
  client: RegistryClient,
  parameters: AcceptManufacturerAccountParameters,
): Promise<AcceptManufacturerAccountSyncReturnType> {
  return await writeSync(client, call(parameters));
}
