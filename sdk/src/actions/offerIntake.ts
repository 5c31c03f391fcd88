import { type Address, type Hash, zeroAddress } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link offerIntake} is given. */
export interface OfferIntakeParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** The recycler; nobody takes an offer back. */
  readonly recycler?: Address | undefined;
}

/** What {@link offerIntakeSync} gives. */
export type OfferIntakeSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "IntakeOffered">;

const call = ({ id, recycler = zeroAddress, ...options }: OfferIntakeParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "offerIntake",
    args: [toBytes32(id), recycler],
    eventName: "IntakeOffered",
  }) as const;

/**
 * Offers a robot to a recycler, who takes it in with `takeIn`; without a recycler it takes an offer back. Called by the
 * holder. The offer ends when the robot changes hands. A robot that was taken in is offered to another once its
 * recycler is no longer accredited.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the robot is reported stolen.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await owner.offerIntake({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   recycler: recycler.account.address,
 * });
 * ```
 */
export async function offerIntake(
  client: RegistryClient,
  parameters: OfferIntakeParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link offerIntake}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const { seq } = await owner.offerIntakeSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   recycler: recycler.account.address,
 * });
 * ```
 */
export async function offerIntakeSync(
  client: RegistryClient,
  parameters: OfferIntakeParameters,
): Promise<OfferIntakeSyncReturnType> {
  return await writeSync(client, call(parameters));
}
