import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { registrarOrders } from "../internal/contracts.js";

/** What {@link withdrawOrder} is given. */
export interface WithdrawOrderParameters extends WriteOptions {
  /** Number of the order. */
  readonly order: bigint;
  /** Salted commitment to the reason. */
  readonly reasonDigest: Hex;
}

/** What {@link withdrawOrderSync} gives. */
export type WithdrawOrderSyncReturnType = SyncReturnType<
  typeof registrarOrders.abi,
  "OrderWithdrawn"
>;

const call = ({ order, reasonDigest, ...options }: WithdrawOrderParameters) =>
  ({
    ...options,
    ...registrarOrders,
    functionName: "withdraw",
    args: [order, reasonDigest],
    eventName: "OrderWithdrawn",
  }) as const;

/**
 * Withdraws an order. Called by the authority of the country that proposed it.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where it was executed.
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
 * const hash = await spain.withdrawOrder({
 *   order,
 *   reasonDigest: createCommitment("Settled").commitment,
 * });
 * ```
 */
export async function withdrawOrder(
  client: RegistryClient,
  parameters: WithdrawOrderParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link withdrawOrder}, and waits for the block.
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
 * const { seq } = await spain.withdrawOrderSync({
 *   order,
 *   reasonDigest: createCommitment("Settled").commitment,
 * });
 * ```
 */
export async function withdrawOrderSync(
  client: RegistryClient,
  parameters: WithdrawOrderParameters,
): Promise<WithdrawOrderSyncReturnType> {
  return await writeSync(client, call(parameters));
}
