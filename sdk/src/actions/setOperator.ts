import { type Address, type Hash, zeroAddress } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type Time, toSeconds } from "../internal/convert.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link setOperator} is given. */
export interface SetOperatorParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** Who is to run it; left out to end the term. */
  readonly operator?: Address | undefined;
  /** When the term ends; left out with the operator. */
  readonly until?: Time | undefined;
}

/** What {@link setOperatorSync} gives. */
export type SetOperatorSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "OperatorNamed">;

const call = ({ id, operator = zeroAddress, until = 0, ...options }: SetOperatorParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "setOperator",
    args: [toBytes32(id), operator, toSeconds(until)],
    eventName: "OperatorNamed",
  }) as const;

/**
 * Names who runs a robot until a time. It counts once the operator accepts, and ends when the robot changes hands.
 * Called by the holder of a robot in service.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the term ends in the past.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await owner.setOperator({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   operator: operator.account.address,
 *   until: new Date("2027-01-01"),
 * });
 * ```
 */
export async function setOperator(
  client: RegistryClient,
  parameters: SetOperatorParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link setOperator}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const { until } = await owner.setOperatorSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   operator: operator.account.address,
 *   until: new Date("2027-01-01"),
 * });
 * ```
 */
export async function setOperatorSync(
  client: RegistryClient,
  parameters: SetOperatorParameters,
): Promise<SetOperatorSyncReturnType> {
  return await writeSync(client, call(parameters));
}
