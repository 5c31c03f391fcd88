import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type WriteOptions,
  type WriteReceipt,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { toToken } from "../internal/convert.js";
import type { RobotId } from "../robot-id.js";

/** What {@link approveTransfer} is given. */
export interface ApproveTransferParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** Who may take it; the zero address takes an approval back. */
  readonly to: Address;
}

/** What {@link approveTransferSync} gives. */
export interface ApproveTransferSyncReturnType extends WriteReceipt {
  /** The robot. */
  readonly id: RobotId;
  /** Its holder. */
  readonly holder: Address;
  /** Who may take it. */
  readonly approved: Address;
}

const call = ({ id, to, ...options }: ApproveTransferParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "approve",
    args: [to, toToken(id)],
    eventName: "Approval",
  }) as const;

/**
 * Approves who may take a robot: the first half of a transfer; the second is the receiver's own `acceptTransfer`.
 * Called by the holder of a robot in service.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller does not hold the robot.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await owner.approveTransfer({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   to: buyer.account.address,
 * });
 * ```
 */
export async function approveTransfer(
  client: RegistryClient,
  parameters: ApproveTransferParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link approveTransfer}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const { approved } = await owner.approveTransferSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   to: buyer.account.address,
 * });
 * approved === buyer.account.address; // true
 * ```
 */
export async function approveTransferSync(
  client: RegistryClient,
  parameters: ApproveTransferParameters,
): Promise<ApproveTransferSyncReturnType> {
  const { receipt, owner, approved } = await writeSync(client, call(parameters));
  return { receipt, id: parameters.id, holder: owner, approved };
}
