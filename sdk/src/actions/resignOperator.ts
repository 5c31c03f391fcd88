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

/** What {@link resignOperator} is given. */
export interface ResignOperatorParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** What {@link resignOperatorSync} gives. */
export type ResignOperatorSyncReturnType = SyncReturnType<
  typeof robotRegistry.abi,
  "OperatorResigned"
>;

const call = ({ id, ...options }: ResignOperatorParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "resignOperator",
    args: [toBytes32(id)],
    eventName: "OperatorResigned",
  }) as const;

/**
 * Gives up running a robot, or declines to. Called by the operator that the holder named.
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
 * const hash = await operator.resignOperator({ id });
 * ```
 */
export async function resignOperator(
  client: RegistryClient,
  parameters: ResignOperatorParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link resignOperator}, and waits for the block.
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
 * const { seq } = await operator.resignOperatorSync({ id });
 * ```
 */
export async function resignOperatorSync(
  client: RegistryClient,
  parameters: ResignOperatorParameters,
): Promise<ResignOperatorSyncReturnType> {
  return await writeSync(client, call(parameters));
}
