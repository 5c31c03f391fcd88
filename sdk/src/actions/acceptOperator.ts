import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link acceptOperator} is given. */
export interface AcceptOperatorParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** What {@link acceptOperatorSync} gives. */
export type AcceptOperatorSyncReturnType = SyncReturnType<
  typeof robotRegistry.abi,
  "OperatorAccepted"
>;

const call = ({ id, ...options }: AcceptOperatorParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "acceptOperator",
    args: [toBytes32(id)],
    eventName: "OperatorAccepted",
  }) as const;

/**
 * Accepts to run a robot, and to answer for running it. Called by the operator that the holder named.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller was not named.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * await owner.setOperatorSync({
 *   id,
 *   operator: operator.account.address,
 *   until: new Date("2027-01-01"),
 * });
 * const hash = await operator.acceptOperator({ id });
 * ```
 */
export async function acceptOperator(
  client: RegistryClient,
  parameters: AcceptOperatorParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link acceptOperator}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * await owner.setOperatorSync({
 *   id,
 *   operator: operator.account.address,
 *   until: new Date("2027-01-01"),
 * });
 * const { seq } = await operator.acceptOperatorSync({ id });
 * ```
 */
export async function acceptOperatorSync(
  client: RegistryClient,
  parameters: AcceptOperatorParameters,
): Promise<AcceptOperatorSyncReturnType> {
  return await writeSync(client, call(parameters));
}
