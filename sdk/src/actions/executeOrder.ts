import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { registrarOrders } from "../internal/contracts.js";

/** What {@link executeOrder} is given. */
export interface ExecuteOrderParameters extends WriteOptions {
  /** Number of the order. */
  readonly order: bigint;
}

/** What {@link executeOrderSync} gives. */
export type ExecuteOrderSyncReturnType = SyncReturnType<
  typeof registrarOrders.abi,
  "OrderExecuted"
>;

const call = ({ order, ...options }: ExecuteOrderParameters) =>
  ({
    ...options,
    ...registrarOrders,
    functionName: "execute",
    args: [order],
    eventName: "OrderExecuted",
  }) as const;

/**
 * Executes an order after its notice period. Called by the beneficiary, who asks for the robot itself.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the notice period still runs.
 *
 * @example
 * ```ts
 * const hash = await buyer.executeOrder({ order });
 * ```
 */
export async function executeOrder(
  client: RegistryClient,
  parameters: ExecuteOrderParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link executeOrder}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const { order: executed } = await buyer.executeOrderSync({ order });
 * executed === order; // true
 * ```
 */
export async function executeOrderSync(
  client: RegistryClient,
  parameters: ExecuteOrderParameters,
): Promise<ExecuteOrderSyncReturnType> {
  return await writeSync(client, call(parameters));
}
