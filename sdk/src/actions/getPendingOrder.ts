import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { registrarOrders } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { readWords } from "../internal/reads.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import { getOrder, type Order } from "./getOrder.js";

/** What {@link getPendingOrder} is given. */
export interface GetPendingOrderParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
}

/**
 * The registrar order against a robot that is pending: until it has ended, nothing else moves the robot, hands it in or
 * clears its flags.
 *
 * @returns The order; `undefined` where none is pending.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const order = await client.getPendingOrder({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * order?.signaturesNeeded; // 2
 * ```
 */
export async function getPendingOrder(
  node: RegistryClient,
  { id, ...options }: GetPendingOrderParameters,
): Promise<Order | undefined> {
  const client = readerOf(node, options);
  const { blockNumber } = await momentOf(client, options);
  const order = await readWords(client, {
    ...registrarOrders,
    functionName: "pendingOrderOf",
    args: [toBytes32(id)],
    blockNumber,
  });
  return order === 0n ? undefined : await getOrder(client, { order, blockNumber });
}
