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

/** What {@link offerReturn} is given. */
export interface OfferReturnParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** What {@link offerReturnSync} gives. */
export type OfferReturnSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "ReturnOffered">;

const call = ({ id, ...options }: OfferReturnParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "offerReturn",
    args: [toBytes32(id)],
    eventName: "ReturnOffered",
  }) as const;

/**
 * Offers a robot that was taken in back to its holder, who takes it with `takeBack`. Called by the recycler that took
 * it in, accredited or not.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where another recycler took it in.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await recycler.offerReturn({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * ```
 */
export async function offerReturn(
  client: RegistryClient,
  parameters: OfferReturnParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link offerReturn}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const { seq } = await recycler.offerReturnSync({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * ```
 */
export async function offerReturnSync(
  client: RegistryClient,
  parameters: OfferReturnParameters,
): Promise<OfferReturnSyncReturnType> {
  return await writeSync(client, call(parameters));
}
