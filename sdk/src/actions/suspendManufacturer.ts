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

/** What {@link suspendManufacturer} is given. */
export interface SuspendManufacturerParameters extends WriteOptions {
  /** The manufacturer. */
  readonly manufacturer: ManufacturerId;
  /** Salted commitment to the decision. */
  readonly reasonDigest: Hex;
}

/** What {@link suspendManufacturerSync} gives. */
export type SuspendManufacturerSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ManufacturerStatusChanged"
>;

const call = ({ manufacturer, reasonDigest, ...options }: SuspendManufacturerParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "suspendManufacturer",
    args: [toBytes(manufacturer), reasonDigest],
    eventName: "ManufacturerStatusChanged",
  }) as const;

/**
 * Suspends a manufacturer: it mints and registers nothing until reinstated. What it minted stays as it is. Called by
 * the authority of its country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where it is suspended already.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * const { commitment: reasonDigest } = createCommitment("Decision 17 of 2026");
 * const hash = await china.suspendManufacturer({ manufacturer, reasonDigest });
 * ```
 */
export async function suspendManufacturer(
  client: RegistryClient,
  parameters: SuspendManufacturerParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link suspendManufacturer}, and waits for the block.
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
 * const { status } = await china.suspendManufacturerSync({ manufacturer, reasonDigest });
 * ```
 */
export async function suspendManufacturerSync(
  client: RegistryClient,
  parameters: SuspendManufacturerParameters,
): Promise<SuspendManufacturerSyncReturnType> {
  return await writeSync(client, call(parameters));
}
