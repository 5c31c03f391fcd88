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

/** What {@link revokeManufacturer} is given. */
export interface RevokeManufacturerParameters extends WriteOptions {
  /** The manufacturer. */
  readonly manufacturer: ManufacturerId;
  /** Salted commitment to the decision. */
  readonly reasonDigest: Hex;
}

/** What {@link revokeManufacturerSync} gives. */
export type RevokeManufacturerSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ManufacturerStatusChanged"
>;

const call = ({ manufacturer, reasonDigest, ...options }: RevokeManufacturerParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "revokeManufacturer",
    args: [toBytes(manufacturer), reasonDigest],
    eventName: "ManufacturerStatusChanged",
  }) as const;

/**
 * Revokes a manufacturer for good. What it minted stays as it is. Called by the authority of its country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where it was revoked before.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * const { commitment: reasonDigest } = createCommitment("Decision 17 of 2026");
 * const hash = await china.revokeManufacturer({ manufacturer, reasonDigest });
 * ```
 */
export async function revokeManufacturer(
  client: RegistryClient,
  parameters: RevokeManufacturerParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link revokeManufacturer}, and waits for the block.
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
 * const { status } = await china.revokeManufacturerSync({ manufacturer, reasonDigest });
 * ```
 */
export async function revokeManufacturerSync(
  client: RegistryClient,
  parameters: RevokeManufacturerParameters,
): Promise<RevokeManufacturerSyncReturnType> {
  return await writeSync(client, call(parameters));
}
