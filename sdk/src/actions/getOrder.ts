import type { Address, Hex } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { registrarOrders } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { givenTime, readWords } from "../internal/reads.js";
import { type CountryCode, type RobotId, toBytes32 } from "../robot-id.js";
import type { OrderAction, OrderStatus } from "../words.js";

/** What {@link getOrder} is given. */
export interface GetOrderParameters extends ReadOptions {
  /** Number of the order. */
  readonly order: bigint;
}

/** A registrar order. Times are in seconds. */
export interface Order {
  /** Its number. */
  readonly order: bigint;
  /** The robot. */
  readonly id: RobotId;
  /** What it does. */
  readonly action: OrderAction;
  /** How far it came. */
  readonly status: OrderStatus;
  /** Whether it is pending: neither executed nor withdrawn, and not ended by time, by an objection or with its seat. */
  readonly pending: boolean;
  /** Holder of the robot when it was proposed. */
  readonly holder: Address;
  /** New holder, or the recycler that takes the robot in. */
  readonly beneficiary: Address;
  /** Country whose authority proposed it. */
  readonly country: CountryCode;
  /** Seat that proposed it. */
  readonly seat: number;
  /** From when on it can be executed. */
  readonly executableAt: number;
  /** From when on it can no longer be executed. */
  readonly expiresAt: number;
  /** From when on it can no longer be countersigned; `undefined` while nobody objected. */
  readonly answerableUntil: number | undefined;
  /** Countersignatures that it has. */
  readonly signatures: number;
  /** Countersignatures that overrule an objection. */
  readonly signaturesNeeded: number;
  /** Whether it needs them from the start: an objection to an earlier order on this robot was upheld. */
  readonly contested: boolean;
  /** Salted commitment to the decision it rests on. */
  readonly reasonDigest: Hex;
}

/**
 * A registrar order.
 *
 * @throws RegistryRefusedError where there is none of this number.
 *
 * @example
 * ```ts
 * const order = await client.getOrder({ order: 1n });
 * order.action; // "transfer"
 * order.status; // "proposed"
 * order.pending; // true
 * ```
 */
export async function getOrder(
  node: RegistryClient,
  { order, ...options }: GetOrderParameters,
): Promise<Order> {
  const client = readerOf(node, options);
  const { blockNumber } = await momentOf(client, options);
  const record = await readWords(client, {
    ...registrarOrders,
    functionName: "orderOf",
    args: [order],
    blockNumber,
  });
  const pending = await readWords(client, {
    ...registrarOrders,
    functionName: "pendingOrderOf",
    args: [toBytes32(record.id)],
    blockNumber,
  });
  return {
    order,
    ...record,
    answerableUntil: givenTime(record.answerableUntil),
    pending: pending === order,
    action: record.action as OrderAction,
    status: record.status as OrderStatus,
  };
}
