import type { Hash, Hex } from "viem";
import { type HistoryKind, kinds } from "../history/kinds.js";
import {
  type RegistryClient,
  type WriteOptions,
  type WriteReceipt,
  write,
  writeSyncAll,
} from "../internal/call.js";
import { registrarOrders, robotRegistry } from "../internal/contracts.js";
import { fromBytes32, type RobotId } from "../robot-id.js";

/** What {@link executeOrder} is given. */
export interface ExecuteOrderParameters extends WriteOptions {
  /** Number of the order. */
  readonly order: bigint;
}

/** What {@link executeOrderSync} gives. */
export interface ExecuteOrderSyncReturnType extends WriteReceipt {
  /** Number of the order. */
  readonly order: bigint;
  /** The robot. */
  readonly id: RobotId;
  /** What its history got: flags that were cleared, a return from the recycler, and the transfer or the intake. */
  readonly entries: readonly {
    /** Number of the entry. */
    readonly seq: bigint;
    /** Its kind. */
    readonly kind: HistoryKind;
    /** Head of the history with it. */
    readonly head: Hex;
  }[];
}

const call = ({ order, ...options }: ExecuteOrderParameters) =>
  ({
    ...options,
    ...registrarOrders,
    functionName: "execute",
    args: [order],
    eventName: "Recorded",
    emitter: robotRegistry,
  }) as const;

/**
 * Executes an order after its notice period. Flags of the robot are cleared, and one that was taken in to be destroyed is led
 * back first. Called by the beneficiary, who asks for the robot itself.
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
 * @returns The receipt and what the history of the robot got.
 *
 * @example
 * ```ts
 * const { entries } = await buyer.executeOrderSync({ order });
 * entries.map(({ kind }) => kind); // ["transferred"]
 * ```
 */
export async function executeOrderSync(
  client: RegistryClient,
  parameters: ExecuteOrderParameters,
): Promise<ExecuteOrderSyncReturnType> {
  const { order } = parameters;
  const { receipt, events } = await writeSyncAll(client, call(parameters));
  const [{ subject }] = events as [(typeof events)[number]];
  const entries = events.map(({ seq, kind, head }) => {
    return { seq, kind: kinds[kind as keyof typeof kinds][0], head };
  });
  return { receipt, order, id: fromBytes32(subject), entries };
}
