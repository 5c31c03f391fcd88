import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writerOf,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { toToken } from "../internal/convert.js";
import type { RobotId } from "../robot-id.js";

/** What {@link acceptTransfer} is given. */
export interface AcceptTransferParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** Its holder, as the receiver knows it. */
  readonly from: Address;
}

/** What {@link acceptTransferSync} gives. */
export type AcceptTransferSyncReturnType = SyncReturnType<
  typeof robotRegistry.abi,
  "RobotTransferred"
>;

const call = (client: RegistryClient, { id, from, ...options }: AcceptTransferParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "transferFrom",
    args: [from, writerOf(client, options).address, toToken(id)],
    eventName: "RobotTransferred",
  }) as const;

/**
 * Takes a robot over: the second half of a transfer, after the holder's `approveTransfer`. Called by the receiver, who
 * answers for the robot from then on.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the holder approved somebody else, or a recall forbids it.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * await owner.approveTransferSync({ id, to: buyer.account.address });
 * const hash = await buyer.acceptTransfer({ id, from: owner.account.address });
 * ```
 */
export async function acceptTransfer(
  client: RegistryClient,
  parameters: AcceptTransferParameters,
): Promise<Hash> {
  return await write(client, call(client, parameters));
}

/**
 * As {@link acceptTransfer}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * await owner.approveTransferSync({ id, to: buyer.account.address });
 * const { to, basis } = await buyer.acceptTransferSync({ id, from: owner.account.address });
 * to === buyer.account.address; // true
 * basis; // "approval"
 * ```
 */
export async function acceptTransferSync(
  client: RegistryClient,
  parameters: AcceptTransferParameters,
): Promise<AcceptTransferSyncReturnType> {
  return await writeSync(client, call(client, parameters));
}
