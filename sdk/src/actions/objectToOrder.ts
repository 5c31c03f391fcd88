import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { registrarOrders } from "../internal/contracts.js";

/** What {@link objectToOrder} is given. */
export interface ObjectToOrderParameters extends WriteOptions {
  /** Number of the order. */
  readonly order: bigint;
  /** Salted commitment to the objection. */
  readonly reasonDigest: Hex;
}

/** What {@link objectToOrderSync} gives. */
export type ObjectToOrderSyncReturnType = SyncReturnType<
  typeof registrarOrders.abi,
  "OrderObjected"
>;

const call = ({ order, reasonDigest, ...options }: ObjectToOrderParameters) =>
  ({
    ...options,
    ...registrarOrders,
    functionName: "object",
    args: [order, reasonDigest],
    eventName: "OrderObjected",
  }) as const;

/**
 * Objects to an order: unless at least a third of all seats sign against the objection in time, the order has ended. Called by the
 * holder it is against, until it is executed.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller is not that holder.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { order } = await spain.proposeOrderSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   action: "transfer",
 *   beneficiary: buyer.account.address,
 *   reasonDigest: createCommitment("Probate 2026-44").commitment,
 * });
 * const hash = await owner.objectToOrder({
 *   order,
 *   reasonDigest: createCommitment("The holder is alive").commitment,
 * });
 * ```
 */
export async function objectToOrder(
  client: RegistryClient,
  parameters: ObjectToOrderParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link objectToOrder}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { order } = await spain.proposeOrderSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   action: "transfer",
 *   beneficiary: buyer.account.address,
 *   reasonDigest: createCommitment("Probate 2026-44").commitment,
 * });
 * const { seq } = await owner.objectToOrderSync({
 *   order,
 *   reasonDigest: createCommitment("The holder is alive").commitment,
 * });
 * ```
 */
export async function objectToOrderSync(
  client: RegistryClient,
  parameters: ObjectToOrderParameters,
): Promise<ObjectToOrderSyncReturnType> {
  return await writeSync(client, call(parameters));
}
