import type { Address, Hex } from "viem";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { registrarOrders } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";
import type { CountryCode, RobotId } from "../robot-id.js";
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
  /** Where it stands. */
  readonly status: OrderStatus;
  /** Holder of the robot when it was proposed: with a change of hands it lapses. */
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
 * ```
 */
export async function getOrder(
  client: RegistryClient,
  { order, ...options }: GetOrderParameters,
): Promise<Order> {
  const call = { ...registrarOrders, functionName: "orderOf", args: [order] } as const;
  const record = await readWords(client, { ...call, ...options });
  return {
    order,
    ...record,
    action: record.action as OrderAction,
    status: record.status as OrderStatus,
  };
}
