import type { Address, Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { registrarOrders } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import type { OrderAction } from "../words.js";

/** What {@link proposeOrder} is given. */
export interface ProposeOrderParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** What it is to do. */
  readonly action: OrderAction;
  /** The new holder, or the recycler that takes the robot in. */
  readonly beneficiary: Address;
  /** Salted commitment to the decision it rests on. */
  readonly reasonDigest: Hex;
}

/** What {@link proposeOrderSync} gives. */
export type ProposeOrderSyncReturnType = SyncReturnType<
  typeof registrarOrders.abi,
  "OrderProposed"
>;

const call = ({ id, action, beneficiary, reasonDigest, ...options }: ProposeOrderParameters) =>
  ({
    ...options,
    ...registrarOrders,
    functionName: "propose",
    args: [
      toBytes32(id),
      toNumber("enum IRegistrarOrders.Action", action),
      beneficiary,
      reasonDigest,
    ],
    eventName: "OrderProposed",
  }) as const;

/**
 * Proposes a registrar order (lost keys, death, insolvency, court); its notice period begins. Called by the authority
 * of the robot's country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the robot is destroyed.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await spain.proposeOrder({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   action: "transfer",
 *   beneficiary: buyer.account.address,
 *   reasonDigest: createCommitment("Probate 2026-44").commitment,
 * });
 * ```
 */
export async function proposeOrder(
  client: RegistryClient,
  parameters: ProposeOrderParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link proposeOrder}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { order, executableAt } = await spain.proposeOrderSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   action: "transfer",
 *   beneficiary: buyer.account.address,
 *   reasonDigest: createCommitment("Probate 2026-44").commitment,
 * });
 * ```
 */
export async function proposeOrderSync(
  client: RegistryClient,
  parameters: ProposeOrderParameters,
): Promise<ProposeOrderSyncReturnType> {
  return await writeSync(client, call(parameters));
}
