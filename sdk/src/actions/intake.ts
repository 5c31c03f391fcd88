import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type CountryCode, type RobotId, toBytes, toBytes32 } from "../robot-id.js";

/** What {@link intake} is given. */
export interface IntakeParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** The recycler that is to destroy it. */
  readonly recycler: Address;
  /** Country whose accreditation the recycler acts under. */
  readonly country: CountryCode;
}

/** What {@link intakeSync} gives. */
export type IntakeSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "TakenIn">;

const call = ({ id, recycler, country, ...options }: IntakeParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "intake",
    args: [toBytes32(id), recycler, toBytes(country)],
    eventName: "TakenIn",
  }) as const;

/**
 * Hands a robot in to be destroyed, or names another recycler for one that was. There is no way back. Called by the
 * holder.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the recycler is not accredited there.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await owner.intake({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   recycler: recycler.account.address,
 *   country: parseCountryCode("ES"),
 * });
 * ```
 */
export async function intake(client: RegistryClient, parameters: IntakeParameters): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link intake}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 *
 * const { seq } = await owner.intakeSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   recycler: recycler.account.address,
 *   country: parseCountryCode("ES"),
 * });
 * ```
 */
export async function intakeSync(
  client: RegistryClient,
  parameters: IntakeParameters,
): Promise<IntakeSyncReturnType> {
  return await writeSync(client, call(parameters));
}
