import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { registrarOrders } from "../internal/contracts.js";

/** What {@link countersignOrder} is given. */
export interface CountersignOrderParameters extends WriteOptions {
  /** Number of the order. */
  readonly order: bigint;
}

/** What {@link countersignOrderSync} gives. */
export type CountersignOrderSyncReturnType = SyncReturnType<
  typeof registrarOrders.abi,
  "OrderCountersigned"
>;

const call = ({ order, ...options }: CountersignOrderParameters) =>
  ({
    ...options,
    ...registrarOrders,
    functionName: "countersign",
    args: [order],
    eventName: "OrderCountersigned",
  }) as const;

/**
 * Signs an order over the holder's objection, which takes at least a third of all seats. Called by the authority of a seat of
 * tenure other than the one that proposed it, each once.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the holder did not object.
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
 * await owner.objectToOrderSync({
 *   order,
 *   reasonDigest: createCommitment("The holder is alive").commitment,
 * });
 * const hash = await germany.countersignOrder({ order });
 * ```
 */
export async function countersignOrder(
  client: RegistryClient,
  parameters: CountersignOrderParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link countersignOrder}, and waits for the block.
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
 * await owner.objectToOrderSync({
 *   order,
 *   reasonDigest: createCommitment("The holder is alive").commitment,
 * });
 * const { signatures } = await germany.countersignOrderSync({ order });
 * signatures; // 1n
 * ```
 */
export async function countersignOrderSync(
  client: RegistryClient,
  parameters: CountersignOrderParameters,
): Promise<CountersignOrderSyncReturnType> {
  return await writeSync(client, call(parameters));
}
