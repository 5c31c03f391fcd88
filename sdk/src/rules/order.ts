// Whether a registrar order against a robot is pending.
import type { OrderStatus, Word } from "../words.js";

/** How far a registrar order has come. Times are in seconds. */
export interface OrderTerm {
  /** How far it came. */
  readonly status: Word<"enum IRegistrarOrders.Status">;
  /** From when on it can no longer be executed. */
  readonly expiresAt: number;
  /** Until when an objection to it can be answered; absent where nobody objected. */
  readonly answerableUntil: number | null | undefined;
  /** Whether the seat that proposed it has held the country ever since: {@link hasHeld}. */
  readonly isWithSeat: boolean;
}

/**
 * Whether an order is pending: nothing else moves the robot until then. As `RegistrarOrders.pendingOrderOf` decides it.
 *
 * @param at - The moment, in seconds.
 *
 * @example
 * ```ts
 * import { isOrderPending } from "@openrobotid/sdk/rules";
 *
 * const order = { status: "proposed", expiresAt: 2000, answerableUntil: undefined, isWithSeat: true } as const;
 * isOrderPending(order, 1999); // true
 * isOrderPending(order, 2000); // false
 * isOrderPending({ ...order, status: "objected", answerableUntil: 1500 }, 1500); // false
 * ```
 */
export function isOrderPending(
  { status, expiresAt, answerableUntil, isWithSeat }: OrderTerm,
  at: number,
): boolean {
  if (at >= expiresAt || !isWithSeat) return false;
  switch (status) {
    case "proposed":
    case "countersigned":
      return true;
    case "objected":
      return answerableUntil === null || answerableUntil === undefined || at < answerableUntil;
    case "none":
    case "executed":
    case "withdrawn":
      return false;
  }
}

/**
 * How far an order to which somebody objected came by a countersignature. As `RegistrarOrders.countersign` decides it.
 *
 * @param given - Signatures that it has now.
 * @param needed - Signatures that it needs, as {@link countersignaturesNeeded} said when it was proposed.
 *
 * @example
 * ```ts
 * import { orderStatusAfterSignature } from "@openrobotid/sdk/rules";
 *
 * orderStatusAfterSignature(1, 2); // "objected"
 * orderStatusAfterSignature(2, 2); // "countersigned"
 * ```
 */
export function orderStatusAfterSignature(
  given: number,
  needed: number,
): Extract<OrderStatus, "objected" | "countersigned"> {
  return given < needed ? "objected" : "countersigned";
}
