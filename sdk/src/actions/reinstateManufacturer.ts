import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";

/** What {@link reinstateManufacturer} is given. */
export interface ReinstateManufacturerParameters extends WriteOptions {
  /** The manufacturer. */
  readonly manufacturer: ManufacturerId;
  /** Salted commitment to the decision. */
  readonly reasonDigest: Hex;
}

/** What {@link reinstateManufacturerSync} gives. */
export type ReinstateManufacturerSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ManufacturerStatusChanged"
>;

const call = ({ manufacturer, reasonDigest, ...options }: ReinstateManufacturerParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "reinstateManufacturer",
    args: [toBytes(manufacturer), reasonDigest],
    eventName: "ManufacturerStatusChanged",
  }) as const;

/**
 * Ends the suspension of a manufacturer. Called by the authority of its country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where it is not suspended.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * const { commitment: reasonDigest } = createCommitment("Decision 17 of 2026");
 * await china.suspendManufacturerSync({ manufacturer, reasonDigest });
 * const hash = await china.reinstateManufacturer({ manufacturer, reasonDigest });
 * ```
 */
export async function reinstateManufacturer(
  client: RegistryClient,
  parameters: ReinstateManufacturerParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link reinstateManufacturer}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * const { commitment: reasonDigest } = createCommitment("Decision 17 of 2026");
 * await china.suspendManufacturerSync({ manufacturer, reasonDigest });
 * const { status } = await china.reinstateManufacturerSync({ manufacturer, reasonDigest });
 * ```
 */
export async function reinstateManufacturerSync(
  client: RegistryClient,
  parameters: ReinstateManufacturerParameters,
): Promise<ReinstateManufacturerSyncReturnType> {
  return await writeSync(client, call(parameters));
}
