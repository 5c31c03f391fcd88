import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type CountryCode, type RobotId, toBytes, toBytes32 } from "../robot-id.js";

/** What {@link relocate} is given. */
export interface RelocateParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** The market; its authority approved the model. */
  readonly country: CountryCode;
}

/** What {@link relocateSync} gives. */
export type RelocateSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "Relocated">;

const call = ({ id, country, ...options }: RelocateParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "relocate",
    args: [toBytes32(id), toBytes(country)],
    eventName: "Relocated",
  }) as const;

/**
 * Moves a robot in service to another market. Same code, no second identity. Called by the holder.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the model is not approved for the market.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await owner.relocate({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   country: parseCountryCode("MX"),
 * });
 * ```
 */
export async function relocate(
  client: RegistryClient,
  parameters: RelocateParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link relocate}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 *
 * const { from, to } = await owner.relocateSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   country: parseCountryCode("MX"),
 * });
 * ```
 */
export async function relocateSync(
  client: RegistryClient,
  parameters: RelocateParameters,
): Promise<RelocateSyncReturnType> {
  return await writeSync(client, call(parameters));
}
